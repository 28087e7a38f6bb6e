package floodchat.protocol.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everyone else who is here, and who said goodbye lately. */
final class Members {
    /**
     * More than anyone reads; at about 500 bytes each, 10 MB. Messages of people beyond it are shown, but they are not
     * listed.
     */
    static final int MAX_MEMBERS = 20_000;

    /**
     * Late packets come within seconds. If more people leave in that time, a late presence may list one of them again
     * until it expires.
     */
    private static final int MAX_DEPARTED = 1_024;

    private static final Comparator<Person> BY_NAME = Comparator.comparing(Person::name).thenComparing(Person::key);

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final LinkedHashMap<String, Long> departedBeats = new LinkedHashMap<>();
    private boolean changed = true;

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

    /** How long this person has been silent, if a heartbeat was missed; else 0. */
    long overdueMs(Person person, long nowMs) {
        Member member = members.get(person.key());
        return member == null ? 0 : member.overdueMs(nowMs);
    }

    int count() {
        return members.size();
    }

    /** Null if there is no room. */
    @Nullable Member admit(Person person) {
        if (members.size() >= MAX_MEMBERS) {
            return null;
        }
        Member member = new Member(person);
        members.put(person.key(), member);
        departedBeats.remove(person.key());
        changed = true;
        return member;
    }

    void rename(Member member, String name) {
        member.rename(name);
        changed = true;
    }

    void remove(Member member) {
        members.remove(member.person().key());
        changed = true;
    }

    /** Remembers a goodbye, so that an older presence that comes later does not bring the person back. */
    void noteDeparture(String key, long lastBeat) {
        departedBeats.remove(key);
        departedBeats.put(key, lastBeat);
        if (departedBeats.size() > MAX_DEPARTED) {
            departedBeats.pollFirstEntry();
        }
    }

    boolean hasDeparted(String key) {
        return departedBeats.containsKey(key);
    }

    /** Whether we already know something newer of this author than the presence with this number. */
    boolean isOutdated(String key, long beat) {
        Member member = members.get(key);
        long known = member != null ? member.beat() : departedBeats.getOrDefault(key, 0L);
        return beat <= known;
    }

    /** Someone whose name looks like this one, if there is anyone. */
    Optional<Person> lookalike(String name) {
        return members.values()
                .stream()
                .map(Member::person)
                .filter(person -> Names.looksLike(person.name(), name))
                .findFirst();
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
