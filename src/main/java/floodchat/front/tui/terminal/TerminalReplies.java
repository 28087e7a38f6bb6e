package floodchat.front.tui.terminal;

import org.jspecify.annotations.Nullable;

/** Reads what a terminal answers to a question. Pure. */
final class TerminalReplies {
    private static final String BACKGROUND = "11;rgb:";

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
     * Reads the reply to DECRQM of mode 69, {@code ?69;STATE$}: 1 and 2 are set and reset, 0 is unknown, 3 and 4 can't
     * be changed (DECRPM, VT510). Null for other modes.
     */
    static Key.@Nullable Margins margins(String parameters) {
        return switch (parameters) {
            case "?69;1$", "?69;2$" -> new Key.Margins(true);
            case "?69;0$", "?69;3$", "?69;4$" -> new Key.Margins(false);
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
