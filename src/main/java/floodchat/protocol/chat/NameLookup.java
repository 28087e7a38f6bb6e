package floodchat.protocol.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the people that a typed name may mean: a name, or a name with digits of the key ({@code bob·3f2a00aa}). */
public final class NameLookup {
    /** Separates the name from the digits of the key. */
    static final char SEPARATOR = '·';

    /**
     * As many digits as are shown. With fewer, a made-up key would be meant in place of that of somebody who has left.
     */
    static final int MIN_SUFFIX_DIGITS = Person.SUFFIX_DIGITS;

    private NameLookup() {}

    /**
     * Everyone that the typed name may mean: none, one, or several. Letter case tells nobody apart: Bob may be
     * typed for bob. We ourselves are meant if nobody else has the name, or if the digits are those of our key.
     *
     * <p>Our own name for a contact wins: somebody else who takes that name is not meant by it. With the sign of a
     * contact nobody else is meant at all.
     *
     * @param self ourselves, null until a name is set
     * @param others everyone else; the result has their order
     * @param contacts by our own names for them; they need not be here
     */
    public static List<Person> find(
            String typed, @Nullable Person self, Collection<Person> others, Collection<Person> contacts) {
        String wanted = withoutSign(Names.normalize(typed));
        int separator = wanted.lastIndexOf(SEPARATOR);
        if (separator >= 0) {
            return hasShortSuffix(wanted)
                    ? List.of()
                    : findByNameAndKey(wanted.substring(0, separator), suffix(wanted), self, all(others, contacts));
        }
        String folded = Names.fold(wanted);
        List<Person> found = matching(contacts, contact -> Names.fold(contact.name()).equals(folded));
        boolean only = !found.isEmpty() || Names.normalize(typed).endsWith(Contact.SIGN);
        return only ? present(found, others) : findByName(wanted, self, others);
    }

    /** The folded name in what was typed, without digits of a key: {@link #find} finds nobody of another name by it. */
    public static String foldedName(String typed) {
        String wanted = withoutSign(Names.normalize(typed));
        int separator = wanted.lastIndexOf(SEPARATOR);
        return Names.fold(separator < 0 ? wanted : wanted.substring(0, separator));
    }

    /** The name that was typed, without the sign of a contact. */
    static String withoutSign(String normalized) {
        int end = normalized.length();
        while (end > 0 && normalized.startsWith(Contact.SIGN, end - 1)) {
            end--;
        }
        return normalized.substring(0, end);
    }

    /** Those of the contacts who are here, by the names that they have; the others by ours. */
    private static List<Person> present(List<Person> contacts, Collection<Person> others) {
        return contacts.stream()
                .map(contact -> matching(others, other -> other.key().equals(contact.key()))
                        .stream()
                        .findFirst()
                        .orElse(contact))
                .toList();
    }

    private static List<Person> all(Collection<Person> others, Collection<Person> contacts) {
        List<Person> all = new ArrayList<>(others);
        all.addAll(contacts);
        return all;
    }

    /** Whether digits of the key follow the name, but too few. */
    static boolean hasShortSuffix(String normalized) {
        return normalized.indexOf(SEPARATOR) >= 0 && suffix(normalized).length() < MIN_SUFFIX_DIGITS;
    }

    private static String suffix(String normalized) {
        return Names.fold(normalized.substring(normalized.lastIndexOf(SEPARATOR) + 1));
    }

    private static List<Person> findByName(String name, @Nullable Person self, Collection<Person> others) {
        String folded = Names.fold(name);
        Predicate<Person> isMeant = person -> Names.fold(person.name()).equals(folded);
        List<Person> found = matching(others, isMeant);
        return found.isEmpty() && self != null && isMeant.test(self) ? List.of(self) : found;
    }

    private static List<Person> findByNameAndKey(
            String name, String suffix, @Nullable Person self, Collection<Person> others) {
        String folded = Names.fold(name);
        Predicate<Person> isMeant =
                person -> person.key().startsWith(suffix) && Names.fold(person.name()).equals(folded);
        if (self != null && isMeant.test(self)) {
            return List.of(self);
        }
        Map<String, Person> found = new LinkedHashMap<>(); // a contact may be found by both names
        matching(others, isMeant).forEach(person -> found.putIfAbsent(person.key(), person));
        return List.copyOf(found.values());
    }

    private static List<Person> matching(Collection<Person> people, Predicate<Person> predicate) {
        return people.stream().filter(predicate).toList();
    }
}
