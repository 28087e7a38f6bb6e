package floodchat.protocol.chat;

/**
 * Removes control sequences and control strings (ECMA-48, sections 5.3 to 5.6) with all their characters, so that
 * nothing of them is left to read. Without it, a copied {@code ESC [31m} would leave {@code [31m}. Each character is
 * looked at twice at most. Pure.
 */
final class ControlSequences {
    private static final char ESCAPE = 0x1B;
    private static final char BELL = 0x07;
    private static final char CANCEL = 0x18;
    private static final char SUBSTITUTE = 0x1A;
    private static final char STRING_TERMINATOR = 0x9C;
    private static final char FIRST_C1 = 0x80;
    private static final char LAST_C1 = 0x9F;

    /** A C1 control is this much above the character that stands for it after Escape. */
    private static final int C1_OFFSET = 0x40;

    /** The one escape sequence of a lower-case letter that terminals obey: the reset. */
    private static final char RESET = 'c';

    private final String text;

    private ControlSequences(String text) {
        this.text = text;
    }

    /**
     * The text without them. A control string ends with BEL or ST. If it has no end, it takes the rest of its line. A
     * lone Escape goes. C1 controls stay, without what follows them: {@link TextSanitizer} knows which of them breaks a
     * line.
     */
    static String remove(String text) {
        boolean none = text.chars().noneMatch(c -> c == ESCAPE || isC1(c));
        return none ? text : new ControlSequences(text).remove();
    }

    private String remove() {
        StringBuilder kept = new StringBuilder(text.length());
        int place = 0;
        while (place < text.length()) {
            char c = text.charAt(place++);
            if (c == ESCAPE) {
                place = afterEscape(place);
            } else {
                kept.append(c);
                place = isC1(c) ? after((char) (c - C1_OFFSET), place) : place;
            }
        }
        return kept.toString();
    }

    private int afterEscape(int place) {
        char next = at(place);
        if (isBetween(next, '!', '/')) {
            int end = skip(place, '!', '/');
            return isBetween(at(end), '0', '~') ? end + 1 : end;
        }
        return isBetween(next, '0', '_') || next == RESET ? after(next, place + 1) : place;
    }

    /** The end of what this control starts, given as the character that stands for it after Escape. */
    private int after(char control, int place) {
        return switch (control) {
            case '[' -> afterParameters(place);
            case 'P', 'X', ']', '^', '_' -> afterString(place);
            default -> place;
        };
    }

    private int afterParameters(int place) {
        int end = skip(skip(place, '0', '?'), ' ', '/');
        return isBetween(at(end), '@', '~') ? end + 1 : end;
    }

    private int afterString(int start) {
        int place = start;
        while (place < text.length() && !endsString(text.charAt(place))) {
            place++;
        }
        char end = at(place);
        if (end == BELL || end == STRING_TERMINATOR) {
            return place + 1;
        }
        if (end == ESCAPE && at(place + 1) == '\\') {
            return place + 2;
        }
        int newline = text.indexOf('\n', start, place);
        return newline < 0 ? place : newline;
    }

    private static boolean endsString(char c) {
        return c == BELL || c == ESCAPE || c == CANCEL || c == SUBSTITUTE || isC1(c);
    }

    private int skip(int start, char first, char last) {
        int place = start;
        while (isBetween(at(place), first, last)) {
            place++;
        }
        return place;
    }

    /** The character there, or NUL after the end. */
    private char at(int place) {
        return place < text.length() ? text.charAt(place) : 0;
    }

    private static boolean isBetween(char c, char first, char last) {
        return c >= first && c <= last;
    }

    private static boolean isC1(int c) {
        return c >= FIRST_C1 && c <= LAST_C1;
    }
}
