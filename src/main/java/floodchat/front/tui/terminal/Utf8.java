package floodchat.front.tui.terminal;

/** Decodes one UTF-8 character byte by byte (RFC 3629): no surrogates, no overlong forms. For one thread. */
final class Utf8 {
    private int codePoint;
    private int missing;
    private int least;

    /** Takes a first byte; false if no character starts with it. */
    boolean starts(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            start(b & 0x1F, 1, 0x80);
        } else if (b >= 0xE0 && b <= 0xEF) {
            start(b & 0x0F, 2, 0x800);
        } else if (b >= 0xF0 && b <= 0xF4) {
            start(b & 0x07, 3, 0x10000);
        } else {
            return false;
        }
        return true;
    }

    private void start(int bits, int following, int smallest) {
        codePoint = bits;
        missing = following;
        least = smallest;
    }

    /** Takes a continuation byte; false if it is none, or if the sequence that it ends is no character. */
    boolean continues(int b) {
        if ((b & 0xC0) != 0x80) {
            return false;
        }
        codePoint = codePoint << 6 | b & 0x3F;
        missing--;
        return missing > 0 || isCharacter();
    }

    private boolean isCharacter() {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return codePoint >= least && codePoint <= Character.MAX_CODE_POINT && !surrogate;
    }

    boolean isComplete() {
        return missing == 0;
    }

    int codePoint() {
        return codePoint;
    }
}
