package floodchat.front;

import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The completions of the word before the cursor: people after {@code @}, commands after {@code /} at the start of the
 * line, and settings after {@code /set}. Immutable.
 *
 * @param start the start of the word, an index in the line
 * @param end the end of the word: the cursor
 * @param candidates best first, at least one
 */
public record Completion(int start, int end, List<Candidate> candidates) {
    /** Nobody reads a longer list. One more letter makes it shorter. */
    static final int MAX_CANDIDATES = 50;

    private static final String FOLLOWING_SIGNS = ",.:;!?…،؛؟、。，！？：；";

    /** Signs before the at sign of a mail or web address. */
    private static final String IN_ADDRESSES = "._%+-/@";

    /**
     * One completion.
     *
     * @param replacement replaces the word
     * @param label what the list shows
     * @param hint a few words beside it; may be empty
     * @param person the person with this name; null for a command
     */
    public record Candidate(
            String replacement,
            String label,
            String hint,
            @Nullable Person person) {}

    /**
     * Whether this character stands directly behind a word. If it is typed after a completion, the blank that the
     * completion added goes.
     */
    public static boolean followsWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> FOLLOWING_SIGNS.indexOf(codePoint) >= 0;
        };
    }

    /** The completion at the cursor; null if there is nothing to complete. */
    public static @Nullable Completion at(String line, int cursor, Transcript transcript) {
        if (SettingCompletion.isFor(line)) {
            return SettingCompletion.at(line, cursor);
        }
        int start = startOfWord(line, cursor);
        if (start == cursor) {
            return null;
        }
        start += atSign(line.substring(start, cursor));
        String word = line.substring(start, cursor);
        List<Candidate> candidates = candidates(word, Texts.strip(line.substring(0, start)).isEmpty(), transcript);
        return candidates.isEmpty() ? null : new Completion(start, cursor, candidates);
    }

    /** How one starts a line to those who are here, such as {@code bob: }; who spoke last comes first. */
    public static List<String> salutations(Transcript transcript) {
        Map<String, Integer> ranks = ranks(transcript);
        return transcript.roster()
                .others()
                .stream()
                .filter(person -> !transcript.roster().isBlocked(person))
                .sorted(Comparator.comparingInt(person -> ranks.getOrDefault(person.key(), Integer.MAX_VALUE)))
                .limit(MAX_CANDIDATES)
                .map(person -> person.name() + ": ")
                .distinct()
                .toList();
    }

    private static List<Candidate> candidates(String word, boolean first, Transcript transcript) {
        if (word.charAt(0) == '@') {
            return people(Names.normalize(word.substring(1)), transcript);
        }
        return word.charAt(0) == '/' && first ? commands(word) : List.of();
    }

    private static int startOfWord(String line, int cursor) {
        int start = cursor;
        while (start > 0 && !Texts.isBlank(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Where the at sign of a name is in the word: after a bracket or a quote as well, but not in a mail address. */
    private static int atSign(String word) {
        int at = word.lastIndexOf('@');
        if (at <= 0) {
            return 0;
        }
        int before = word.codePointBefore(at);
        boolean letter = Character.isLetterOrDigit(before) && !Character.isIdeographic(before);
        return letter || IN_ADDRESSES.indexOf(before) >= 0 ? 0 : at;
    }

    /** Somebody whose name begins with the letters. @param accents whether it does so with all accents */
    private record Match(Person person, boolean accents, int rank) {}

    /** Those whose names begin with these letters, first those that do so with all accents. */
    private static List<Candidate> people(String letters, Transcript transcript) {
        Roster roster = transcript.roster();
        String folded = Names.fold(letters);
        String wanted = decomposed(folded);
        Map<String, Integer> ranks = ranks(transcript);
        List<Match> matching = new ArrayList<>();
        List<NamesHere.Form> names = roster.names();
        for (int i = 0; i < names.size(); i++) {
            Person person = roster.others().get(i);
            add(person, names.get(i), roster, new Letters(folded, wanted), ranks, matching);
        }
        for (Person person : roster.absent()) {
            add(person, NamesHere.Form.of(person.name()), roster, new Letters(folded, wanted), ranks, matching);
        }
        matching.sort(Comparator.comparing((Match match) -> !match.accents).thenComparingInt(Match::rank));
        return matching.stream()
                .limit(MAX_CANDIDATES)
                .map(match -> candidate(match.person, transcript))
                .toList();
    }

    /** What was typed. @param decomposed the same in NFD */
    private record Letters(String folded, String decomposed) {}

    /**
     * Adds this person if the name begins with the letters. The label of anybody but a contact is the name, or the name
     * with the suffix. So the suffix is looked at only if the letters go on after the name.
     */
    private static void add(
            Person person,
            NamesHere.Form name,
            Roster roster,
            Letters letters,
            Map<String, Integer> ranks,
            List<Match> matching) {
        String label = roster.nameOfContact(person);
        NamesHere.Form first = label == null ? name : NamesHere.Form.of(label);
        boolean begins = begins(first.decomposed(), letters.decomposed);
        boolean accents = first.folded().startsWith(letters.folded);
        if (!begins && (label != null || letters.folded.startsWith(name.folded()))) {
            NamesHere.Form whole = NamesHere.Form.of(person.nameWithSuffix());
            begins = begins(whole.decomposed(), letters.decomposed);
            accents = whole.folded().startsWith(letters.folded);
        }
        if (begins) {
            matching.add(new Match(person, accents, ranks.getOrDefault(person.key(), Integer.MAX_VALUE)));
        }
    }

    /** Who spoke last has the least number. */
    private static Map<String, Integer> ranks(Transcript transcript) {
        Map<String, Integer> ranks = new HashMap<>();
        for (String key : transcript.recentSpeakers()) {
            ranks.put(key, ranks.size());
        }
        return ranks;
    }

    /**
     * Whether the name begins with the letters, both decomposed. The accents that were typed must be there, others may
     * be.
     */
    private static boolean begins(String whole, String letters) {
        int place = 0;
        for (int i = 0; i < letters.length(); i++) {
            char wanted = letters.charAt(i);
            while (place < whole.length() && isAccent(whole.charAt(place)) && whole.charAt(place) != wanted) {
                place++;
            }
            if (place == whole.length() || whole.charAt(place) != wanted) {
                return false;
            }
            place++;
        }
        return true;
    }

    private static String decomposed(String folded) {
        return Normalizer.normalize(folded, Normalizer.Form.NFD);
    }

    /** True for accents of Latin, Greek and Cyrillic. In other scripts a mark can be half of the name. */
    private static boolean isAccent(char c) {
        return c >= '\u0300' && c <= '\u036F';
    }

    private static Candidate candidate(Person person, Transcript transcript) {
        Roster roster = transcript.roster();
        String whether = roster.isListed(person) ? "" : "gone";
        return new Candidate("@" + roster.address(person) + " ", roster.label(person), whether, person);
    }

    private static List<Candidate> commands(String word) {
        List<Candidate> matching = new ArrayList<>();
        for (SlashCommand command : SlashCommand.values()) {
            if (command.isOffered() && command.word().startsWith(word)) {
                matching.add(new Candidate(command.word() + " ", command.word(), command.meaning(), null));
            }
        }
        return matching;
    }
}
