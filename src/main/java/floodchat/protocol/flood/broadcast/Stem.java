package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Packets before they are flooded. Each crosses a few links, one after the other, and the last one floods it. So
 * the peer from which a flood begins is hardly ever the author. A packet that does not come back from its stem in time
 * is flooded from here. Until it is flooded, this peer behaves as if it had never seen it. Owned by {@link Plumtree}.
 */
final class Stem {
    private final boolean wanted;
    private final Tree tree;
    private final RandomGenerator random;
    private final StemEpoch epoch;
    private final Map<PacketId, OnStem> packets = new LinkedHashMap<>();
    private final Room own = new Room();
    private final Room others = new Room();
    private final OwnEchoes echoes = new OwnEchoes();
    private boolean leaving;

    /**
     * @param own null if another peer is the author
     * @param sentTo where it went first; null if its stem ends here
     * @param sinceMs when that was
     * @param broughtBy the links that have brought it
     */
    record OnStem(
            Packet packet, UnsentPackets.@Nullable Own own, @Nullable LinkId sentTo, long sinceMs,
            Set<LinkId> broughtBy) {
        /** A packet of another author, which is not put on the stem. */
        static OnStem of(Packet packet) {
            return new OnStem(packet, null, null, 0, new HashSet<>());
        }
    }

    /** Own packets have room of their own, so that nobody can make this peer flood them by filling it. */
    private static final class Room {
        int packets;
        int bytes;

        boolean fits(Packet packet) {
            return packets < BroadcastLimits.MAX_STEM_PACKETS
                    && bytes + packet.bytes().length <= BroadcastLimits.MAX_STEM_BYTES;
        }

        void count(int more, Packet packet) {
            packets += more;
            bytes += more * packet.bytes().length;
        }
    }

    /** @param wanted false if a person has turned the stem off */
    Stem(boolean wanted, Tree tree, RandomGenerator random) {
        this.wanted = wanted;
        this.tree = tree;
        this.random = random;
        this.epoch = new StemEpoch(tree, random);
    }

    private boolean isOn() {
        return wanted && !leaving && !tree.isSmall();
    }

    /** Sends an own packet on its stem. False if it is to be flooded. */
    boolean send(UnsentPackets.Own one, FloodContext context) {
        Packet packet = one.packet();
        TreeLink to = isOn() && own.fits(packet) ? epoch.forOwn(packet.kind(), context.nowMs()) : null;
        if (to != null) {
            keep(new OnStem(packet, one, to.id(), context.nowMs(), new HashSet<>()), context);
            echoes.left(packet.id(), to.id(), context.nowMs());
            context.send(to.id(), new Frame.StemFrame(packet));
        }
        return to != null;
    }

    /**
     * A neighbour has brought a packet that is not flooded yet. False if it is to be flooded.
     *
     * <p>A packet that is here already, even an own one, goes on like any other, so that nobody can find out who is on
     * its stem. If one link brings it twice, it has come in a circle and is to be flooded.
     */
    boolean relay(LinkId from, Packet packet, FloodContext context) {
        OnStem known = packets.get(packet.id());
        boolean fits = known != null || others.fits(packet);
        TreeLink to = isOn() && fits ? epoch.forOthers(from, context.nowMs()) : null;
        if (to == null) {
            return false;
        }
        OnStem here = known == null
                ? keep(new OnStem(packet, null, to.id(), context.nowMs(), new HashSet<>()), context)
                : known;
        boolean firstTime = here.broughtBy().add(from);
        if (firstTime) {
            context.send(to.id(), new Frame.StemFrame(packet));
        }
        return firstTime;
    }

    private OnStem keep(OnStem one, FloodContext context) {
        packets.put(one.packet().id(), one);
        roomOf(one).count(1, one.packet());
        context.startTimer(new FloodTimer.EmbargoDue(one.packet().id()), embargoMs());
        return one;
    }

    private Room roomOf(OnStem one) {
        return one.own() == null ? others : own;
    }

    /** Exponential: how long a peer has waited says nothing about how long it waits on. */
    private long embargoMs() {
        double drawnMs = -BroadcastLimits.MEAN_EMBARGO_MS * Math.log(1 - random.nextDouble());
        return Math.min(BroadcastLimits.MAX_EMBARGO_MS, Math.round(drawnMs));
    }

    /** Whether own packets come back. */
    OwnEchoes echoes() {
        return echoes;
    }

    boolean contains(PacketId id) {
        return packets.containsKey(id);
    }

    /** Somebody has flooded it. Null if it was not here. */
    @Nullable OnStem returned(PacketId id, FloodContext context) {
        OnStem one = remove(id);
        long nowMs = context.nowMs();
        if (one != null && one.sentTo() != null && tells(one, context)) {
            epoch.losses().returned(one.sentTo(), nowMs - one.sinceMs(), nowMs);
        }
        return one;
    }

    /** It has not come back in time. Null if it was not here. */
    @Nullable OnStem overdue(PacketId id, FloodContext context) {
        OnStem one = remove(id);
        if (one != null && one.sentTo() != null && tells(one, context)) {
            epoch.losses().lost(one.sentTo(), context.nowMs());
        }
        return one;
    }

    /**
     * Whether its return or loss says something about its stem. A packet whose time we only just accept may be dropped
     * by an honest peer a moment later: with such packets a dialler could make us give up one stem after another.
     */
    private static boolean tells(OnStem one, FloodContext context) {
        return Math.abs(one.sinceMs() - context.timeOf(one.packet())) < FloodLimits.MAX_AHEAD_MS / 2;
    }

    /** It is flooded from here. Null if it was not here. */
    @Nullable OnStem remove(PacketId id) {
        OnStem one = packets.remove(id);
        if (one != null) {
            roomOf(one).count(-1, one.packet());
        }
        return one;
    }

    /** This peer leaves: all packets that are here are to be flooded, and no more come. */
    List<OnStem> leave() {
        leaving = true;
        List<OnStem> all = new ArrayList<>(packets.values());
        all.forEach(one -> remove(one.packet().id()));
        return all;
    }

    /** Whether the link carries stems in this epoch, in either direction. */
    boolean uses(LinkId link, long nowMs) {
        return isOn() && epoch.uses(link, nowMs);
    }

    void down(LinkId link) {
        epoch.down(link);
    }
}
