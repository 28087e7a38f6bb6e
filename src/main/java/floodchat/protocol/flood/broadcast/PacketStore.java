package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last packets, for neighbours that missed them. It is bounded in age, packets and bytes; the oldest go first.
 *
 * <p>It is a ring buffer with a hash index. Each hash has a chain of the places of its packets, the newest first. Every
 * packet is put here, and few are ever asked for. So packets enter their chains only when a packet is looked up, and
 * many are forgotten before that.
 */
final class PacketStore {
    private static final int FIRST_PLACES = 16;

    private static final int NONE = -1;

    private static final Frame.Route[] ROUTES = Frame.Route.values();

    private static final int ROUTE_BITS = 2;

    /**
     * @param hopsLeft how many more links it may cross from here
     * @param route how it came here
     */
    record Stored(Packet packet, int hopsLeft, Frame.Route route) {}

    private @Nullable Packet[] packets = new Packet[FIRST_PLACES];
    /** For the packet in the same place: its hops left, and in the lower bits its route. */
    private byte[] routes = new byte[FIRST_PLACES];
    /**
     * Copies of the packets' hashes and lengths. They lie side by side in memory; the packets do not, and reading one
     * is slow.
     */
    private int[] hashes = new int[FIRST_PLACES];

    private int[] lengths = new int[FIRST_PLACES];
    /** When each packet was put here, in ms. */
    private long[] addedMs = new long[FIRST_PLACES];
    /** The place of the next older packet in the same chain. */
    private int[] before = new int[FIRST_PLACES];
    /** For each chain, the place of its newest packet. */
    private int[] newest = places(FIRST_PLACES);

    private int oldest;
    private int size;
    /** How many packets, from the oldest on, are in their chains. */
    private int chained;
    private int bytes;

    private static int[] places(int count) {
        int[] places = new int[count];
        Arrays.fill(places, NONE);
        return places;
    }

    /** @param packet not in the store yet @param nowMs never goes back */
    void add(Packet packet, int hopsLeft, Frame.Route route, long nowMs) {
        while (isTooOld(nowMs) || size == BroadcastLimits.MAX_STORED_PACKETS
                || bytes + packet.bytes().length > BroadcastLimits.MAX_STORED_BYTES) {
            forgetOldest();
        }
        if (size == packets.length) {
            grow();
        }
        append(packet, (byte) (hopsLeft << ROUTE_BITS | route.ordinal()), nowMs);
    }

    private boolean isTooOld(long nowMs) {
        return size > 0 && nowMs - addedMs[oldest] > BroadcastLimits.MAX_STORED_MS;
    }

    /** Null if it was never here, or is forgotten. */
    @Nullable Stored get(PacketId id) {
        int place = find(id);
        return place == NONE ? null : stored(at(place), routes[place]);
    }

    private static Stored stored(Packet packet, byte route) {
        return new Stored(packet, Byte.toUnsignedInt(route) >> ROUTE_BITS, ROUTES[route & (1 << ROUTE_BITS) - 1]);
    }

    boolean contains(PacketId id) {
        return find(id) != NONE;
    }

    private int find(PacketId id) {
        chainAll();
        int hash = id.hashCode();
        int place = newest[chainOf(hash)];
        while (place != NONE && (hashes[place] != hash || !at(place).id().equals(id))) {
            place = before[place];
        }
        return place;
    }

    private Packet at(int place) {
        return Objects.requireNonNull(packets[place]);
    }

    private int chainOf(int hash) {
        return hash & newest.length - 1;
    }

    private void append(Packet packet, byte route, long nowMs) {
        int place = placeOf(size);
        packets[place] = packet;
        routes[place] = route;
        hashes[place] = packet.id().hashCode();
        lengths[place] = packet.bytes().length;
        addedMs[place] = nowMs;
        size++;
        bytes += lengths[place];
    }

    /** @param number counted from the oldest */
    private int placeOf(int number) {
        return oldest + number & packets.length - 1;
    }

    private void chainAll() {
        for (; chained < size; chained++) {
            int place = placeOf(chained);
            int chain = chainOf(hashes[place]);
            before[place] = newest[chain];
            newest[chain] = place;
        }
    }

    private void forgetOldest() {
        bytes -= lengths[oldest];
        if (chained > 0) {
            unchain(oldest);
            chained--;
        }
        packets[oldest] = null;
        oldest = oldest + 1 & packets.length - 1;
        size--;
    }

    /** @param last the place of the oldest packet, which is the last of its chain */
    private void unchain(int last) {
        int chain = chainOf(hashes[last]);
        if (newest[chain] == last) {
            newest[chain] = NONE;
            return;
        }
        int place = newest[chain];
        while (before[place] != last) {
            place = before[place];
        }
        before[place] = NONE;
    }

    private void grow() {
        int places = 2 * packets.length;
        @Nullable Packet[] packetsBefore = packets;
        byte[] routesBefore = routes;
        long[] addedMsBefore = addedMs;
        packets = new Packet[places];
        routes = new byte[places];
        hashes = new int[places];
        lengths = new int[places];
        addedMs = new long[places];
        before = new int[places];
        newest = places(places);
        int first = oldest;
        oldest = 0;
        size = 0;
        chained = 0;
        bytes = 0;
        for (int i = 0; i < packetsBefore.length; i++) {
            int place = first + i & packetsBefore.length - 1;
            append(Objects.requireNonNull(packetsBefore[place]), routesBefore[place], addedMsBefore[place]);
        }
    }
}
