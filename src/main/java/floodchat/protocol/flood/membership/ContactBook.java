package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.AddressGroups;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.PeerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Peers that could become neighbours; HyParView (section 4.1) calls it the passive view. It has three tables, and what
 * comes into one of them pushes nothing out of another:
 *
 * <ul>
 *   <li>tried: we dialled them, and they greeted us;
 *   <li>seen: they dialled us, so their host is certain, and their port is not;
 *   <li>heard: others told us of them (Bitcoin Core has two such tables; Heilman et al., USENIX Security 2015).
 * </ul>
 *
 * An address is in one table at most. Tables are iterated in a fixed order, so that a seed replays a run.
 */
final class ContactBook {
    private static final int SECRET_BYTES = 16;

    private final AddressGroups groups;
    private final RandomGenerator random;
    private final RankedContacts tried;
    private final RankedContacts seen;
    private final HeardContacts heard;
    /** Addresses that were asked since the last {@link #forgetRefusals}, and are not asked again before the next. */
    private final Set<Address> asked = new HashSet<>();
    /**
     * Addresses that a neighbour was told of. It may link to them; if we did so too, the three of us would be a
     * triangle. So they are asked last.
     */
    private final Set<Address> shared = new HashSet<>();

    ContactBook(AddressGroups groups, RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        this.groups = groups;
        this.random = random;
        this.tried = new RankedContacts(MembershipLimits.TRIED_CONTACTS, secret, groups, random);
        this.seen = new RankedContacts(MembershipLimits.SEEN_CONTACTS, secret, groups, random);
        this.heard = new HeardContacts(random);
    }

    // ---- what comes in

    /** We have dialled this contact, and it greeted us. */
    void tried(Contact contact) {
        seen.remove(contact.address());
        heard.remove(contact.address());
        tried.add(contact);
    }

    /** This peer has dialled us. */
    void seen(Contact contact) {
        if (tried.get(contact.address()) != null) {
            return;
        }
        heard.remove(contact.address());
        seen.add(contact);
    }

    /** Another has told us of this contact. @param teller see {@link HeardContacts#add} */
    void heard(Contact contact, String teller) {
        if (tried.get(contact.address()) == null && seen.get(contact.address()) == null) {
            heard.add(contact, teller);
        }
    }

    /** This peer is gone. Another one that names its address, from the same host, does not make us forget it. */
    void forget(Contact contact) {
        Contact known = find(contact.address());
        if (known != null && known.peer().equals(contact.peer())) {
            remove(contact.address());
        }
    }

    private @Nullable Contact find(Address address) {
        Contact found = tried.get(address);
        found = found == null ? seen.get(address) : found;
        return found == null ? heard.get(address) : found;
    }

    void remove(Address address) {
        tried.remove(address);
        seen.remove(address);
        heard.remove(address);
        asked.remove(address);
        shared.remove(address);
    }

    // ---- what is known

    boolean isTried(Address address) {
        return tried.get(address) != null;
    }

    /** Whether the address is in the book. */
    boolean contains(Address address) {
        return find(address) != null;
    }

    /** Whether a contact with this id is in the book. */
    boolean contains(PeerId peer) {
        return all().anyMatch(one -> one.peer().equals(peer));
    }

    int size() {
        return tried.size() + seen.size() + heard.size();
    }

    /** Those that were tried first. */
    List<Contact> contacts() {
        return all().toList();
    }

    /** Those that were tried. */
    List<Contact> triedContacts() {
        return List.copyOf(tried.all());
    }

    private Stream<Contact> all() {
        return Stream.of(tried.all(), seen.all(), heard.all()).flatMap(table -> table.stream());
    }

    // ---- whom to ask

    /**
     * A peer to ask for a link, which then counts as asked: one that was tried, if there is one. Of these a peer comes
     * first that no neighbour was told of, and whose group is none of these. Null if all were asked.
     *
     * @param isFree whether this contact may be asked at all
     * @param groupsInUse the address groups of the neighbours that we chose
     * @param neighbours as tellers: what they told may be their own neighbours, and a link would make a triangle
     * @param mayDial whether an address that was not tried may be dialled now
     */
    @Nullable Contact nextCandidate(
            Predicate<Contact> isFree, Set<String> groupsInUse, Set<String> neighbours, Predicate<Address> mayDial) {
        Predicate<Contact> isOpen = isFree.and(one -> !asked.contains(one.address()));
        Predicate<Contact> isNew = isOpen.and(one -> mayDial.test(one.address()));
        Contact candidate = best(tried.fromRandomSlot(isOpen), groupsInUse);
        if (candidate == null) {
            candidate = best(heard.newestFirst(neighbours, isNew), groupsInUse);
        }
        if (candidate == null) {
            candidate = best(seen.fromRandomSlot(isNew), groupsInUse);
        }
        if (candidate != null) {
            asked(candidate.address());
        }
        return candidate;
    }

    /** The peer at this address is asked for a link. */
    void asked(Address address) {
        asked.add(address);
    }

    private @Nullable Contact best(List<Contact> inOrder, Set<String> groupsInUse) {
        Predicate<Contact> untold = one -> !shared.contains(one.address());
        Predicate<Contact> ofNewGroup = one -> !groupsInUse.contains(groups.of(one.address()));
        return Stream.of(untold.and(ofNewGroup), ofNewGroup, untold, one -> true)
                .flatMap(wish -> inOrder.stream().filter(wish).limit(1))
                .findFirst()
                .orElse(null);
    }

    /** A contact to test, which was not tried yet; null if there is none. @param mayDial as above */
    @Nullable Contact nextUntried(Predicate<Address> mayDial) {
        List<Contact> fromSeen = seen.fromRandomSlot(_ -> true);
        List<Contact> fromHeard = heard.inTurns();
        boolean seenFirst = random.nextInt(MembershipLimits.FEELERS_PER_SEEN) == 0;
        return Stream.of(seenFirst ? fromSeen : fromHeard, seenFirst ? fromHeard : fromSeen)
                .flatMap(List::stream)
                .filter(one -> mayDial.test(one.address()))
                .findFirst()
                .orElse(null);
    }

    /** Whether this peer is in the book and was not asked yet. */
    boolean isCandidate(Contact contact) {
        return contains(contact.address()) && !asked.contains(contact.address());
    }

    /** From now on every peer may be asked again. */
    void forgetRefusals() {
        asked.clear();
    }

    // ---- what is told

    /**
     * At most this many random contacts to tell: those that were tried, and as a quarter, or if there are few of them,
     * those that were seen. So contacts that somebody invented go no further than to those whom he tells.
     *
     * @param these only contacts of which this is true
     */
    List<Contact> sample(int count, Predicate<Contact> these) {
        List<Contact> fromTried = tried.all().stream().filter(these).toList();
        List<Contact> fromSeen = seen.all().stream().filter(these).toList();
        List<Contact> sample = new ArrayList<>(RandomChoice.some(fromTried, count - count / 4, random));
        sample.addAll(RandomChoice.some(fromSeen, count - sample.size(), random));
        return sample;
    }

    /** The same, for a new neighbour, which may link to them. */
    List<Contact> tell(int count, Predicate<Contact> these) {
        List<Contact> sample = sample(count, these);
        sample.forEach(contact -> shared.add(contact.address()));
        return sample;
    }
}
