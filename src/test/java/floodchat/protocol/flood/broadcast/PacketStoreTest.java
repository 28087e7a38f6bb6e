package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which packets the store keeps, while it grows, forgets, and has long chains. */
class PacketStoreTest {
    /** Few hashes, so that each chain is long. */
    private static final int HASHES = 7_919;

    private final PacketStore store = new PacketStore();

    private static Packet packet(int number, int bytes) {
        return new Packet(new PacketId(number % HASHES, number), new byte[bytes]);
    }

    private void add(int from, int until, int bytes) {
        for (int number = from; number < until; number++) {
            store.add(packet(number, bytes), number % FloodLimits.MAX_PACKET_HOPS, route(number), 0);
        }
    }

    private static Frame.Route route(int number) {
        return Frame.Route.values()[number % Frame.Route.values().length];
    }

    private long kept(int until) {
        return IntStream.range(0, until).filter(number -> store.get(packet(number, 1).id()) != null).count();
    }

    @Test
    void theStoreIsBoundedInPacketsAndForgetsTheOldestFirst() {
        int all = 3 * BroadcastLimits.MAX_STORED_PACKETS / 2;
        add(0, all, 1);
        assertEquals(BroadcastLimits.MAX_STORED_PACKETS, kept(all));
        int oldest = all - BroadcastLimits.MAX_STORED_PACKETS;
        assertNull(store.get(packet(oldest - 1, 1).id()));
        assertNotNull(store.get(packet(oldest, 1).id()));
    }

    @Test
    void aPacketIsStoredWithItsHopsLeftAndItsRoute() {
        add(0, 1_000, 1);
        for (int number = 0; number < 1_000; number++) {
            assertEquals(
                    new PacketStore.Stored(packet(number, 1), number % FloodLimits.MAX_PACKET_HOPS, route(number)),
                    store.get(packet(number, 1).id()));
        }
        store.add(new Packet(new PacketId(1, -1), new byte[1]), FloodLimits.MAX_PACKET_HOPS, Frame.Route.FETCHED, 0);
        PacketStore.Stored stored = store.get(new PacketId(1, -1));
        assertEquals(FloodLimits.MAX_PACKET_HOPS, stored == null ? -1 : stored.hopsLeft());
    }

    @Test
    void theStoreIsBoundedInBytes() {
        add(0, 1_000, Packet.MAX_BYTES);
        assertEquals(BroadcastLimits.MAX_STORED_BYTES / Packet.MAX_BYTES, kept(1_000));
    }

    @Test
    void aPacketIsForgottenWhenNobodyAsksForItAnyMore() {
        add(0, 100, 1);
        Packet next = packet(100, 1);
        store.add(next, 1, Frame.Route.PUSHED, BroadcastLimits.MAX_STORED_MS);
        assertEquals(101, kept(101));
        store.add(packet(101, 1), 1, Frame.Route.PUSHED, BroadcastLimits.MAX_STORED_MS + 1);
        assertEquals(2, kept(102));
        assertNotNull(store.get(next.id()));
    }

    @Test
    void aLookupAtAnyTimeFindsExactlyTheStoredPackets() {
        RandomGenerator random = new SplittableRandom(3);
        int added = 0;
        while (added < 4 * BroadcastLimits.MAX_STORED_PACKETS) {
            int more = 1 << random.nextInt(17); // up to the capacity of the store
            add(added, added + more, 1);
            added += more;
            for (int asked = 0; asked < 100; asked++) {
                int number = random.nextInt(added);
                boolean kept = number >= added - BroadcastLimits.MAX_STORED_PACKETS;
                assertEquals(kept, store.contains(packet(number, 1).id()), () -> number + " of the packets added");
            }
        }
    }
}
