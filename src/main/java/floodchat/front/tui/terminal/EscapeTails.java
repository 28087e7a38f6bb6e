package floodchat.front.tui.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the rest of a sequence, of which a slow line delivered the Escape alone, from what a person types after Escape:
 * only what {@link EscapeSequences} and {@link TerminalReplies} know is a rest. Pure.
 */
final class EscapeTails {
    /** A key of CSI or SS3, the start of a paste, or a report of the mouse: xterm, rxvt, the Linux console, kitty. */
    private static final Pattern KEY = Pattern.compile("(?:\\[|O(?!\\[))(\\[?[\\d;:]*)([A-Za-z~^$@])");

    /**
     * The start and end of a paste, mouse and cursor reports, answers to DA, DECRQM and the kitty protocol, the colour
     * scheme, OSC 11 and 99.
     */
    private static final Pattern REPORT = Pattern.compile("\\[20[01]~|\\[<?\\d+;\\d+;\\d+[Mm]|\\[\\d+;\\d+R"
            + "|\\[[?>=][\\d;]*c|\\[\\?\\d+;\\d+\\$y|\\[\\?997;[12]n|\\[\\?\\d*u|\\]11;rgb:|\\]99;");

    /** The longest key has 21, {@code [27;16;1114111~}; a mouse report in a huge window has no more. */
    private static final int MAX_LENGTH = 32;

    private EscapeTails() {}

    /** True if these are all bytes of a known sequence but its Escape; of a reply, as many as show which it is. */
    static boolean isWhole(CharSequence tail) {
        Matcher key = KEY.matcher(tail);
        if (key.matches()) {
            String parameters = key.group(1);
            char last = key.group(2).charAt(0);
            if (EscapeSequences.csi(parameters, last, false) != null) {
                return true;
            }
        }
        return REPORT.matcher(tail).matches();
    }

    /** True if this is the start of such a sequence. */
    static boolean isBegun(CharSequence tail) {
        return tail.length() < MAX_LENGTH && (mayContinue(KEY, tail) || mayContinue(REPORT, tail));
    }

    @SuppressWarnings("JdkObsolete") // only hitEnd tells whether more characters could make it match
    private static boolean mayContinue(Pattern pattern, CharSequence tail) {
        Matcher matcher = pattern.matcher(tail);
        return !matcher.matches() && matcher.hitEnd();
    }
}
