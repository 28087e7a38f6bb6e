package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.PeerId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Replaces a lost neighbour at once from the passive view (HyParView, FCUL TR-07-13, section 4.3). */
final class NeighbourPromotion {
    private final ActiveView active;
    private final PassiveView passive;
    /** Peers that are being asked for a link. */
    private final Set<PeerId> promoting = new HashSet<>();
    /** When the last neighbours were lost that did not say goodbye. */
    private final Deque<Long> lossesMs = new ArrayDeque<>();
    /** After a mass failure: contacts of the passive view that were not asked since. */
    private final Deque<Contact> search = new ArrayDeque<>();
    /** Those of {@link #promoting} that are asked because of a mass failure. */
    private final Set<PeerId> searching = new HashSet<>();

    NeighbourPromotion(Neighbourhood neighbourhood) {
        this.active = neighbourhood.active();
        this.passive = neighbourhood.passive();
    }

    /**
     * A peer that can't be reached is forgotten. Peers that are asked after a mass failure are not: if none of them can
     * be reached, the network may be partitioned.
     */
    void dialFailed(Contact contact) {
        promoting.remove(contact.peer());
        if (!searching.remove(contact.peer())) {
            passive.remove(contact.peer());
        }
    }

    /** A peer that refuses is kept, and asked again in a later round. */
    void refused(Contact contact) {
        promoting.remove(contact.peer());
        searching.remove(contact.peer());
    }

    // ---- peers are asked for links

    /** Asks for as many links as are missing. */
    void fill(FloodContext context) {
        int missing = active.missingLinks() - promoting.size();
        while (missing > 0 && promoteAny(context)) {
            missing--;
        }
        searchOn(context);
    }

    /** Asks one peer for a link. False if there is none left to ask. */
    boolean promoteAny(FloodContext context) {
        Contact candidate = passive.nextCandidate();
        if (candidate == null) {
            return false;
        }
        promote(candidate, context);
        return true;
    }

    private void promote(Contact candidate, FloodContext context) {
        promoting.add(candidate.peer());
        context.dial(new DialReason.Promote(candidate));
    }

    /** This link was asked for, and the answer is here, or will not come. */
    void over(PeerLink link) {
        if (link.reason() instanceof DialReason.Promote(Contact candidate)) {
            promoting.remove(candidate.peer());
            searching.remove(candidate.peer());
        }
    }

    /** Whether a peer is being asked for a link. */
    boolean isAsking() {
        return !promoting.isEmpty();
    }

    // ---- mass failures

    /**
     * A neighbour is gone without a goodbye. After a mass failure some survivors know only peers that died, and can
     * only be found by others: so everybody asks all the peers it knows.
     */
    void lostAbruptly(FloodContext context) {
        lossesMs.add(context.nowMs());
        if (lossesMs.size() == MembershipLimits.MASS_FAILURE_LINKS
                && context.nowMs() - lossesMs.remove() < MembershipLimits.MASS_FAILURE_WITHIN_MS) {
            lossesMs.clear();
            search.addAll(passive.contacts());
        }
    }

    private void searchOn(FloodContext context) {
        while (!search.isEmpty() && promoting.size() < MembershipLimits.DIALS_AT_A_TIME) {
            Contact next = search.remove();
            if (passive.isCandidate(next)) {
                searching.add(next.peer());
                promote(next, context);
            }
        }
    }
}
