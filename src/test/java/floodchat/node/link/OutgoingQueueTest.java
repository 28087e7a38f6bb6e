package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.Packet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
    private final OutgoingQueue queue = new OutgoingQueue();

    private static OutgoingQueue.Outgoing packet(int payloadBytes) {
        return packet(Frame.Route.PUSHED, payloadBytes);
    }

    private static OutgoingQueue.Outgoing packet(Frame.Route route, int payloadBytes) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + payloadBytes + Packet.STAMP_BYTES];
        return new OutgoingQueue.Outgoing(
                new Frame.PacketFrame(1, route, Packet.received(NetworkTag.of("test"), bytes)), 0);
    }

    private static final OutgoingQueue.Outgoing PING = new OutgoingQueue.Outgoing(new Frame.Ping(1), 0);

    private List<OutgoingQueue.Outgoing> taken() throws InterruptedException {
        List<OutgoingQueue.Outgoing> taken = new ArrayList<>();
        if (queue.frames() > 0) {
            queue.take(taken);
        }
        return taken;
    }

    @Test
    void itHolds8192PacketsAndThen256ControlFrames() {
        for (int i = 0; i < 8_192; i++) {
            assertTrue(queue.add(packet(1)));
        }
        assertFalse(queue.add(packet(1)));
        for (int i = 0; i < 256; i++) {
            assertTrue(queue.add(PING));
        }
        assertFalse(queue.add(PING));
        assertFalse(queue.add(OutgoingQueue.Outgoing.END));
    }

    @Test
    void itHoldsFourMebibytesOfPackets() throws Exception {
        int largest = FloodLimits.MAX_PAYLOAD_BYTES;
        int bytes = 0;
        while (queue.add(packet(largest))) {
            bytes += largest;
        }
        assertTrue(bytes <= 4 * 1024 * 1024 + largest, bytes + " bytes");
        assertTrue(bytes >= 4 * 1024 * 1024 - largest, bytes + " bytes");
        assertFalse(taken().isEmpty());
        assertTrue(queue.add(packet(1)));
    }

    @Test
    void congestionBeginsAt256FramesAndEndsAtHalfOfThat() throws Exception {
        for (int i = 0; i < 255; i++) {
            queue.add(packet(1));
            assertFalse(queue.isCongested());
        }
        queue.add(packet(1));
        assertTrue(queue.isCongested());
        taken();
        assertTrue(queue.isDrained());
        for (int i = 0; i < 128; i++) {
            queue.add(packet(1));
        }
        assertTrue(queue.isDrained());
        queue.add(packet(1));
        assertFalse(queue.isDrained());
    }

    @Test
    void congestionAlsoBeginsAtOneMebibyte() {
        for (int i = 0; i < 17; i++) {
            queue.add(packet(FloodLimits.MAX_PAYLOAD_BYTES));
            assertFalse(queue.isCongested());
        }
        queue.add(packet(FloodLimits.MAX_PAYLOAD_BYTES));
        assertTrue(queue.isCongested());
    }

    @Test
    void fetchedPacketsAndControlFramesDoNotCongestIt() {
        for (int i = 0; i < 1_000; i++) {
            queue.add(PING);
        }
        while (queue.add(packet(Frame.Route.FETCHED, 1))) {}
        assertEquals(1_000 + 4_096, queue.frames());
        assertFalse(queue.isCongested());
        assertTrue(queue.isDrained());
        assertTrue(queue.add(packet(1)), "there is still room for pushed packets");
    }

    @Test
    void itHoldsTwoMebibytesOfFetchedPackets() {
        int bytes = 0;
        while (queue.add(packet(Frame.Route.FETCHED, FloodLimits.MAX_PAYLOAD_BYTES))) {
            bytes += FloodLimits.MAX_PAYLOAD_BYTES;
        }
        assertTrue(Math.abs(bytes - 2 * 1024 * 1024) <= FloodLimits.MAX_PAYLOAD_BYTES, bytes + " bytes");
        assertTrue(queue.add(packet(1)));
    }

    @Test
    void framesAreTakenInTheOrderOfTheirArrival() throws Exception {
        OutgoingQueue.Outgoing first = packet(1);
        queue.add(first);
        queue.add(PING);
        queue.add(OutgoingQueue.Outgoing.END);
        assertEquals(List.of(first, PING, OutgoingQueue.Outgoing.END), taken());
        assertEquals(List.of(), taken());
    }

    @Test
    void oneWriteTakesPacketsUntilItHas64Kibibytes() throws Exception {
        queue.add(packet(40_000));
        queue.add(packet(40_000));
        queue.add(packet(40_000));
        assertEquals(2, taken().size());
        assertEquals(1, taken().size());
    }

    @Test
    void aWriterThatWaitsIsWokenOnceForAllThatWasAdded() throws Exception {
        List<OutgoingQueue.Outgoing> taken = new ArrayList<>();
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                queue.take(taken);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        queue.add(PING);
        queue.add(PING);
        queue.wake();
        writer.join();
        assertEquals(List.of(PING, PING), taken);
    }
}
