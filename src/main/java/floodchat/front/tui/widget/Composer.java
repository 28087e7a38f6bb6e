package floodchat.front.tui.widget;

import floodchat.front.Audience;
import floodchat.front.CommandParser;
import floodchat.front.Completion;
import floodchat.front.MessageSize;
import floodchat.front.Quote;
import floodchat.front.Roster;
import floodchat.front.Transcript;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line that is written: its editor, the history of lines, the popup with completions, and the search in history.
 * Owned by the thread that owns the screen.
 */
public final class Composer {
    /** A shorter text has less than 3 KiB, since no character takes more than 3 bytes. Nobody counts it. */
    private static final int LARGE_LENGTH = 1024;

    private final Editor editor = new Editor();
    private final LineHistory history = new LineHistory();
    private @Nullable CompletionPopup popup;
    private @Nullable LineSearch search;

    /** How many line breaks of the text were typed, each by a key. */
    private int typedBreaks;

    /** Whether the last key completed a word, so that the blank before the cursor is ours. */
    private boolean completed;

    /** Nothing but commands is obeyed. */
    private boolean silent;

    /** Who reads a line that names nobody; empty for everyone. */
    private List<Person> readers = List.of();

    /** What Tab has written at the start of the line; null if the last key was no such Tab. */
    private @Nullable Salutation salutation;

    /**
     * Goes on in another conversation.
     *
     * @param others who read what is written there; empty for everyone
     * @param draft the unfinished line there
     */
    public void turnTo(List<Person> others, String draft) {
        readers = List.copyOf(others);
        completed = false;
        salutation = null;
        popup = null;
        search = null;
        history.leave();
        editor.clear();
        editor.insert(draft);
        typedBreaks = 0;
    }

    /** The unfinished line; during a search, the one from before it. */
    public String draft() {
        return search == null ? editor.text() : search.draft();
    }

    /** Sets whether Floodchat runs elsewhere with our identity, so that nothing is sent from here. */
    public void silence(boolean isSilent) {
        silent = isSilent;
    }

    public String text() {
        return editor.text();
    }

    /** True if nothing is written or searched. */
    public boolean isEmpty() {
        return editor.isEmpty() && search == null;
    }

    /** Null while there is nothing to complete. */
    public @Nullable CompletionPopup popup() {
        return popup;
    }

    /** How many rows the popup takes from the messages. */
    public int popupRows(WindowLayout layout) {
        return popup == null ? 0 : popup.rows(layout);
    }

    /** The line as it is drawn. */
    public InputBox box(Roster roster, int columns, int maxRows) {
        return InputBox.of(prompt(roster), editor.text(), editor.cursor(), columns, maxRows);
    }

    private Prompt prompt(Roster roster) {
        if (search != null) {
            return Prompt.searching(search);
        }
        String text = editor.text();
        if (text.isEmpty() && (silent || readers.isEmpty())) {
            return silent ? Prompt.SILENT : Prompt.EVERYONE;
        }
        Audience audience = Audience.of(text, roster, readers);
        if (silent && !(audience instanceof Audience.Command)) {
            return Prompt.SILENT.withLines(lines(text));
        }
        boolean choosing = audience instanceof Audience.Unknown && popup != null;
        return (choosing ? Prompt.SOMEONE : Prompt.of(audience)).withLines(lines(text));
    }

    /** How many lines of the text came at once: pasted, or from the history. Those that were typed don't count. */
    public int linesAtOnce() {
        return Math.max(1, lines(editor.text()) - typedBreaks);
    }

    /** How large the message is that is written, in bytes; 0 if it is small or nothing is said. */
    public int bytes(Roster roster) {
        boolean large = editor.text().length() >= LARGE_LENGTH && search == null;
        return large ? MessageSize.of(editor.text(), roster) : 0;
    }

    private void replaceAll(String text) {
        editor.set(text);
        typedBreaks = 0;
    }

    private static int lines(String text) {
        int lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        return lines;
    }

    /** The line was sent: it becomes history. */
    public void sent() {
        completed = false;
        history.add(editor.text());
        editor.clear();
        popup = null;
    }

    /**
     * Clears the line; the arrow up and Ctrl-Y bring it back. During a search, this is the line from before the search.
     * False if there was nothing to put aside.
     */
    public boolean putAside() {
        completed = false;
        if (search != null) {
            replaceAll(search.draft());
        }
        boolean written = !editor.text().isBlank();
        if (written) {
            history.add(editor.text());
        }
        editor.killAll();
        popup = null;
        search = null;
        return written;
    }

    /** Removes blanks from a line that has nothing else. */
    public void clearBlanks() {
        completed = false;
        replaceAll("");
        popup = null;
    }

    /** Puts a text that could not be sent into the line; false if the line is in use. The arrow up has the text too. */
    public boolean giveBack(String text) {
        boolean free = isEmpty();
        if (free) {
            completed = false;
            replaceAll(text);
        }
        return free;
    }

    /**
     * Puts a quote before the line, and the cursor behind the quote. A line that names its readers, or is a command,
     * would become a part of the text: it is put aside. A quote with nothing behind it is replaced.
     *
     * @param quote without a line break
     * @return false if a line was put aside; the arrow up brings it back
     */
    public boolean quote(String quote) {
        escape();
        boolean keeps = editor.text().isBlank() || CommandParser.isPlainText(editor.text());
        if (!keeps) {
            putAside();
        }
        String rest = editor.text().isBlank() || Quote.isAlone(editor.text()) ? "" : editor.text();
        editor.set(quote + "\n" + rest);
        editor.moveTo(quote.length() + 1);
        return keeps;
    }

    /** Writes a command, and puts the line aside if there is one; false if there is none. */
    public boolean command(String line) {
        escape();
        boolean aside = putAside();
        editor.set(line);
        return aside;
    }

    /**
     * Takes the text of an editor. What was written meanwhile is put aside: the arrow up has it. Returns false if the
     * end did not fit.
     *
     * @param before the text that the editor was given
     */
    public boolean edited(String before, String text) {
        escape();
        if (!editor.text().equals(before)) {
            putAside();
        }
        int pastedBreaks = linesAtOnce() - 1;
        String whole = PasteFilter.clean(text, Integer.MAX_VALUE);
        String fitting = PasteFilter.clean(whole, Editor.MAX_LENGTH);
        if (!fitting.equals(editor.text())) {
            replaceAll(fitting);
            typedBreaks = Math.max(0, lines(fitting) - 1 - pastedBreaks);
        }
        popup = null;
        return whole.length() <= Editor.MAX_LENGTH;
    }

    /** The arrow up brings this line. */
    public void remember(String line) {
        if (!line.isBlank()) {
            history.add(line);
        }
    }

    /** Updates the popup, because people may have come or gone. */
    public void refresh(Transcript transcript) {
        if (popup != null) {
            Completion completion = Completion.at(editor.text(), editor.cursor(), transcript);
            popup = completion == null ? null : popup.with(completion);
        }
    }

    /** Enter takes a candidate that was chosen on purpose, or ends the search; false if it sends the line. */
    public boolean enter() {
        if (search != null) {
            endSearch();
            return true;
        }
        if (popup != null && popup.onPurpose()) {
            accept(popup);
            return true;
        }
        return false;
    }

    /** Closes the search or the popup; false if neither was open. */
    public boolean escape() {
        if (search != null) {
            replaceAll(search.draft());
            search = null;
            return true;
        }
        boolean open = popup != null;
        popup = null;
        return open;
    }

    /** Takes a key that is neither Enter nor Escape. Returns false if a paste did not fit as a whole. */
    public boolean press(Key key, Transcript transcript) {
        typedBreaks = Math.min(typedBreaks, lines(editor.text()) - 1);
        if (completed && key instanceof Key.Typed(int codePoint, boolean ctrl, boolean alt)
                && !ctrl && !alt && Completion.followsWord(codePoint)) {
            editor.backspace();
        }
        completed = false;
        Salutation before = salutation;
        salutation = null;
        if (search != null && searched(key)) {
            return true;
        }
        endSearch();
        if (key instanceof Key.Pasted pasted) {
            return paste(pasted.text());
        }
        if (key.equals(Key.named(Key.Name.TAB)) && greets(before, transcript)) {
            return true;
        }
        if (key instanceof Key.Named named && named(named, transcript)) {
            return true;
        }
        if (key instanceof Key.Typed(int codePoint, boolean ctrl, boolean alt) && ctrl && chord(codePoint)) {
            popup = null;
        } else {
            edit(key, transcript);
        }
        return true;
    }

    /** What was found is edited at its place in history. The line from before the search stays at the place it had. */
    private void endSearch() {
        if (search != null && search.hasFound(history)) {
            history.goTo(search.place(), search.draft());
        }
        search = null;
    }

    private void edit(Key key, Transcript transcript) {
        String before = editor.text();
        if (EditorKeys.apply(key, editor)) {
            boolean changed = !before.equals(editor.text());
            Completion completion = changed ? Completion.at(editor.text(), editor.cursor(), transcript) : null;
            popup = completion == null ? null : CompletionPopup.of(completion);
        }
    }

    private boolean paste(String text) {
        int room = Editor.MAX_LENGTH - editor.text().length();
        String whole = PasteFilter.clean(text, Integer.MAX_VALUE);
        editor.insert(PasteFilter.clean(whole, room));
        popup = null;
        return whole.length() <= room;
    }

    private boolean named(Key.Named key, Transcript transcript) {
        return switch (key.name()) {
            case TAB -> tab(key.shift(), transcript);
            case UP -> vertical(-1);
            case DOWN -> vertical(1);
            case ENTER -> newline();
            default -> false;
        };
    }

    /** Enter with a modifier starts a new line. */
    private boolean newline() {
        editor.insert("\n");
        typedBreaks++;
        popup = null;
        return true;
    }

    /** Tab at the start of a public line writes a name; each further Tab another one. */
    private boolean greets(@Nullable Salutation before, Transcript transcript) {
        boolean starts = readers.isEmpty() && popup == null && search == null && editor.cursor() == 0;
        salutation = before != null ? before.next() : starts ? Salutation.first(transcript) : null;
        if (salutation == null) {
            return false;
        }
        editor.replace(0, before == null ? 0 : before.text().length(), salutation.text());
        return true;
    }

    private boolean tab(boolean back, Transcript transcript) {
        if (popup != null) {
            if (back) {
                popup = popup.move(-1);
            } else {
                accept(popup);
            }
            return true;
        }
        Completion completion = Completion.at(editor.text(), editor.cursor(), transcript);
        if (completion != null && completion.candidates().size() == 1) {
            accept(CompletionPopup.of(completion));
        } else if (completion != null) {
            popup = CompletionPopup.of(completion);
        }
        return true;
    }

    private void accept(CompletionPopup chosen) {
        Completion completion = chosen.completion();
        editor.replace(completion.start(), completion.end(), chosen.candidate().replacement());
        popup = null;
        completed = true;
    }

    /** Up and down move in the popup, else in the rows of the text, else in history. */
    private boolean vertical(int step) {
        if (popup != null) {
            popup = popup.move(step);
            return true;
        }
        if (moveRow(step)) {
            return true;
        }
        String line = step < 0 ? history.older(editor.text()) : history.newer(editor.text());
        if (line != null) {
            replaceAll(line);
        }
        return true;
    }

    private boolean moveRow(int step) {
        String text = editor.text();
        int start = text.lastIndexOf('\n', editor.cursor() - 1) + 1;
        int end = text.indexOf('\n', editor.cursor());
        if (step < 0 ? start == 0 : end < 0) {
            return false;
        }
        int target = step < 0 ? text.lastIndexOf('\n', start - 2) + 1 : end + 1;
        int targetEnd = text.indexOf('\n', target);
        int length = (targetEnd < 0 ? text.length() : targetEnd) - target;
        int place = target + Math.min(editor.cursor() - start, length);
        editor.moveTo(Graphemes.before(text, Graphemes.after(text, place)));
        return true;
    }

    private boolean chord(int letter) {
        String line = switch (letter) {
            case 'p' -> history.older(editor.text());
            case 'n' -> history.newer(editor.text());
            default -> null;
        };
        if (line != null) {
            replaceAll(line);
        } else if (letter == 'r') {
            search = LineSearch.start(editor.text(), history);
        }
        return letter == 'p' || letter == 'n' || letter == 'r';
    }

    private boolean searched(Key key) {
        LineSearch next = search == null ? null : search.press(key, history);
        if (next == null) {
            return false;
        }
        search = next;
        replaceAll(next.found(history));
        return true;
    }
}
