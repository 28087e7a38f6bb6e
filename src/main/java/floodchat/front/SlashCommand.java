package floodchat.front;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands that start with a slash. */
public enum SlashCommand {
    NAME("/name", "choose your name"),
    WHO("/who", "who is here; /who NAME"),
    CONNECT("/connect", "connect to HOST:PORT"),
    NET("/net", "how the network is"),
    TAKEOVER("/takeover", "speak from here again"),
    INVITE("/invite", "the invite into this network"),
    SET("/set", "show or change settings"),
    HELP("/help /? /h", "keys and commands"),
    QUIT("/quit /exit", "leave"),
    MSG("/msg", "a text to NAME alone"),
    QUERY("/query", "go to NAME alone"),
    CLOSE("/close", "close it, go to everyone"),
    OUTBOX("/outbox", "private lines that wait"),
    AWAY("/away", "you don't look; /away WHY"),
    BACK("/back", "you look again"),
    CONTACT("/contact /contacts", "add, rename, remove, list"),
    VERIFY("/verify", "the number to compare"),
    BLOCK("/block", "hide what NAME says"),
    UNBLOCK("/unblock", "show what NAME says"),
    MUTE("/mute", "hide NAME, for 2h or longer"),
    UNMUTE("/unmute", "end /mute"),
    REQUESTS("/requests", "lines of strangers"),
    ACCEPT("/accept", "show what NAME said"),
    SEARCH("/search", "find lines that are kept"),
    EXPORT("/export", "write the history to FILE"),
    CLEAR("/clear", "delete the history"),
    INFO("/info", "about message N, 1 is the last"),
    REPLY("/reply", "answer message N with a text"),
    EDIT("/edit", "write in your editor");

    /** A word with more wrong letters than this is no typing mistake. */
    private static final int MAX_MISTAKES = 2;

    /** A word shorter than this, with its slash, may have one mistake less: {@code /me} does not mean /name. */
    private static final int LETTERS_FOR_ALL_MISTAKES = 5;

    /** All words that mean it, with a blank between them; the first one is shown. */
    private final String words;

    private final String meaning;

    SlashCommand(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    public String word() {
        return words().getFirst();
    }

    /** What it does, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** All words that mean it. */
    public List<String> words() {
        return List.of(words.split(" ", -1));
    }

    /** Whether it is offered while a person types. The other one is named when there is something to take over. */
    boolean isOffered() {
        return this != TAKEOVER;
    }

    static @Nullable SlashCommand named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (SlashCommand command : values()) {
            if (command.words().contains(lower)) {
                return command;
            }
        }
        return null;
    }

    /** The command that a mistyped or unfinished word most likely means, or null. */
    static @Nullable String nearest(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String best = null;
        int least = lower.length() < LETTERS_FOR_ALL_MISTAKES ? MAX_MISTAKES : MAX_MISTAKES + 1;
        for (String known : likelyWords()) {
            int mistakes = mistakes(lower, known);
            if (mistakes < least) {
                least = mistakes;
                best = known;
            }
        }
        return best;
    }

    /** What a person may have meant: of a word of one letter, nobody can tell. */
    private static List<String> likelyWords() {
        return Arrays.stream(values())
                .flatMap(command -> command.words().stream())
                .filter(word -> word.length() > 2)
                .toList();
    }

    private static int mistakes(String word, String known) {
        if (word.length() > 1 && known.startsWith(word)) {
            return 0;
        }
        return hasSameLetters(word, known) ? 1 : editDistance(word, known);
    }

    /** Letters in another order count as one mistake. */
    private static boolean hasSameLetters(String a, String b) {
        return Arrays.equals(a.chars().sorted().toArray(), b.chars().sorted().toArray());
    }

    /** Levenshtein distance; words whose lengths differ too much are not compared. */
    private static int editDistance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_MISTAKES) {
            return MAX_MISTAKES + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            nextRow(row, i, a.charAt(i - 1), b);
        }
        return row[b.length()];
    }

    private static void nextRow(int[] row, int i, char letter, String b) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j < row.length; j++) {
            int changed = diagonal + (letter == b.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
        }
    }
}
