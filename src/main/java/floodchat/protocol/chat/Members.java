package floodchat.protocol.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everyone else who is here, and those who said goodbye lately. Owned by a {@link ChatCore}. */
final class Members {
    /** More than anyone reads; at about 500 bytes each, 10 MB. Others are heard but not listed. */
    static final int MAX_PEOPLE = 20_000;

    /** Late packets come within seconds. Where more people left meanwhile, a ghost is listed until it expires. */
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

    int count() {
        return members.size();
    }

    /** Null where there is no room. */
    @Nullable Member admit(Person person) {
        if (members.size() >= MAX_PEOPLE) {
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

    /** Remembers a goodbye, so that a presence that was overtaken by it does not bring the person back. */
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

    /** Whether something newer than this presence is known of its author. */
    boolean isOutdated(String key, long beat) {
        Member member = members.get(key);
        long known = member != null ? member.beat() : departedBeats.getOrDefault(key, 0L);
        return beat <= known;
    }

    /** Someone who could be taken for a bearer of this name, if there is one. */
    Optional<Person> lookalike(String name) {
        return members.values()
                .stream()
                .map(Member::person)
                .filter(person -> Names.looksLike(person.name(), name))
                .findFirst();
    }

    /** Whether the list is another one than at the last call of {@link #byName}. */
    boolean changed() {
        return changed;
    }

    void noteChange() {
        changed = true;
    }

    /** Everyone else, by name, then key. */
    List<Person> byName() {
        changed = false;
        return members.values().stream().map(Member::person).sorted(BY_NAME).toList();
    }
}
