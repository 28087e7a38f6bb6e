package floodchat.front;

import floodchat.protocol.chat.NameLookup;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The people who are here, and a label for each that no other person has. Immutable; any thread may read it.
 */
public final class Roster {
    public static final Roster EMPTY = new Roster(null, List.of());

    /** Stands in {@link #keyBySkeleton} for a skeleton that several people share. */
    private static final String SEVERAL = "";

    private final @Nullable Person self;
    private final List<Person> others;
    private final Map<String, String> keyBySkeleton = new HashMap<>();

    public Roster(@Nullable Person self, List<Person> others) {
        this.self = self;
        this.others = List.copyOf(others);
        if (self != null) {
            count(self);
        }
        for (Person person : others) {
            count(person);
        }
    }

    private void count(Person person) {
        String before = keyBySkeleton.put(Names.skeleton(person.name()), person.key());
        if (before != null && !before.equals(person.key())) {
            keyBySkeleton.put(Names.skeleton(person.name()), SEVERAL);
        }
    }

    /** Ourselves; null until a name is set. */
    public @Nullable Person self() {
        return self;
    }

    /** Everyone else, in the order of the peer list. */
    public List<Person> others() {
        return others;
    }

    /** How many people are here, including ourselves. */
    public int size() {
        return others.size() + (self == null ? 0 : 1);
    }

    Roster withSelf(Person renamed) {
        return new Roster(renamed, others);
    }

    public boolean isSelf(Person person) {
        return self != null && self.key().equals(person.key());
    }

    /** The name; with a short key if another person here has a name that is the same or looks the same. */
    public String label(Person person) {
        String key = keyBySkeleton.get(Names.skeleton(person.name()));
        return key == null || key.equals(person.key()) ? person.name() : person.nameWithSuffix();
    }

    /** Whether the text mentions our name. */
    public boolean isNamedIn(String text) {
        return self != null && !Mentions.of(self.name(), text).isEmpty();
    }

    /** Who is here, in a sentence: {@code 3 here: ada (you), bob and carol}. */
    public String inWords() {
        List<String> names = new ArrayList<>();
        if (self != null) {
            names.add(label(self) + " (you)");
        }
        for (Person person : others) {
            names.add(label(person));
        }
        return names.isEmpty() ? "Nobody is here yet." : names.size() + " here: " + listed(names);
    }

    /** The names as a sentence lists them: {@code ada, bob and carol}; at least one. */
    public static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Everyone that a typed name may mean, by the rules of {@link NameLookup}. */
    public List<Person> called(String typed) {
        return NameLookup.find(typed, self, others);
    }
}
