package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import floodchat.protocol.flood.PacketKind;
import org.jspecify.annotations.Nullable;

/** Sends this peer's own packets on their stem, or floods them, one at a time. Owned by {@link Plumtree}. */
final class OwnPackets {
    private final Tree tree;
    private final Stem stem;
    private final FloodStart start;
    private final SeenIds seen;
    private final Backlog backlog;
    private final UnsentPackets packets = new UnsentPackets();
    /** Null if our user tells no authors. */
    private @Nullable Author author;
    /** How far the wall clock was ahead when the times of the unsent packets were right. */
    private long madeAheadMs;

    OwnPackets(Tree tree, Stem stem, FloodStart start, SeenIds seen, Backlog backlog) {
        this.tree = tree;
        this.stem = stem;
        this.start = start;
        this.seen = seen;
        this.backlog = backlog;
    }

    /** What is published is of this author. */
    void of(Author ours) {
        author = ours;
        backlog.trust(ours);
    }

    /** @param ticket 0 if the packet is ephemeral */
    void add(long ticket, Packet packet) {
        packets.add(new UnsentPackets.Own(ticket, packet));
    }

    /**
     * The wall clock was set. Others drop packets whose times are wrong, so none is sent as it is. A small error is no
     * more than what many packets at once bring about.
     */
    void clockSet(FloodContext context) {
        if (Math.abs(context.wallAheadMs() - madeAheadMs) > PacketClock.MAX_LEAD_MS) {
            packets.withdraw().forEach(own -> stampAgain(own, context));
            madeAheadMs = context.wallAheadMs();
        }
    }

    /** The packet as it was may be on its stem, and come back. */
    private void stampAgain(UnsentPackets.Own own, FloodContext context) {
        stem.remove(own.packet().id());
        noteSeen(own.packet(), context);
        context.stampAgain(own.ticket(), own.packet(), madeAheadMs);
    }

    boolean isAnyWaiting() {
        return packets.isAnyWaiting();
    }

    /**
     * A neighbour is gone and may have taken packets along, or the first one has come: every unsent packet waits again,
     * except those that are on their stem. Ephemeral packets that wait are dropped.
     */
    void waitAgain() {
        packets.waitAgain(one -> stem.contains(one.packet().id()));
    }

    /** How many own packets no link has written. */
    int unsent() {
        return packets.size();
    }

    /** Sends the oldest packet that waits on its stem, or floods it, if there is a neighbour. */
    void sendOne(FloodContext context) {
        UnsentPackets.Own next = tree.isEmpty() ? null : packets.next();
        if (next != null && (mustBeFlooded(next.packet(), context) || !stem.send(next, context))) {
            flood(next, firstRoute(next.packet(), context), context);
        }
    }

    /** Only its author knows that it is no news. Or a flood began here, and a neighbour is gone since. */
    private boolean mustBeFlooded(Packet packet, FloodContext context) {
        return waitedAlone(packet, context) || seen.contains(packet.id());
    }

    private Frame.Route firstRoute(Packet packet, FloodContext context) {
        if (!seen.contains(packet.id())) {
            tree.published(packet.id(), context.nowMs());
        }
        return waitedAlone(packet, context) ? Frame.Route.DELAYED : tree.onwardRoute(packet.id());
    }

    /** The time of a sealed packet is not exact enough to tell. */
    private boolean waitedAlone(Packet packet, FloodContext context) {
        long timeMs = context.timeOf(packet);
        return packet.kind() != PacketKind.SEALED
                && timeMs < tree.aloneUntilMs()
                && context.nowMs() - timeMs > BroadcastLimits.NEWS_MS;
    }

    /** Floods an own packet from here. Without a neighbour it waits for one, unless it is ephemeral. */
    void flood(UnsentPackets.Own own, Frame.Route route, FloodContext context) {
        if (!tree.isEmpty()) {
            noteSeen(own.packet(), context);
            start.begin(own.packet(), route, own.ticket(), context);
        }
    }

    private void noteSeen(Packet packet, FloodContext context) {
        if (!seen.contains(packet.id())) {
            seen.add(packet.id(), context.nowMs());
        }
    }

    /** Another peer has flooded it. So it is in the backlog. */
    void cameBack(UnsentPackets.Own own, FloodContext context) {
        if (author != null) {
            backlog.attribute(own.packet().id(), author, context);
        }
        if (!own.isEphemeral()) {
            packets.written(own.ticket(), context);
        }
    }

    /** A link has written the packet. Only now it enters the backlog: the next neighbour is given the others anyway. */
    void written(long ticket, FloodContext context) {
        Packet packet = packets.written(ticket, context);
        if (packet != null) {
            backlog.add(packet, author, true, context);
        }
    }
}
