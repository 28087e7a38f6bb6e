package floodchat.protocol.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of the fields of a {@link Body}. A value outside of them throws an IllegalArgumentException, which the
 * decoder turns into a refusal.
 */
public final class Bounds {
    /** The longest text, in bytes of UTF-8. It fills a screen, and is far below what one frame carries. */
    public static final int MAX_TEXT_BYTES = 4 * 1024;

    /** The longest name, in code points. */
    public static final int MAX_NAME_LENGTH = 32;

    /** The largest integer that every JSON library reads exactly: 2^53 - 1 (RFC 7493, section 2.2). */
    public static final long MAX_NUMBER = (1L << 53) - 1;

    /** The longest time between two presences: 20,000 people at 500 ms each. */
    public static final int MAX_RATE_SECONDS = 10_000;

    /** The length of a key hash: the first 16 bytes of a SHA-256 as lower-case hex digits. */
    public static final int KEYHASH_DIGITS = 32;

    /** The longest reason for an absence, in code points. */
    public static final int MAX_REASON_LENGTH = 80;

    private Bounds() {}

    static void sequence(long number, long least) {
        require(number >= least && number <= MAX_NUMBER, "a number out of bounds");
    }

    static void run(long startMs) {
        require(startMs >= 1 && startMs <= MAX_NUMBER, "a run out of bounds");
    }

    static void time(long ms) {
        require(ms >= 0 && ms <= MAX_NUMBER, "a time out of bounds");
    }

    static void rate(int seconds) {
        require(seconds >= 1 && seconds <= MAX_RATE_SECONDS, "a rate out of bounds");
    }

    static void name(String name) {
        int length = name.codePointCount(0, name.length());
        require(length >= 1 && length <= MAX_NAME_LENGTH, "a name out of bounds");
    }

    static void text(String text) {
        require(!text.isEmpty() && text.length() <= MAX_TEXT_BYTES, "a text out of bounds");
        require(text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES, "a text out of bounds");
    }

    static void keyhash(String keyhash) {
        require(keyhash.isEmpty() || isHex(keyhash, KEYHASH_DIGITS), "not a key hash");
    }

    static void absence(@Nullable String kind) {
        require(kind == null || kind.equals(Absent.IDLE) || kind.equals(Absent.AWAY), "not a kind of absence");
    }

    static void reason(String reason) {
        require(reason.codePointCount(0, reason.length()) <= MAX_REASON_LENGTH, "a reason out of bounds");
    }

    private static boolean isHex(String text, int digits) {
        return text.length() == digits && text.chars().allMatch(Bounds::isHexDigit);
    }

    private static boolean isHexDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
