package floodchat.front.tui.widget;

import floodchat.front.Completion;
import floodchat.front.Completion.Candidate;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.StyleToken;
import java.util.List;

/**
 * The list of completions, over the status row and near the word that it completes. Immutable.
 *
 * @param chosen which candidate a key would take
 * @param onPurpose whether a person moved to it; Enter takes it only then
 */
public record CompletionPopup(Completion completion, int chosen, boolean onPurpose) {
    private static final int MAX_ROWS = 8;
    private static final int MIN_COLUMNS = 16;
    private static final int MAX_COLUMNS = 44;

    static CompletionPopup of(Completion completion) {
        return new CompletionPopup(completion, 0, false);
    }

    /** The next candidate, or the one before; after the last one comes the first. */
    CompletionPopup move(int step) {
        return new CompletionPopup(
                completion, Math.floorMod(chosen + step, completion.candidates().size()), true);
    }

    /** The same choice in a list that may have changed. */
    CompletionPopup with(Completion changed) {
        int place = changed.candidates().indexOf(candidate());
        return place < 0 ? of(changed) : new CompletionPopup(changed, place, onPurpose);
    }

    Candidate candidate() {
        return completion.candidates().get(chosen);
    }

    public void paint(Canvas canvas, WindowLayout layout, int cursorColumn) {
        List<Candidate> candidates = completion.candidates();
        int rows = Math.min(candidates.size(), Math.min(MAX_ROWS, layout.paneRows() - 2));
        int first = Math.clamp(chosen - rows + 1, 0, candidates.size() - rows);
        int width = Math.min(width(candidates), Math.min(MAX_COLUMNS, layout.columns()));
        int word = completion.end() - completion.start();
        int left = Math.clamp(cursorColumn - word - 2, 0, layout.columns() - width);
        int top = layout.statusRow() - rows - 2;
        canvas.box(left, top, width, rows + 2, "Tab takes");
        for (int i = 0; i < rows; i++) {
            Candidate candidate = candidates.get(first + i);
            paint(candidate, first + i == chosen, canvas, left, top + 1 + i, width);
        }
    }

    private static void paint(Candidate candidate, boolean selected, Canvas canvas, int left, int row, int width) {
        int right = left + width - 1;
        StyleToken name =
                candidate.person() == null ? StyleToken.STRONG : StyleToken.ofPerson(candidate.person().key());
        if (selected) {
            canvas.fill(left + 1, row, ' ', StyleToken.SELECTED, right);
        }
        int hintAt = right - 1 - Graphemes.width(candidate.hint());
        int room = candidate.hint().isEmpty() ? right - left - 2 : hintAt - left - 3;
        String label = Graphemes.fit(candidate.label(), Math.max(1, room));
        canvas.put(left + 2, row, label, selected ? StyleToken.SELECTED : name, right);
        canvas.put(hintAt, row, candidate.hint(), selected ? StyleToken.SELECTED : StyleToken.QUIET, right);
    }

    private static int width(List<Candidate> candidates) {
        int width = MIN_COLUMNS;
        for (Candidate candidate : candidates) {
            int hint = candidate.hint().isEmpty() ? 0 : Graphemes.width(candidate.hint()) + 2;
            width = Math.max(width, Graphemes.width(candidate.label()) + hint + 4);
        }
        return width;
    }
}
