package floodchat.front;

import floodchat.protocol.chat.NameLookup;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The people who are here, with a label for each that no other person has, and a colour. Immutable; any thread may read
 * it.
 */
public final class Roster {
    public static final Roster EMPTY = new Roster(null, List.of());

    /** How many colours there are for people. */
    public static final int COLOURS = 12;

    /**
     * Two people next to each other differ in their colour modulo this number: a terminal of 16 colours has no more
     * that can be read and told apart.
     */
    static final int FEWEST_COLOURS = 6;

    /** Nobody reads a longer list. */
    private static final int MAX_LISTED = 200;

    private final @Nullable Person self;
    private final List<Person> others;
    private final Namesakes here;
    private final Namesakes seen;

    /** Of the people whose colour is not the one of their key. */
    private final Map<String, Integer> changedColours;

    public Roster(@Nullable Person self, List<Person> others) {
        this(self, others, Namesakes.none(1));
    }

    /** @param seen people who are or were here: a label differs from theirs too */
    public Roster(@Nullable Person self, List<Person> others, Namesakes seen) {
        this(self, List.copyOf(others), Namesakes.of(people(self, others)), seen, changedColours(self, others));
    }

    private Roster(
            @Nullable Person self,
            List<Person> others,
            Namesakes here,
            Namesakes seen,
            Map<String, Integer> changedColours) {
        this.self = self;
        this.others = others;
        this.here = here;
        this.seen = seen;
        this.changedColours = changedColours;
    }

    private static List<Person> people(@Nullable Person self, List<Person> others) {
        List<Person> people = new ArrayList<>(others);
        if (self != null) {
            people.addFirst(self);
        }
        return people;
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
        return new Roster(renamed, others, seen);
    }

    /** The same people, with labels that differ from those of these people too. */
    public Roster withSeen(Namesakes changed) {
        return changed == seen ? this : new Roster(self, others, here, changed, changedColours);
    }

    public boolean isSelf(Person person) {
        return self != null && self.key().equals(person.key());
    }

    /**
     * The name; with a short key if another person has a name that is the same or looks the same, or had it as far back
     * as people were seen.
     */
    public String label(Person person) {
        boolean shared = here.hasNamesakeOf(person) || seen.hasNamesakeOf(person);
        return shared ? person.nameWithSuffix() : person.name();
    }

    // ---- colours

    /**
     * The person's colour: a number from 0 to {@link #COLOURS} - 1. It comes from the key, so it stays if the name
     * changes. It is another one only while the person above in the list would have the same.
     */
    public int colour(Person person) {
        Integer changed = changedColours.get(person.key());
        return changed == null ? colourOfKey(person.key()) : changed;
    }

    /** The colour of the person with this key, if nobody has the same next to it in the list. */
    public static int colourOfKey(String key) {
        int mixed = key.hashCode() * 0x9E3779B9; // Fibonacci hashing: the high bits depend on every digit
        return (mixed >>> 16) % COLOURS;
    }

    private static Map<String, Integer> changedColours(@Nullable Person self, List<Person> others) {
        Map<String, Integer> changed = new HashMap<>();
        int above = self == null ? -1 : colourOfKey(self.key());
        for (Person person : others) {
            int colour = colourOfKey(person.key());
            if (above >= 0 && (colour - above) % FEWEST_COLOURS == 0) {
                colour = (colour + 1) % COLOURS;
                changed.put(person.key(), colour);
            }
            above = colour;
        }
        return changed;
    }

    // ---- names in sentences

    /** Whether the text mentions our name. */
    public boolean isNamedIn(String text) {
        return self != null && !Mentions.of(self.name(), text).isEmpty();
    }

    /**
     * Who is here, in a sentence: {@code 3 here: ada (you), bob and carol}. Of a crowd, some names and how many others.
     */
    public String inWords() {
        if (size() == 0) {
            return "Nobody is here yet.";
        }
        List<String> names = new ArrayList<>();
        if (self != null) {
            names.add(label(self) + " (you)");
        }
        int listed = Math.min(others.size(), MAX_LISTED);
        for (Person person : others.subList(0, listed)) {
            names.add(label(person));
        }
        if (listed < others.size()) {
            names.add(Quantities.counted(others.size() - listed, "other"));
        }
        return String.format(Locale.ROOT, "%,d here: ", size()) + listed(names);
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
