package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The people that a private line may be for: who is here, who was here since our start, and who has exchanged private
 * lines with us. Owned by a {@link ChatCore}.
 */
final class Correspondents {
    /** How many people whom we wrote to, or accepted, are remembered by name: 200 kB. */
    static final int MAX_CHOSEN = 1_024;

    /** How many others who wrote to us are: as much again. They are apart, since anybody can write to us. */
    static final int MAX_AUTHORS = 1_024;

    /** What somebody is called who never was here, and whose letters have no name. The suffix follows. */
    private static final String NAMELESS = "somebody";

    private final Members members;
    private final Contacts contacts;
    private final LinkedHashMap<String, Person> chosen = new LinkedHashMap<>();
    private final LinkedHashMap<String, Person> authors = new LinkedHashMap<>();

    Correspondents(Members members, Contacts contacts) {
        this.members = members;
        this.contacts = contacts;
    }

    /** First those who are here. */
    Collection<Person> all() {
        Map<String, Person> all = new LinkedHashMap<>();
        members.people().forEach(person -> all.put(person.key(), person));
        members.departed().forEach(person -> all.putIfAbsent(person.key(), person));
        chosen.values().forEach(person -> all.putIfAbsent(person.key(), person));
        authors.values().forEach(person -> all.putIfAbsent(person.key(), person));
        return all.values();
    }

    /** The author of a private line. @param nameInLetter what the letter says, not sanitized; null if nothing */
    Person author(PersonKey key, @Nullable String nameInLetter) {
        Member member = members.member(key.hex());
        String name = nameInLetter == null ? null : BodySanitizer.name(nameInLetter);
        Person author;
        if (member != null) {
            author = member.person();
        } else {
            author = name == null ? person(key) : new Person(key.hex(), name);
        }
        if (chosen.containsKey(author.key())) {
            choose(author);
        } else {
            put(authors, author, MAX_AUTHORS);
        }
        return author;
    }

    /** The person with this key, by the last name that we know, also from the disk. */
    Person person(PersonKey key) {
        return all().stream()
                .filter(person -> person.key().equals(key.hex()))
                .findFirst()
                .orElseGet(() -> saved(key.hex()));
    }

    private Person saved(String key) {
        Person saved = contacts.saved(key);
        return saved == null ? new Person(key, NAMELESS) : saved;
    }

    /** Our person has written to this one, or wants to see what they write. */
    void choose(Person person) {
        authors.remove(person.key());
        put(chosen, person, MAX_CHOSEN);
    }

    private static void put(SequencedMap<String, Person> people, Person person, int most) {
        people.remove(person.key());
        people.put(person.key(), person);
        if (people.size() > most) {
            people.pollFirstEntry();
        }
    }
}
