package floodchat.front.tui.terminal;

import floodchat.front.tui.terminal.Key.Name;
import org.jspecify.annotations.Nullable;

/** Turns control sequences into keys: those of xterm, rxvt, the Linux console and the kitty protocol. Pure. */
final class EscapeSequences {
    static final String PASTE_END = "\033[201~";

    private static final Name[] BY_NUMBER = {
        null,
        Name.HOME,
        Name.INSERT,
        Name.DELETE,
        Name.END,
        Name.PAGE_UP,
        Name.PAGE_DOWN,
        Name.HOME,
        Name.END,
        null,
        null,
        Name.F1,
        Name.F2,
        Name.F3,
        Name.F4,
        Name.F5,
        null,
        Name.F6,
        Name.F7,
        Name.F8,
        Name.F9,
        Name.F10,
        null,
        Name.F11,
        Name.F12
    };

    /** Shift, Alt, Ctrl and Super together. A higher number is no key but a report, such as the place of the cursor. */
    private static final int MAX_MODIFIERS = 16;

    /** Caps Lock and Num Lock, which kitty's protocol counts as modifiers of keys that type nothing. */
    private static final int LOCKS = 64 | 128;

    /** The keys of the keypad in kitty's protocol begin here. What they type: the digits, the signs, and Enter. */
    private static final int KEYPAD = 57_399;

    private static final String TYPED_ON_KEYPAD = "0123456789./*-+\r=,";

    /** The keys of the keypad without Num Lock, from {@link #KEYPAD} + 18 on. */
    private static final Name[] NAMED_ON_KEYPAD = {
        Name.LEFT,
        Name.RIGHT,
        Name.UP,
        Name.DOWN,
        Name.PAGE_UP,
        Name.PAGE_DOWN,
        Name.HOME,
        Name.END,
        Name.INSERT,
        Name.DELETE
    };

    private EscapeSequences() {}

    static boolean isNumber(String parameters) {
        return !parameters.isEmpty() && parameters.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The key of {@code CSI parameters last}; null if no key sends it. */
    static @Nullable Key csi(String parameters, char last, boolean alt) {
        if (parameters.startsWith("[")) {
            return last >= 'A' && last <= 'E' ? named(BY_NUMBER[11 + last - 'A'], 1, alt) : null;
        }
        int[] numbers = numbers(parameters);
        if (numbers.length == 0) {
            return null;
        }
        int modifiers = withoutLocks(numbers.length > 1 ? numbers[1] : 1, last);
        return switch (last) {
            case '~' -> numbers[0] == 27 ? other(numbers, alt) : named(byNumber(numbers[0]), modifiers, alt);
            case '^' -> named(byNumber(numbers[0]), 5, alt);
            case '$' -> named(byNumber(numbers[0]), 2, alt);
            case '@' -> named(byNumber(numbers[0]), 6, alt);
            case 'u' -> character(numbers[0], modifiers, alt);
            case 'Z' -> named(Name.TAB, 2, alt);
            case 'I' -> parameters.isEmpty() ? new Key.Focused(true) : null;
            case 'O' -> parameters.isEmpty() ? new Key.Focused(false) : null;
            case 'a', 'b', 'c', 'd' -> named(byLetter(Character.toUpperCase(last)), 5, alt);
            default -> numbers[0] == 1 ? named(byLetter(last), modifiers, alt) : null;
        };
    }

    /** The place of the cursor ends as F3 does, so a high number there is no modifier. */
    private static int withoutLocks(int modifiers, char last) {
        return last == 'R' || modifiers < 1 ? modifiers : (modifiers - 1 & ~LOCKS) + 1;
    }

    private static @Nullable Name byNumber(int number) {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    private static @Nullable Name byLetter(char letter) {
        return switch (letter) {
            case 'A' -> Name.UP;
            case 'B' -> Name.DOWN;
            case 'C' -> Name.RIGHT;
            case 'D' -> Name.LEFT;
            case 'F' -> Name.END;
            case 'H' -> Name.HOME;
            case 'M' -> Name.ENTER;
            case 'P' -> Name.F1;
            case 'Q' -> Name.F2;
            case 'R' -> Name.F3;
            case 'S' -> Name.F4;
            default -> null;
        };
    }

    /** @param modifiers as xterm counts them: 1, plus 1 for Shift, 2 for Alt, 4 for Ctrl */
    private static @Nullable Key named(@Nullable Name name, int modifiers, boolean alt) {
        if (name == null || modifiers < 1 || modifiers > MAX_MODIFIERS) {
            return null;
        }
        int bits = modifiers - 1;
        return new Key.Named(name, (bits & 4) != 0, alt || (bits & 2) != 0, (bits & 1) != 0);
    }

    /** Reads {@code CSI 27 ; modifiers ; character ~}, which xterm sends for keys without a sequence of their own. */
    private static @Nullable Key other(int[] numbers, boolean alt) {
        return numbers.length == 3 ? character(numbers[2], numbers[1], alt) : null;
    }

    private static @Nullable Key character(int codePoint, int modifiers, boolean alt) {
        int key = codePoint - KEYPAD;
        int named = key - TYPED_ON_KEYPAD.length();
        if (named >= 0 && named < NAMED_ON_KEYPAD.length) {
            return named(NAMED_ON_KEYPAD[named], modifiers, alt);
        }
        boolean types = key >= 0 && named < 0;
        return text(types ? TYPED_ON_KEYPAD.charAt(key) : codePoint, modifiers, alt);
    }

    private static @Nullable Key text(int codePoint, int modifiers, boolean alt) {
        int bits = modifiers - 1;
        boolean withAlt = alt || (bits & 2) != 0;
        boolean ctrl = (bits & 4) != 0;
        if (ctrl && "ijm[".indexOf(codePoint) >= 0) {
            return ControlKeys.ofLetter(codePoint, withAlt);
        }
        return switch (codePoint) {
            case 13 -> named(Name.ENTER, modifiers, alt);
            case 9 -> named(Name.TAB, modifiers, alt);
            case 127, 8 -> named(Name.BACKSPACE, modifiers, alt);
            case 27 -> named(Name.ESCAPE, modifiers, alt);
            default -> isText(codePoint) ? new Key.Typed(codePoint, ctrl, withAlt) : null;
        };
    }

    /** True for what a keyboard types. The private use area is excluded: there the kitty protocol has its key names. */
    private static boolean isText(int codePoint) {
        boolean control = codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0;
        boolean outside = codePoint > Character.MAX_CODE_POINT || codePoint >= 0xD800 && codePoint <= 0xF8FF;
        return !control && !outside;
    }

    /** The parameters, at least one; empty if they are not numbers. Subparameters, after a colon, are left out. */
    private static int[] numbers(String parameters) {
        String[] parts = parameters.split(";", -1);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int colon = parts[i].indexOf(':');
            String digits = colon < 0 ? parts[i] : parts[i].substring(0, colon);
            if (!digits.isEmpty() && (!isNumber(digits) || digits.length() > 7)) {
                return new int[0];
            }
            numbers[i] = digits.isEmpty() ? 1 : Integer.parseInt(digits);
        }
        return numbers;
    }
}
