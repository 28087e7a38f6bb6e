package floodchat.front.tui.widget;

import floodchat.front.Audience;
import floodchat.front.Quantities;
import floodchat.front.Roster;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.StyleToken;
import java.util.ArrayList;
import java.util.List;

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
            case Audience.Group(List<String> labels) -> {
                String names = names(labels);
                yield new Prompt("only to " + names, "only " + names, StyleToken.DIRECT);
            }
            case Audience.TooMany many -> new Prompt("too many people", "too many", StyleToken.WARNING);
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

    /** As many names as there is room for, at least one, and how many others there are. */
    static String names(List<String> labels) {
        String all = Roster.listed(labels);
        int shown = labels.size() - 1;
        if (Graphemes.width(all) <= MAX_NAME_COLUMNS || shown == 0) {
            return all;
        }
        String names = some(labels, shown);
        while (shown > 1 && Graphemes.width(names) > MAX_NAME_COLUMNS) {
            names = some(labels, --shown);
        }
        return names;
    }

    private static String some(List<String> labels, int shown) {
        List<String> words = new ArrayList<>();
        labels.subList(0, shown).forEach(label -> words.add(fit(label)));
        words.add(Quantities.counted(labels.size() - shown, "other"));
        return Roster.listed(words);
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

    static Prompt searching(LineSearch search) {
        boolean nowhere = search.place() < 0;
        return named(nowhere ? "not found: " : "search: ", nowhere ? "no " : "find ", search.words(),
                StyleToken.ACCENT);
    }

    /** The same with the number of lines, if there is more than one. A narrow window has no room for it. */
    Prompt withLines(int lines) {
        return lines == 1 ? this : new Prompt(words + ", " + lines + " lines", brief, style);
    }
}
