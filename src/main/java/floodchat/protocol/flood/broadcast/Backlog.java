package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Packets for peers that come later; ephemeral packets are left out. Those that all can read are kept in fair shares of
 * their authors ({@link OpenBacklog}), and sealed ones apart from them ({@link SealedBacklog}). It is bounded in age,
 * packets and bytes. Every new neighbour is told of it. So late joiners, healed partitions and packets that were lost
 * with a link are all repaired in the same way.
 */
final class Backlog {
    /**
     * @param timeMs when it was published, by its author's clock, but no later than it came; otherwise a packet with a
     *     time ahead of our clock would push out all that is said until then
     * @param number counts the packets that came
     * @param freshUntilMs until then, by the clock that never goes back, it may be under way to others
     * @param length of the packet, so that the packet itself need not be read when it is forgotten
     */
    record Kept(Packet packet, long timeMs, long number, long freshUntilMs, int length) {
        static final Comparator<Kept> BY_TIME = Comparator.comparingLong(Kept::timeMs).thenComparingLong(Kept::number);

        PacketId id() {
            return packet.id();
        }
    }

    private final OpenBacklog open = new OpenBacklog();
    private final SealedBacklog sealed;
    private long added;

    /** @param random chooses which sealed packet makes room for another */
    Backlog(RandomGenerator random) {
        this.sealed = new SealedBacklog(random);
    }

    /** A packet has come. @param fresh whether it may still be under way to others */
    void add(Packet packet, boolean fresh, FloodContext context) {
        add(packet, null, fresh, context);
    }

    /** @param author null if nobody has told it yet */
    void add(Packet packet, @Nullable Author author, boolean fresh, FloodContext context) {
        if (packet.kind() == PacketKind.EPHEMERAL) {
            return;
        }
        long timeMs = Math.min(packet.timeMs(), context.wallMs(context.nowMs()));
        long freshUntilMs = fresh ? context.nowMs() + BroadcastLimits.FRESH_MS : context.nowMs();
        Kept one = new Kept(packet, timeMs, added++, freshUntilMs, packet.bytes().length);
        if (packet.kind() == PacketKind.SEALED) {
            sealed.add(one);
        } else {
            open.add(one, author, context);
        }
    }

    /** This packet is of this author. Returns false if it is not kept. */
    boolean attribute(PacketId id, Author author, FloodContext context) {
        return open.attribute(id, author, context);
    }

    /** This author counts as known from now on. */
    void trust(Author author) {
        open.trust(author);
    }

    /** Null if it was never here, or is forgotten. */
    @Nullable Packet get(PacketId id) {
        Packet found = sealed.get(id);
        return found != null ? found : open.get(id);
    }

    /** Oldest first, and then the sealed ones. */
    List<Kept> all(FloodContext context) {
        List<Kept> all = new ArrayList<>(open.all(context));
        all.addAll(sealed.all(oldestMs(context)));
        return all;
    }

    /** What was published before this is kept no longer. */
    static long oldestMs(FloodContext context) {
        return context.wallMs(context.nowMs()) - BroadcastLimits.BACKLOG_AGE_MS;
    }
}
