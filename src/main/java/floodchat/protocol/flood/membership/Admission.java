package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Broadcast;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.limits.RateLimits;
import floodchat.protocol.flood.limits.TokenBucket;
import java.util.ArrayList;
import java.util.List;

/**
 * Which open links become neighbours: a peer that asks for a link is taken or refused, and a neighbour is evicted if
 * the peer must have its slot (HyParView, FCUL TR-07-13, sections 4.2 and 4.3).
 */
final class Admission {
    private final Contact self;
    private final ActiveView active;
    private final ContactBook book;
    private final Neighbourhood neighbourhood;
    private final PeerLinks links;
    private final Shuffling shuffling;
    private final Broadcast broadcast;
    private final TokenBucket evictionsOfIdle = RateLimits.evictionsOfIdle();
    private final TokenBucket contestedRequests = RateLimits.contestedRequests();

    Admission(
            Contact self,
            Neighbourhood neighbourhood,
            PeerLinks links,
            Shuffling shuffling,
            Broadcast broadcast) {
        this.self = self;
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
        this.neighbourhood = neighbourhood;
        this.links = links;
        this.shuffling = shuffling;
        this.broadcast = broadcast;
    }

    // ---- a link opens

    void linkOpened(PeerLink link, FloodContext context) {
        links.add(link);
        if (links.isBanned(link.contact(), context.nowMs())) {
            links.abort(link, "it misbehaved lately", context);
        } else if (link.peer().equals(self.peer())) {
            book.remove(dialledAddress(link));
            links.end(link, "a link to ourselves", context);
        } else if (links.isLeaving()) {
            links.disconnect(link, Frame.Reason.LEAVING, context);
        } else if (link.clocksDiffer(context)) {
            links.disconnect(link, Frame.Reason.LEAVING, context); // our clock was set during the handshake
        } else {
            greeted(link, context);
        }
    }

    private static Address dialledAddress(PeerLink link) {
        DialReason reason = link.reason();
        return reason == null ? link.contact().address() : reason.address();
    }

    /**
     * The handshake has shown who is there. The id of a peer is new at each start. If another id answers at a contact's
     * address, it replaces the contact's.
     */
    private void greeted(PeerLink link, FloodContext context) {
        if (link.dialled()) {
            book.tried(link.contact());
            neighbourhood.dials().greeted(link.contact().address());
        }
        if (isSecondDialled(link)) {
            links.end(link, "linked already", context);
        } else {
            begin(link, context);
        }
    }

    /**
     * An honest peer never asks the same peer for two links at a time. So if one side has dialled two links, the other
     * side knows that the newer one counts.
     */
    private boolean isSecondDialled(PeerLink link) {
        return link.dialled() && (active.contains(link.peer()) || links.hasRival(link));
    }

    private void begin(PeerLink link, FloodContext context) {
        switch (link.reason()) {
            case null -> awaitStranger(link, context);
            case DialReason.Enter enter -> askForLink(link, enter.urgent() || enter.asked(), context);
            case DialReason.Promote promote -> askForLink(link, promote.wanted(), context);
            case DialReason.Feel _ -> shuffling.with(link, context);
        }
        context.startTimer(new FloodTimer.PurposeDue(link.id()), MembershipLimits.PURPOSE_WITHIN_MS);
    }

    /** A peer that dialled us still has to say what for. If there are too many of these, the oldest goes. */
    private void awaitStranger(PeerLink stranger, FloodContext context) {
        neighbourhood.seen(stranger, context.nowMs());
        List<PeerLink> strangers = links.strangers();
        if (strangers.size() > MembershipLimits.MAX_STRANGERS) {
            links.end(strangers.getFirst(), "too many strangers", context);
        }
    }

    /** If another peer than the expected one answers, it will do as well. */
    private void askForLink(PeerLink link, boolean urgent, FloodContext context) {
        link.awaitContacts();
        context.send(link.id(), new Frame.JoinRequest(urgent || active.isEmpty()));
    }

    // ---- a peer that asks is taken or refused

    /**
     * A peer with a link wants one more where there is a slot, or an idle link. A peer without one is taken at once, in
     * the place of another if it must be.
     */
    void joinRequested(PeerLink from, boolean urgent, FloodContext context) {
        if (!from.isTemporary() || from.dialled()) {
            return;
        }
        if (!active.hasSlotForDialler()) {
            contestedRequests.take(1, context.nowMs());
        }
        if (urgent || active.hasSlotForDialler() || mayReplaceIdle(context)) {
            accept(from, context);
        } else {
            refuse(from, context);
        }
    }

    /**
     * A peer with a link may take the place of an idle one, but seldom. The peer that loses its place looks for
     * another. If it found one in the same way, and so did the next, the network would never come to rest.
     */
    private boolean mayReplaceIdle(FloodContext context) {
        return active.hasRoomForDialler(context.nowMs(), link -> broadcast.isIdle(link.id(), context.nowMs()))
                && evictionsOfIdle.take(1, context.nowMs());
    }

    /**
     * Whether more peers ask for slots than in a network without attackers. Then links are not given up without need:
     * honest peers have no slots left, and who looks for another finds an attacker.
     */
    boolean isCrowded(long nowMs) {
        return contestedRequests.left(nowMs) < RateLimits.CONTESTED_REQUESTS_AT_ONCE / 2.0;
    }

    private void accept(PeerLink link, FloodContext context) {
        if (activate(link, context)) {
            context.send(link.id(), new Frame.JoinAck(sampleFor(link)));
        }
    }

    /** There is no slot. The peer is told of others, and walks on by itself. */
    private void refuse(PeerLink link, FloodContext context) {
        if (!link.dialled()) {
            context.send(link.id(), new Frame.ShuffleReply(sampleFor(link)));
        }
        links.disconnect(link, Frame.Reason.FULL, context);
    }

    /** The other side keeps the link that we asked for. Nothing else makes a neighbour of a peer by its own word. */
    void acknowledged(PeerLink from, FloodContext context) {
        if (from.isAskedForLink()) {
            activate(from, context);
        }
    }

    // ---- slots

    private boolean activate(PeerLink link, FloodContext context) {
        PeerLink existing = active.get(link.peer());
        if (existing != null && !outranks(link, existing)) {
            links.disconnect(link, Frame.Reason.DUPLICATE, context);
            return false;
        }
        if (existing != null) {
            links.disconnect(existing, Frame.Reason.DUPLICATE, context);
        } else if (!active.hasSlotFor(link) && !evictFor(link, context)) {
            refuse(link, context);
            return false;
        }
        links.activate(link, context.nowMs());
        return true;
    }

    /**
     * Of two links between the same peers both sides keep the one that the smaller peer id dialled, and of two such
     * links the newer.
     */
    private boolean outranks(PeerLink link, PeerLink existing) {
        boolean selfIsSmaller = self.peer().compareTo(link.peer()) < 0;
        return link.dialled() == existing.dialled() || link.dialled() == selfIsSmaller;
    }

    /**
     * False if every neighbour is worth more than the newcomer. A search takes no place of a link that we chose: three
     * diallers can bring one about, and it asks all contacts, also those that they told.
     */
    private boolean evictFor(PeerLink newcomer, FloodContext context) {
        PeerLink victim = links.isOfSearch(newcomer)
                ? active.idleDialler(context.nowMs(), link -> broadcast.isIdle(link.id(), context.nowMs()))
                : active.victimFor(
                        newcomer,
                        context.nowMs(),
                        link -> broadcast.isIdle(link.id(), context.nowMs()),
                        link -> broadcast.isOutOfTree(link.id(), context.nowMs()));
        if (victim != null) {
            links.disconnect(victim, Frame.Reason.EVICTED, context);
        }
        return victim != null;
    }

    /** Contacts to try next. Neighbours fill up, for a link to them would make a triangle. */
    private List<Contact> sampleFor(PeerLink link) {
        List<Contact> sample = new ArrayList<>(
                book.tell(
                        MembershipLimits.MAX_SAMPLE,
                        one -> !active.contains(one.peer()) && !one.peer().equals(link.peer())));
        active.someExcept(link.peer(), Math.max(0, MembershipLimits.MIN_SAMPLE - sample.size()))
                .forEach(neighbour -> sample.add(neighbour.contact()));
        return List.copyOf(sample);
    }
}
