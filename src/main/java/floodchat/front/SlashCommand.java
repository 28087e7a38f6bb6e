package floodchat.front;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands that start with a slash. */
public enum SlashCommand {
    NAME("/name", "choose your name"),
    WHO("/who", "who is here"),
    CONNECT("/connect", "enter through HOST:PORT"),
    NET("/net", "how the network is"),
    HELP("/help", "keys and commands"),
    QUIT("/quit", "leave");

    /** A word with more wrong letters than this is not taken for a slip of the finger. */
    private static final int MAX_SLIPS = 2;

    /** In a word shorter than this, with its slash, two wrong letters are most of it: {@code /me} is no slip for /name. */
    private static final int LETTERS_FOR_ALL_SLIPS = 5;

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

    /** The command that a mistyped word most likely meant, or null. */
    static @Nullable SlashCommand nearest(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        SlashCommand best = null;
        int least = lower.length() < LETTERS_FOR_ALL_SLIPS ? MAX_SLIPS : MAX_SLIPS + 1;
        for (SlashCommand command : values()) {
            int slips = lower.length() > 2 && command.word.startsWith(lower) ? 0 : slips(lower, command.word);
            if (slips < least) {
                least = slips;
                best = command;
            }
        }
        return best;
    }

    /** Letters to insert, remove or change (Levenshtein); words that differ in length by too much are not compared. */
    private static int slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_SLIPS) {
            return MAX_SLIPS + 1;
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
