package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import org.jspecify.annotations.Nullable;

/**
 * A search backwards in history, as with Ctrl-R in a shell. Immutable.
 *
 * @param words what is searched for
 * @param place the line where it was found, counted from the oldest; -1 if it was not found
 * @param draft the text of the line before the search
 */
record LineSearch(String words, int place, String draft) {
    static LineSearch start(String draft, LineHistory history) {
        return new LineSearch("", history.size(), draft);
    }

    /** The search after this key; null if the key ends the search. */
    @Nullable LineSearch press(Key key, LineHistory history) {
        if (key instanceof Key.Typed(int codePoint, boolean ctrl, boolean alt)) {
            return typed(codePoint, ctrl, alt, history);
        }
        boolean shorter = key.equals(Key.named(Key.Name.BACKSPACE)) && !words.isEmpty();
        return shorter
                ? find(words.substring(0, Graphemes.before(words, words.length())), history.size(), history)
                : null;
    }

    private @Nullable LineSearch typed(int codePoint, boolean ctrl, boolean alt, LineHistory history) {
        if (ctrl || alt) {
            boolean again = codePoint == 'r' && ctrl;
            return again ? find(words, place, history) : null;
        }
        return find(words + Character.toString(codePoint), history.size(), history);
    }

    private LineSearch find(String sought, int before, LineHistory history) {
        return new LineSearch(sought, sought.isEmpty() ? history.size() : history.find(sought, before), draft);
    }

    boolean hasFound(LineHistory history) {
        return place >= 0 && place < history.size();
    }

    String found(LineHistory history) {
        return hasFound(history) ? history.at(place) : draft;
    }
}
