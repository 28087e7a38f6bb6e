package floodchat.front;

import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The completions of the word before the cursor: people after {@code @}, commands after {@code /} at the start of the
 * line. Immutable.
 *
 * @param start the start of the word, an index in the line
 * @param end the end of the word: the cursor
 * @param candidates best first, at least one
 */
public record Completion(int start, int end, List<Candidate> candidates) {
    /** Nobody reads a longer list. One more letter makes it shorter. */
    static final int MAX_CANDIDATES = 50;

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

    /** The completion at the cursor; null if there is nothing to complete. */
    public static @Nullable Completion at(String line, int cursor, Transcript transcript) {
        int start = startOfWord(line, cursor);
        if (start == cursor) {
            return null;
        }
        String word = line.substring(start, cursor);
        List<Candidate> candidates = candidates(word, line.substring(0, start).isBlank(), transcript);
        return candidates.isEmpty() ? null : new Completion(start, cursor, candidates);
    }

    private static List<Candidate> candidates(String word, boolean first, Transcript transcript) {
        if (word.charAt(0) == '@') {
            return people(Names.fold(word.substring(1)), transcript);
        }
        return word.charAt(0) == '/' && first ? commands(word) : List.of();
    }

    private static int startOfWord(String line, int cursor) {
        int start = cursor;
        while (start > 0 && !Character.isWhitespace(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static List<Candidate> people(String letters, Transcript transcript) {
        List<Person> matching = new ArrayList<>();
        for (Person person : transcript.roster().others()) {
            if (Names.fold(person.nameWithSuffix()).startsWith(letters)) {
                matching.add(person);
            }
        }
        List<String> recent = new ArrayList<>(transcript.recentSpeakers());
        matching.sort(Comparator.comparingInt(person -> rank(recent, person)));
        return matching.stream()
                .limit(MAX_CANDIDATES)
                .map(person -> candidate(person, transcript))
                .toList();
    }

    private static int rank(List<String> recent, Person person) {
        int place = recent.indexOf(person.key());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static Candidate candidate(Person person, Transcript transcript) {
        String label = transcript.roster().label(person);
        return new Candidate("@" + label + " ", label, "", person);
    }

    private static List<Candidate> commands(String word) {
        List<Candidate> matching = new ArrayList<>();
        for (SlashCommand command : SlashCommand.values()) {
            if (command.word().startsWith(word)) {
                matching.add(new Candidate(command.word() + " ", command.word(), command.meaning(), null));
            }
        }
        return matching;
    }
}
