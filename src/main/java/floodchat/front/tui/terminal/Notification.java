package floodchat.front.tui.terminal;

/**
 * A notification on the desktop, as the operating system commands that show it. None of them is answered, so the
 * kind is a setting, except that kitty tells whether it knows its own. Immutable.
 *
 * @param title a few words; anything in it that means something to a terminal is taken out
 * @param body the same; may be empty
 */
public record Notification(String title, String body) {
    /** What a desktop shows of it. */
    private static final int MAX_TITLE_CHARACTERS = 80;

    private static final int MAX_BODY_CHARACTERS = 200;

    private static final String END = "\033\\";

    /** How it is sent. */
    public enum Kind {
        NONE,
        /** OSC 99 if the terminal says that it knows it, else OSC 9. */
        AUTO,
        /** Known to iTerm2, WezTerm, Ghostty, foot and kitty. */
        OSC9,
        /** Known to rxvt-unicode, foot, Ghostty, WezTerm and kitty. */
        OSC777,
        /** The desktop notifications of kitty and foot. */
        OSC99
    }

    /** The question whether OSC 99 is known. */
    static final String QUESTION = "\033]99;i=floodchat:p=?;" + END;

    /** @param knowsOsc99 whether the terminal has answered the {@link #QUESTION} */
    String sequence(Kind kind, boolean knowsOsc99) {
        return switch (kind) {
            case NONE -> "";
            case AUTO -> knowsOsc99 ? osc99() : osc9();
            case OSC9 -> osc9();
            case OSC777 -> osc777();
            case OSC99 -> osc99();
        };
    }

    /** A text that begins with a number and a semicolon would be another command of ConEmu. The title is ours. */
    private String osc9() {
        String text = body.isEmpty() ? cleanTitle() : cleanTitle() + ": " + cleanBody();
        return "\033]9;Floodchat: " + text + END;
    }

    private String osc777() {
        String heading = OscText.without(';', title, MAX_TITLE_CHARACTERS);
        return "\033]777;notify;" + heading + ";" + OscText.without(';', body, MAX_BODY_CHARACTERS) + END;
    }

    /** A new one replaces the last one. It is shown only while the terminal has no focus. */
    private String osc99() {
        String start = "\033]99;i=floodchat:o=unfocused:d=";
        String rest = body.isEmpty() ? "" : start + "1:p=body;" + cleanBody() + END;
        return start + (body.isEmpty() ? "1" : "0") + ";" + cleanTitle() + END + rest;
    }

    private String cleanTitle() {
        return OscText.of(title, MAX_TITLE_CHARACTERS);
    }

    private String cleanBody() {
        return OscText.of(body, MAX_BODY_CHARACTERS);
    }
}
