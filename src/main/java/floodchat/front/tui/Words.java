package floodchat.front.tui;

/**
 * Where words start and end for the keys that move and delete by words: letters and digits are words, all else is
 * between them. Pure.
 */
final class Words {
    private Words() {}

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

    /** The start of what stands before this place without a blank in it. */
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
