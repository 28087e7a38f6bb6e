package floodchat.front.tui;

import floodchat.front.Completion.Candidate;
import java.util.List;

/** Draws the list of completions over the status row, where the word is that it completes. */
final class PopupBox {
    private static final int MAX_ROWS = 8;
    private static final int MAX_COLUMNS = 44;

    private PopupBox() {}

    static void paint(Popup popup, Canvas canvas, Frame frame, int cursorColumn) {
        List<Candidate> candidates = popup.completion().candidates();
        int rows = Math.min(candidates.size(), Math.min(MAX_ROWS, frame.paneRows() - 2));
        int first = Math.clamp(popup.chosen() - rows + 1, 0, candidates.size() - rows);
        int width = Math.min(width(candidates), Math.min(MAX_COLUMNS, frame.columns()));
        int word = popup.completion().end() - popup.completion().start();
        int left = Math.clamp(cursorColumn - word - 2, 0, frame.columns() - width);
        int top = frame.statusRow() - rows - 2;
        canvas.box(left, top, width, rows + 2, "Tab takes");
        for (int i = 0; i < rows; i++) {
            int place = first + i;
            candidate(candidates.get(place), place == popup.chosen(), canvas, left, top + 1 + i, width);
        }
    }

    private static void candidate(Candidate candidate, boolean chosen, Canvas canvas, int left, int row, int width) {
        int right = left + width - 1;
        Ink name = candidate.person() == null ? Ink.STRONG : Ink.of(candidate.person());
        if (chosen) {
            canvas.fill(left + 1, row, ' ', Ink.SELECTED, right);
        }
        int hintAt = right - 1 - Graphemes.width(candidate.hint());
        int room = candidate.hint().isEmpty() ? right - left - 2 : hintAt - left - 3;
        String label = Graphemes.fit(candidate.label(), Math.max(1, room));
        canvas.put(left + 2, row, label, chosen ? Ink.SELECTED : name, right);
        canvas.put(hintAt, row, candidate.hint(), chosen ? Ink.SELECTED : Ink.QUIET, right);
    }

    private static int width(List<Candidate> candidates) {
        int width = 16;
        for (Candidate candidate : candidates) {
            int hint = candidate.hint().isEmpty() ? 0 : Graphemes.width(candidate.hint()) + 2;
            width = Math.max(width, Graphemes.width(candidate.label()) + hint + 4);
        }
        return width;
    }
}
