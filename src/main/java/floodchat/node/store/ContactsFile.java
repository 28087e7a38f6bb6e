package floodchat.node.store;

import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.identity.PersonKey;
import java.io.IOException;
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
 * The contacts of a person, and those whom that person blocked, one a line: key, flags, since when in ms since 1970,
 * name. The file lies beside the identity: keys are the same in all networks. Windows in other networks may write it,
 * too; so each writes only what it has changed into what is there then. One thread at a time may call it.
 */
public final class ContactsFile {
    private static final String CONTACT = "contact";
    private static final String VERIFIED = "contact,verified";
    private static final String BLOCKED = "blocked";

    /** Twice 1,000 people, each with a key, a flag, a time and a name of 32 characters of at most 4 bytes. */
    private static final int MAX_FILE_BYTES = 1024 * 1024;

    private final SafeFile file;

    /** As we read or wrote it last; by flag and key. */
    private Map<String, String> known = Map.of();

    /** @param folder of the person, where the identity is */
    public ContactsFile(Path folder) {
        this.file = new SafeFile(folder.resolve("contacts"), MAX_FILE_BYTES);
    }

    /** The file, for a sentence. */
    public Path path() {
        return file.path();
    }

    /**
     * Reads the file; nobody is in it if there is none. If it is damaged it is set aside, and the good lines are kept
     * in a new one.
     *
     * @param notices gets a sentence for the person if that happens
     */
    public SavedPeople read(Consumer<String> notices) {
        List<String> lines;
        try {
            String text = file.read();
            lines = text == null ? List.of() : text.lines().toList();
        } catch (IOException e) {
            notices.accept(FileProblem.setAside(path(), FileProblem.reason(e)));
            return SavedPeople.NONE;
        }
        Map<String, String> good = byKey(lines);
        good.keySet().removeIf(flagAndKey -> !isOfPerson(flagAndKey.substring(1)));
        known = good;
        if (good.size() < lines.size()) {
            setAside(lines.size() - good.size(), good, notices);
        }
        return people(good.values());
    }

    /** A wrong digit makes most keys a point that nobody can have, and the chat needs real ones. */
    private static boolean isOfPerson(String key) {
        return PersonKey.of(HexFormat.of().parseHex(key)) != null;
    }

    private void setAside(int bad, Map<String, String> good, Consumer<String> notices) {
        String lines = bad == 1 ? "1 line is" : "%,d lines are".formatted(bad);
        notices.accept(FileProblem.setAside(path(), lines + " no contact"));
        try {
            file.write(text(good));
        } catch (IOException e) {
            notices.accept("The other contacts could not be saved again in %s: %s."
                    .formatted(path(), FileProblem.reason(e)));
        }
    }

    /** Writes what has changed since the last call of this or of {@link #read}. */
    public void write(SavedPeople people) throws IOException {
        Map<String, String> wanted = lines(people);
        String text = file.read();
        Map<String, String> merged = byKey(text == null ? List.of() : text.lines().toList());
        known.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(merged::remove);
        wanted.forEach((key, line) -> {
            if (!line.equals(known.get(key))) {
                merged.put(key, line);
            }
        });
        file.write(text(merged));
        known = wanted;
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
        return byKey(lines);
    }

    /** The good lines, by whether they block, and by key. A second line for the same is not good. */
    private static Map<String, String> byKey(List<String> lines) {
        Map<String, String> good = new LinkedHashMap<>();
        for (String line : lines) {
            Entry entry = Entry.parse(line);
            if (entry != null) {
                good.putIfAbsent((entry.isBlocked() ? "-" : "+") + entry.key(), line);
            }
        }
        return good;
    }

    private static SavedPeople people(Iterable<String> lines) {
        List<Contact> contacts = new ArrayList<>();
        List<Person> blocked = new ArrayList<>();
        for (String line : lines) {
            Entry entry = Objects.requireNonNull(Entry.parse(line), "the line was good before");
            if (entry.isBlocked()) {
                blocked.add(new Person(entry.key(), entry.name()));
            } else {
                contacts.add(new Contact(
                        entry.key(), entry.name(), entry.flags().equals(VERIFIED), entry.sinceMs()));
            }
        }
        return new SavedPeople(contacts, blocked);
    }

    private record Entry(String key, String flags, long sinceMs, String name) {
        boolean isBlocked() {
            return flags.equals(BLOCKED);
        }

        /** Null if the line is none of ours. */
        static @Nullable Entry parse(String line) {
            String[] parts = line.split(" ", -1);
            boolean good = parts.length == 4
                    && parts[0].length() == PersonKey.HEX_DIGITS
                    && parts[0].chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')
                    && List.of(CONTACT, VERIFIED, BLOCKED).contains(parts[1])
                    && parts[2].matches("[0-9]{1,15}")
                    && Names.problemWith(parts[3]) == null;
            return good ? new Entry(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]) : null;
        }
    }
}
