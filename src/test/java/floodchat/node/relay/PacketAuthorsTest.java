package floodchat.node.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.Authors;
import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import org.junit.jupiter.api.Test;

class PacketAuthorsTest {
    private static final long PATIENCE_MS = 20_000;

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodAttribution> told = new Mailbox<>(16);

    private static byte[] signed(int author) {
        return Envelope.sign(Authors.identity(author), Authors.TAG, new Body.Leave(1, 1, 1, 1));
    }

    private void deliver(int number, byte[] payload, PacketKind kind) {
        bus.tell(new FloodEvent.Delivered(new PacketId(0, number), payload, 1, false, kind));
    }

    /** They are handled in order, so the last one comes only after all others have been looked at. */
    @Test
    void onlyAKeptPacketThatIsSignedIsToldWhoseItIs() throws Exception {
        bus.subscribe(FloodAttribution.class, told);
        byte[] forged = signed(1);
        forged[forged.length - 1] ^= 1;
        try (PacketAuthors authors = new PacketAuthors(bus, NetworkTerms.of("tests"))) {
            deliver(1, signed(1), PacketKind.KEPT);
            deliver(2, forged, PacketKind.KEPT);
            deliver(3, signed(1), PacketKind.SEALED);
            deliver(4, signed(1), PacketKind.EPHEMERAL);
            deliver(5, new byte[] {1}, PacketKind.KEPT);
            deliver(6, signed(2), PacketKind.KEPT);
            authors.start();

            assertEquals(attribution(1, 1), told.poll(PATIENCE_MS));
            assertEquals(attribution(6, 2), told.poll(PATIENCE_MS));
        }
        assertNull(told.poll(0));
    }

    private static FloodAttribution attribution(int packet, int author) {
        return new FloodAttribution.OfPacket(
                new PacketId(0, packet), Author.ofKey(Authors.identity(author).key().bytes()));
    }
}
