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
record Search(String words, int place, String draft) {
    static Search start(String draft, History history) {
        return new Search("", history.size(), draft);
    }

    /** The search after this key; null if the key ends the search. */
    @Nullable Search press(Key key, History history) {
        if (key instanceof Key.Typed(int codePoint, boolean ctrl, boolean alt)) {
            return typed(codePoint, ctrl, alt, history);
        }
        boolean shorter = key.equals(Key.named(Key.Name.BACKSPACE)) && !words.isEmpty();
        return shorter
                ? find(words.substring(0, Graphemes.before(words, words.length())), history.size(), history)
                : null;
    }

    private @Nullable Search typed(int codePoint, boolean ctrl, boolean alt, History history) {
        if (ctrl || alt) {
            boolean again = codePoint == 'r' && ctrl;
            return again ? find(words, place, history) : null;
        }
        return find(words + Character.toString(codePoint), history.size(), history);
    }

    private Search find(String sought, int before, History history) {
        return new Search(sought, sought.isEmpty() ? history.size() : history.find(sought, before), draft);
    }

    boolean hasFound(History history) {
        return place >= 0 && place < history.size();
    }

    String found(History history) {
        return hasFound(history) ? history.at(place) : draft;
    }
}
