package floodchat.front;

import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Choice;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.NameLookup;
import floodchat.protocol.chat.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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

    /** The same people, by their names. */
    private final NamesHere here;

    private final Acquaintances known;
    private final Namesakes namesakes;

    /** Of the people whose colour is not the one of their key. */
    private final Map<String, Integer> changedColours;

    public Roster(@Nullable Person self, List<Person> others) {
        this(self, new NamesHere(List.copyOf(others)), Acquaintances.NONE, Namesakes.none(1));
    }

    private Roster(@Nullable Person self, NamesHere here, Acquaintances known, Namesakes before) {
        this(self, here, known, before.listed(here.people()).reserving(known.owners(self)),
                changedColours(self, here.people()));
    }

    private Roster(
            @Nullable Person self,
            NamesHere here,
            Acquaintances known,
            Namesakes namesakes,
            Map<String, Integer> changedColours) {
        this.self = self;
        this.here = here;
        this.others = here.people();
        this.known = known;
        this.namesakes = namesakes;
        this.changedColours = changedColours;
    }

    /** Nobody is here. @param maxNamed how many names of {@link #naming} are remembered; the oldest are forgotten */
    public static Roster empty(int maxNamed) {
        return new Roster(null, new NamesHere(List.of()), Acquaintances.NONE, Namesakes.none(maxNamed));
    }

    /** These people are here now. Who had which name first is remembered. */
    public Roster with(@Nullable Person changedSelf, List<Person> changedOthers) {
        return new Roster(changedSelf, here.with(List.copyOf(changedOthers)), known, namesakes);
    }

    /** The same people, when we know, block and mute these. */
    public Roster knowing(List<Contact> contacts, List<Person> blocked, List<Person> muted) {
        return new Roster(self, here, known.with(contacts, blocked, muted), namesakes);
    }

    /** The same people. @param people how many strangers wait to be accepted @param waiting who they are */
    public Roster withRequests(int people, List<Person> waiting) {
        return new Roster(self, here, known.withRequests(people, waiting), namesakes, changedColours);
    }

    /** The same people, of whom some are absent. @param absences by key */
    public Roster withAbsences(Map<String, Absence> absences) {
        return new Roster(self, here, known.withAbsences(absences), namesakes, changedColours);
    }

    /** The same people. This one was here then, and is gone. */
    Roster withGone(Person person, Instant at) {
        return new Roster(self, here, known.withLastHere(person, at), namesakes, changedColours);
    }

    /** The same people. With these there were conversations in an earlier run: a name may mean them again. */
    Roster withEarlier(List<Person> people) {
        return new Roster(self, here, known.withEarlier(people), namesakes, changedColours);
    }

    /** The same people, when a line is about to name these: later bearers of their names carry a suffix. */
    public Roster naming(List<Person> people) {
        Namesakes changed = namesakes.named(people);
        return changed == namesakes ? this : new Roster(self, here, known, changed, changedColours);
    }

    /** The same people, when this line is about to be shown. */
    public Roster naming(ChatEvent.Spoken line) {
        return switch (line) {
            case ChatEvent.Said said -> naming(List.of(said.from()));
            case ChatEvent.Told told ->
                naming(Stream.of(told.from(), told.to()).filter(this::isHere).toList());
        };
    }

    /** Whether this person is here: we ourselves, or somebody in the peer list. */
    public boolean isHere(Person person) {
        return isSelf(person) || others.stream().anyMatch(other -> other.key().equals(person.key()));
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
        return with(renamed, others).naming(List.of(renamed));
    }

    public boolean isSelf(Person person) {
        return self != null && self.key().equals(person.key());
    }

    /**
     * Our own name for a contact, with its sign. For anybody else the name that they have: it carries the suffix if it
     * is the same as ours, as a contact's or as the name of somebody who was here before, or looks the same: also after
     * that person has left. The first person with a name is shown without. The name of somebody who never was here, and
     * of whom a letter alone tells, carries it too.
     */
    public String label(Person person) {
        return nameOf(person) + signOf(person);
    }

    /** The label without the sign of a contact. */
    public String nameOf(Person person) {
        Contact contact = contact(person);
        return contact == null ? selfGivenName(person) : contact.name();
    }

    /** What stands behind the name of a contact; empty for anybody else. No name can hold it. */
    public String signOf(Person person) {
        Contact contact = contact(person);
        return contact == null ? "" : contact.sign();
    }

    /** Our own name for a contact; null for anybody else. */
    @Nullable String nameOfContact(Person person) {
        Contact contact = contact(person);
        return contact == null ? null : contact.name();
    }

    /** Whether this person is in the peer list. Quick if many are asked for. */
    boolean isListed(Person person) {
        return here.isHere(person.key());
    }

    private @Nullable Contact contact(Person person) {
        return isSelf(person) ? null : known.contact(person);
    }

    /** The name that the person chose, with the suffix if it is not theirs alone. */
    String selfGivenName(Person person) {
        return !isSelf(person) && namesakes.isNamesake(person) ? person.nameWithSuffix() : person.name();
    }

    /** That somebody took another name: {@code ada is now called eve}. */
    public String renamed(Person before, Person after) {
        return label(before) + " is now called " + selfGivenName(after);
    }

    /** Whether this person has a name that looks like ours or like a contact's, and is neither. */
    public boolean isLookalike(Person person) {
        return !isSelf(person) && contact(person) == null && namesakes.isReservedForAnother(person);
    }

    public boolean isBlocked(Person person) {
        return known.isBlocked(person);
    }

    public boolean isMuted(Person person) {
        return known.isMuted(person);
    }

    /** How this person is absent, who is here; null if the person is there. */
    public @Nullable Absence absence(Person person) {
        return known.absence(person);
    }

    /** When somebody who is not here was here last; null if that is not known. */
    public @Nullable Instant goneSince(Person person) {
        return isHere(person) ? null : known.lastHere(person);
    }

    /** How many strangers wait to be accepted. */
    public int requests() {
        return known.requests();
    }

    /** Who they are, the oldest first. */
    public List<Person> waiting() {
        return known.waiting();
    }

    /** This person with the name that they have now, if they are here. */
    public Person current(Person person) {
        for (Person other : others) {
            if (other.key().equals(person.key())) {
                return other;
            }
        }
        return person;
    }

    /** Everyone whom a line may be for: those who are here, then the contacts who are not, then others who went. */
    public List<Person> addressable() {
        return known.withAbsent(self, others);
    }

    /** The contacts who are not here, then others who went. */
    List<Person> absent() {
        List<Person> all = addressable();
        return all.subList(others.size(), all.size());
    }

    /** The names of those who are here, in the order of the peer list. */
    List<NamesHere.Form> names() {
        return here.forms();
    }

    /** What means this person alone behind an at sign: the label, or with the suffix if it means others too. */
    public String address(Person person) {
        String name = nameOf(person);
        List<Person> called = called(name);
        return called.size() == 1 && called.getFirst().key().equals(person.key()) ? name : person.nameWithSuffix();
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
            Absence absence = absence(self);
            names.add(label(self) + (absence == null ? " (you)" : " (you, " + absence.word() + ")"));
        }
        int listed = Math.min(others.size(), MAX_LISTED);
        for (Person person : others.subList(0, listed)) {
            names.add(label(person) + standing(person));
        }
        if (listed < others.size()) {
            names.add(Quantities.counted(others.size() - listed, "other"));
        }
        return String.format(Locale.ROOT, "%,d here: ", size()) + listed(names);
    }

    private String standing(Person person) {
        if (isBlocked(person)) {
            return " (blocked)";
        }
        Absence absence = absence(person);
        String word = absence == null ? "" : absence.word();
        if (isMuted(person)) {
            word = word.isEmpty() ? "muted" : "muted, " + word;
        }
        return word.isEmpty() ? "" : " (" + word + ")";
    }

    /** The names as a sentence lists them: {@code ada, bob and carol}; at least one. */
    public static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** What a typed name means at this moment: a key, if it means one person alone. */
    Choice choose(String typed) {
        List<Person> called = called(typed);
        return new Choice(typed, called.size() == 1 ? called.getFirst().key() : null);
    }

    /**
     * The same for a program, which may give the whole key in place of a name. It means nobody if it is a key of nobody
     * whom a line may be for.
     */
    Choice chooseByNameOrKey(String typed) {
        if (!Choice.isWholeKey(typed)) {
            return choose(typed);
        }
        String key = typed.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.ofNullable(self), addressable().stream())
                .filter(person -> person.key().equals(key))
                .findFirst()
                .map(person -> new Choice(person.nameWithSuffix(), key))
                .orElse(Choice.of(typed));
    }

    /** Whether a name means anybody, or a whole key is of somebody whom a line may be for. */
    public boolean knows(String nameOrKey) {
        return chooseByNameOrKey(nameOrKey).key() != null || !called(nameOrKey).isEmpty();
    }

    /**
     * The same choice in words that mean it now: if others have the name meanwhile, or nobody has it, digits of the key
     * follow.
     */
    Choice chooseAgain(Choice choice) {
        String key = choice.key();
        if (key == null || key.equals(choose(choice.typed()).key())) {
            return choice;
        }
        String typed = choice.typed();
        Person chosen = addressable()
                .stream()
                .filter(person -> person.key().equals(key))
                .findFirst()
                .orElse(new Person(key, typed.replace(Contact.SIGN, "")));
        String withDigits = chosen.nameWithSuffix();
        boolean hasDigits = typed.contains(withDigits.substring(chosen.name().length()));
        return hasDigits ? choice : new Choice(withDigits, key);
    }

    /**
     * Everyone that a typed name may mean, by the rules of {@link NameLookup}. If that is nobody who is here, and no
     * contact, it means those who were here and went, or with whom there was a conversation in an earlier run.
     */
    public List<Person> called(String typed) {
        List<Person> contacts = known.people();
        List<Person> called = NameLookup.find(typed, self, here.candidates(typed, contacts), contacts);
        return called.isEmpty() ? NameLookup.find(typed, null, known.gone(), List.of()) : called;
    }
}
