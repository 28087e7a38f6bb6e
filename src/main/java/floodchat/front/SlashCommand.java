package floodchat.front;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands that start with a slash. */
public enum SlashCommand {
    NAME("/name", "choose your name"),
    WHO("/who", "who is here"),
    CONNECT("/connect", "connect to HOST:PORT"),
    NET("/net", "how the network is"),
    HELP("/help", "keys and commands"),
    QUIT("/quit", "leave");

    /** A word with more wrong letters than this is no typing mistake. */
    private static final int MAX_MISTAKES = 2;

    /** A word shorter than this, with its slash, may have one mistake less: {@code /me} does not mean /name. */
    private static final int LETTERS_FOR_ALL_MISTAKES = 5;

    private final String word;
    private final String meaning;

    SlashCommand(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public String word() {
        return word;
    }

    /** What it does, in a few words. */
    public String meaning() {
        return meaning;
    }

    static @Nullable SlashCommand named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (SlashCommand command : values()) {
            if (command.word.equals(lower) || command == QUIT && lower.equals("/exit")) {
                return command;
            }
        }
        return null;
    }

    /** The command that a mistyped word most likely means, or null. */
    static @Nullable SlashCommand nearest(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        SlashCommand best = null;
        int least = lower.length() < LETTERS_FOR_ALL_MISTAKES ? MAX_MISTAKES : MAX_MISTAKES + 1;
        for (SlashCommand command : values()) {
            boolean start = lower.length() > 2 && command.word.startsWith(lower);
            int mistakes = start ? 0 : editDistance(lower, command.word);
            if (mistakes < least) {
                least = mistakes;
                best = command;
            }
        }
        return best;
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
