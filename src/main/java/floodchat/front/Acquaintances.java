package floodchat.front;

import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
    /** How many people we remember who were here and went, also in an earlier run. The peer list shows fewer. */
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

    /** Those who went, by key; the latest last. */
    private final Map<String, Gone> gone;

    /** @param lastHere when the person was here last; null if that was in an earlier run */
    private record Gone(Person person, @Nullable Instant lastHere) {}

    private Acquaintances(
            Map<String, Contact> contacts,
            Set<String> blocked,
            Set<String> muted,
            int requests,
            List<Person> waiting,
            Map<String, Absence> absences,
            Map<String, Gone> gone) {
        this.contacts = contacts;
        this.blocked = blocked;
        this.muted = muted;
        this.requests = requests;
        this.waiting = List.copyOf(waiting);
        this.absences = absences;
        this.gone = gone;
    }

    Acquaintances with(List<Contact> changedContacts, List<Person> changedBlocked, List<Person> changedMuted) {
        Map<String, Contact> byKey = new LinkedHashMap<>();
        changedContacts.forEach(contact -> byKey.put(contact.key(), contact));
        return new Acquaintances(
                byKey, keys(changedBlocked), keys(changedMuted), requests, waiting, absences, gone);
    }

    private static Set<String> keys(List<Person> people) {
        Set<String> keys = new LinkedHashSet<>();
        people.forEach(person -> keys.add(person.key()));
        return keys;
    }

    Acquaintances withRequests(int people, List<Person> strangers) {
        return new Acquaintances(contacts, blocked, muted, people, strangers, absences, gone);
    }

    Acquaintances withAbsences(Map<String, Absence> changed) {
        return new Acquaintances(contacts, blocked, muted, requests, waiting, Map.copyOf(changed), gone);
    }

    Acquaintances withLastHere(Person person, Instant at) {
        Map<String, Gone> changed = new LinkedHashMap<>(gone);
        changed.remove(person.key());
        changed.put(person.key(), new Gone(person, at));
        return withGone(changed);
    }

    /** These people were here in an earlier run, by the names that they had then. They went before all others. */
    Acquaintances withEarlier(List<Person> people) {
        Map<String, Gone> changed = new LinkedHashMap<>();
        people.forEach(person -> changed.put(person.key(), new Gone(person, null)));
        changed.keySet().removeAll(gone.keySet());
        changed.putAll(gone);
        return withGone(changed);
    }

    private Acquaintances withGone(Map<String, Gone> latestLast) {
        while (latestLast.size() > MAX_GONE) {
            latestLast.remove(latestLast.keySet().iterator().next());
        }
        return new Acquaintances(contacts, blocked, muted, requests, waiting, absences, latestLast);
    }

    @Nullable Absence absence(Person person) {
        return absences.get(person.key());
    }

    @Nullable Instant lastHere(Person person) {
        Gone one = gone.get(person.key());
        return one == null ? null : one.lastHere();
    }

    /** Those who were here and went, by their last names, the latest first. Some of them may be here again. */
    List<Person> gone() {
        return gone.values().stream().map(Gone::person).toList().reversed();
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

    /**
     * These people, then the contacts who are not among them, then the others who went.
     *
     * @param self null until a name is set
     */
    List<Person> withAbsent(@Nullable Person self, List<Person> others) {
        Map<String, Person> absent = new LinkedHashMap<>();
        people().forEach(person -> absent.put(person.key(), person));
        gone().forEach(person -> absent.putIfAbsent(person.key(), person));
        if (self != null) {
            absent.remove(self.key());
        }
        if (!absent.isEmpty()) {
            others.forEach(person -> absent.remove(person.key()));
        }
        if (absent.isEmpty()) {
            return others;
        }
        List<Person> all = new ArrayList<>(others.size() + absent.size());
        all.addAll(others);
        all.addAll(absent.values());
        return Collections.unmodifiableList(all);
    }
}
