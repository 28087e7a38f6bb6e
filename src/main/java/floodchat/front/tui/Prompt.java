package floodchat.front.tui;

import floodchat.front.Audience;

/** The words before the input: who will read it. */
record Prompt(String words, Ink ink) {
    /** What stands before an empty line. */
    static final Prompt EVERYONE = new Prompt("to everyone", Ink.QUIET);

    /** What stands before a name that is being chosen. */
    static final Prompt SOMEONE = new Prompt("only to …", Ink.DIRECT);

    private static final int MAX_NAME_COLUMNS = 22;

    static Prompt of(Audience audience) {
        return switch (audience) {
            case Audience.Everyone everyone -> EVERYONE;
            case Audience.OnlyOne(String label) -> new Prompt("only to " + fit(label), Ink.DIRECT);
            case Audience.Several(String name) -> new Prompt("several are called " + fit(name), Ink.WARNING);
            case Audience.Unknown(String name) when name.isEmpty() -> SOMEONE;
            case Audience.Unknown(String name) -> new Prompt("nobody is called " + fit(name), Ink.WARNING);
            case Audience.Oneself oneself -> new Prompt("that is you", Ink.WARNING);
            case Audience.Command command -> new Prompt("command", Ink.ACCENT);
        };
    }

    private static String fit(String name) {
        return Graphemes.fit(name, MAX_NAME_COLUMNS);
    }

    static Prompt searching(Search search) {
        boolean nowhere = search.place() < 0;
        return new Prompt(
                (nowhere ? "not found: " : "search: ") + Graphemes.fit(search.words(), MAX_NAME_COLUMNS), Ink.ACCENT);
    }

    /** The same, told how many lines it will be. */
    Prompt withLines(int lines) {
        return lines == 1 ? this : new Prompt(words + ", " + lines + " lines", ink);
    }
}
