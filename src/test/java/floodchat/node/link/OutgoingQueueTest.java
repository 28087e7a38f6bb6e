package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.Packet;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
    private final OutgoingQueue queue = new OutgoingQueue();

    private static OutgoingQueue.Outgoing packet(int payloadBytes) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + payloadBytes + Packet.STAMP_BYTES];
        return new OutgoingQueue.Outgoing(
                new Frame.Flooded(1, Frame.Way.PUSHED, Packet.received(NetworkTag.of("test"), bytes)), 0);
    }

    private static final OutgoingQueue.Outgoing PING = new OutgoingQueue.Outgoing(new Frame.Ping(1), 0);

    @Test
    void itHolds4096PacketsAndThenStillSomeControlFrames() {
        for (int i = 0; i < 4_096; i++) {
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
    void itHoldsFourMebibytesOfPackets() {
        int largest = FloodLimits.MAX_PAYLOAD_BYTES;
        int bytes = 0;
        while (queue.add(packet(largest))) {
            bytes += largest;
        }
        assertTrue(bytes <= 4 * 1024 * 1024 + largest, bytes + " bytes");
        assertTrue(bytes >= 4 * 1024 * 1024 - largest, bytes + " bytes");
        assertNotNull(queue.nextIfAny());
        assertNotNull(queue.nextIfAny());
        assertTrue(queue.add(packet(1)));
    }

    @Test
    void congestionBeginsAt256FramesAndEndsAtHalfOfThat() {
        for (int i = 0; i < 255; i++) {
            queue.add(packet(1));
            assertFalse(queue.isCongested());
        }
        queue.add(packet(1));
        assertTrue(queue.isCongested());
        while (queue.frames() > 129) {
            assertFalse(queue.isDrained());
            queue.nextIfAny();
        }
        queue.nextIfAny();
        assertTrue(queue.isDrained());
    }

    @Test
    void congestionBeginsAtAMebibyteToo() {
        for (int i = 0; i < 17; i++) {
            queue.add(packet(FloodLimits.MAX_PAYLOAD_BYTES));
            assertFalse(queue.isCongested());
        }
        queue.add(packet(FloodLimits.MAX_PAYLOAD_BYTES));
        assertTrue(queue.isCongested());
    }

    @Test
    void itIsEmptiedInTheOrderInWhichItWasFilled() throws Exception {
        OutgoingQueue.Outgoing first = packet(1);
        queue.add(first);
        queue.add(PING);
        queue.add(OutgoingQueue.Outgoing.END);
        assertEquals(first, queue.next(0));
        assertEquals(PING, queue.nextIfAny());
        assertEquals(OutgoingQueue.Outgoing.END, queue.nextIfAny());
        assertNull(queue.nextIfAny());
    }
}
