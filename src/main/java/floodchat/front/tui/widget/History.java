package floodchat.front.tui.widget;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that were entered before. Keeps the unfinished line too. Owned by the thread that owns the screen. */
final class History {
    private static final int MAX_LINES = 500;

    private final List<String> lines = new ArrayList<>();
    private int place;
    private String draft = "";

    /** Adds a line as the newest. */
    void add(String line) {
        lines.remove(line);
        lines.add(line);
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
        place = lines.size();
        draft = "";
    }

    /** The line before the one shown now; null if there is none. */
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

    /** The line after the one shown now, at the end the unfinished line; null after that. */
    @Nullable String newer() {
        if (place == lines.size()) {
            return null;
        }
        place++;
        return place == lines.size() ? draft : lines.get(place);
    }

    /** The newest line before this place that contains the words, or -1. Places count from the oldest line. */
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
