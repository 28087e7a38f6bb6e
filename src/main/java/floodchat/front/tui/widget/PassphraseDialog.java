package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import org.jspecify.annotations.Nullable;

/**
 * The dialog that asks for the passphrase of the identity when a window opens. It shows a dot for each character. Owned
 * by the thread that owns the screen.
 */
public final class PassphraseDialog {
    private static final String TITLE = "Your identity is locked";
    private static final String KEYS = "Enter unlocks · Esc leaves";
    private static final String MASK = "•";

    private Editor editor = new Editor();
    private boolean open;

    /** Whether an answer is awaited. Until it comes, nothing is typed. */
    private boolean checking;

    /** Why the last passphrase was refused; null if none was. */
    private @Nullable String problem;

    /** @param open whether a passphrase is needed */
    public PassphraseDialog(boolean open) {
        this.open = open;
    }

    public boolean isOpen() {
        return open;
    }

    /** The passphrase if this key finished it; else null. The dialog stays open until the identity is unlocked. */
    public @Nullable String press(Key key) {
        if (checking) {
            return null;
        }
        if (key.equals(Key.named(Key.Name.ENTER))) {
            checking = !editor.isEmpty();
            return checking ? editor.text() : null;
        }
        if (key instanceof Key.Pasted pasted) {
            editor.insert(PasteFilter.clean(pasted.text(), Editor.MAX_LENGTH).replace("\n", ""));
        } else {
            EditorKeys.apply(key, editor);
        }
        problem = null;
        return null;
    }

    /** Another one is asked for. @param reason one sentence */
    public void refused(String reason) {
        checking = false;
        problem = reason;
        editor = new Editor();
    }

    public void close() {
        open = false;
        editor = new Editor();
    }

    /** Draws the dialog and its cursor. */
    public void paint(Canvas canvas, WindowLayout layout) {
        box().paint(canvas, layout);
    }

    /** How many rows it takes from the messages. */
    public int rows(WindowLayout layout) {
        return box().rows(layout);
    }

    private EntryBox box() {
        String typed = editor.text();
        int cursor = clusters(typed.substring(0, editor.cursor()));
        return new EntryBox(
                TITLE, words(), problem != null, KEYS, MASK.repeat(clusters(typed)), cursor * MASK.length(), "");
    }

    private static int clusters(String text) {
        return Graphemes.of(text).size();
    }

    private Span words() {
        if (problem != null) {
            return new Span(problem, StyleToken.WARNING);
        }
        return new Span(checking ? "Checking …" : "Type its passphrase.", StyleToken.QUIET);
    }
}
