package floodchat.protocol.chat;

/**
 * Says where a joiner is part of the spelling: ZERO WIDTH NON-JOINER (U+200C) and ZERO WIDTH JOINER (U+200D) in the
 * contexts A1, A2 and B of UAX #31, section 2.3, where a reader can see it. Narrower than these contexts in two ways:
 * only the scripts below have joiners, and nothing but a nukta stands between the letter and its virama. Wider in one:
 * the joiner before a virama that keeps a letter RA whole (Unicode core specification, Bengali and Kannada). Pure.
 */
final class Joiners {
    static final int NON_JOINER = 0x200C;
    static final int JOINER = 0x200D;

    /** The Indic blocks from Devanagari to Sinhala. Each has 128 places, and most have one order of signs (ISCII). */
    private static final int FIRST_INDIC = 0x0900;

    private static final int LAST_INDIC = 0x0DFF;
    private static final int PLACES = 0x7F;
    private static final int VIRAMA_PLACE = 0x4D;
    private static final int NUKTA_PLACE = 0x3C;
    private static final int SINHALA_VIRAMA = 0x0DCA;

    /** Letters of Arabic that join the letter before them but not the next one (Unicode, ArabicShaping.txt). */
    private static final String RIGHT_JOINING = "\u0622\u0623\u0624\u0625\u0627\u0629\u062F\u0630\u0631\u0632\u0648"
            + "\u0671\u0672\u0673\u0675\u0676\u0677\u0688\u0689\u068A\u068B\u068C\u068D\u068E\u068F\u0690\u0691\u0692"
            + "\u0693\u0694\u0695\u0696\u0697\u0698\u0699\u06C0\u06C3\u06C4\u06C5\u06C6\u06C7\u06C8\u06C9\u06CA\u06CB"
            + "\u06CD\u06CF\u06D2\u06D3\u06D5\u06EE\u06EF\u0759\u075A\u075B\u076B\u076C\u0771\u0773\u0774\u0778\u0779";

    /** Characters of Arabic that are letters for the JDK and do not change their form beside others. */
    private static final String NON_JOINING = "\u0621\u0640\u0674\u06E5\u06E6";

    private Joiners() {}

    /**
     * Whether this joiner is kept.
     *
     * @param joiner {@link #NON_JOINER} or {@link #JOINER}
     * @param before the text before it, as far as it was kept
     * @param next the code point after it, negative at the end of the text
     * @param afterNext the code point after that one, likewise
     */
    static boolean isSpelling(int joiner, CharSequence before, int next, int afterNext) {
        boolean afterVirama = endsWithVirama(before);
        if (joiner == NON_JOINER) {
            return joinsNext(lastLetter(before)) && joinsPrevious(next) || afterVirama && isIndicLetter(next);
        }
        return afterVirama && mayFollowJoiner(next)
                || isRa(last(before, before.length())) && isVirama(next) && isIndicLetter(afterNext);
    }

    /** True for a letter, perhaps its nukta, and a virama. */
    private static boolean endsWithVirama(CharSequence text) {
        int end = text.length();
        if (!isVirama(last(text, end))) {
            return false;
        }
        int before = last(text, end - 1);
        return isIndicLetter(isNukta(before) ? last(text, end - 2) : before);
    }

    /** No vowel sign and nothing that will be removed: a letter, a digit, a blank, a punctuation mark, or the end. */
    private static boolean mayFollowJoiner(int c) {
        if (c < 0 || c == '\n' || c == '\t' || c == '\r') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.OTHER_LETTER -> isIndic(c);
            case Character.DECIMAL_DIGIT_NUMBER, Character.SPACE_SEPARATOR -> true;
            case Character.OTHER_PUNCTUATION, Character.DASH_PUNCTUATION, Character.END_PUNCTUATION -> true;
            case Character.START_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** The last letter: marks on it are passed over. */
    private static int lastLetter(CharSequence text) {
        int end = text.length();
        while (end > 0 && Character.getType(text.charAt(end - 1)) == Character.NON_SPACING_MARK) {
            end--;
        }
        return last(text, end);
    }

    /** The UTF-16 unit before this place; all characters that matter here are in the BMP. NUL if there is none. */
    private static int last(CharSequence text, int end) {
        return end > 0 ? text.charAt(end - 1) : 0;
    }

    /** Arabic, and Arabic Supplement. */
    private static boolean isArabicLetter(int c) {
        boolean arabic = c >= 0x0620 && c <= 0x06FF || c >= 0x0750 && c <= 0x077F;
        return arabic && Character.isLetter(c) && NON_JOINING.indexOf(c) < 0;
    }

    private static boolean joinsNext(int c) {
        return isArabicLetter(c) && RIGHT_JOINING.indexOf(c) < 0;
    }

    private static boolean joinsPrevious(int c) {
        return isArabicLetter(c);
    }

    private static boolean isIndic(int c) {
        return c >= FIRST_INDIC && c <= LAST_INDIC;
    }

    private static boolean isIndicLetter(int c) {
        return isIndic(c) && Character.isLetter(c);
    }

    private static boolean isVirama(int c) {
        return isIndic(c) && (c & PLACES) == VIRAMA_PLACE || c == SINHALA_VIRAMA;
    }

    private static boolean isNukta(int c) {
        return isIndic(c) && (c & PLACES) == NUKTA_PLACE && !Character.isLetter(c);
    }

    /** The letters RA of Bengali, Assamese and Kannada. */
    private static boolean isRa(int c) {
        return c == 0x09B0 || c == 0x09F0 || c == 0x0CB0;
    }
}
