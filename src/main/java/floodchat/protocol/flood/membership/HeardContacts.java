package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Contacts that others told us of, and that nobody here has tried. Each teller has a share, so that a peer that invents
 * contacts pushes out only what it told itself.
 */
final class HeardContacts {
    private final RandomGenerator random;
    private final Map<Address, Heard> contacts = new LinkedHashMap<>();
    private final SequencedMap<String, List<Address>> byTeller = new LinkedHashMap<>();

    private record Heard(Contact contact, String teller) {}

    HeardContacts(RandomGenerator random) {
        this.random = random;
    }

    /** What is known already stays as its first teller told it. @param teller the owner of its address, or its id */
    void add(Contact contact, String teller) {
        if (contacts.containsKey(contact.address())) {
            return;
        }
        List<Address> told = byTeller.computeIfAbsent(teller, _ -> new ArrayList<>());
        told.add(contact.address());
        contacts.put(contact.address(), new Heard(contact, teller));
        if (told.size() > MembershipLimits.HEARD_OF_A_TELLER) {
            remove(told.getFirst());
        } else if (contacts.size() > MembershipLimits.HEARD_CONTACTS) {
            remove(longest().getFirst());
        }
    }

    private List<Address> longest() {
        List<Address> longest = List.of();
        for (List<Address> told : byTeller.values()) {
            longest = told.size() > longest.size() ? told : longest;
        }
        return longest;
    }

    void remove(Address address) {
        Heard removed = contacts.remove(address);
        if (removed != null) {
            byTeller.computeIfPresent(
                    removed.teller(), (_, told) -> told.remove(address) && told.isEmpty() ? null : told);
        }
    }

    @Nullable Contact get(Address address) {
        Heard found = contacts.get(address);
        return found == null ? null : found.contact();
    }

    int size() {
        return contacts.size();
    }

    /** In the order in which they came. */
    Collection<Contact> all() {
        return contacts.values().stream().map(Heard::contact).toList();
    }

    /**
     * Those of the newest teller first, so that a peer that is refused and told of others walks on through the network.
     * Those of one teller are in random order.
     *
     * @param last tellers whose contacts come after all others
     * @param these only contacts of which this is true
     */
    List<Contact> newestFirst(Set<String> last, Predicate<Contact> these) {
        List<Contact> first = new ArrayList<>();
        List<Contact> then = new ArrayList<>();
        byTeller.reversed().forEach((teller, told) -> {
            List<Contact> open = told.stream().map(this::get).filter(Objects::nonNull).filter(these).toList();
            (last.contains(teller) ? then : first).addAll(RandomChoice.some(open, open.size(), random));
        });
        first.addAll(then);
        return first;
    }

    /** In random order: one contact of each teller, then a second of each, and so on. */
    List<Contact> inTurns() {
        List<List<Address>> tellers = RandomChoice.some(byTeller.values(), byTeller.size(), random)
                .stream()
                .map(told -> RandomChoice.some(told, told.size(), random))
                .toList();
        List<Contact> inTurns = new ArrayList<>(contacts.size());
        for (int turn = 0; turn < MembershipLimits.HEARD_OF_A_TELLER; turn++) {
            for (List<Address> told : tellers) {
                Contact contact = turn < told.size() ? get(told.get(turn)) : null;
                if (contact != null) {
                    inTurns.add(contact);
                }
            }
        }
        return inTurns;
    }
}
