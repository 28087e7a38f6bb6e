package floodchat.protocol.chat;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whom a person means by what they typed after the {@code @}. */
sealed interface Recipient {
    /** A shorter suffix than the one that is shown would be a guess. */
    int MIN_SUFFIX_LENGTH = 4;

    /** More would not fit on a line. */
    int MAX_CHOICES = 5;

    record Found(Person person) implements Recipient {}

    /** One sentence that says why nobody is meant, and what to do. */
    record None(String reason) implements Recipient {}

    /** Looks for a name or a name with suffix: as it is written first, then whatever its letter case. */
    static Recipient find(String typed, Person self, Collection<Member> others) {
        String wanted = Names.normalize(typed);
        int dot = wanted.lastIndexOf('·');
        if (dot >= 0) {
            return findWithSuffix(wanted.substring(0, dot), Names.fold(wanted.substring(dot + 1)), self, others);
        }
        List<Person> exact = matching(others, other -> other.person().name().equals(wanted));
        if (!exact.isEmpty()) {
            return oneOf(exact, wanted, self);
        }
        String folded = Names.fold(wanted);
        return oneOf(matching(others, other -> other.foldedName().equals(folded)), wanted, self);
    }

    private static Recipient findWithSuffix(String name, String suffix, Person self, Collection<Member> others) {
        String folded = Names.fold(name);
        if (suffix.length() < MIN_SUFFIX_LENGTH) {
            return new None("After the dot come at least %d digits of the key.".formatted(MIN_SUFFIX_LENGTH));
        }
        if (Names.fold(self.name()).equals(folded) && self.key().startsWith(suffix)) {
            return new None("That is you: a message to yourself goes nowhere.");
        }
        List<Person> matches = matching(
                others, other -> other.foldedName().equals(folded) && other.person().key().startsWith(suffix));
        return oneOf(matches, name + "·" + suffix, self);
    }

    private static List<Person> matching(Collection<Member> others, Predicate<Member> predicate) {
        return others.stream().filter(predicate).map(Member::person).toList();
    }

    private static Recipient oneOf(List<Person> matches, String wanted, Person self) {
        if (matches.size() == 1) {
            return new Found(matches.getFirst());
        }
        if (!matches.isEmpty()) {
            return new None("%d people are called that: write %s.".formatted(matches.size(), choices(matches)));
        }
        boolean oneself = Names.fold(wanted).equals(Names.fold(self.name()));
        return new None(
                oneself
                        ? "That is you: a message to yourself goes nowhere."
                        : "Nobody here is called \"" + wanted + "\": /who lists who is.");
    }

    private static String choices(List<Person> members) {
        int length = telling(members);
        return members.stream()
                .limit(MAX_CHOICES)
                .map(person -> "@" + person.name() + "·" + person.key().substring(0, length))
                .collect(Collectors.joining(" or "));
    }

    /** How many digits of the key tell these people apart. */
    private static int telling(List<Person> members) {
        int length = MIN_SUFFIX_LENGTH;
        while (!areDistinct(members, length)) {
            length++;
        }
        return length;
    }

    private static boolean areDistinct(List<Person> members, int length) {
        return members.stream().map(person -> person.key().substring(0, length)).distinct().count() == members.size();
    }
}
