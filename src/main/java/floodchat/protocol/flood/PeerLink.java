package floodchat.protocol.flood;

import org.jspecify.annotations.Nullable;

/** One open link as the core sees it; owned by {@link Membership}. */
final class PeerLink {
    /** A link's life. */
    enum Stage {
        /** Open, and not yet a neighbour: somebody has still to ask or to answer. */
        TEMPORARY,
        /** In the active view. */
        ACTIVE,
        /** One side has said goodbye; what is under way still counts. */
        ENDING,
        /** The other side misbehaved; nothing that it sends counts. */
        EXPELLED
    }

    private final LinkId link;
    private final Contact contact;
    private final @Nullable DialReason errand;
    private final PeerRateLimits conduct;
    private Stage stage = Stage.TEMPORARY;
    private long activeSinceMs;
    private boolean requested;
    private boolean eager;
    private long graftAwaitedUntilMs = Long.MIN_VALUE;
    private boolean ours;
    private boolean wanted;

    PeerLink(LinkId link, Contact contact, @Nullable DialReason errand, PeerRateLimits conduct) {
        this.link = link;
        this.contact = contact;
        this.errand = errand;
        this.conduct = conduct;
    }

    LinkId link() {
        return link;
    }

    Contact contact() {
        return contact;
    }

    PeerId peer() {
        return contact.peer();
    }

    /** What we dialled for; null where the peer dialled us. */
    @Nullable DialReason errand() {
        return errand;
    }

    boolean dialled() {
        return errand != null;
    }

    PeerRateLimits conduct() {
        return conduct;
    }

    Stage stage() {
        return stage;
    }

    void become(Stage next) {
        stage = next;
    }

    /** It enters the active view. */
    void activated(long nowMs) {
        stage = Stage.ACTIVE;
        activeSinceMs = nowMs;
    }

    /** Since when it is in the active view. */
    long activeSinceMs() {
        return activeSinceMs;
    }

    /** Whether packets go there, and not only their ids. */
    boolean isEager() {
        return eager;
    }

    void become(boolean toEager) {
        eager = toEager;
    }

    /** Packets may go there soon: the peer was sent one that makes the tree anew. */
    void awaitGraft(long untilMs) {
        graftAwaitedUntilMs = untilMs;
    }

    /** The peer has it from another. */
    void awaitNoGraft() {
        graftAwaitedUntilMs = Long.MIN_VALUE;
    }

    /** Whether the tree does without it: no packets go there, and no {@code GRAFT} that says that they should can be under way. */
    boolean isIdle(long nowMs) {
        return !eager && nowMs >= graftAwaitedUntilMs;
    }

    /** The peer has taken us: it is for us to say whether packets go this way. */
    void becomeOurs() {
        ours = true;
    }

    boolean isOurs() {
        return ours;
    }

    /** A person has asked for it, or for its network. */
    void becomeWanted() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** True once: for the first request to join that comes by this link. A stranger that repeats itself starts no further walks. */
    boolean firstRequest() {
        boolean first = !requested;
        requested = true;
        return first;
    }

    @Override
    public String toString() {
        return link + " to " + contact.address();
    }
}
