package floodchat.front.tui.widget;

import floodchat.front.Audience;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.StyleToken;

/** The words before the input: they say who will read the line. Immutable. */
record Prompt(String words, StyleToken style) {
    /** Before an empty line. */
    static final Prompt EVERYONE = new Prompt("to everyone", StyleToken.QUIET);

    /** Before a name that is not complete yet. */
    static final Prompt SOMEONE = new Prompt("only to …", StyleToken.DIRECT);

    private static final int MAX_NAME_COLUMNS = 22;

    static Prompt of(Audience audience) {
        return switch (audience) {
            case Audience.Everyone everyone -> EVERYONE;
            case Audience.OnlyOne(String label) -> new Prompt("only to " + fit(label), StyleToken.DIRECT);
            case Audience.Several(String name) -> new Prompt("several are called " + fit(name), StyleToken.WARNING);
            case Audience.Unknown(String name) when name.isEmpty() -> SOMEONE;
            case Audience.Unknown(String name) -> new Prompt("nobody is called " + fit(name), StyleToken.WARNING);
            case Audience.Oneself oneself -> new Prompt("that is you", StyleToken.WARNING);
            case Audience.Command command -> new Prompt("command", StyleToken.ACCENT);
        };
    }

    private static String fit(String name) {
        return Graphemes.fit(name, MAX_NAME_COLUMNS);
    }

    static Prompt searching(Search search) {
        boolean nowhere = search.place() < 0;
        return new Prompt(
                (nowhere ? "not found: " : "search: ") + Graphemes.fit(search.words(), MAX_NAME_COLUMNS),
                StyleToken.ACCENT);
    }

    /** The same with the number of lines, if there is more than one. */
    Prompt withLines(int lines) {
        return lines == 1 ? this : new Prompt(words + ", " + lines + " lines", style);
    }
}
