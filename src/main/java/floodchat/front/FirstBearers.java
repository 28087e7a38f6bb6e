package floodchat.front;

import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who had which name first, of a bounded number of names. Names that look alike are one. Immutable: the newest names
 * are apart, so that one more name copies few of the others.
 */
final class FirstBearers {
    /** Stands in place of a key if several people came with a name at once, so that nobody had it first. */
    private static final String NOBODY = "";

    /** With more new names all are copied: 32,768 names once for 256 new ones. */
    private static final int MAX_NEWEST = 256;

    /** Few names are copied at once. */
    private static final int NAMES_PER_NEWEST = 128;

    private final int maxNames;

    /** The key of the first bearer, by the skeleton of the name; the oldest name first. */
    private final Map<String, String> older;

    /** The same for the newest names, which are not among the older ones. */
    private final Map<String, String> newest;

    private FirstBearers(int maxNames, Map<String, String> older, Map<String, String> newest) {
        this.maxNames = maxNames;
        this.older = older;
        this.newest = newest;
    }

    /**
     * @param maxNames how many names are remembered, at least 1; the oldest are forgotten first. Of many names, up to
     *     {@link #MAX_NEWEST} more are
     */
    static FirstBearers none(int maxNames) {
        return new FirstBearers(maxNames, Map.of(), Map.of());
    }

    /**
     * With the names of these people too. Nobody knows which of them came first, so a name that two of them have, and
     * that is new, is nobody's.
     */
    FirstBearers with(List<Person> people) {
        Map<String, String> changed = null;
        Set<String> added = new HashSet<>();
        for (Person person : people) {
            for (String skeleton : Names.skeletons(person.name())) {
                String first = changed == null ? keyOf(skeleton) : changed.getOrDefault(skeleton, older.get(skeleton));
                if (first == null) {
                    changed = changed == null ? new LinkedHashMap<>(newest) : changed;
                    changed.put(skeleton, person.key());
                    added.add(skeleton);
                } else if (changed != null && added.contains(skeleton) && !first.equals(person.key())) {
                    changed.put(skeleton, NOBODY);
                }
            }
        }
        return changed == null ? this : withNewest(changed);
    }

    private FirstBearers withNewest(Map<String, String> names) {
        if (names.size() <= Math.min(MAX_NEWEST, maxNames / NAMES_PER_NEWEST)) {
            return new FirstBearers(maxNames, older, names);
        }
        Map<String, String> all = new LinkedHashMap<>(older);
        all.putAll(names);
        for (Iterator<String> oldest = all.keySet().iterator(); all.size() > maxNames;) {
            oldest.next();
            oldest.remove();
        }
        return new FirstBearers(maxNames, all, Map.of());
    }

    /** The key of the first person with a name of this skeleton; null if it is unknown, and empty if it is nobody's. */
    @Nullable String keyOf(String skeleton) {
        String first = newest.get(skeleton);
        return first == null ? older.get(skeleton) : first;
    }

    /** This name with the key of the other person who had it first, if there is one. */
    Person firstWithNameOf(Person person) {
        for (String skeleton : Names.skeletons(person.name())) {
            String first = keyOf(skeleton);
            if (first != null && !first.equals(person.key())) {
                return new Person(first, person.name());
            }
        }
        return person;
    }
}
