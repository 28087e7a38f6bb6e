package floodchat.front.tui.terminal;

/** Turns control bytes (below a blank, and DEL) into the keys that send them. Pure. */
final class ControlKeys {
    private ControlKeys() {}

    static Key key(int b, boolean alt) {
        return switch (b) {
            // a line feed is an Enter that was typed before the terminal was in raw mode
            case '\r', '\n' -> new Key.Named(Key.Name.ENTER, false, alt, false);
            case '\t' -> new Key.Named(Key.Name.TAB, false, alt, false);
            case 0x7F, '\b' -> new Key.Named(Key.Name.BACKSPACE, false, alt, false);
            case 0 -> new Key.Typed(' ', true, alt);
            default -> new Key.Typed(letter(b), true, alt);
        };
    }

    /** The key that Ctrl and this letter are on every terminal: Tab, Enter or Escape, or the letter itself. */
    static Key ofLetter(int letter, boolean alt) {
        return letter == '[' ? new Key.Named(Key.Name.ESCAPE, false, alt, false) : key(letter & 0x1F, alt);
    }

    private static int letter(int b) {
        return b <= 26 ? 'a' + b - 1 : b + 0x40;
    }
}
