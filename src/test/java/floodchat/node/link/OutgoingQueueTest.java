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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
    private static final int OWN = OutgoingQueue.Outgoing.OWN;

    private final OutgoingQueue queue = new OutgoingQueue(Integer.MAX_VALUE);

    private static OutgoingQueue.Outgoing packet(int payloadBytes) {
        return packet(Frame.Route.PUSHED, payloadBytes);
    }

    private static OutgoingQueue.Outgoing packet(Frame.Route route, int payloadBytes) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + payloadBytes + Packet.STAMP_BYTES];
        return outgoing(new Frame.PacketFrame(1, route, Packet.received(NetworkTag.of("test"), bytes)), OWN);
    }

    private static OutgoingQueue.Outgoing outgoing(Frame frame, int source) {
        return OutgoingQueue.Outgoing.of(frame, 0, source);
    }

    private static final OutgoingQueue.Outgoing PING = outgoing(new Frame.Ping(1), OWN);

    private List<OutgoingQueue.Outgoing> taken() throws InterruptedException {
        List<OutgoingQueue.Outgoing> taken = new ArrayList<>();
        if (queue.frames() > 0) {
            queue.take(taken, LinkLimits.WRITE_FRAMES);
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
    void congestionBeginsAt256FramesAndEndsAtHalf() throws Exception {
        assertCongestionEndsAfter(128, queue);
    }

    @Test
    void aSlowLinksCongestionEndsSooner() throws Exception {
        assertCongestionEndsAfter(32, new OutgoingQueue(32));
        assertCongestionEndsAfter(128, new OutgoingQueue(200));
    }

    private static void assertCongestionEndsAfter(int frames, OutgoingQueue queue) throws Exception {
        for (int i = 0; i < 255; i++) {
            queue.add(packet(1));
            assertFalse(queue.isCongested());
        }
        queue.add(packet(1));
        assertTrue(queue.isCongested());
        List<OutgoingQueue.Outgoing> taken = new ArrayList<>();
        queue.take(taken, frames - 1);
        assertFalse(queue.isDrained());
        taken.clear();
        queue.take(taken, 1);
        assertTrue(queue.isDrained());
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
    void framesOfDifferentLinksTakeTurnsAndThoseOfOneLinkKeepTheirOrder() throws Exception {
        List<OutgoingQueue.Outgoing> loud = IntStream.range(0, 3).mapToObj(_ -> fromLink(1)).toList();
        loud.forEach(queue::add);
        OutgoingQueue.Outgoing own = fromLink(OWN);
        OutgoingQueue.Outgoing other = fromLink(2);
        queue.add(own);
        queue.add(other);
        queue.add(PING);
        assertEquals(List.of(loud.get(0), own, other, PING, loud.get(1), loud.get(2)), taken());
    }

    @Test
    void aLoudLinkLeavesRoomForWhatOthersBring() {
        for (int link = 1; link <= 7; link++) {
            while (queue.add(fromLink(link))) {}
        }
        assertEquals(2_048 + 6 * 512, queue.frames());
        assertTrue(queue.add(fromLink(8)));
        assertTrue(queue.add(fromLink(OWN)));
    }

    @Test
    void whatEndsTheLinkGoesLast() throws Exception {
        OutgoingQueue.Outgoing goodbye = outgoing(new Frame.Disconnect(Frame.Reason.LEAVING), OWN);
        List<OutgoingQueue.Outgoing> packets = IntStream.range(0, 3).mapToObj(_ -> fromLink(1)).toList();
        queue.add(goodbye);
        queue.add(OutgoingQueue.Outgoing.END);
        packets.forEach(queue::add);
        List<OutgoingQueue.Outgoing> all = new ArrayList<>(packets);
        all.addAll(List.of(goodbye, OutgoingQueue.Outgoing.END));
        assertEquals(all, taken());
    }

    private static OutgoingQueue.Outgoing fromLink(int number) {
        return outgoing(packet(1).frame(), number);
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
                queue.take(taken, LinkLimits.WRITE_FRAMES);
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
