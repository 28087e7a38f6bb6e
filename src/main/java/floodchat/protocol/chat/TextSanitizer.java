package floodchat.protocol.chat;

/**
 * Copies the characters of one text that may be shown: the one pass of {@link Texts#clean}. Used once, by one thread.
 */
final class TextSanitizer {
    /** No script puts more marks on one letter. More would cover the lines above. */
    private static final int MAX_MARKS_IN_A_ROW = 16;

    /** Where a tab goes on: at the next multiple of this many characters from the start of the line. */
    private static final int TAB_COLUMNS = 8;

    /** The longest tag sequence in use has 6 characters: it names a region of a country. */
    private static final int MAX_FLAG_TAGS = 16;

    private static final int VERTICAL_TAB = 0x0B;
    private static final int NEXT_LINE = 0x85;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int EMOJI_SELECTOR = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007E;
    private static final int CANCEL_TAG = 0xE007F;
    private static final int NONE = -1;

    private final int[] input;
    private final StringBuilder output;
    private int last = NONE;
    private int marksInARow;

    /** Characters of this line so far; marks, joiners and selectors do not count. */
    private int column;

    TextSanitizer(String text) {
        this.input = text.codePoints().toArray();
        this.output = new StringBuilder(text.length());
    }

    String sanitize() {
        int next = 0;
        while (next < input.length) {
            next = input[next] == BLACK_FLAG ? copyFlag(next) : copyOne(next);
        }
        return output.toString();
    }

    /** Copies the flag of a region: a black flag, its tags, and the tag that ends them (UTS #51, ED-14a). */
    private int copyFlag(int start) {
        int end = start + 1;
        while (end < input.length && end - start <= MAX_FLAG_TAGS && input[end] >= FIRST_TAG
                && input[end] <= LAST_TAG) {
            end++;
        }
        boolean whole = end > start + 1 && at(end) == CANCEL_TAG;
        int next = whole ? end + 1 : start + 1;
        for (int i = start; i < next; i++) {
            keep(input[i]);
        }
        return next;
    }

    private int copyOne(int index) {
        int c = input[index];
        switch (c) {
            case '\t' -> keepTab();
            case '\r' -> keepLineBreak(at(index + 1));
            case VERTICAL_TAB, '\f', NEXT_LINE, 0x2028, 0x2029 -> keep('\n');
            case Joiners.JOINER -> keepIf(joinsEmoji(at(index + 1)) || isSpelling(index), c);
            case Joiners.NON_JOINER -> keepIf(isSpelling(index), c);
            case EMOJI_SELECTOR -> keepIf(selectsEmoji(at(index + 1)), c);
            default -> copyByType(c);
        }
        return index + 1;
    }

    private void copyByType(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL -> keepIf(c == '\n', c);
            case Character.FORMAT -> keepIf(isVisibleFormat(c), c);
            case Character.SURROGATE, Character.PRIVATE_USE -> keep(REPLACEMENT);
            case Character.UNASSIGNED -> keepIf(!isInvisible(c), REPLACEMENT);
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> keepMark(c);
            default -> keepIf(!isInvisible(c), c);
        }
    }

    private void keepMark(int c) {
        if (!isInvisible(c) && marksInARow < MAX_MARKS_IN_A_ROW) {
            output.appendCodePoint(c);
            last = c;
            marksInARow++;
        }
    }

    private void keepTab() {
        do {
            keep(' ');
        } while (column % TAB_COLUMNS != 0);
    }

    private void keepLineBreak(int following) {
        keepIf(following != '\n', '\n');
    }

    private void keepIf(boolean condition, int c) {
        if (condition) {
            keep(c);
        }
    }

    private void keep(int c) {
        output.appendCodePoint(c);
        last = c;
        marksInARow = 0;
        int type = Character.getType(c);
        boolean free = type == Character.FORMAT || type == Character.NON_SPACING_MARK;
        column = c == '\n' ? 0 : free ? column : column + 1;
    }

    private int at(int index) {
        return index < input.length ? input[index] : NONE;
    }

    private boolean isSpelling(int index) {
        return Joiners.isSpelling(input[index], output, at(index + 1), at(index + 2));
    }

    private boolean joinsEmoji(int following) {
        boolean afterEmoji =
                last == EMOJI_SELECTOR || isPictograph(last) || last != NONE && Character.isEmojiModifier(last);
        return afterEmoji && isPictograph(following);
    }

    private boolean selectsEmoji(int following) {
        boolean keycapBase = last >= '0' && last <= '9' || last == '#' || last == '*';
        return keycapBase ? following == KEYCAP : isPictograph(last);
    }

    /** Code points that are only reserved for pictographs don't count: they are replaced. */
    private static boolean isPictograph(int c) {
        return c != NONE && Character.isExtendedPictographic(c) && Character.isDefined(c);
    }

    /** The characters of the type FORMAT that are drawn (UAX #44, Prepended_Concatenation_Mark). */
    private static boolean isVisibleFormat(int c) {
        return switch (c) {
            case 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD -> true;
            default -> c >= 0x0600 && c <= 0x0605;
        };
    }

    /** Invisible characters that are not of the type FORMAT (UAX #44, Default_Ignorable_Code_Point). */
    private static boolean isInvisible(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2065, 0x3164, 0xFFA0 -> true;
            default ->
                c >= 0x180B && c <= 0x180D
                        || c >= 0xFE00 && c <= 0xFE0F
                        || c >= 0xFFF0 && c <= 0xFFF8
                        || c >= 0xE0000 && c <= 0xE0FFF;
        };
    }
}
