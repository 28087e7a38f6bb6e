package floodchat.front.tui.terminal;

import java.util.function.IntPredicate;

/**
 * A text as it may stand in an operating system command (OSC): nothing in it ends the command, or means anything to the
 * terminal. What people say goes to the title and to notifications, so it is cleaned here as well.
 * Pure.
 */
final class OscText {
    private OscText() {}

    /** The text with a blank for each control, format character, separator and half of a pair. */
    static String of(String text, int maxCharacters) {
        return cut(text.codePoints().map(c -> isHarmless(c) ? c : ' ').toArray(), maxCharacters);
    }

    /** The same without this sign, which separates the parts of a command. */
    static String without(char sign, String text, int maxCharacters) {
        IntPredicate isKept = c -> isHarmless(c) && c != sign;
        return cut(text.codePoints().map(c -> isKept.test(c) ? c : ' ').toArray(), maxCharacters);
    }

    private static String cut(int[] codePoints, int maxCharacters) {
        boolean whole = codePoints.length <= maxCharacters;
        String text = new String(codePoints, 0, whole ? codePoints.length : maxCharacters - 1);
        return whole ? text : text + "…";
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
