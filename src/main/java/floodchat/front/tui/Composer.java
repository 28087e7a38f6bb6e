package floodchat.front.tui;

import floodchat.front.Completion;
import floodchat.front.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * Where a line is written: the editor, the history behind it, the list of completions over it and the search through
 * history. Owned by the thread that owns the screen.
 */
final class Composer {
    private final Editor editor = new Editor();
    private final History history = new History();
    private @Nullable Popup popup;
    private @Nullable Search search;

    String text() {
        return editor.text();
    }

    int cursor() {
        return editor.cursor();
    }

    boolean isEmpty() {
        return editor.isEmpty();
    }

    @Nullable Popup popup() {
        return popup;
    }

    /** The words that are searched for in history; null while nobody searches. */
    @Nullable Search search() {
        return search;
    }

    /** The line was sent: it is history now. */
    void sent() {
        history.add(editor.text());
        editor.clear();
        popup = null;
    }

    /** Puts the line aside; the arrow up and Ctrl-Y have it back. */
    void putAside() {
        history.add(editor.text());
        editor.killAll();
        popup = null;
        search = null;
    }

    /** This is in the line now: a text that could not be sent. */
    void giveBack(String text) {
        editor.set(text);
        popup = null;
    }

    /** People came or went: the list stays true. */
    void refresh(Transcript transcript) {
        if (popup != null) {
            Completion completion = Completion.at(editor.text(), editor.cursor(), transcript);
            popup = completion == null ? null : popup.with(completion);
        }
    }

    /** Enter takes the candidate that was chosen on purpose, or ends the search; false where it means to send. */
    boolean enter() {
        if (search != null) {
            search = null;
            return true;
        }
        if (popup != null && popup.onPurpose()) {
            accept(popup);
            return true;
        }
        return false;
    }

    /** Closes what is open over the line; false where nothing was. */
    boolean escape() {
        if (search != null) {
            editor.set(search.draft());
            search = null;
            return true;
        }
        boolean open = popup != null;
        popup = null;
        return open;
    }

    /** A key that is neither Enter nor Escape. */
    void press(Key key, Transcript transcript) {
        if (search != null && searched(key)) {
            return;
        }
        search = null;
        if (key instanceof Key.Pasted pasted) {
            paste(pasted.text());
        } else if (key instanceof Key.Named named && named(named, transcript)) {
            return;
        } else if (key instanceof Key.Typed(int codePoint, boolean ctrl, boolean alt) && ctrl && chord(codePoint)) {
            popup = null;
        } else {
            edit(key, transcript);
        }
    }

    private void edit(Key key, Transcript transcript) {
        String before = editor.text();
        if (EditorKeys.apply(key, editor)) {
            boolean changed = !before.equals(editor.text());
            Completion completion = changed ? Completion.at(editor.text(), editor.cursor(), transcript) : null;
            popup = completion == null ? null : Popup.of(completion);
        }
    }

    private void paste(String text) {
        editor.insert(Pasting.clean(text, Editor.MAX_LENGTH - editor.text().length()));
        popup = null;
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

    /** Enter with a modifier: the line goes on below. */
    private boolean newline() {
        editor.insert("\n");
        popup = null;
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
            accept(Popup.of(completion));
        } else if (completion != null) {
            popup = Popup.of(completion);
        }
        return true;
    }

    private void accept(Popup chosen) {
        Completion completion = chosen.completion();
        editor.replace(completion.start(), completion.end(), chosen.candidate().replacement());
        popup = null;
    }

    /** Up and down: through the list, through the rows of the text, through history. */
    private boolean vertical(int step) {
        if (popup != null) {
            popup = popup.move(step);
            return true;
        }
        if (moveRow(step)) {
            return true;
        }
        String line = step < 0 ? history.older(editor.text()) : history.newer();
        if (line != null) {
            editor.set(line);
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
            case 'n' -> history.newer();
            default -> null;
        };
        if (line != null) {
            editor.set(line);
        } else if (letter == 'r') {
            search = Search.start(editor.text(), history);
        }
        return letter == 'p' || letter == 'n' || letter == 'r';
    }

    private boolean searched(Key key) {
        Search next = search == null ? null : search.press(key, history);
        if (next == null) {
            return false;
        }
        search = next;
        editor.set(next.found(history));
        return true;
    }
}
