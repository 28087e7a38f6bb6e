package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.kdf.NetworkKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is published, until it is stamped and until a link has written it. */
@Timeout(60)
class PublisherTest {
    private static final NetworkTerms FREE = NetworkTerms.unlimited("free");
    private static final NetworkTerms PAID = new NetworkTerms(NetworkKeys.ofPublic("paid"), 1, 0);
    private static final long NOW_MS = 1_000_000;
    private static final long HOUR_MS = 3_600_000;

    /** What came back stamped: tickets, then -1 when all is stamped. */
    private final BlockingQueue<Long> output = new LinkedBlockingQueue<>();
    private final List<Packet> packets = new ArrayList<>();

    private final StampWorker stamper = new StampWorker(Publisher.MAX_STAMPING, new StampWorker.Output() {
        @Override
        public void stamped(long ticket, Packet packet) {
            output.add(ticket);
        }

        @Override
        public void allStamped() {
            output.add(-1L);
        }
    });

    private Publisher publisher(NetworkTerms terms) {
        Publisher publisher = new Publisher(terms, stamper, (ticket, packet) -> {
            output.add(ticket);
            packets.add(packet);
        });
        publisher.neighbours(1);
        return publisher;
    }

    private static FloodCommand.Publish publish(long ticket, int bytes, boolean ephemeral) {
        return new FloodCommand.Publish(ticket, new byte[bytes], ephemeral ? PacketKind.EPHEMERAL : PacketKind.KEPT);
    }

    private static Packet packet(int content) {
        return new UnstampedPacket(FREE, NOW_MS, PacketKind.EPHEMERAL, new byte[] {(byte) content}).tryStamps(1);
    }

    private List<Long> next(int count) throws InterruptedException {
        List<Long> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tickets.add(output.poll(30, TimeUnit.SECONDS));
        }
        return tickets;
    }

    @Test
    void packetsComeBackStampedInTheOrderOfPublishingAndThenTheEnd() throws InterruptedException {
        Publisher publisher = publisher(PAID);
        publisher.publish(publish(1, 500, false), NOW_MS);
        publisher.publish(publish(2, 1, false), NOW_MS);
        publisher.publish(publish(9, 1, true), NOW_MS);
        publisher.stop();
        publisher.publish(publish(3, 1, false), NOW_MS);
        try (stamper) {
            stamper.start();
            assertEquals(List.of(1L, 2L, 0L, -1L), next(4));
        }
        assertTrue(output.isEmpty());
    }

    @Test
    void aPacketThatNeedsNoWorkIsThereAtOnce() {
        publisher(FREE).publish(publish(1, 5, false), NOW_MS);
        assertEquals(List.of(1L), List.copyOf(output));
        assertEquals(5, packets.getFirst().payload().length);
    }

    @Test
    void anEphemeralPacketIsNotEvenStampedIfThereIsNoNeighbour() {
        Publisher publisher = publisher(FREE);
        publisher.neighbours(0);
        publisher.publish(publish(1, 5, true), NOW_MS);
        publisher.publish(publish(2, 5, false), NOW_MS);
        assertEquals(List.of(2L), List.copyOf(output));
    }

    @Test
    void roomIsBoundedInPacketsUntilALinkHasWrittenThem() {
        Publisher publisher = publisher(FREE);
        for (int ticket = 1; ticket <= FloodLimits.MAX_UNSENT_PACKETS; ticket++) {
            assertTrue(publisher.hasRoom());
            publisher.publish(publish(ticket, 1, false), NOW_MS);
            publisher.stamped(ticket, packets.getLast());
        }
        assertFalse(publisher.hasRoom());
        publisher.handedOver(1);
        publisher.handedOver(1);
        assertTrue(publisher.hasRoom());
        publisher.publish(publish(5_000, 1, false), NOW_MS);
        assertFalse(publisher.hasRoom(), "one ticket that was handed over twice counts once");
    }

    @Test
    void roomIsBoundedInBytes() {
        Publisher publisher = publisher(FREE);
        int count = FloodLimits.MAX_UNSENT_BYTES / FloodLimits.MAX_PAYLOAD_BYTES + 1;
        for (int ticket = 1; ticket <= count; ticket++) {
            assertTrue(publisher.hasRoom());
            publisher.publish(publish(ticket, FloodLimits.MAX_PAYLOAD_BYTES, false), NOW_MS);
            publisher.stamped(ticket, packets.getLast());
        }
        assertFalse(publisher.hasRoom());
        publisher.handedOver(1);
        assertTrue(publisher.hasRoom());
    }

    @Test
    void packetsThatWaitForTheirStampsTakeRoomEphemeralOnesToo() {
        Publisher publisher = publisher(PAID);
        for (int i = 1; i <= FloodLimits.MAX_UNSENT_PACKETS; i++) {
            assertTrue(publisher.hasRoom());
            publisher.publish(publish(i, 1, true), NOW_MS);
        }
        assertFalse(publisher.hasRoom());
        publisher.stamped(0, packet(1));
        assertTrue(publisher.hasRoom());
    }

    @Test
    void aPacketGetsTheTimeOfTheWallClock() {
        Publisher publisher = publisher(FREE);
        publisher.clockSet(-HOUR_MS);
        publisher.publish(publish(1, 1, false), NOW_MS);
        assertEquals(NOW_MS - HOUR_MS, packets.getFirst().timeMs());
    }

    @Test
    void aPacketThatIsStampedWhileTheClockIsSetIsStampedAgainWithTheTimeAtWhichItWasPublished() {
        Publisher publisher = publisher(FREE);
        publisher.clockSet(3 * HOUR_MS);
        publisher.publish(publish(1, 1, false), NOW_MS);
        Packet wrong = packets.getFirst();
        publisher.clockSet(0);
        assertFalse(publisher.stamped(1, wrong));
        publisher.stampAgain(NOW_MS);
        Packet right = packets.getLast();
        assertEquals(List.of(1L, 1L), List.copyOf(output));
        assertEquals(NOW_MS, right.timeMs());
        assertTrue(publisher.stamped(1, right));
    }

    @Test
    void aPacketThatWaitsToBeStampedAgainGetsTheTimeOfTheClockAsItIsThen() {
        Publisher publisher = publisher(FREE);
        publisher.publish(publish(1, 1, false), NOW_MS);
        publisher.stamped(1, packets.getFirst());
        publisher.clockSet(3 * HOUR_MS);
        publisher.stampAgain(new FloodEffect.StampAgain(1, packets.getFirst(), 0));
        publisher.clockSet(-HOUR_MS);
        publisher.stampAgain(NOW_MS);
        assertEquals(NOW_MS - HOUR_MS, packets.getLast().timeMs());
        assertTrue(publisher.stamped(1, packets.getLast()));
    }

    @Test
    void whatALinkHasWrittenMeanwhileOrIsWorthlessIsNotStampedAgain() {
        Publisher publisher = publisher(FREE);
        publisher.publish(publish(1, 1, false), NOW_MS);
        publisher.publish(publish(2, 1, true), NOW_MS);
        publisher.clockSet(3 * HOUR_MS);
        assertFalse(publisher.stamped(1, packets.getFirst()));
        assertFalse(publisher.stamped(0, packets.getLast()));
        publisher.handedOver(1);
        publisher.stampAgain(NOW_MS);
        assertEquals(2, packets.size());
    }

    @Test
    void stampingAgainWaitsForRoomInTheStamper() {
        Publisher publisher = publisher(PAID);
        for (int ticket = 1; ticket <= Publisher.MAX_STAMPING; ticket++) {
            publisher.publish(publish(ticket, 1, false), NOW_MS);
        }
        for (int ticket = 1; ticket <= 3; ticket++) {
            publisher.stampAgain(new FloodEffect.StampAgain(ticket, packet(ticket), HOUR_MS));
        }
        publisher.stampAgain(NOW_MS);
        assertFalse(publisher.hasRoomForUrgent());
    }

    /** The stamper's queue has a bound, and throws beyond it. */
    @Test
    void urgentCommandsTakeAlongNoMoreThanTheStamperHolds() {
        Publisher publisher = publisher(PAID);
        int taken = 0;
        while (publisher.hasRoomForUrgent()) {
            publisher.publish(publish(++taken, 1, false), NOW_MS);
        }
        publisher.stop();
        assertEquals(Publisher.MAX_STAMPING, taken);
    }
}
