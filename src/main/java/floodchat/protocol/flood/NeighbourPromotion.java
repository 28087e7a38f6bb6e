package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the passive view is there for: a lost neighbour is replaced from it at once (HyParView, FCUL TR-07-13, section 4.3). */
final class NeighbourPromotion {
    private final Contact self;
    private final ActiveView active;
    private final PassiveView passive;
    private final BanList outcasts;
    private final FloodContext turn;
    /** Peers that are being asked for a link. */
    private final Set<PeerId> promoting = new HashSet<>();
    /** When the last neighbours were lost that did not say goodbye. */
    private final Deque<Long> lossesMs = new ArrayDeque<>();
    /** Whom we knew when many were lost at once, and have not asked since. */
    private final Deque<Contact> search = new ArrayDeque<>();
    /** Those that are being asked for that reason. */
    private final Set<PeerId> searching = new HashSet<>();

    NeighbourPromotion(Contact self, ActiveView active, PassiveView passive, BanList outcasts, FloodContext turn) {
        this.self = self;
        this.active = active;
        this.passive = passive;
        this.outcasts = outcasts;
        this.turn = turn;
    }

    // ---- whom we know

    void learnAll(List<Contact> contacts) {
        contacts.forEach(this::learn);
    }

    void learn(Contact contact) {
        boolean known = contact.peer().equals(self.peer()) || active.contains(contact.peer());
        if (!known && !outcasts.contains(contact, turn.nowMs())) {
            passive.add(contact);
        }
    }

    /** Who can't be reached is forgotten; but not all at once whom many others can't reach either, for that may be a parted network. */
    void dialFailed(Contact contact) {
        promoting.remove(contact.peer());
        if (!searching.remove(contact.peer())) {
            passive.remove(contact.peer());
        }
    }

    // ---- whom we ask

    /** Asks for links, as many as are missing. */
    void fill() {
        for (int missing = active.wanted() - promoting.size(); missing > 0; missing--) {
            if (!promoteAny()) {
                break;
            }
        }
        searchOn();
    }

    /** Asks one peer for a link; false where there is nobody left to ask. */
    boolean promoteAny() {
        Contact candidate = passive.nextCandidate();
        if (candidate == null) {
            return false;
        }
        promote(candidate);
        return true;
    }

    private void promote(Contact candidate) {
        promoting.add(candidate.peer());
        turn.dial(new DialReason.Promote(candidate));
    }

    /** The link that we asked for is there, or will not be. */
    void promotionOver(PeerLink link) {
        if (link.errand() instanceof DialReason.Promote(Contact candidate)) {
            promoting.remove(candidate.peer());
            searching.remove(candidate.peer());
        }
    }

    /** Whether somebody is being asked for a link. */
    boolean isAsking() {
        return !promoting.isEmpty();
    }

    // ---- mass failures

    /** A neighbour is gone without a goodbye. After a mass failure some survivors know none but the dead, and can only be found: everybody looks for them. */
    void lostAbruptly() {
        lossesMs.add(turn.nowMs());
        if (lossesMs.size() == FloodLimits.MASS_FAILURE_LINKS
                && turn.nowMs() - lossesMs.remove() < FloodLimits.MASS_FAILURE_WITHIN_MS) {
            lossesMs.clear();
            search.addAll(passive.contacts());
        }
    }

    private void searchOn() {
        while (!search.isEmpty() && promoting.size() < FloodLimits.DIALS_AT_A_TIME) {
            Contact next = search.remove();
            if (passive.isCandidate(next)) {
                searching.add(next.peer());
                promote(next);
            }
        }
    }
}
