package floodchat.front;

import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom we know, whom we blocked or muted, how many strangers wait, who is absent, and when those were here who went.
 * Immutable; any thread may read it.
 */
final class Acquaintances {
    /** Of how many people we remember when they were here. The peer list shows fewer. */
    private static final int MAX_GONE = 200;

    static final Acquaintances NONE =
            new Acquaintances(Map.of(), Set.of(), Set.of(), 0, List.of(), Map.of(), Map.of());

    /** By key, in the order in which they were added. */
    private final Map<String, Contact> contacts;

    private final Set<String> blocked;
    private final Set<String> muted;
    private final int requests;

    /** The strangers who wait, the oldest first. */
    private final List<Person> waiting;

    /** How those who are here are absent, by key. */
    private final Map<String, Absence> absences;

    /** When those who went were here, by key; the latest last. */
    private final Map<String, Instant> lastHere;

    private Acquaintances(
            Map<String, Contact> contacts,
            Set<String> blocked,
            Set<String> muted,
            int requests,
            List<Person> waiting,
            Map<String, Absence> absences,
            Map<String, Instant> lastHere) {
        this.contacts = contacts;
        this.blocked = blocked;
        this.muted = muted;
        this.requests = requests;
        this.waiting = List.copyOf(waiting);
        this.absences = absences;
        this.lastHere = lastHere;
    }

    Acquaintances with(List<Contact> changedContacts, List<Person> changedBlocked, List<Person> changedMuted) {
        Map<String, Contact> byKey = new LinkedHashMap<>();
        changedContacts.forEach(contact -> byKey.put(contact.key(), contact));
        return new Acquaintances(
                byKey, keys(changedBlocked), keys(changedMuted), requests, waiting, absences, lastHere);
    }

    private static Set<String> keys(List<Person> people) {
        Set<String> keys = new LinkedHashSet<>();
        people.forEach(person -> keys.add(person.key()));
        return keys;
    }

    Acquaintances withRequests(int people, List<Person> strangers) {
        return new Acquaintances(contacts, blocked, muted, people, strangers, absences, lastHere);
    }

    Acquaintances withAbsences(Map<String, Absence> changed) {
        return new Acquaintances(contacts, blocked, muted, requests, waiting, Map.copyOf(changed), lastHere);
    }

    Acquaintances withLastHere(Person person, Instant at) {
        Map<String, Instant> times = new LinkedHashMap<>(lastHere);
        times.remove(person.key());
        times.put(person.key(), at);
        if (times.size() > MAX_GONE) {
            times.remove(times.keySet().iterator().next());
        }
        return new Acquaintances(contacts, blocked, muted, requests, waiting, absences, times);
    }

    @Nullable Absence absence(Person person) {
        return absences.get(person.key());
    }

    @Nullable Instant lastHere(Person person) {
        return lastHere.get(person.key());
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

    List<Person> waiting() {
        return waiting;
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
