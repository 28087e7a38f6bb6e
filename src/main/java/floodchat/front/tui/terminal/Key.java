package floodchat.front.tui.terminal;

/** A key that was pressed, a text that was pasted, or a report of the terminal. */
public sealed interface Key {
    /** One code point; several may form one cluster. */
    record Typed(int codePoint, boolean ctrl, boolean alt) implements Key {}

    /** A key that has a name instead of a character. */
    record Named(Name name, boolean ctrl, boolean alt, boolean shift) implements Key {}

    /** A pasted text, without escape sequences; its line ends are newlines. */
    record Pasted(String text) implements Key {}

    /** The window got or lost the keyboard focus. */
    record Focused(boolean focused) implements Key {}

    /** The terminal reported its background. */
    record Background(boolean dark) implements Key {}

    /** The terminal answered whether it knows something. */
    record Knows(Feature feature, boolean known) implements Key {}

    /** The left button or the wheel of the mouse, at this cell; columns and rows count from 0. */
    record Mouse(Action action, int column, int row) implements Key {}

    /** What a terminal is asked for. */
    enum Feature {
        /** Left and right margins (DECLRMM). */
        MARGINS,
        /** Reports of the keyboard focus. */
        FOCUS,
        /** The keyboard protocol of kitty: a sequence of its own for each key. */
        KITTY_KEYS,
        /** Notifications as kitty has them (OSC 99). */
        NOTIFICATIONS
    }

    enum Action {
        PRESS,
        DRAG,
        RELEASE,
        WHEEL_UP,
        WHEEL_DOWN
    }

    /** The terminal tells when its colour scheme changes, if it is asked to (mode 2031). */
    record SchemeReports() implements Key {}

    /** The colour scheme of the terminal is dark now, or light. */
    record SchemeChanged(boolean dark) implements Key {}

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
