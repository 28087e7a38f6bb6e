package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Broadcast;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.limits.BanList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All open links, neighbours or not, and the ways in which a link ends. It tells the {@link Broadcast} which links come
 * and go.
 */
final class PeerLinks {
    private final ActiveView active;
    private final ContactBook book;
    private final NeighbourPromotion promotion;
    private final BanList bans;
    private final Broadcast broadcast;
    private final Map<LinkId, PeerLink> links = new LinkedHashMap<>();
    /** Links that have left the active view; the broadcast is not told yet. */
    private final List<LinkId> gone = new ArrayList<>();
    /** Links that have entered the active view; the broadcast is not told yet. */
    private final Map<LinkId, Broadcast.Origin> come = new LinkedHashMap<>();

    private boolean leaving;

    PeerLinks(Neighbourhood neighbourhood, NeighbourPromotion promotion, Broadcast broadcast) {
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
        this.promotion = promotion;
        this.bans = neighbourhood.bans();
        this.broadcast = broadcast;
    }

    void add(PeerLink link) {
        links.put(link.id(), link);
        promotion.opened(link);
    }

    /** Null if it has closed. */
    @Nullable PeerLink get(LinkId id) {
        return links.get(id);
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean isBanned(Contact contact, long nowMs) {
        return bans.contains(contact, nowMs);
    }

    /** Links that others dialled and that have no purpose yet, the oldest first. */
    List<PeerLink> strangers() {
        return links.values().stream().filter(link -> !link.dialled() && link.isTemporary()).toList();
    }

    /** Whether we have dialled the same peer on another link, too, and wait for its answer there. */
    boolean hasRival(PeerLink link) {
        return links.values().stream().anyMatch(one -> isRival(one, link));
    }

    private static boolean isRival(PeerLink one, PeerLink link) {
        return one != link && one.dialled() && one.isTemporary() && one.peer().equals(link.peer());
    }

    /** Whether we asked for this link after a mass failure, also if none was missing. */
    boolean isOfSearch(PeerLink link) {
        return promotion.isOfSearch(link);
    }

    // ---- in and out of the active view

    void activate(PeerLink link, long nowMs) {
        promotion.over(link);
        link.activate(nowMs);
        active.add(link);
        come.put(link.id(), new Broadcast.Origin(link.dialled(), link.isWanted()));
    }

    private void deactivate(PeerLink link) {
        if (active.remove(link) && come.remove(link.id()) == null) {
            gone.add(link.id());
        }
    }

    /**
     * Tells the broadcast which links have left and entered the active view. It comes last, so that the broadcast never
     * sees half a change.
     */
    void tellBroadcast(FloodContext context) {
        gone.forEach(id -> broadcast.down(id, context));
        gone.clear();
        come.forEach((id, origin) -> broadcast.up(id, origin, context));
        come.clear();
    }

    // ---- endings

    /** The other side has said goodbye. */
    void disconnected(PeerLink from, Frame.Reason why, FloodContext context) {
        deactivate(from);
        switch (why) {
            case LEAVING -> forget(from);
            case FULL, EVICTED, DUPLICATE -> {}
        }
        end(from, "the peer said " + why, context);
    }

    /** If we dialled its address, it is there. If it dialled us, it may have named the port of another on its host. */
    private void forget(PeerLink link) {
        if (link.dialled()) {
            book.remove(link.contact().address());
        } else {
            book.forget(link.contact());
        }
    }

    /** Says goodbye. */
    void disconnect(PeerLink link, Frame.Reason why, FloodContext context) {
        context.send(link.id(), new Frame.Disconnect(why));
        deactivate(link);
        end(link, "we said " + why, context);
    }

    /** Ends the link after what was sent is written. */
    void end(PeerLink link, String why, FloodContext context) {
        promotion.over(link);
        link.become(PeerLink.Stage.ENDING);
        context.close(link.id(), why);
    }

    /** The other side does what no honest peer does: the link ends at once, and the peer is banned for a while. */
    void expel(PeerLink link, String why, FloodContext context) {
        bans.add(link.contact(), context.nowMs());
        abort(link, why, context);
    }

    void abort(PeerLink link, String why, FloodContext context) {
        promotion.over(link);
        forget(link);
        deactivate(link);
        link.become(PeerLink.Stage.EXPELLED);
        context.abort(link.id(), why);
    }

    /** The connection is gone. */
    void closed(PeerLink link, FloodContext context) {
        if (link.isActive()) {
            promotion.lostAbruptly(context);
        }
        links.remove(link.id());
        promotion.over(link);
        deactivate(link);
    }

    /** Links, neighbours or not, to peers whose clocks are too far from ours since ours was set. */
    List<PeerLink> withOtherClocks(FloodContext context) {
        return links.values()
                .stream()
                .filter(link -> (link.isActive() || link.isTemporary()) && link.clocksDiffer(context))
                .toList();
    }

    /** Says goodbye on every link. */
    void leave(FloodContext context) {
        leaving = true;
        for (PeerLink link : List.copyOf(links.values())) {
            if (link.stage() != PeerLink.Stage.EXPELLED) {
                disconnect(link, Frame.Reason.LEAVING, context);
            }
        }
    }
}
