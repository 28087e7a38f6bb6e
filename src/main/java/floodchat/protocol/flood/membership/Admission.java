package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Broadcast;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.limits.RateLimits;
import floodchat.protocol.flood.limits.TokenBucket;
import java.util.ArrayList;
import java.util.List;

/**
 * Which open links become neighbours: a newcomer is taken or refused, and a neighbour is evicted if a newcomer must
 * have its slot (HyParView, FCUL TR-07-13, sections 4.2 and 4.3).
 */
final class Admission {
    private final Contact self;
    private final ActiveView active;
    private final PassiveView passive;
    private final PeerLinks links;
    private final Broadcast broadcast;
    private final TokenBucket evictionsForOthers = RateLimits.evictionsForOthers();
    /** How many more peers are taken without a free slot, because a person wants to meet their network. */
    private int welcome;

    Admission(Contact self, Neighbourhood neighbourhood, PeerLinks links, Broadcast broadcast) {
        this.self = self;
        this.active = neighbourhood.active();
        this.passive = neighbourhood.passive();
        this.links = links;
        this.broadcast = broadcast;
    }

    // ---- a link opens

    void linkOpened(PeerLink link, FloodContext context) {
        links.add(link);
        renewContact(link);
        if (links.isBanned(link.contact(), context.nowMs())) {
            links.abort(link, "it misbehaved lately", context);
        } else if (link.peer().equals(self.peer())) {
            links.end(link, "a link to ourselves", context);
        } else if (links.isLeaving()) {
            links.disconnect(link, Frame.Reason.LEAVING, context);
        } else if (link.clocksDiffer(context)) {
            links.disconnect(link, Frame.Reason.LEAVING, context); // our clock was set during the handshake
        } else if (isSecondDialled(link)) {
            links.end(link, "linked already", context);
        } else {
            begin(link, context);
        }
    }

    /**
     * The id of a peer is new at each start. If another id answers at a contact's address, it replaces the contact's:
     * the handshake has proved it, and the old one was only told. It may be our own id, or a neighbour's.
     */
    private void renewContact(PeerLink link) {
        PeerId expected = expectedAt(link);
        if (link.peer().equals(expected)) {
            return;
        }
        if (link.peer().equals(self.peer()) || active.contains(link.peer())) {
            passive.remove(expected);
        } else {
            passive.replace(expected, link.contact());
        }
    }

    /** Who should answer where we dialled; the peer itself if we expected nobody. */
    private static PeerId expectedAt(PeerLink link) {
        return switch (link.reason()) {
            case DialReason.Promote(Contact candidate) -> candidate.peer();
            case DialReason.Take(Contact newcomer, Frame.Need _) -> newcomer.peer();
            case DialReason.AnswerShuffle(Contact origin, List<Contact> _) -> origin.peer();
            case DialReason.Enter _ -> link.peer();
            case null -> link.peer();
        };
    }

    /**
     * An honest peer never asks the same peer for two links at a time. So if one side has dialled two links, the other
     * side knows that the newer one counts.
     */
    private boolean isSecondDialled(PeerLink link) {
        boolean asks = link.dialled() && !(link.reason() instanceof DialReason.AnswerShuffle);
        return asks && (active.contains(link.peer()) || links.hasRival(link));
    }

    private void begin(PeerLink link, FloodContext context) {
        switch (link.reason()) {
            case null -> awaitStranger(link, context);
            case DialReason.Enter enter -> askToJoin(link, enter, context);
            case DialReason.Take take -> takeNewcomer(link, take, context);
            case DialReason.Promote _ -> askForSlot(link, context);
            case DialReason.AnswerShuffle answer -> answerShuffle(link, answer, context);
        }
    }

    /** A peer that dialled us still has to say what for. If there are too many of these, the oldest goes. */
    private void awaitStranger(PeerLink stranger, FloodContext context) {
        List<PeerLink> strangers = links.strangers();
        if (strangers.size() > MembershipLimits.MAX_STRANGERS) {
            links.end(strangers.getFirst(), "too many strangers", context);
        }
        expectPurpose(stranger, MembershipLimits.PURPOSE_WITHIN_MS, context);
    }

    private static void expectPurpose(PeerLink link, long withinMs, FloodContext context) {
        context.startTimer(new FloodTimer.PurposeDue(link.id()), withinMs);
    }

    private void askToJoin(PeerLink link, DialReason.Enter enter, FloodContext context) {
        context.send(link.id(), new Frame.JoinRequest(self, FloodLimits.JOIN_HOPS, enter.need()));
        expectPurpose(link, MembershipLimits.DIALLED_BACK_WITHIN_MS, context);
    }

    private void takeNewcomer(PeerLink link, DialReason.Take take, FloodContext context) {
        if (link.peer().equals(take.newcomer().peer())) {
            accept(link, context);
        } else {
            links.disconnect(link, Frame.Reason.UNEXPECTED, context);
        }
    }

    /** If another peer than the expected one answers, it will do as well. */
    private void askForSlot(PeerLink link, FloodContext context) {
        context.send(link.id(), new Frame.NeighbourRequest(active.isEmpty()));
        expectPurpose(link, MembershipLimits.PURPOSE_WITHIN_MS, context);
    }

    private void answerShuffle(PeerLink link, DialReason.AnswerShuffle answer, FloodContext context) {
        context.send(link.id(), new Frame.ShuffleReply(answer.contacts()));
        links.end(link, "shuffle answered", context);
    }

    // ---- a newcomer is taken or refused

    /**
     * Whether a newcomer whose walk ends here may be taken. A free slot is not required, because a neighbour can be
     * evicted. If newcomers were taken only by peers with free slots, they would link to each other, for they have most
     * of them; and evicted peers leave free slots everywhere.
     */
    boolean mayTake(Contact newcomer) {
        return !newcomer.peer().equals(self.peer()) && !active.contains(newcomer.peer());
    }

    /** There is no slot for a peer that asked for one. */
    void refuse(PeerLink link, FloodContext context) {
        links.disconnect(link, Frame.Reason.FULL, context);
    }

    void neighbourRequested(PeerLink from, boolean urgent, FloodContext context) {
        if (!from.isTemporary()) {
            return;
        }
        if (urgent || active.hasRoomForDialler(link -> broadcast.isIdle(link.id(), context.nowMs()))) {
            accept(from, context);
        } else {
            refuse(from, context);
        }
    }

    /** Takes a peer that asked for a link, or for which others asked, if it may have a slot. */
    void accept(PeerLink link, FloodContext context) {
        if (!mayHaveSlot(link, context.nowMs())) {
            refuse(link, context);
        } else if (activate(link, false, false, context)) {
            context.send(link.id(), new Frame.JoinAck(sampleFor(link.peer())));
        }
    }

    /**
     * True if a slot is free, or one may be freed: evictions for others are rate-limited, except if the new peer
     * replaces a link of the same owner.
     */
    private boolean mayHaveSlot(PeerLink link, long nowMs) {
        return active.contains(link.peer())
                || active.hasSlotFor(link)
                || active.hasSameOwner(link)
                || evictionsForOthers.take(1, nowMs);
    }

    /**
     * The other side keeps the link. We keep it if we asked on this link, if we have a link to this peer already, if
     * there is a slot, or if a person joined the peer's network ({@link #welcome}).
     */
    void acknowledged(PeerLink from, FloodContext context) {
        boolean asked = from.reason() instanceof DialReason.Enter || from.reason() instanceof DialReason.Promote;
        boolean byPerson = from.reason() instanceof DialReason.Enter enter && enter.asked();
        if (byPerson) {
            welcome = MembershipLimits.WELCOME_PEERS;
        }
        if (asked || active.contains(from.peer()) || active.hasSlotForDialler()) {
            activate(from, true, byPerson, context);
        } else if (welcome > 0) {
            // One link could be lost before the views have mixed, and with it the way between the two networks.
            welcome--;
            activate(from, true, true, context);
        } else {
            refuse(from, context);
        }
    }

    // ---- slots

    private boolean activate(PeerLink link, boolean weAsked, boolean wanted, FloodContext context) {
        PeerLink existing = active.get(link.peer());
        if (existing != null && !outranks(link, existing)) {
            links.disconnect(link, Frame.Reason.DUPLICATE, context);
            return false;
        }
        if (existing != null) {
            links.disconnect(existing, Frame.Reason.DUPLICATE, context);
        } else if (!active.hasSlotFor(link)) {
            evictFor(link, context);
        }
        links.activate(link, weAsked, wanted, context);
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

    private void evictFor(PeerLink newcomer, FloodContext context) {
        PeerLink victim = active.victimFor(
                newcomer,
                link -> broadcast.isIdle(link.id(), context.nowMs()),
                link -> broadcast.isOutOfTree(link.id(), context.nowMs()));
        passive.add(victim.contact());
        links.disconnect(victim, Frame.Reason.EVICTED, context);
    }

    /** Contacts for a new neighbour's passive view. Without them it would have to wait for its first shuffle. */
    private List<Contact> sampleFor(PeerId peer) {
        List<Contact> sample = new ArrayList<>(passive.tell(MembershipLimits.MAX_SAMPLE));
        active.someExcept(peer, MembershipLimits.MAX_SAMPLE - sample.size()).forEach(n -> sample.add(n.contact()));
        return sample;
    }
}
