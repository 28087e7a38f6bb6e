package floodchat.front;

import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom we know, whom we blocked or muted, and how many strangers wait. Immutable; any thread may read it. */
final class Acquaintances {
    static final Acquaintances NONE = new Acquaintances(Map.of(), Set.of(), Set.of(), 0);

    /** By key, in the order in which they were added. */
    private final Map<String, Contact> contacts;

    private final Set<String> blocked;
    private final Set<String> muted;
    private final int requests;

    private Acquaintances(Map<String, Contact> contacts, Set<String> blocked, Set<String> muted, int requests) {
        this.contacts = contacts;
        this.blocked = blocked;
        this.muted = muted;
        this.requests = requests;
    }

    Acquaintances with(List<Contact> changedContacts, List<Person> changedBlocked, List<Person> changedMuted) {
        Map<String, Contact> byKey = new LinkedHashMap<>();
        changedContacts.forEach(contact -> byKey.put(contact.key(), contact));
        return new Acquaintances(byKey, keys(changedBlocked), keys(changedMuted), requests);
    }

    private static Set<String> keys(List<Person> people) {
        Set<String> keys = new LinkedHashSet<>();
        people.forEach(person -> keys.add(person.key()));
        return keys;
    }

    Acquaintances withRequests(int people) {
        return new Acquaintances(contacts, blocked, muted, people);
    }

    /** Null for anybody who is no contact. */
    @Nullable Contact contact(Person person) {
        return contacts.get(person.key());
    }

    boolean isBlocked(Person person) {
        return blocked.contains(person.key());
    }

    boolean isMuted(Person person) {
        return muted.contains(person.key());
    }

    int requests() {
        return requests;
    }

    /** The contacts by our own names. */
    List<Person> people() {
        return contacts.values().stream().map(Contact::person).toList();
    }

    /** Whose names nobody else can have: our own, and the contacts'. @param self null until a name is set */
    List<Person> owners(@Nullable Person self) {
        List<Person> owners = new ArrayList<>(people());
        if (self != null) {
            owners.add(self);
        }
        return owners;
    }

    /** These people, and the contacts who are not among them. */
    List<Person> withAbsent(List<Person> others) {
        if (contacts.isEmpty()) {
            return others;
        }
        List<Person> all = new ArrayList<>(others);
        Set<String> here = new LinkedHashSet<>();
        others.forEach(person -> here.add(person.key()));
        people().stream().filter(person -> !here.contains(person.key())).forEach(all::add);
        return all;
    }
}
