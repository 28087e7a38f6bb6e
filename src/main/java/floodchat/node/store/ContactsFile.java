package floodchat.node.store;

import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Muted;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.identity.PersonKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of a person, and those whom that person blocked or muted, one a line: key, flags, a time in ms since
 * 1970, name. The time says since when somebody is a contact, or until when somebody is muted, with 0 for no end. The
 * file lies beside the identity: keys are the same in all networks. Windows in other networks may write it, too; so
 * each writes only what it has changed into what is there then, under a lock. One thread at a time may call it.
 */
public final class ContactsFile {
    private static final String CONTACT = "contact";
    private static final String VERIFIED = "contact,verified";
    private static final String BLOCKED = "blocked";
    private static final String MUTED = "muted";

    /** Three times 1,000 people, each with a key, a flag, a time and a name of 32 characters of at most 4 bytes. */
    private static final int MAX_FILE_BYTES = 1024 * 1024;

    private final VersionedFile file;

    /** As we read or wrote it last; by flag and key. */
    private Map<String, String> known = Map.of();

    /** @param folder of the person, where the identity is */
    public ContactsFile(Path folder) {
        this.file = new VersionedFile(folder, FileFormat.CONTACTS, MAX_FILE_BYTES);
    }

    /** The file, for a sentence. */
    public Path path() {
        return file.path();
    }

    /**
     * Reads the file; nobody is in it if there is none. If it is damaged it is set aside, and the good lines are kept
     * in a new one. If it can't be read it stays where it is: perhaps it can at the next start.
     *
     * @param notices gets a sentence for the person if one of that happens
     */
    public SavedPeople read(Consumer<String> notices) {
        try {
            Found found = find();
            known = found.damage() == null ? found.good() : repaired(found, notices);
        } catch (IOException e) {
            notices.accept(("Your contacts in %s can't be read: %s. Floodchat leaves the file as it is, and knows "
                    + "neither your contacts nor whom you blocked. Correct that and start again.")
                    .formatted(path(), FileProblem.reason(e)));
            known = Map.of();
        }
        return people(known.values());
    }

    /** @param damage what is wrong with the rest of the file, as one clause; null if nothing is */
    private record Found(Map<String, String> good, @Nullable String damage) {}

    private Found find() throws IOException {
        List<String> lines;
        try {
            lines = readLines();
        } catch (CharacterCodingException | TextFile.TooLargeException e) {
            return new Found(Map.of(), FileProblem.reason(e));
        }
        Map<String, String> good = byKey(lines);
        good.keySet().removeIf(flagAndKey -> !isOfPerson(flagAndKey.substring(1)));
        int bad = lines.size() - good.size();
        String are = bad == 1 ? "1 line is" : "%,d lines are".formatted(bad);
        return new Found(good, bad == 0 ? null : are + " no contact");
    }

    private List<String> readLines() throws IOException {
        String text = file.read();
        return text == null ? List.of() : text.lines().toList();
    }

    /** A wrong digit makes most keys a point that nobody can have, and the chat needs real ones. */
    private static boolean isOfPerson(String key) {
        return PersonKey.of(HexFormat.of().parseHex(key)) != null;
    }

    /** Sets the file aside. Returns the good lines, of another window perhaps that was faster. */
    private Map<String, String> repaired(Found before, Consumer<String> notices) {
        Map<String, String> good = before.good();
        try (ChangeLock _ = ChangeLock.of(path())) {
            Found found = find();
            good = found.good();
            if (found.damage() != null) {
                notices.accept(FileProblem.setAside(path(), found.damage()));
                file.write(text(good));
            }
        } catch (IOException e) {
            notices.accept("The other contacts could not be saved again in %s: %s."
                    .formatted(path(), FileProblem.reason(e)));
        }
        return good;
    }

    /** Writes what has changed since the last call of this or of {@link #read}. Waits while another window does so. */
    public void write(SavedPeople people) throws IOException {
        Map<String, String> wanted = lines(people);
        try (ChangeLock _ = ChangeLock.of(path())) {
            file.write(text(merged(wanted)));
        }
        known = wanted;
    }

    private Map<String, String> merged(Map<String, String> wanted) throws IOException {
        Map<String, String> merged = byKey(readLines());
        known.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(merged::remove);
        wanted.forEach((key, line) -> {
            if (!line.equals(known.get(key))) {
                merged.put(key, line);
            }
        });
        return merged;
    }

    private static String text(Map<String, String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines.values()) + "\n";
    }

    private static Map<String, String> lines(SavedPeople people) {
        List<String> lines = new ArrayList<>();
        for (Contact contact : people.contacts()) {
            String flags = contact.verified() ? VERIFIED : CONTACT;
            lines.add("%s %s %d %s".formatted(contact.key(), flags, contact.sinceMs(), contact.name()));
        }
        for (Person person : people.blocked()) {
            lines.add("%s %s 0 %s".formatted(person.key(), BLOCKED, person.name()));
        }
        for (Muted mute : people.muted()) {
            Person person = mute.person();
            lines.add("%s %s %d %s".formatted(person.key(), MUTED, mute.untilMs(), person.name()));
        }
        return byKey(lines);
    }

    /** The good lines, by what they say of a key, and by the key. A second line for the same is not good. */
    private static Map<String, String> byKey(List<String> lines) {
        Map<String, String> good = new LinkedHashMap<>();
        for (String line : lines) {
            Entry entry = Entry.parse(line);
            if (entry != null) {
                good.putIfAbsent(entry.sort() + entry.key(), line);
            }
        }
        return good;
    }

    private static SavedPeople people(Iterable<String> lines) {
        List<Contact> contacts = new ArrayList<>();
        List<Person> blocked = new ArrayList<>();
        List<Muted> muted = new ArrayList<>();
        for (String line : lines) {
            Entry entry = Objects.requireNonNull(Entry.parse(line), "the line was good before");
            Person person = new Person(entry.key(), entry.name());
            switch (entry.flags()) {
                case BLOCKED -> blocked.add(person);
                case MUTED -> muted.add(new Muted(person, entry.timeMs()));
                default ->
                    contacts.add(new Contact(
                            entry.key(), entry.name(), entry.flags().equals(VERIFIED), entry.timeMs()));
            }
        }
        return new SavedPeople(contacts, blocked, muted);
    }

    private record Entry(String key, String flags, long timeMs, String name) {
        /** One character: a person may have a line of each sort. */
        String sort() {
            return switch (flags) {
                case BLOCKED -> "-";
                case MUTED -> "~";
                default -> "+";
            };
        }

        /** Null if the line is none of ours. */
        static @Nullable Entry parse(String line) {
            String[] parts = line.split(" ", -1);
            boolean good = parts.length == 4
                    && parts[0].length() == PersonKey.HEX_DIGITS
                    && parts[0].chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')
                    && List.of(CONTACT, VERIFIED, BLOCKED, MUTED).contains(parts[1])
                    && parts[2].matches("[0-9]{1,15}")
                    && Names.problemWith(parts[3]) == null;
            return good ? new Entry(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]) : null;
        }
    }
}
