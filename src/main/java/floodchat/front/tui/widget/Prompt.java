package floodchat.front.tui.widget;

import floodchat.front.Audience;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.StyleToken;

/**
 * The words before the input: they say who will read the line. Immutable.
 *
 * @param brief the same for a narrow window
 */
record Prompt(String words, String brief, StyleToken style) {
    /** Before an empty line. */
    static final Prompt EVERYONE = new Prompt("to everyone", "all", StyleToken.QUIET);

    /** Before a name that is not complete yet. */
    static final Prompt SOMEONE = new Prompt("only to …", "only …", StyleToken.DIRECT);

    /** While Floodchat runs elsewhere with our identity: nobody reads what is written here. */
    static final Prompt SILENT = new Prompt("silent: /takeover to speak", "silent", StyleToken.WARNING);

    private static final int MAX_NAME_COLUMNS = 22;

    /** Stands before the digits that tell apart people with one name. */
    private static final char SUFFIX_MARK = '·';

    static Prompt of(Audience audience) {
        return switch (audience) {
            case Audience.Everyone everyone -> EVERYONE;
            case Audience.OnlyOne(String label) -> named("only to ", "only ", label, StyleToken.DIRECT);
            case Audience.TooMany many ->
                new Prompt("one person at a time", "one at a time", StyleToken.WARNING);
            case Audience.Several(String name) -> named("several are called ", "which ", name, StyleToken.WARNING);
            case Audience.Unknown(String name) when name.isEmpty() -> SOMEONE;
            case Audience.Unknown(String name) -> named("nobody is called ", "no ", name, StyleToken.WARNING);
            case Audience.Oneself oneself -> new Prompt("that is you", "you", StyleToken.WARNING);
            case Audience.Command command -> new Prompt("command", "command", StyleToken.ACCENT);
        };
    }

    private static Prompt named(String words, String brief, String name, StyleToken style) {
        String fitting = fit(name);
        return new Prompt(words + fitting, brief + fitting, style);
    }

    /** A name that is too long is cut before its digits. */
    private static String fit(String label) {
        int at = label.lastIndexOf(SUFFIX_MARK);
        String suffix = at < 0 ? "" : label.substring(at);
        int suffixColumns = Graphemes.width(suffix);
        return suffixColumns >= MAX_NAME_COLUMNS
                ? Graphemes.fit(label, MAX_NAME_COLUMNS)
                : Graphemes.fit(label.substring(0, label.length() - suffix.length()), MAX_NAME_COLUMNS - suffixColumns)
                        + suffix;
    }

    static Prompt searching(Search search) {
        boolean nowhere = search.place() < 0;
        return named(nowhere ? "not found: " : "search: ", nowhere ? "no " : "find ", search.words(),
                StyleToken.ACCENT);
    }

    /** The same with the number of lines, if there is more than one. A narrow window has no room for it. */
    Prompt withLines(int lines) {
        return lines == 1 ? this : new Prompt(words + ", " + lines + " lines", brief, style);
    }
}
