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

/** Who had which name first, of a bounded number of names. Names that look alike are one. Immutable. */
final class FirstBearers {
    /** Stands in place of a key if several people came with a name at once, so that nobody had it first. */
    private static final String NOBODY = "";

    private final int maxNames;

    /** The key of the first bearer, by the skeleton of the name; the oldest name first. */
    private final Map<String, String> keyBySkeleton;

    private FirstBearers(int maxNames, Map<String, String> keyBySkeleton) {
        this.maxNames = maxNames;
        this.keyBySkeleton = keyBySkeleton;
    }

    /** @param maxNames how many names are remembered, at least 1; the oldest are forgotten first */
    static FirstBearers none(int maxNames) {
        return new FirstBearers(maxNames, Map.of());
    }

    /**
     * With the names of these people too. Nobody knows which of them came first, so a name that two of them have, and
     * that is new, is nobody's. Costs a copy if one of the names is new, and nothing otherwise.
     */
    FirstBearers with(List<Person> people) {
        Map<String, String> changed = null;
        Set<String> added = new HashSet<>();
        for (Person person : people) {
            for (String skeleton : Names.skeletons(person.name())) {
                String first = (changed == null ? keyBySkeleton : changed).get(skeleton);
                if (first == null) {
                    changed = changed == null ? new LinkedHashMap<>(keyBySkeleton) : changed;
                    changed.put(skeleton, person.key());
                    added.add(skeleton);
                } else if (changed != null && added.contains(skeleton) && !first.equals(person.key())) {
                    changed.put(skeleton, NOBODY);
                }
            }
        }
        return changed == null ? this : new FirstBearers(maxNames, newest(changed, maxNames));
    }

    private static Map<String, String> newest(Map<String, String> names, int maxNames) {
        for (Iterator<String> oldest = names.keySet().iterator(); names.size() > maxNames;) {
            oldest.next();
            oldest.remove();
        }
        return names;
    }

    /** The key of the first person with a name of this skeleton; null if it is unknown, and empty if it is nobody's. */
    @Nullable String keyOf(String skeleton) {
        return keyBySkeleton.get(skeleton);
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
