package floodchat.front.tui.widget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines that were entered before, and below them the unfinished line. An earlier line may be edited: until the
 * next line is entered, each place keeps its own edit, as in readline. Places count from the oldest line. Owned by the
 * thread that owns the screen.
 */
final class LineHistory {
    private static final int MAX_LINES = 500;

    private final List<String> lines = new ArrayList<>();

    /**
     * What stands at a place that was left, if it is not the line that was entered there. There is one more place than
     * there are lines, and a text has at most {@link Editor#MAX_LENGTH} characters. So this is bounded as lines are.
     */
    private final Map<Integer, String> edits = new HashMap<>();

    private int place;

    /** Adds a line as the newest. An unfinished line that was left for an earlier one comes before it. */
    void add(String line) {
        leave();
        edits.clear();
        append(line);
        place = lines.size();
    }

    /** Goes below the newest line. An unfinished line that was left there is kept as the newest. */
    void leave() {
        String unfinished = isAtEnd(place) ? "" : at(lines.size());
        edits.remove(lines.size());
        if (!unfinished.isBlank()) {
            append(unfinished);
        }
        place = lines.size();
    }

    private void append(String line) {
        int same = lines.indexOf(line);
        if (same >= 0) {
            remove(same);
        }
        lines.add(line);
        if (lines.size() > MAX_LINES) {
            remove(0);
        }
    }

    /** The edits of the lines behind it go with them. */
    private void remove(int index) {
        lines.remove(index);
        Map<Integer, String> before = Map.copyOf(edits);
        edits.clear();
        before.forEach((of, edit) -> {
            if (of != index) {
                edits.put(of > index ? of - 1 : of, edit);
            }
        });
    }

    /** Goes to the line before; null if there is none. @param shown the text at this place now: it is kept */
    @Nullable String older(String shown) {
        return place == 0 ? null : goTo(place - 1, shown);
    }

    /** Goes to the line after, at the end the unfinished one; null after that. @param shown as for {@link #older} */
    @Nullable String newer(String shown) {
        return isAtEnd(place) ? null : goTo(place + 1, shown);
    }

    /** Goes to a place and gives the text there. @param shown as for {@link #older} */
    String goTo(int to, String shown) {
        edits.put(place, shown);
        place = to;
        return at(to);
    }

    /** The newest line before this place that contains the words, or -1. */
    int find(String words, int before) {
        for (int i = Math.min(before, lines.size()) - 1; i >= 0; i--) {
            if (at(i).contains(words)) {
                return i;
            }
        }
        return -1;
    }

    String at(int index) {
        return edits.getOrDefault(index, isAtEnd(index) ? "" : lines.get(index));
    }

    private boolean isAtEnd(int index) {
        return index == lines.size();
    }

    /** How many lines there are, without the unfinished one. */
    int size() {
        return lines.size();
    }
}
