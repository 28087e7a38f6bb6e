package floodchat.front.tui.widget;

/** Finds the words for keys that move and delete by words. A word is a run of letters and digits. Pure. */
final class WordBoundaries {
    private WordBoundaries() {}

    static int startBefore(String text, int place) {
        int at = place;
        while (at > 0 && !isWord(text.codePointBefore(at))) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        while (at > 0 && isWord(text.codePointBefore(at))) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        return at;
    }

    static int endAfter(String text, int place) {
        int at = place;
        while (at < text.length() && !isWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        while (at < text.length() && isWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** The start of the run of non-blanks before this place, as Ctrl-W needs it. */
    static int blankBefore(String text, int place) {
        int at = place;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isWord(int codePoint) {
        int type = Character.getType(codePoint);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return Character.isLetterOrDigit(codePoint) || mark;
    }
}
