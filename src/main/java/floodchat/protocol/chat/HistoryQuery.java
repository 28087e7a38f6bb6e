package floodchat.protocol.chat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in the history: {@code word word from:bob in:everyone since:2026-11-01}. A line is a hit if all of
 * it is true. Immutable.
 *
 * @param words each must occur in the text; in lower case, if case does not matter
 * @param caseMatters whether a word has a capital letter
 * @param from the author's name, or a name with digits of the key; null for all
 * @param in {@link #EVERYONE}, or the name of the other person of a private line; null for all
 * @param sinceMs the earliest time of the author, ms since 1970
 * @param problem one sentence about what could not be understood; null if all was
 */
public record HistoryQuery(
        List<String> words,
        boolean caseMatters,
        @Nullable String from,
        @Nullable String in,
        long sinceMs,
        @Nullable String problem) {
    public static final String EVERYONE = "everyone";

    /** Every line is a hit. */
    public static final HistoryQuery ALL = new HistoryQuery(List.of(), false, null, null, Long.MIN_VALUE, null);

    private static final String FROM = "from:";
    private static final String IN = "in:";
    private static final String SINCE = "since:";
    private static final String BAD_DATE = "since: needs a day, such as since:2026-11-01.";

    /** Reads what a person types; an unfinished {@code from:} asks for nothing yet. @param zone of the days */
    public static HistoryQuery parse(String text, ZoneId zone) {
        List<String> words = new ArrayList<>();
        String from = null;
        String in = null;
        String since = "";
        for (String word : Texts.strip(text).split("\\s+")) {
            if (word.startsWith(FROM)) {
                from = name(word.substring(FROM.length()));
            } else if (word.startsWith(IN)) {
                in = name(word.substring(IN.length()));
            } else if (word.startsWith(SINCE)) {
                since = word.substring(SINCE.length());
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        boolean caseMatters = words.stream().anyMatch(word -> !word.equals(lowerCase(word)));
        Long sinceMs = since.isEmpty() ? Long.valueOf(Long.MIN_VALUE) : startOf(since, zone);
        return new HistoryQuery(
                List.copyOf(words),
                caseMatters,
                from,
                in,
                sinceMs == null ? Long.MIN_VALUE : sinceMs,
                sinceMs == null ? BAD_DATE : null);
    }

    private static @Nullable String name(String typed) {
        String name = Names.normalize(typed.startsWith("@") ? typed.substring(1) : typed);
        return name.isEmpty() ? null : name;
    }

    private static @Nullable Long startOf(String day, ZoneId zone) {
        try {
            return LocalDate.parse(day).atStartOfDay(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            return null; // no day, or one that is too many years away
        }
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether this line is a hit. */
    public boolean matches(ChatEvent.Spoken line) {
        return line.at().toEpochMilli() >= sinceMs
                && (from == null || isNamed(line.from(), from))
                && (in == null || isIn(line, in))
                && hasWords(line.text());
    }

    private boolean hasWords(String text) {
        String searched = caseMatters ? text : lowerCase(text);
        return words.stream().allMatch(searched::contains);
    }

    private static boolean isIn(ChatEvent.Spoken line, String wanted) {
        return switch (line) {
            case ChatEvent.Said _ -> wanted.equals(EVERYONE);
            case ChatEvent.Told told -> isNamed(told.own() ? told.to() : told.from(), wanted);
        };
    }

    private static boolean isNamed(Person person, String wanted) {
        int separator = wanted.lastIndexOf(NameLookup.SEPARATOR);
        String name = separator < 0 ? wanted : wanted.substring(0, separator);
        return Names.fold(person.name()).equals(Names.fold(name))
                && (separator < 0 || person.key().startsWith(lowerCase(wanted.substring(separator + 1))));
    }
}
