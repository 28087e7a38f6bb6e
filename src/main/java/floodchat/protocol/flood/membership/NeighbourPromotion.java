package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.AddressGroups;
import floodchat.protocol.flood.BoundedMap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.limits.DialHistory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks known peers for links, as many as are missing (HyParView, FCUL TR-07-13, section 4.3). This peer chooses them:
 * nobody else can make it ask for a link.
 */
final class NeighbourPromotion {
    private final AddressGroups groups;
    private final ActiveView active;
    private final ContactBook book;
    private final DialHistory dials;
    /** Addresses of peers that are being asked for a link. */
    private final Set<Address> promoting = new HashSet<>();
    /** Peers at the other end of open links that are no neighbours yet: they are not dialled meanwhile. */
    private final Map<LinkId, PeerId> undecided = new HashMap<>();
    /** When the last neighbours were lost that did not say goodbye. */
    private final Deque<Long> lossesMs = new ArrayDeque<>();
    /** After a mass failure: contacts of the book that were not asked since. */
    private final Deque<Contact> search = new ArrayDeque<>();
    /** Those of {@link #promoting} that are asked because of a mass failure. */
    private final Set<Address> searching = new HashSet<>();

    /** Tried contacts that were forgotten because they could not be reached, and when; the latest. */
    private final Map<Contact, Long> unreachable = new BoundedMap<>(MembershipLimits.TRIED_CONTACTS);

    NeighbourPromotion(FloodSettings settings, Neighbourhood neighbourhood) {
        this.groups = settings.groups();
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
        this.dials = neighbourhood.dials();
    }

    /**
     * A peer that can't be reached is forgotten. Peers that are asked after a mass failure are not: if none of them can
     * be reached, the network may be partitioned. Nor are tried ones while there is no neighbour: perhaps this machine
     * has no network.
     */
    void dialFailed(Contact contact, long nowMs) {
        Address address = contact.address();
        boolean tried = book.isTried(address);
        promoting.remove(address);
        if (!tried) {
            dials.failed(address, nowMs);
        }
        if (searching.remove(address) || tried && active.isEmpty()) {
            return;
        }
        book.remove(address);
        if (tried) {
            unreachable.put(contact, nowMs);
        }
    }

    /**
     * The last neighbour is gone. If this machine has lost its network, tried contacts were forgotten for no fault of
     * theirs while the neighbours were lost one by one: they are known again, and are asked in the next round.
     */
    void alone(long nowMs) {
        unreachable.forEach((contact, sinceMs) -> {
            if (nowMs - sinceMs < MembershipLimits.OUTAGE_NOTICED_WITHIN_MS) {
                book.tried(contact);
                book.asked(contact.address());
            }
        });
        unreachable.clear();
    }

    /** A peer that refuses is kept, and asked again in a later round. */
    void refused(Contact contact) {
        dials.greeted(contact.address());
        promoting.remove(contact.address());
        searching.remove(contact.address());
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
        Contact candidate = book.nextCandidate(
                this::isFree,
                chosenGroups(),
                active.all().stream().map(PeerLink::asTeller).collect(Collectors.toSet()),
                address -> dials.mayDial(address, context.nowMs()));
        if (candidate == null || !mayDial(candidate.address(), context.nowMs())) {
            return false;
        }
        promote(candidate, false, context);
        return true;
    }

    /** Whether this address may be dialled: one that was tried, or one more that others named. */
    private boolean mayDial(Address address, long nowMs) {
        return book.isTried(address) || dials.mayDial(address, nowMs) && dials.take(address, nowMs);
    }

    private boolean isFree(Contact contact) {
        return !active.contains(contact.peer())
                && !promoting.contains(contact.address())
                && !undecided.containsValue(contact.peer());
    }

    private Set<String> chosenGroups() {
        return active.chosenLinks()
                .stream()
                .map(link -> groups.of(link.contact().address()))
                .collect(Collectors.toSet());
    }

    private void promote(Contact candidate, boolean wanted, FloodContext context) {
        promoting.add(candidate.address());
        context.dial(new DialReason.Promote(candidate, wanted));
    }

    /** A person has joined the network of these contacts: some of them are asked too, also if no link is missing. */
    void promoteSome(List<Contact> contacts, FloodContext context) {
        contacts.stream()
                .filter(this::isFree)
                .filter(one -> book.isTried(one.address()) || dials.mayDial(one.address(), context.nowMs()))
                .limit(MembershipLimits.WELCOME_PEERS)
                .forEach(one -> promote(one, true, context));
    }

    /** This link is open, and one side still has to ask or to answer. */
    void opened(PeerLink link) {
        undecided.put(link.id(), link.peer());
    }

    /** This link is a neighbour's now, or ends. */
    void over(PeerLink link) {
        undecided.remove(link.id());
        if (link.reason() instanceof DialReason.Promote(Contact candidate, boolean _)) {
            promoting.remove(candidate.address());
            searching.remove(candidate.address());
        }
    }

    /** Whether a peer is being asked for a link. */
    boolean isAsking() {
        return !promoting.isEmpty();
    }

    /** Whether the peer at this address is being asked for a link. */
    boolean isAsking(Address address) {
        return promoting.contains(address);
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
            search.addAll(book.contacts());
        }
    }

    /** Whether this link was dialled because of a mass failure. */
    boolean isOfSearch(PeerLink link) {
        return link.reason() instanceof DialReason.Promote(Contact candidate, boolean _)
                && searching.contains(candidate.address());
    }

    private void searchOn(FloodContext context) {
        while (!search.isEmpty() && promoting.size() < MembershipLimits.DIALS_AT_A_TIME) {
            Contact next = search.remove();
            if (book.isCandidate(next) && isFree(next) && mayDial(next.address(), context.nowMs())) {
                searching.add(next.address());
                promote(next, false, context);
            }
        }
    }
}
