package floodchat.front;

import floodchat.protocol.chat.Names;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds a name in a text. Only whole words count: "also" does not mention Al. Words end as in UAX #29. Beyond that, a
 * word that {@code - . @ / :} join to another one is a part of something longer, such as an address. Letter case is
 * ignored as in {@link Names#fold}. Pure.
 */
public final class Mentions {
    private static final String JOINING_SIGNS = "-.@/:";

    /** Characters that have no form of their own: a name holds none, but a text may. */
    private static final String JOINERS = "\u200C\u200D";

    /** Where the name stands in the text: from the first index to the one before the last. */
    public record Place(int start, int end) {}

    private Mentions() {}

    /** Each place at which the name is a whole word. */
    public static List<Place> of(String name, String text) {
        Folded folded = Folded.of(text);
        String wanted = Folded.of(name).letters();
        List<Place> places = new ArrayList<>();
        int at = folded.letters().indexOf(wanted);
        while (at >= 0 && !wanted.isEmpty()) {
            Place place = folded.place(at, at + wanted.length());
            boolean word = place.start() < place.end() && isWord(text, place);
            if (word) {
                places.add(place);
            }
            at = folded.letters().indexOf(wanted, word ? at + wanted.length() : at + 1);
        }
        return places;
    }

    /** A text without letter case and joiners, and where each of its characters comes from. */
    private record Folded(String letters, int[] origins) {
        /** {@link Names#fold} makes at most this many characters of one. */
        private static final int MAX_FOLDED = 3;

        static Folded of(String text) {
            StringBuilder letters = new StringBuilder(text.length());
            int[] origins = new int[text.length() * MAX_FOLDED + 1];
            int next;
            for (int at = 0; at < text.length(); at = next) {
                next = text.offsetByCodePoints(at, 1);
                String letter = text.substring(at, next);
                if (!JOINERS.contains(letter)) {
                    int from = letters.length();
                    letters.append(Names.fold(letter));
                    Arrays.fill(origins, from, letters.length(), at);
                }
            }
            origins[letters.length()] = text.length();
            return new Folded(letters.toString(), origins);
        }

        /** Where this part comes from; empty if it begins or ends within a folded character. */
        Place place(int from, int to) {
            boolean cut = from > 0 && origins[from] == origins[from - 1] || origins[to] == origins[to - 1];
            return new Place(origins[from], cut ? origins[from] : origins[to]);
        }
    }

    private static boolean isWord(String text, Place place) {
        return (place.start() == 0 || !continuesBefore(text, place.start()))
                && (place.end() == text.length() || !continuesAfter(text, place.end()));
    }

    private static boolean continuesBefore(String text, int start) {
        int at = start;
        while (at > 0 && JOINING_SIGNS.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        boolean direct = at == start;
        return at > 0 && isPartOfWord(text.codePointBefore(at), direct ? text.codePointAt(start) : '-')
                && !isEllipsis(text, at, start);
    }

    private static boolean continuesAfter(String text, int end) {
        int at = end;
        while (at < text.length() && JOINING_SIGNS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean direct = at == end;
        return at < text.length() && isPartOfWord(text.codePointAt(at), direct ? text.codePointBefore(end) : '-')
                && !isEllipsis(text, end, at);
    }

    private static boolean isEllipsis(String text, int start, int end) {
        return text.substring(start, end).contains("..");
    }

    /** Whether this character goes on with the word of the other one, which is a sign if one stands between them. */
    private static boolean isPartOfWord(int c, int other) {
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        boolean letter = Character.isLetterOrDigit(c) && !standsAlone(c) && !standsAlone(other);
        return letter || mark || c == '_';
    }

    /** In these scripts no blanks stand between words, so a name is a word wherever it is found. */
    private static boolean standsAlone(int c) {
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
