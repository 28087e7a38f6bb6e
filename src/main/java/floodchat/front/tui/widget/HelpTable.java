package floodchat.front.tui.widget;

import java.util.List;

/**
 * Every key and every command, with what it does, and the signs that stand in front of lines and behind names. The help
 * page shows it, and the tables of the user guide are made from it. A new key or command is a new line here, wherever
 * it stands: lines are shown by sections. Immutable.
 */
public final class HelpTable {
    /** What the words of a line are. */
    public enum Kind {
        /** What is typed into the line before Enter. */
        TYPED,
        /** Keys, with a comma between them. Tests press them. */
        KEYS,
        /** What is seen. */
        SIGNS
    }

    /** The parts of the table, in their order. */
    public enum Section {
        SAY("Say", Kind.TYPED),
        OWN_LINES("Your lines", Kind.SIGNS),
        CONVERSATIONS("Conversations", Kind.KEYS),
        COMMANDS("Commands", Kind.TYPED),
        PEOPLE("People", Kind.TYPED),
        NAMES("Names", Kind.SIGNS),
        MESSAGES("Messages", Kind.KEYS),
        WINDOW("Window", Kind.KEYS),
        OTHER_LINES("Other lines", Kind.SIGNS),
        LINE("Line", Kind.KEYS),
        QUESTION("Question before sending", Kind.KEYS),
        COMPLETION("List of names or commands", Kind.KEYS),
        LINE_SEARCH("Search in your lines", Kind.KEYS),
        CONVERSATION_LIST("List of conversations", Kind.KEYS),
        MESSAGE_MODE("Chosen message", Kind.KEYS),
        PEOPLE_MODE("Chosen person", Kind.KEYS),
        SEARCH("Search in what is kept", Kind.KEYS),
        NETWORK_PAGE("Network page", Kind.KEYS),
        HELP_PAGE("Help page", Kind.KEYS),
        NAME_DIALOG("Question for your name", Kind.KEYS),
        MOUSE("Mouse, if mouse = true", Kind.SIGNS);

        private final String headline;
        private final Kind kind;

        Section(String headline, Kind kind) {
            this.headline = headline;
            this.kind = kind;
        }

        public String headline() {
            return headline;
        }

        public Kind kind() {
            return kind;
        }
    }

    /**
     * What something does or means.
     *
     * @param words keys, a command with its arguments, or a sign
     */
    public record Line(Section section, String words, String meaning) {}

    private static final List<Line> LINES = List.of(
            new Line(Section.SAY, "text", "says it to everyone"),
            new Line(Section.SAY, "@NAME text", "says it to one person alone"),
            new Line(Section.SAY, "@NAME @NAME text", "says it to each of them alone"),
            new Line(Section.SAY, "@NAME", "goes there; all is private then"),
            new Line(Section.SAY, "//text", "says a text that starts with a slash"),
            new Line(Section.OWN_LINES, "…", "no peer has taken it yet"),
            new Line(Section.OWN_LINES, "✓", "passed on to other peers"),
            new Line(Section.OWN_LINES, "✓✓", "private: shown to the person"),
            new Line(Section.OWN_LINES, "✗", "private: given up, or 7 days are over"),
            new Line(Section.CONVERSATIONS, "Alt-A", "the next one with something unread"),
            new Line(Section.CONVERSATIONS, "Alt-R", "who wrote to you alone; again: earlier"),
            new Line(Section.CONVERSATIONS, "Alt-K", "all of them; a part of a name finds one"),
            new Line(Section.CONVERSATIONS, "Alt-1 to Alt-9", "the first (everyone), the second, ..."),
            new Line(Section.CONVERSATIONS, "Esc", "back to everyone"),
            new Line(Section.COMMANDS, "/query NAME", "goes to one person; also NAME NAME"),
            new Line(Section.COMMANDS, "/msg NAME text", "says it to one person alone"),
            new Line(Section.COMMANDS, "/close", "closes this one, goes to everyone"),
            new Line(Section.COMMANDS, "/name NAME", "your name; also set username NAME"),
            new Line(Section.COMMANDS, "/who", "shows who is here"),
            new Line(Section.COMMANDS, "/who NAME", "shows who somebody is"),
            new Line(Section.COMMANDS, "/net", "shows how the network is"),
            new Line(Section.COMMANDS, "/connect ADDRESS", "connects to HOST:PORT; also connect"),
            new Line(Section.COMMANDS, "/invite", "shows the invite into a private network"),
            new Line(Section.COMMANDS, "/takeover", "speaks from here if you run elsewhere too"),
            new Line(Section.COMMANDS, "/set", "settings; /set NAME, /set NAME VALUE"),
            new Line(Section.COMMANDS, "/away WHY", "says that you do not look"),
            new Line(Section.COMMANDS, "/back", "ends that; so does writing"),
            new Line(Section.COMMANDS, "/export FILE", "writes the history to a new file"),
            new Line(Section.COMMANDS, "/search WORDS", "lines that are kept; from:, in:, since:"),
            new Line(Section.COMMANDS, "/info N", "the card of message N; 1 is the newest"),
            new Line(Section.COMMANDS, "/reply N text", "answers message N with a quote"),
            new Line(Section.COMMANDS, "/clear", "deletes the history: /clear history yes"),
            new Line(Section.COMMANDS, "/edit", "opens your editor; also /edit text"),
            new Line(Section.COMMANDS, "/help, /?, /h", "shows keys and commands; also help"),
            new Line(Section.COMMANDS, "/quit, /exit", "leaves; also quit, exit"),
            new Line(Section.PEOPLE, "/contact add", "NAME, then your own name for them"),
            new Line(Section.PEOPLE, "/contact", "also rename, remove, list"),
            new Line(Section.PEOPLE, "/contacts", "lists them"),
            new Line(Section.PEOPLE, "/verify NAME", "the 60 digits to compare"),
            new Line(Section.PEOPLE, "/block NAME", "hides what they say"),
            new Line(Section.PEOPLE, "/unblock NAME", "shows it again"),
            new Line(Section.PEOPLE, "/mute NAME 2h", "hides what they say for this time; alone: lists"),
            new Line(Section.PEOPLE, "/unmute NAME", "shows it again"),
            new Line(Section.PEOPLE, "/outbox", "private lines that wait; /outbox drop N"),
            new Line(Section.PEOPLE, "/requests", "lines of strangers: list, on, crowd, off"),
            new Line(Section.PEOPLE, "/requests clear", "forgets those lines"),
            new Line(Section.PEOPLE, "/accept NAME", "shows what a stranger wrote to you"),
            new Line(Section.NAMES, "name*", "a contact; name** is verified"),
            new Line(Section.NAMES, "name·9b1cffee", "a further person with such a name"),
            new Line(Section.NAMES, "name ✕", "somebody whom you blocked"),
            new Line(Section.NAMES, "name ⊘", "somebody whom you muted"),
            new Line(Section.NAMES, "name ◦", "idle"),
            new Line(Section.NAMES, "name ☾", "away"),
            new Line(Section.NAMES, "name ≈", "a stranger whose name looks known"),
            new Line(Section.MESSAGES, "PgUp, PgDn", "older and newer messages"),
            new Line(Section.MESSAGES, "Shift-Up", "one row up"),
            new Line(Section.MESSAGES, "Shift-Down", "one row down"),
            new Line(Section.MESSAGES, "Ctrl-Home", "the oldest message; also Home, if nothing is written"),
            new Line(Section.MESSAGES, "Ctrl-End", "the newest message; also Esc, or End if nothing is written"),
            new Line(Section.MESSAGES, "F4", "opens or folds a long text"),
            new Line(Section.MESSAGES, "Alt-M", "chooses a message"),
            new Line(Section.WINDOW, "F1", "keys and commands"),
            new Line(Section.WINDOW, "F2", "your name"),
            new Line(Section.WINDOW, "F3", "how the network is"),
            new Line(Section.WINDOW, "F7", "shows or hides the peer list"),
            new Line(Section.WINDOW, "Alt-P", "chooses somebody in the peer list"),
            new Line(Section.WINDOW, "Ctrl-S", "searches what is kept"),
            new Line(Section.WINDOW, "Ctrl-C, Ctrl-C", "leaves"),
            new Line(Section.WINDOW, "Ctrl-D", "leaves, if nothing is written"),
            new Line(Section.WINDOW, "Ctrl-L", "draws the window again"),
            new Line(Section.WINDOW, "Ctrl-Z", "back to the shell; fg returns"),
            new Line(Section.OTHER_LINES, "▌", "names you, or is for you alone"),
            new Line(Section.OTHER_LINES, "‹", "said before you came"),
            new Line(Section.OTHER_LINES, "·", "something happened"),
            new Line(Section.OTHER_LINES, "!", "something was not done, and why"),
            new Line(Section.LINE, "Enter", "sends the line"),
            new Line(Section.LINE, "Alt-Enter", "starts a new line"),
            new Line(Section.LINE, "Shift-Enter", "the same, if the terminal tells it from Enter"),
            new Line(Section.LINE, "Tab", "completes @names and /commands; at the start: a name; again: another"),
            new Line(Section.LINE, "Up, Down", "your earlier lines; edits of them stay"),
            new Line(Section.LINE, "Ctrl-P, Ctrl-N", "the same, also from within several rows"),
            new Line(Section.LINE, "Alt-E", "opens your editor: $VISUAL, $EDITOR or vi"),
            new Line(Section.LINE, "Ctrl-R", "searches your earlier lines"),
            new Line(Section.LINE, "Ctrl-C", "clears the line; Up brings it back"),
            new Line(Section.LINE, "Ctrl-A, Ctrl-E", "start, end"),
            new Line(Section.LINE, "Home, End", "start, end"),
            new Line(Section.LINE, "Left, Right", "one letter back, one on"),
            new Line(Section.LINE, "Ctrl-B, Ctrl-F", "one letter back, one on"),
            new Line(Section.LINE, "Alt-B, Alt-F", "one word back, one word on"),
            new Line(Section.LINE, "Ctrl-Left", "one word back"),
            new Line(Section.LINE, "Ctrl-Right", "one word on"),
            new Line(Section.LINE, "Backspace", "deletes the letter before"),
            new Line(Section.LINE, "Delete", "deletes the letter after"),
            new Line(Section.LINE, "Ctrl-H, Ctrl-D", "as Backspace, as Delete"),
            new Line(Section.LINE, "Ctrl-W, Alt-D", "cut the word before, after"),
            new Line(Section.LINE, "Ctrl-Backspace", "cuts the word before, up to a sign"),
            new Line(Section.LINE, "Ctrl-Delete", "cuts the word after"),
            new Line(Section.LINE, "Ctrl-U, Ctrl-K", "cut to the start, to the end"),
            new Line(Section.LINE, "Ctrl-Y, Alt-Y", "paste the last cut, an earlier cut"),
            new Line(Section.LINE, "Ctrl-T", "swaps two letters"),
            new Line(Section.LINE, "Ctrl-_", "undoes the last change"),
            new Line(Section.QUESTION, "Enter", "yes"),
            new Line(Section.QUESTION, "Esc", "no; also Ctrl-C. Any other key goes on writing"),
            new Line(Section.COMPLETION, "Tab", "takes the marked one"),
            new Line(Section.COMPLETION, "Down, Up", "mark another one"),
            new Line(Section.COMPLETION, "Shift-Tab", "marks the one before"),
            new Line(Section.COMPLETION, "Enter", "takes one that you marked, else sends the line"),
            new Line(Section.COMPLETION, "Esc", "closes the list"),
            new Line(Section.LINE_SEARCH, "letters", "are looked for"),
            new Line(Section.LINE_SEARCH, "Ctrl-R", "an earlier line with them"),
            new Line(Section.LINE_SEARCH, "Backspace", "looks for less"),
            new Line(Section.LINE_SEARCH, "Enter", "takes what was found; so does any other key"),
            new Line(Section.LINE_SEARCH, "Esc", "back to what you wrote"),
            new Line(Section.CONVERSATION_LIST, "letters", "leave those with them in the name"),
            new Line(Section.CONVERSATION_LIST, "Down, Up", "mark another one"),
            new Line(Section.CONVERSATION_LIST, "Alt-K", "marks the next one; also Ctrl-N, Ctrl-P"),
            new Line(Section.CONVERSATION_LIST, "Enter", "goes there; also Tab"),
            new Line(Section.CONVERSATION_LIST, "Esc", "closes the list; also Ctrl-C"),
            new Line(Section.MESSAGE_MODE, "Up, Down", "another message; also k, j"),
            new Line(Section.MESSAGE_MODE, "PgUp, PgDn", "half a page on"),
            new Line(Section.MESSAGE_MODE, "Home, End", "the oldest, the newest"),
            new Line(Section.MESSAGE_MODE, "r", "answers with a quote"),
            new Line(Section.MESSAGE_MODE, "c", "copies the text"),
            new Line(Section.MESSAGE_MODE, "o", "opens its link"),
            new Line(Section.MESSAGE_MODE, "i", "its card"),
            new Line(Section.MESSAGE_MODE, "m", "writes /mute for its author; Enter mutes"),
            new Line(Section.MESSAGE_MODE, "F4", "opens or folds it"),
            new Line(Section.MESSAGE_MODE, "Esc", "leaves it; also Ctrl-C, Alt-M"),
            new Line(Section.PEOPLE_MODE, "Up, Down", "another person"),
            new Line(Section.PEOPLE_MODE, "PgUp, PgDn", "a page on"),
            new Line(Section.PEOPLE_MODE, "Home, End", "the first, the last"),
            new Line(Section.PEOPLE_MODE, "Enter", "goes to the person; accepts a stranger"),
            new Line(Section.PEOPLE_MODE, "i", "who that is"),
            new Line(Section.PEOPLE_MODE, "m", "mutes for 2 hours, or unmutes"),
            new Line(Section.PEOPLE_MODE, "b", "blocks, or unblocks"),
            new Line(Section.PEOPLE_MODE, "v", "the 60 digits to compare"),
            new Line(Section.PEOPLE_MODE, "Esc", "leaves the list; also Ctrl-C, Alt-P"),
            new Line(Section.SEARCH, "letters", "are looked for, as you type"),
            new Line(Section.SEARCH, "Tab", "completes a name after from: or in:"),
            new Line(Section.SEARCH, "Down, Up", "an older line, a newer one"),
            new Line(Section.SEARCH, "Ctrl-S", "an older line"),
            new Line(Section.SEARCH, "PgDn, PgUp", "half a page on"),
            new Line(Section.SEARCH, "Enter", "shows it where it was said; then Esc: back, Ctrl-S: the page"),
            new Line(Section.SEARCH, "Esc", "back to where you were; also Ctrl-C"),
            new Line(Section.NETWORK_PAGE, "PgDn, PgUp", "more and less of it"),
            new Line(Section.NETWORK_PAGE, "F3", "back to the messages; also Esc"),
            new Line(Section.HELP_PAGE, "Down, Up", "one row on, one row back"),
            new Line(Section.HELP_PAGE, "PgDn, PgUp", "more and less of it"),
            new Line(Section.HELP_PAGE, "Home, End", "its start, its end"),
            new Line(Section.HELP_PAGE, "Esc", "closes it; so does any other key"),
            new Line(Section.NAME_DIALOG, "Enter", "sets the name"),
            new Line(Section.NAME_DIALOG, "Esc", "closes it; at the first start, takes the suggested name"),
            new Line(Section.MOUSE, "wheel", "scrolls"),
            new Line(Section.MOUSE, "drag", "copies what it passes over"),
            new Line(Section.MOUSE, "click", "on a link opens it, on a person goes there"));

    private HelpTable() {}

    /** The lines of a section, in their order. */
    public static List<Line> of(Section section) {
        return LINES.stream().filter(line -> line.section() == section).toList();
    }
}
