package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import floodchat.fixture.RecordingPeer;
import floodchat.node.link.LinkSettings;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PeerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linked peers that do what no peer should, while others keep talking. */
class HostilePeersTest {
    private static final NetworkTerms NETWORK = EngineNode.NETWORK;
    private static final LinkSettings IMPATIENT = new LinkSettings(300, 600, 200, 500);

    private Besieged siege;

    @BeforeEach
    void twoHonestPeersAreLinked() throws Exception {
        siege = new Besieged(NETWORK, LinkSettings.DEFAULT);
    }

    private void start(LinkSettings settings) throws Exception {
        siege.close();
        siege = new Besieged(NETWORK, settings);
    }

    @AfterEach
    void closeAll() throws Exception {
        siege.close();
    }

    private static Packet packet(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Packet.HEADER_BYTES + payload.length + Packet.STAMP_BYTES);
        return Packet.received(NETWORK.tag(),
                bytes.put((byte) 0).putLong(System.currentTimeMillis()).put(payload).array());
    }

    /** Of every type, in hex, one byte longer than it may be. */
    @ParameterizedTest
    @CsvSource({"01,2049", "10,8193", "11,8193", "12,8193", "13,8193", "14,8193", "15,8193", "16,8193", "20,65535"})
    void anOversizedFrameCostsTheLinkBeforeItsBodyIsRead(String type, int length) throws Exception {
        RecordingPeer peer = siege.neighbour();
        byte[] head = {(byte) (length >> 8), (byte) length, (byte) Integer.parseInt(type, 16)};
        peer.sendsBytes(head);
        if (length == 65_535) {
            peer.sendsBytes(new byte[length - 1]); // such a frame may be that long, a packet may not
        }
        peer.play().takesEnd();
        siege.target.awaitLinksDownTo(1);
        siege.assertOthersTalkOn();
    }

    @ParameterizedTest
    @CsvSource({
        "0000, a frame without a type",
        "0001ff, an unknown type",
        "000213ff, a reason that there is none of",
        "00021601, a ping with a token that is too short",
        "000b21000000000000000000, an unknown type of the right length",
        "0014202100000000000000000000610000000000000000, 33 hops",
        "001320200000000000000000000000000000000000, a packet without a payload"
    })
    void aMalformedFrameCostsTheLink(String hex, String what) throws Exception {
        RecordingPeer peer = siege.neighbour();
        peer.sendsBytes(HexFormat.of().parseHex(hex)).play();
        peer.takesEnd();
        siege.target.awaitLinksDownTo(1);
        siege.assertOthersTalkOn();
    }

    @Test
    void aLinkThatBringsNoFrameIsDroppedAfterItsTime() throws Exception {
        start(IMPATIENT);
        RecordingPeer peer = siege.neighbour();
        peer.takesEnd();
        siege.assertOthersTalkOn();
    }

    @Test
    void aFrameThatDripsInMustBeWholeInTimeToo() throws Exception {
        start(IMPATIENT);
        RecordingPeer peer = siege.neighbour();
        peer.sendsBytes((byte) 0x1f, (byte) 0xff, (byte) 0x20).play();
        Besieged.assertHungUpOnWhileDripping(peer);
        siege.assertOthersTalkOn();
    }

    @Test
    void aPeerThatEndsItsSideAndNeverReadsKeepsNoThreadWaiting() throws Exception {
        start(IMPATIENT);
        siege.peer()
                .readsNothing()
                .dials(siege.target.address())
                .greets()
                .sends(new Frame.NeighbourRequest(true))
                .endsSending()
                .play();
        siege.target.awaitLinks(2);
        siege.target.awaitLinksDownTo(1);
        siege.assertOthersTalkOn();
    }

    @Test
    void aPacketBeforeAnyRoleIsIgnored() throws Exception {
        Frame.PacketFrame unasked = new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("who let this in"));
        RecordingPeer peer =
                siege.stranger().sends(unasked, new Frame.NeighbourRequest(true));
        peer.play().takesGreeting();
        peer.takes(Frame.JoinAck.class); // so it has been seen before
        siege.assertOthersTalkOn();
    }

    @Test
    void theSamePacketTenThousandTimesIsOneMessage() throws Exception {
        RecordingPeer peer = siege.neighbour();
        Frame[] again = new Frame[10_000];
        Arrays.fill(again, new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("again")));
        peer.sends(again).sends(new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("something else"))).play();
        siege.target.awaitInAnyOrder(List.of("again", "something else"));
        siege.friend.awaitInAnyOrder(List.of("again", "something else"));
        siege.assertOthersTalkOn();
    }

    @Test
    void aFloodOfControlFramesHoldsUpNobody() throws Exception {
        RecordingPeer peer = siege.neighbour();
        Contact nobody = new Contact(new PeerId(77, 77), new Address("127.0.0.1", 9));
        for (int i = 0; i < 5_000; i++) {
            peer.sends(
                    new Frame.JoinRequest(nobody, FloodLimits.JOIN_HOPS, Frame.Need.FIRST),
                    new Frame.JoinRequest(nobody, 1, Frame.Need.MORE),
                    new Frame.Shuffle(nobody, 0, List.of(nobody)),
                    new Frame.JoinAck(List.of()),
                    new Frame.NeighbourRequest(true));
        }
        peer.play();
        for (int i = 0; i < 20; i++) {
            siege.assertOthersTalkOn();
        }
    }

    @Test
    void anUnsolicitedAcknowledgementMakesANeighbourOnlyWhereThereIsASlot() throws Exception {
        List<RecordingPeer> peers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RecordingPeer peer = siege.stranger().sends(new Frame.JoinAck(List.of())).play();
            peer.takesGreeting();
            peers.add(peer);
        }
        RecordingPeer last = peers.getLast();
        assertEquals(Frame.Reason.FULL, last.takesSooner(Frame.Disconnect.class).reason());
        siege.assertOthersTalkOn();
    }

    @Test
    void aRequestToJoinThatNamesTheTargetItselfIsNotFollowed() throws Exception {
        RecordingPeer peer = siege.neighbour();
        RecordingPeer asking = siege.stranger().play();
        PeerId targetId = asking.takesGreeting().peer();
        Contact reflected = new Contact(targetId, siege.target.address());
        peer.sends(new Frame.JoinRequest(reflected, 0, Frame.Need.FIRST)).play();
        peer.sends(new Frame.PacketFrame(5, Frame.Route.PUSHED, packet("after the reflection"))).play();
        siege.target.awaitTexts("after the reflection");
        siege.friend.awaitTexts("after the reflection");
        siege.assertOthersTalkOn();
    }

    @Test
    void aPeerThatNeverReadsIsDroppedAndTheOthersGoOn() throws Exception {
        start(IMPATIENT);
        siege.deafNeighbour();
        siege.publishMuch();
        siege.friend.awaitInAnyOrder(Besieged.much());
        siege.target.awaitLinksDownTo(1);
        siege.assertOthersTalkOn();
    }

    @Test
    void whatIsPublishedMeanwhileGoesOutAsSoonAsADeafPeerIsWaitedForNoMore() throws Exception {
        start(new LinkSettings(10_000, 20_000, 2_000, 5_000)); // it is waited for during the first fifth of 5,000 ms
        siege.deafNeighbour();
        siege.target.await(FloodEvent.AddressesLearned.class); // no timer is left that could wake the engine
        Thread talker = Thread.ofVirtual().name("talker").start(siege::publishMuch);
        while (siege.target.events.poll(300) != null) {
            continue; // until nothing is handed over any more
        }
        siege.friend.publish("to the target");
        siege.target.awaitTexts("to the target");
        FloodEvent next = siege.target.events.poll(10_000);
        assertInstanceOf(FloodEvent.HandedOver.class, next, "only once the deaf peer was dropped");
        talker.join();
    }

    /** One of them does not even read. What is left of the links when the engine has stopped, the leak check would see. */
    @Test
    void aGoodbyeToPeersThatNeverHangUpEndsInTime() throws Exception {
        List<RecordingPeer> stubborn = List.of(siege.neighbour(), siege.neighbour());
        siege.peer()
                .readsNothing()
                .dials(siege.target.address())
                .greets()
                .sends(new Frame.NeighbourRequest(true), new Frame.Graft())
                .play();
        siege.target.awaitLinks(4);
        siege.target.bus.publish(new FloodCommand.Stop());
        for (RecordingPeer peer : stubborn) {
            assertEquals(Frame.Reason.LEAVING, peer.takesSooner(Frame.Disconnect.class).reason());
        }
        siege.target.await(FloodEvent.Stopped.class);
        siege.friend.awaitLinksDownTo(0);
    }

    @Test
    void aNeighbourThatIsKilledIsGoneAtOnce() throws Exception {
        siege.friend.close();
        siege.target.awaitLinksDownTo(0);
    }
}
