package floodchat.front.tui.text;

/** The colours that a person chooses. */
public enum Palette {
    /** For the background that the terminal has. */
    AUTO,
    DARK,
    LIGHT,
    /** For the background that the terminal has, with a contrast of 7 to 1 or more. */
    HIGH_CONTRAST,
    /** No colours: bold, underlined and reversed text alone. */
    MONO;

    /** The background that these colours are for. @param actual what the terminal has, as far as it is known */
    Tint tint(Tint actual) {
        return switch (this) {
            case DARK -> Tint.DARK;
            case LIGHT -> Tint.LIGHT;
            case AUTO, HIGH_CONTRAST, MONO -> actual;
        };
    }
}
