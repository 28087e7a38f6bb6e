package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.limits.MembershipBudget;
import org.jspecify.annotations.Nullable;

/**
 * One open link to a peer, as the membership sees it; owned by {@link PeerLinks}. It is a neighbour while its stage is
 * ACTIVE.
 */
final class PeerLink {
    /** A link's life. */
    enum Stage {
        /** Open, but no neighbour yet: one side still has to ask or to answer. */
        TEMPORARY,
        /** In the active view. */
        ACTIVE,
        /** One side has said goodbye. What is under way still counts. */
        ENDING,
        /** The other side misbehaved. Nothing that it sends counts. */
        EXPELLED
    }

    private final LinkId id;
    private final Contact contact;
    private final @Nullable DialReason reason;
    private final long clockAheadMs;
    private final MembershipBudget budget = new MembershipBudget();
    private Stage stage = Stage.TEMPORARY;
    private long activeSinceMs;
    private boolean awaitsContacts;

    /** @param clockAheadMs how far the peer's wall clock is ahead of the clock of the core */
    PeerLink(LinkId id, Contact contact, @Nullable DialReason reason, long clockAheadMs) {
        this.id = id;
        this.contact = contact;
        this.reason = reason;
        this.clockAheadMs = clockAheadMs;
    }

    LinkId id() {
        return id;
    }

    Contact contact() {
        return contact;
    }

    PeerId peer() {
        return contact.peer();
    }

    /** Under which name contacts are kept that this peer told: the owner of its address, or its id if that has none. */
    String asTeller() {
        String owner = contact.address().owner();
        return owner == null ? contact.peer().toString() : owner;
    }

    /** What we dialled for; null if the peer dialled us. */
    @Nullable DialReason reason() {
        return reason;
    }

    /** Whether our wall clock was set so far from what the peer's showed that it would refuse our packets. */
    boolean clocksDiffer(FloodContext context) {
        return Math.abs(context.wallAheadMs() - clockAheadMs) > FloodLimits.MAX_AHEAD_MS;
    }

    /** How far the peer's wall clock is ahead of the clock of the core, as it said in the handshake. */
    long clockAheadMs() {
        return clockAheadMs;
    }

    boolean dialled() {
        return reason != null;
    }

    MembershipBudget budget() {
        return budget;
    }

    Stage stage() {
        return stage;
    }

    boolean isTemporary() {
        return stage == Stage.TEMPORARY;
    }

    boolean isActive() {
        return stage == Stage.ACTIVE;
    }

    void become(Stage next) {
        stage = next;
    }

    void activate(long nowMs) {
        stage = Stage.ACTIVE;
        activeSinceMs = nowMs;
    }

    /** Whether this neighbour has had time to find others. */
    boolean hasSettled(long nowMs) {
        return nowMs - activeSinceMs >= MembershipLimits.SETTLED_AFTER_MS;
    }

    /** We have asked something that is answered with contacts. */
    void awaitContacts() {
        awaitsContacts = true;
    }

    /** True once for each {@link #awaitContacts}: nobody can fill our book with contacts that we did not ask for. */
    boolean takeContacts() {
        boolean awaited = awaitsContacts;
        awaitsContacts = false;
        return awaited;
    }

    /** Whether a person asked for this peer, or for its network. */
    boolean isWanted() {
        return switch (reason) {
            case DialReason.Enter enter -> enter.asked();
            case DialReason.Promote promote -> promote.wanted();
            case DialReason.Feel _ -> false;
            case null -> false;
        };
    }

    /** Whether we have dialled this peer to ask for a link. */
    boolean isAskedForLink() {
        return reason instanceof DialReason.Enter || reason instanceof DialReason.Promote;
    }

    @Override
    public String toString() {
        return id + " to " + contact.address();
    }
}
