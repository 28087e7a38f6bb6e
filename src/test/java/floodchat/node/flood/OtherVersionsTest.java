package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.fixture.RecordingPeer;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.wire.Hello;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A peer that is alone meets one that speaks as the version before ours or the one after it, over real sockets. Both
 * refuse, and our person is told who must upgrade: the lower version.
 */
class OtherVersionsTest {
    private final EngineNode.Group nodes = new EngineNode.Group();

    @AfterEach
    void close() {
        nodes.close();
    }

    @ParameterizedTest
    @CsvSource({"-1, the peer must upgrade", "+1, upgrade this Floodchat"})
    void whoDialsAnotherVersionIsToldWhoMustUpgrade(int difference, String who) throws Exception {
        int version = Hello.VERSION + difference;
        EngineNode node = nodes.node();
        try (RecordingPeer peer = new RecordingPeer(EngineNode.NETWORK, 1)) {
            peer.accepts().sendsHello(new Hello(version)).play();
            node.bus.publish(new FloodCommand.Join(peer.address()));
            assertEquals(new OtherVersion(version, Hello.VERSION), awaitVersion(node));
            assertEquals("the peer speaks version %d of the protocol, this Floodchat %d: %s".formatted(
                    version, Hello.VERSION, who), node.await(FloodEvent.JoinFailed.class).reason());
            peer.takesHello();
            peer.takesEnd();
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "+1"})
    void whoIsDialledByAnotherVersionIsToldToo(int difference) throws Exception {
        int version = Hello.VERSION + difference;
        EngineNode node = nodes.node();
        try (RecordingPeer peer = new RecordingPeer(EngineNode.NETWORK, 1)) {
            peer.dials(node.address()).sendsHello(new Hello(version)).play();
            assertEquals(new OtherVersion(version, Hello.VERSION), awaitVersion(node));
            peer.takesHello();
            peer.takesEnd();
        }
    }

    /** The sentence must be true for the one that refuses us, too: it needs our HELLO before we hang up. */
    @Test
    void theOtherSideIsToldOurVersionBeforeItIsRefused() throws Exception {
        EngineNode node = nodes.node();
        try (RecordingPeer peer = new RecordingPeer(EngineNode.NETWORK, 1)) {
            peer.dials(node.address()).sendsHello(new Hello(Hello.VERSION + 1)).play();
            assertEquals(Hello.OURS, peer.takesHello());
        }
    }

    private static OtherVersion awaitVersion(EngineNode node) throws InterruptedException {
        while (true) {
            if (node.await(FloodEvent.StatusChanged.class)
                    .phase() instanceof FloodEvent.Phase.VersionDiffers(OtherVersion version)) {
                return version;
            }
        }
    }
}
