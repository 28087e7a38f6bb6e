package floodchat.front.tui;

import floodchat.protocol.chat.Names;
import org.jspecify.annotations.Nullable;

/** Asks for a username. Owned by the thread that owns the screen. */
final class NameDialog {
    private final Editor editor = new Editor();
    private final String suggestion;
    private final boolean first;
    private @Nullable String problem;

    /**
     * @param suggestion what Enter takes while nothing is typed
     * @param first whether there is no name yet
     */
    NameDialog(String suggestion, boolean first) {
        this.suggestion = suggestion;
        this.first = first;
    }

    String text() {
        return editor.text();
    }

    int cursor() {
        return editor.cursor();
    }

    String suggestion() {
        return suggestion;
    }

    boolean first() {
        return first;
    }

    /** Why what was entered can't be a name; null where nothing speaks against it. */
    @Nullable String problem() {
        return problem;
    }

    void press(Key key) {
        if (key instanceof Key.Pasted pasted) {
            editor.insert(Pasting.clean(pasted.text(), Editor.MAX_LENGTH).replace('\n', ' '));
        } else {
            EditorKeys.apply(key, editor);
        }
        problem = null;
    }

    /** The name that was entered, or null where it can't be one; the dialog then says why. */
    @Nullable String enter() {
        String name = Names.normalize(editor.isEmpty() ? suggestion : editor.text());
        problem = Names.problemWith(name);
        return problem == null ? name : null;
    }

    void refuse(String reason) {
        problem = reason;
    }
}
