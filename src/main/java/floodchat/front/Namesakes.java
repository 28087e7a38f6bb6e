package floodchat.front;

import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers who had which name, to tell apart people whose names are the same or look the same (UTS #39, section 4). A
 * name that two people had stays theirs. Immutable; any thread may read it.
 */
public final class Namesakes {
    /** Stands in place of a key for a name that several people have had. */
    private static final String SEVERAL = "";

    private final int maxNames;

    /** The oldest name first. */
    private final Map<String, String> keyBySkeleton;

    private Namesakes(int maxNames, Map<String, String> keyBySkeleton) {
        this.maxNames = maxNames;
        this.keyBySkeleton = keyBySkeleton;
    }

    /** @param maxNames how many names are remembered, at least 1; the oldest are forgotten first */
    public static Namesakes none(int maxNames) {
        return new Namesakes(maxNames, Map.of());
    }

    /** The names of these people, all of them. */
    static Namesakes of(List<Person> people) {
        return none(Integer.MAX_VALUE).with(people);
    }

    /** With the names of these people too. Costs a copy if one of the names is new, and nothing otherwise. */
    public Namesakes with(List<Person> people) {
        Map<String, String> changed = null;
        for (Person person : people) {
            String skeleton = Names.skeleton(person.name());
            String before = (changed == null ? keyBySkeleton : changed).get(skeleton);
            if (before == null || !before.equals(person.key()) && !before.equals(SEVERAL)) {
                changed = changed == null ? new LinkedHashMap<>(keyBySkeleton) : changed;
                changed.put(skeleton, before == null ? person.key() : SEVERAL);
            }
        }
        return changed == null ? this : new Namesakes(maxNames, newest(changed, maxNames));
    }

    private static Map<String, String> newest(Map<String, String> names, int maxNames) {
        for (Iterator<String> oldest = names.keySet().iterator(); names.size() > maxNames;) {
            oldest.next();
            oldest.remove();
        }
        return names;
    }

    /** Whether somebody else has a name that is the same as this person's or looks the same. */
    boolean hasNamesakeOf(Person person) {
        String key = keyBySkeleton.get(Names.skeleton(person.name()));
        return key != null && !key.equals(person.key());
    }
}
