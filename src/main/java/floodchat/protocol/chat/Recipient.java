package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one person that a typed name means, or a sentence that says why there is not exactly one. */
sealed interface Recipient {
    None SELF = new None("That is you: a message to yourself goes nowhere.");

    /** More would not fit on a line. */
    int MAX_CHOICES = 5;

    /** A name, the dot and a whole key. What is longer is no name, and would fill the window if we repeated it. */
    int MAX_TYPED_LENGTH = Names.MAX_NAME_LENGTH + 1 + PersonKey.HEX_DIGITS;

    record Found(Person person) implements Recipient {}

    /** @param reason one sentence that also says what to do */
    record None(String reason) implements Recipient {}

    /**
     * Looks for the recipient by {@link NameLookup}. If several people are meant, it never guesses: a silent person
     * may be gone, or may be the one that is meant. But the sentence says which of them are silent.
     *
     * @param overdueMs how long a person has been silent, if a heartbeat was missed; else 0
     */
    static Recipient find(
            String typed,
            @Nullable Person self,
            Collection<Person> others,
            Collection<Person> contacts,
            ToLongFunction<Person> overdueMs) {
        List<Person> found = NameLookup.find(typed, self, others, contacts);
        if (found.size() > 1) {
            return new None("%d people are called that: write %s.".formatted(found.size(), choices(found, overdueMs)));
        }
        if (found.isEmpty()) {
            return new None(nobody(NameLookup.withoutSign(Names.normalize(typed)), others, overdueMs));
        }
        Person person = found.getFirst();
        return self != null && person.key().equals(self.key()) ? SELF : new Found(person);
    }

    private static String nobody(String wanted, Collection<Person> others, ToLongFunction<Person> overdueMs) {
        int length = wanted.codePointCount(0, wanted.length());
        if (length > MAX_TYPED_LENGTH) {
            return Names.tooLong(length);
        }
        if (NameLookup.hasShortSuffix(wanted)) {
            return "At least %d digits of the key follow the dot.".formatted(NameLookup.MIN_SUFFIX_DIGITS);
        }
        if (Choice.isWholeKey(wanted)) {
            return "Nobody here has the key " + wanted + ", and no contact: write the name, or wait for them.";
        }
        List<Person> alike = others.stream().filter(person -> Names.looksLike(person.name(), wanted)).toList();
        String advice = alike.isEmpty()
                ? "type /who to see who is here."
                : "do you mean " + choices(alike, overdueMs) + "?";
        return "Nobody here is called \"" + wanted + "\": " + advice;
    }

    /** The people with their suffixes: a name that looks like the one that was typed may be an imitation of it. */
    private static String choices(List<Person> people, ToLongFunction<Person> overdueMs) {
        int digits = digitsThatDiffer(people);
        return people.stream()
                .limit(MAX_CHOICES)
                .map(person -> "@" + person.name() + NameLookup.SEPARATOR + person.key().substring(0, digits)
                        + silence(overdueMs.applyAsLong(person)))
                .collect(Collectors.joining(" or "));
    }

    private static String silence(long overdueMs) {
        return overdueMs == 0 ? "" : " (silent for %d s)".formatted(overdueMs / 1_000);
    }

    /** How many digits of the key tell these people apart. */
    private static int digitsThatDiffer(List<Person> people) {
        int digits = NameLookup.MIN_SUFFIX_DIGITS;
        while (!areDistinct(people, digits)) {
            digits++;
        }
        return digits;
    }

    private static boolean areDistinct(List<Person> people, int digits) {
        return people.stream().map(person -> person.key().substring(0, digits)).distinct().count() == people.size();
    }
}
