package floodchat.front.tui;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that were entered, to walk through; the line being written is kept meanwhile. Owned by the thread that owns
 * the screen.
 */
final class History {
    private static final int MAX_LINES = 500;

    private final List<String> lines = new ArrayList<>();
    private int place;
    private String draft = "";

    /** Keeps a line, and stands behind it again. */
    void add(String line) {
        lines.remove(line);
        lines.add(line);
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
        place = lines.size();
        draft = "";
    }

    /** The line before the one shown now, or null where there is none. */
    @Nullable String older(String shown) {
        if (place == 0) {
            return null;
        }
        if (place == lines.size()) {
            draft = shown;
        }
        place--;
        return lines.get(place);
    }

    /** The line after the one shown now, at last the one that was being written; null behind that. */
    @Nullable String newer() {
        if (place == lines.size()) {
            return null;
        }
        place++;
        return place == lines.size() ? draft : lines.get(place);
    }

    /** The newest line older than this place that holds the words, or -1; places count from the oldest line. */
    int find(String words, int before) {
        for (int i = Math.min(before, lines.size()) - 1; i >= 0; i--) {
            if (lines.get(i).contains(words)) {
                return i;
            }
        }
        return -1;
    }

    String at(int index) {
        return lines.get(index);
    }

    int size() {
        return lines.size();
    }
}
