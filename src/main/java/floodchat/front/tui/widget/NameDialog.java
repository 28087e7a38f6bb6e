package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import org.jspecify.annotations.Nullable;

/**
 * The dialog that asks for a username, over the messages; the newest row of them stays in sight. In a small window the
 * name is written in the place of the line. Owned by the thread that owns the screen.
 */
public final class NameDialog {
    private static final String RULE = "1 to 32 letters, digits, _ - .";

    /** Taken if a person leaves the first dialog without a name. */
    private final String suggestedName;

    private boolean open;
    private Editor editor = new Editor();

    /** Enter takes this while nothing is typed. */
    private String suggestion = "";

    /** Whether there is no name yet. */
    private boolean first;

    /** Why the entered name can't be used; null if nothing is wrong. */
    private @Nullable String problem;

    public NameDialog(String suggestedName) {
        this.suggestedName = suggestedName;
    }

    public boolean isOpen() {
        return open;
    }

    /** Opens the dialog. @param self null while there is no name */
    public void ask(@Nullable Person self) {
        show(self == null ? suggestedName : self.name(), self == null);
    }

    private void show(String toSuggest, boolean noName) {
        open = true;
        editor = new Editor();
        suggestion = toSuggest;
        first = noName;
        problem = null;
    }

    /** Opens the dialog again, because the chat refused the name. */
    public void refused(String name, String reason, @Nullable Person self) {
        show(name, self == null);
        problem = reason;
    }

    /** Says why the name was not taken; the dialog stays open. */
    public void refuse(String reason) {
        problem = reason;
    }

    public void close() {
        open = false;
    }

    /** The name if this key chose one; else null. The dialog stays open until the name is taken. */
    public @Nullable String press(Key key) {
        if (key.equals(Key.named(Key.Name.ENTER))) {
            return enter();
        }
        if (key.equals(Key.named(Key.Name.ESCAPE))) {
            return cancel();
        }
        if (key instanceof Key.Pasted pasted) {
            editor.insert(PasteFilter.clean(pasted.text(), Editor.MAX_LENGTH).replace('\n', ' '));
        } else {
            EditorKeys.apply(key, editor);
        }
        problem = null;
        return null;
    }

    private @Nullable String enter() {
        String name = Names.normalize(editor.isEmpty() ? suggestion : editor.text());
        problem = Names.problemWith(name);
        return problem == null ? name : null;
    }

    /** Without a name, the suggested one is taken. */
    private @Nullable String cancel() {
        open = first;
        return first ? suggestedName : null;
    }

    // ---- drawing

    /** Draws the dialog and its cursor. */
    public void paint(Canvas canvas, WindowLayout layout) {
        box().paint(canvas, layout);
    }

    /** How many rows it takes from the messages. */
    public int rows(WindowLayout layout) {
        return box().rows(layout);
    }

    private EntryBox box() {
        Span words = problem == null ? new Span(RULE, StyleToken.QUIET) : new Span(problem, StyleToken.WARNING);
        String title = first ? "What is your name?" : "Set username";
        String keys = "Enter sets · " + (first ? "Esc takes " + suggestion : "Esc cancels");
        return new EntryBox(title, words, problem != null, keys, editor.text(), editor.cursor(), suggestion);
    }
}
