package floodchat.protocol.chat;

import floodchat.protocol.sealed.HashedRoster;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everyone else who is here, and who went lately. */
final class Members {
    /**
     * More than anyone reads; at about 500 bytes each, 10 MB. If more are here, somebody leaves the list for each who
     * comes, as {@link EvictionOrder} says.
     */
    static final int MAX_MEMBERS = 20_000;

    /**
     * A presence counts for 2 h. If more people go in that time, a repeated presence may list one of them again until
     * it expires.
     */
    static final int MAX_DEPARTED = 4_096;

    private static final Comparator<Person> BY_NAME = Comparator.comparing(Person::name).thenComparing(Person::key);

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final LinkedHashMap<String, Departure> departures = new LinkedHashMap<>();
    private final HashedRoster hashed = new HashedRoster();
    private final EvictionOrder eviction;
    private boolean changed = true;
    private @Nullable Absence ownAbsence;

    /**
     * What was known of somebody who went.
     *
     * @param goodbye false if the person was lost without a word
     * @param person null if that person was never here
     * @param atMs when we noticed it
     */
    private record Departure(long run, long beat, boolean goodbye, @Nullable Person person, long atMs) {}

    /** @param isKept whether the person with this key is a contact, or somebody whom we wrote to */
    Members(Predicate<String> isKept) {
        eviction = new EvictionOrder(isKept);
    }

    /** The people who are here, as those see them who ask for keys. It follows this roster. */
    HashedRoster hashed() {
        return hashed;
    }

    boolean isHere(Person person) {
        return members.containsKey(person.key());
    }

    @Nullable Member member(String key) {
        return members.get(key);
    }

    Collection<Member> all() {
        return Collections.unmodifiableCollection(members.values());
    }

    /** Everyone else, in the order in which they came. */
    List<Person> people() {
        return members.values().stream().map(Member::person).toList();
    }

    /** Those who were here and went, as far as they are remembered; the latest last. */
    List<Person> departed() {
        return departures.values().stream().map(Departure::person).filter(Objects::nonNull).toList();
    }

    /** How long this person has been silent, if a heartbeat was missed; else 0. */
    long overdueMs(Person person, long nowMs) {
        Member member = members.get(person.key());
        return member == null ? 0 : member.overdueMs(nowMs);
    }

    int count() {
        return members.size();
    }

    boolean isFull() {
        return members.size() >= MAX_MEMBERS;
    }

    /**
     * If there is no room, makes some: this person is listed no longer, and did not go. Null if there is nobody to take
     * off the list, or no need to.
     *
     * @param silent whether the newcomer has said nothing to everyone
     */
    @Nullable Member makeRoom(boolean silent) {
        Member evicted = isFull() ? eviction.takeNext(silent) : null;
        if (evicted != null) {
            forget(evicted);
        }
        return evicted;
    }

    /** Null if there is no room. */
    @Nullable Member admit(Person person, long run) {
        if (isFull()) {
            return null;
        }
        Member member = new Member(person, run);
        members.put(person.key(), member);
        eviction.add(member);
        departures.remove(person.key());
        hashed.add(person.keyBytes());
        changed = true;
        return member;
    }

    /** The member has said something to everyone. */
    void spoke(Member member) {
        eviction.spoke(member);
    }

    void become(Member member, @Nullable Absence absence) {
        changed |= !Objects.equals(member.absence(), absence);
        member.become(absence);
    }

    /** How we ourselves are absent, null if we are not. Returns whether that is new. */
    boolean noteOwnAbsence(@Nullable Absence absence) {
        boolean isNew = !Objects.equals(ownAbsence, absence);
        ownAbsence = absence;
        changed |= isNew;
        return isNew;
    }

    /** How those are absent who are, by key. @param self our own key */
    Map<String, Absence> absences(String self) {
        Map<String, Absence> absences = new HashMap<>();
        for (Member member : members.values()) {
            if (member.absence() != null) {
                absences.put(member.person().key(), member.absence());
            }
        }
        if (ownAbsence != null) {
            absences.put(self, ownAbsence);
        }
        return absences;
    }

    void rename(Member member, String name) {
        member.rename(name);
        changed = true;
    }

    /** Removes who was lost or said goodbye. */
    void remove(Member member, long nowMs) {
        String key = member.person().key();
        forget(member);
        if (isOutdated(key, member.run(), member.beat())) {
            return;
        }
        note(key, new Departure(member.run(), member.beat(), false, member.person(), nowMs));
    }

    private void forget(Member member) {
        members.remove(member.person().key());
        eviction.remove(member);
        hashed.remove(member.person().keyBytes());
        changed = true;
    }

    /** Remembers a goodbye, so that an older presence that comes later does not bring the person back. */
    void noteGoodbye(String key, long run, long beat, long nowMs) {
        note(key, new Departure(run, beat, true, person(key), nowMs));
    }

    /** How long somebody is gone who was here; null if that is not known. */
    @Nullable Long goneMs(String key, long nowMs) {
        Departure departure = departures.get(key);
        return departure == null || departure.person() == null ? null : nowMs - departure.atMs();
    }

    private @Nullable Person person(String key) {
        Member member = members.get(key);
        Departure departure = departures.get(key);
        Person departed = departure == null ? null : departure.person();
        return member == null ? departed : member.person();
    }

    private void note(String key, Departure departure) {
        departures.remove(key);
        departures.put(key, departure);
        if (departures.size() > MAX_DEPARTED) {
            departures.pollFirstEntry();
        }
    }

    /** Whether the person has said goodbye in this run, or has begun a later one before going. */
    boolean hasDeparted(String key, long run) {
        Departure departure = departures.get(key);
        return departure != null && (run < departure.run() || departure.goodbye() && run == departure.run());
    }

    /** Whether we know something as new of this author already as what has this run and this beat. */
    boolean isOutdated(String key, long run, long beat) {
        Member member = members.get(key);
        if (member != null) {
            return isNotAfter(run, beat, member.run(), member.beat());
        }
        Departure departure = departures.get(key);
        return departure != null && isNotAfter(run, beat, departure.run(), departure.beat());
    }

    private static boolean isNotAfter(long run, long beat, long knownRun, long knownBeat) {
        return run < knownRun || run == knownRun && beat <= knownBeat;
    }

    /** Someone whose name looks like this one, if there is anyone. */
    Optional<Person> lookalike(String name) {
        return members.values()
                .stream()
                .map(Member::person)
                .filter(person -> Names.looksLike(person.name(), name))
                .findFirst();
    }

    /**
     * Whether this person is here or went lately, by this name, and nobody else whose name looks like it. Reads all
     * names.
     */
    boolean isNameOfOneAlone(Person person) {
        List<Person> alike = Stream.concat(people().stream(), departed().stream())
                .filter(other -> Names.looksLike(other.name(), person.name()))
                .toList();
        return alike.contains(person) && alike.stream().allMatch(other -> other.key().equals(person.key()));
    }

    /** Whether the roster has changed since the last call of {@link #byName}. */
    boolean changed() {
        return changed;
    }

    /** The roster has changed for a reason outside of this class: our own name. */
    void noteChange() {
        changed = true;
    }

    /** Everyone else, by name, then key. */
    List<Person> byName() {
        changed = false;
        return members.values().stream().map(Member::person).sorted(BY_NAME).toList();
    }
}
