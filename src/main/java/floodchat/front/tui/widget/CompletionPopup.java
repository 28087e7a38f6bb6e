package floodchat.front.tui.widget;

import floodchat.front.Completion;
import floodchat.front.Completion.Candidate;
import floodchat.front.Roster;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Person;
import java.util.List;

/**
 * The list of completions, between the messages and the status row, near the word that it completes. Immutable.
 *
 * @param chosen which candidate a key would take
 * @param onPurpose whether a person moved to it; Enter takes it only then
 */
public record CompletionPopup(Completion completion, int chosen, boolean onPurpose) {
    private static final int MAX_ROWS = 8;

    /** Messages that stay above the list. */
    private static final int MESSAGE_ROWS = 3;

    /** Where there are fewer rows, the list has no border. */
    private static final int MIN_ROWS_WITH_BORDER = 8;

    private static final int BORDERS = 2;
    private static final int MIN_COLUMNS = 20;
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

    /** How many rows it takes from the messages. */
    int rows(WindowLayout layout) {
        int free = layout.statusRow();
        int wanted = Math.min(completion.candidates().size(), MAX_ROWS);
        return free >= MIN_ROWS_WITH_BORDER
                ? Math.min(wanted, free - MESSAGE_ROWS - BORDERS) + BORDERS
                : Math.min(wanted, Math.max(Math.min(1, free - 1), free - MESSAGE_ROWS + 1));
    }

    /** @param roster gives people their colours */
    public void paint(Canvas canvas, WindowLayout layout, int cursorColumn, Roster roster) {
        boolean bordered = layout.statusRow() >= MIN_ROWS_WITH_BORDER;
        int rows = layout.popupRows() - (bordered ? BORDERS : 0);
        List<Candidate> candidates = completion.candidates();
        String title = rows < candidates.size() ? "Tab takes · " + (chosen + 1) + "/" + candidates.size() : "Tab takes";
        int width = Math.min(width(candidates), Math.min(MAX_COLUMNS, layout.paneColumns()));
        int word = completion.end() - completion.start();
        int left = Math.clamp(cursorColumn - word - 2, 0, layout.paneColumns() - width);
        if (bordered) {
            canvas.box(left, layout.popupRow(), width, rows + BORDERS, title);
        }
        int first = Math.clamp(chosen - rows + 1, 0, candidates.size() - rows);
        int top = layout.popupRow() + (bordered ? 1 : 0);
        for (int i = 0; i < rows; i++) {
            Candidate candidate = candidates.get(first + i);
            paint(candidate, roster, first + i == chosen, canvas, left, top + i, width);
        }
    }

    private static StyleToken style(Candidate candidate, Roster roster, boolean selected) {
        if (selected) {
            return StyleToken.SELECTED;
        }
        return candidate.person() == null ? StyleToken.STRONG : PersonLabel.style(candidate.person(), roster);
    }

    private static void paint(
            Candidate candidate, Roster roster, boolean selected, Canvas canvas, int left, int row, int width) {
        int right = left + width - 1;
        if (selected) {
            canvas.fill(left + 1, row, ' ', StyleToken.SELECTED, right);
        }
        int room = right - left - 3;
        int hintColumns = Graphemes.width(candidate.hint());
        boolean hint = hintColumns > 0 && Graphemes.width(candidate.label()) + 2 + hintColumns <= room;
        canvas.put(left + 2, row, label(candidate, roster, room), style(candidate, roster, selected), right);
        if (hint) {
            StyleToken hintStyle = selected ? StyleToken.SELECTED : StyleToken.QUIET;
            canvas.put(right - 1 - hintColumns, row, candidate.hint(), hintStyle, right);
        }
    }

    private static String label(Candidate candidate, Roster roster, int columns) {
        Person person = candidate.person();
        return person == null
                ? Graphemes.fit(candidate.label(), columns)
                : PersonLabel.of(person, roster, columns).text();
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
