package floodchat.protocol.chat;

import java.util.Collection;
import java.util.List;
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
     * @param self ourselves, null until a name is set
     * @param others everyone else; the result has their order
     */
    public static List<Person> find(String typed, @Nullable Person self, Collection<Person> others) {
        String wanted = Names.normalize(typed);
        int separator = wanted.lastIndexOf(SEPARATOR);
        if (separator < 0) {
            return findByName(wanted, self, others);
        }
        return hasShortSuffix(wanted)
                ? List.of()
                : findByNameAndKey(wanted.substring(0, separator), suffix(wanted), self, others);
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
        return self != null && isMeant.test(self) ? List.of(self) : matching(others, isMeant);
    }

    private static List<Person> matching(Collection<Person> people, Predicate<Person> predicate) {
        return people.stream().filter(predicate).toList();
    }
}
