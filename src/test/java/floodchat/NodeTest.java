package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.link.PortRange;
import floodchat.node.store.Home;
import floodchat.node.store.PrivateNetwork;
import floodchat.node.store.Profile;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    @TempDir
    private Path folder;

    private final EventBus bus = new EventBus();

    /** A peer on loopback, with a port that the system gives. */
    private static Settings settings() {
        Settings usual = Settings.DEFAULTS;
        return new Settings("ada", new PortRange("127.0.0.1", 0, 0), List.of(), usual.requests(), usual.history(),
                usual.network(),
                false, false, usual.flood(), usual.relay(), usual.window(), usual.logLevel());
    }

    /** Lines 1 to N of the file of remembered addresses. */
    private static List<Address> remembered(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(i -> new Address("192.0.2." + i, 1)).toList();
    }

    @Test
    void theFirstTwoRememberedAddressesAreTheAnchors() {
        List<Address> known = remembered(5);
        List<Address> join = List.of(new Address("entry.example", 1));
        PrivateNetwork network = new PrivateNetwork(new Invite("club", new byte[Invite.SECRET_BYTES], join), folder, 0);
        for (BootstrapAddresses addresses : List.of(
                NetworkAccess.addresses(List.of(), null, known),
                NetworkAccess.addresses(join, null, known),
                NetworkAccess.addresses(List.of(), network, known))) {
            assertEquals(known.subList(0, 2), addresses.anchors());
            assertTrue(addresses.others().containsAll(known), "and the others are tried, too");
        }
    }

    @Test
    void aPeerThatRemembersFewAddressesHasFewAnchors() {
        for (int lines = 0; lines <= 1; lines++) {
            assertEquals(remembered(lines), NetworkAccess.addresses(List.of(), null, remembered(lines)).anchors());
        }
    }

    /** An engine that was started says at its end that it has stopped. */
    @Test
    void ifTheChatCannotStartNoPeerIsThereForOthers() throws Exception {
        Mailbox<ChatEvent.Failed> failed = new Mailbox<>(4);
        bus.subscribe(ChatEvent.Failed.class, failed);
        Mailbox<FloodEvent.Stopped> stopped = new Mailbox<>(4);
        bus.subscribe(FloodEvent.Stopped.class, stopped);
        Path prekeys = Files.createDirectories(folder.resolve("prekeys"));
        try (Profile profile = Profile.open(folder, _ -> {})) {
            IdentityLoader identities = IdentityLoader.of(bus, profile.identity(), null, null);
            try (Node _ = new Node(bus, settings(), Home.in(folder), null, profile, identities, "ada", true, folder)) {
                assertEquals("floodchat: What private lines need in " + prekeys
                        + " can't be used: it is a folder. Correct that and start again.", failed.take().reason());
            }
        }
        assertNull(stopped.poll(0));
    }
}
