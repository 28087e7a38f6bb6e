package floodchat.protocol.flood;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The packets seen last, for whoever missed them. Bounded in packets and in bytes; the oldest go first.
 *
 * <p>A ring, and for each hash a chain of its places, newest first. Every packet passes through here: an object more for each, and a table of
 * references in which each writes somewhere else, would cost the collector twice as much.
 */
final class PacketStore {
    private static final int FIRST_PLACES = 16;

    private static final int NONE = -1;

    private static final Frame.Way[] WAYS = Frame.Way.values();

    private static final int WAY_BITS = 2;

    /**
     * @param hopsLeft how far it may still go from here
     * @param way how it came here
     */
    record Stored(Packet packet, int hopsLeft, Frame.Way way) {}

    private @Nullable Packet[] packets = new Packet[FIRST_PLACES];
    /** Of the packet in the same place: hops left, and below them the way. */
    private byte[] routes = new byte[FIRST_PLACES];
    /** Its hash, so that none is looked at that is another one: they are far apart in memory. */
    private int[] hashes = new int[FIRST_PLACES];
    /** The place of the one before it in its chain. */
    private int[] before = new int[FIRST_PLACES];
    /** For each chain the place of its newest. */
    private int[] newest = places(FIRST_PLACES);

    private int oldest;
    private int size;
    private int bytes;

    private static int[] places(int count) {
        int[] places = new int[count];
        Arrays.fill(places, NONE);
        return places;
    }

    void add(Packet packet, int hopsLeft, Frame.Way way) {
        if (find(packet.id()) != NONE) {
            return;
        }
        while (size == FloodLimits.MAX_STORED_PACKETS || bytes + packet.bytes().length > FloodLimits.MAX_STORED_BYTES) {
            forgetOldest();
        }
        if (size == packets.length) {
            grow();
        }
        append(packet, (byte) (hopsLeft << WAY_BITS | way.ordinal()));
    }

    /** Null where it was never here, or is forgotten. */
    @Nullable Stored get(PacketId id) {
        int place = find(id);
        return place == NONE ? null : stored(at(place), routes[place]);
    }

    private static Stored stored(Packet packet, byte route) {
        return new Stored(packet, Byte.toUnsignedInt(route) >> WAY_BITS, WAYS[route & (1 << WAY_BITS) - 1]);
    }

    private int find(PacketId id) {
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

    private void append(Packet packet, byte route) {
        int place = oldest + size & packets.length - 1;
        int hash = packet.id().hashCode();
        int chain = chainOf(hash);
        packets[place] = packet;
        routes[place] = route;
        hashes[place] = hash;
        before[place] = newest[chain];
        newest[chain] = place;
        size++;
        bytes += packet.bytes().length;
    }

    private void forgetOldest() {
        bytes -= at(oldest).bytes().length;
        unchain(oldest);
        packets[oldest] = null;
        oldest = oldest + 1 & packets.length - 1;
        size--;
    }

    /** The oldest is the last of its chain. */
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
        packets = new Packet[places];
        routes = new byte[places];
        hashes = new int[places];
        before = new int[places];
        newest = places(places);
        int first = oldest;
        oldest = 0;
        size = 0;
        bytes = 0;
        for (int i = 0; i < packetsBefore.length; i++) {
            int place = first + i & packetsBefore.length - 1;
            append(Objects.requireNonNull(packetsBefore[place]), routesBefore[place]);
        }
    }
}
