package floodchat.front;

import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The people who are here, and a label for each that no other person has. Immutable; any thread may read it.
 */
public final class Roster {
    public static final Roster EMPTY = new Roster(null, List.of());

    /** A shorter piece of a key is a guess. */
    private static final int MIN_SUFFIX_LENGTH = 4;

    /** In {@link #keyBySkeleton}: several people have this name. */
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

    /** How many are here, ourselves among them. */
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

    /**
     * Everyone who may be meant by a name, or a name with at least four digits of the key: as it is written first, then
     * whatever its letter case; ourselves only where nobody else is.
     */
    public List<Person> called(String recipient) {
        int dot = recipient.lastIndexOf('·');
        String name = dot < 0 ? recipient : recipient.substring(0, dot);
        String suffix = dot < 0 ? "" : Names.fold(recipient.substring(dot + 1));
        if (dot >= 0 && suffix.length() < MIN_SUFFIX_LENGTH) {
            return List.of();
        }
        List<Person> exact = dot < 0 ? matching(person -> person.name().equals(name)) : List.of();
        if (!exact.isEmpty()) {
            return exact;
        }
        String folded = Names.fold(name);
        Predicate<Person> meant = person -> Names.fold(person.name()).equals(folded) && person.key().startsWith(suffix);
        List<Person> others = matching(meant);
        return others.isEmpty() && self != null && meant.test(self) ? List.of(self) : others;
    }

    private List<Person> matching(Predicate<Person> meant) {
        return others.stream().filter(meant).toList();
    }
}
