package floodchat.front.tui;

import org.jspecify.annotations.Nullable;

/**
 * A search backwards through history, as Ctrl-R does in a shell.
 *
 * @param words what is sought
 * @param place where it was found, counted from the oldest line; -1 where it is nowhere
 * @param draft what was being written before
 */
record Search(String words, int place, String draft) {
    static Search start(String draft, History history) {
        return new Search("", history.size(), draft);
    }

    /** The search after this key; null where the key is none of a search. */
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

    String found(History history) {
        return place < 0 || place >= history.size() ? draft : history.at(place);
    }
}
