package floodchat.front.tui;

/** What a person did at the keyboard, or what the terminal reported. */
sealed interface Key {
    /** A character; several make one cluster where they belong together. */
    record Typed(int codePoint, boolean ctrl, boolean alt) implements Key {}

    /** A key that has a name instead of a character. */
    record Named(Name name, boolean ctrl, boolean alt, boolean shift) implements Key {}

    /** A text that was pasted: clean of sequences, line ends are newlines. */
    record Pasted(String text) implements Key {}

    /** The window got the keyboard, or lost it. */
    record Focused(boolean here) implements Key {}

    /** The terminal answered what its background is. */
    record Background(boolean dark) implements Key {}

    enum Name {
        ENTER,
        TAB,
        BACKSPACE,
        ESCAPE,
        UP,
        DOWN,
        LEFT,
        RIGHT,
        HOME,
        END,
        PAGE_UP,
        PAGE_DOWN,
        INSERT,
        DELETE,
        F1,
        F2,
        F3,
        F4,
        F5,
        F6,
        F7,
        F8,
        F9,
        F10,
        F11,
        F12
    }

    static Key typed(int codePoint) {
        return new Typed(codePoint, false, false);
    }

    static boolean isControl(Key key, char letter) {
        return key.equals(new Typed(letter, true, false));
    }

    static Key named(Name name) {
        return new Named(name, false, false, false);
    }
}
