package floodchat.front.tui.terminal;

import org.jspecify.annotations.Nullable;

/** Reads what a terminal answers to a question. Pure. */
final class TerminalReplies {
    private static final String BACKGROUND = "11;rgb:";

    /** Shift, Alt and Ctrl in the number of a button (xterm, ctlseqs). */
    private static final int MOUSE_MODIFIERS = 4 | 8 | 16;

    private TerminalReplies() {}

    /** Reads the reply to OSC 11, {@code 11;rgb:RRRR/GGGG/BBBB} with 1 to 4 hex digits each; null for other strings. */
    static Key.@Nullable Background background(String command) {
        if (!command.startsWith(BACKGROUND)) {
            return null;
        }
        String[] parts = command.substring(BACKGROUND.length()).split("/", -1);
        if (parts.length != 3) {
            return null;
        }
        double red = share(parts[0]);
        double green = share(parts[1]);
        double blue = share(parts[2]);
        if (red < 0 || green < 0 || blue < 0) {
            return null;
        }
        return new Key.Background(0.299 * red + 0.587 * green + 0.114 * blue < 0.5);
    }

    /**
     * Reads the reply to DECRQM of mode 69 or 1004, {@code ?MODE;STATE$}: 1 and 2 are set and reset, 0 is unknown, 3
     * and 4 can't be changed (DECRPM, VT510). Null for other modes.
     */
    static Key.@Nullable Knows mode(String parameters) {
        Key.Feature feature =
                switch (parameters.substring(0, Math.max(0, parameters.indexOf(';')))) {
                    case "?69" -> Key.Feature.MARGINS;
                    case "?1004" -> Key.Feature.FOCUS;
                    default -> null;
                };
        if (feature == null) {
            return null;
        }
        return switch (parameters.substring(parameters.indexOf(';'))) {
            case ";1$", ";2$" -> new Key.Knows(feature, true);
            case ";0$", ";3$", ";4$" -> new Key.Knows(feature, false);
            default -> null;
        };
    }

    /** Reads the reply to DECRQM of mode 2031: null if the terminal can't set it, and for other modes. */
    static Key.@Nullable SchemeReports schemeReports(String parameters) {
        return parameters.equals("?2031;1$") || parameters.equals("?2031;2$") ? new Key.SchemeReports() : null;
    }

    /** Reads {@code CSI ? 997 ; SCHEME n}, in which 1 is dark and 2 is light (Contour's extension of DSR). */
    static Key.@Nullable SchemeChanged scheme(String parameters) {
        return switch (parameters) {
            case "?997;1" -> new Key.SchemeChanged(true);
            case "?997;2" -> new Key.SchemeChanged(false);
            default -> null;
        };
    }

    /** Reads the reply of kitty to {@code CSI ? u}, {@code ?FLAGS}; null for others. */
    static Key.@Nullable Knows kittyKeys(String parameters) {
        boolean flags = parameters.startsWith("?") && EscapeSequences.isNumber(parameters.substring(1));
        return flags ? new Key.Knows(Key.Feature.KITTY_KEYS, true) : null;
    }

    /** Reads the reply of kitty to the question which notifications it shows; null for other strings. */
    static Key.@Nullable Knows notifications(String command) {
        boolean answer = command.startsWith("99;") && command.contains("p=?");
        return answer ? new Key.Knows(Key.Feature.NOTIFICATIONS, true) : null;
    }

    /**
     * Reads a report of the mouse, {@code <BUTTON;COLUMN;ROW} and {@code M} or {@code m} (SGR, mode 1006); null for
     * other buttons than the left one and the wheel. Shift, Alt and Ctrl make no difference.
     */
    static Key.@Nullable Mouse mouse(String parameters, boolean released) {
        String[] parts = parameters.substring(1).split(";", -1);
        if (parts.length != 3 || !isSmallNumber(parts[0]) || !isSmallNumber(parts[1]) || !isSmallNumber(parts[2])) {
            return null;
        }
        Key.Action action = action(Integer.parseInt(parts[0]) & ~MOUSE_MODIFIERS, released);
        int column = Integer.parseInt(parts[1]) - 1;
        int row = Integer.parseInt(parts[2]) - 1;
        return action == null || column < 0 || row < 0 ? null : new Key.Mouse(action, column, row);
    }

    private static Key.@Nullable Action action(int button, boolean released) {
        return switch (button) {
            case 0 -> released ? Key.Action.RELEASE : Key.Action.PRESS;
            case 32 -> released ? null : Key.Action.DRAG;
            case 64 -> Key.Action.WHEEL_UP;
            case 65 -> Key.Action.WHEEL_DOWN;
            default -> null;
        };
    }

    private static boolean isSmallNumber(String digits) {
        return EscapeSequences.isNumber(digits) && digits.length() <= 5;
    }

    /** 0 to 1; below 0 if the digits are no such number. */
    private static double share(String hex) {
        if (hex.isEmpty() || hex.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < hex.length(); i++) {
            int digit = Character.digit(hex.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value / (Math.pow(16, hex.length()) - 1);
    }
}
