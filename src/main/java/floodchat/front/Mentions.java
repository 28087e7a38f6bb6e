package floodchat.front;

import java.util.ArrayList;
import java.util.List;

/** Finds a name in a text. Only whole words count: "also" does not mention Al. Pure. */
public final class Mentions {
    private Mentions() {}

    /** Where the name starts, each time it is a whole word; letter case is ignored. */
    public static List<Integer> of(String name, String text) {
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at + name.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, name, 0, name.length()) && isWord(text, at, at + name.length())) {
                starts.add(at);
                at += name.length() - 1;
            }
        }
        return starts;
    }

    private static boolean isWord(String text, int start, int end) {
        return (start == 0 || !isPartOfWord(text.codePointBefore(start)))
                && (end == text.length() || !isPartOfWord(text.codePointAt(end)));
    }

    private static boolean isPartOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }
}
