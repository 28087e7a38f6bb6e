package floodchat.front.tui.widget;

import floodchat.front.Roster;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peer list, at the right of the messages: ourselves first. For the thread that owns the screen. */
public record PeerList(Roster roster) {
    private static final String YOU = " (you)";
    private static final String BLOCKED = " ✕";

    /** The name looks like ours or like a contact's, and is neither. */
    private static final String LOOKALIKE = " ≈";

    public void paint(Canvas canvas, WindowLayout layout) {
        if (layout.peerColumns() == 0) {
            return;
        }
        int border = layout.paneColumns();
        for (int row = 0; row < layout.statusRow(); row++) {
            canvas.put(border, row, "│", StyleToken.QUIET, layout.columns());
        }
        if (roster.size() > 0) {
            int end = canvas.put(border + 2, 0, roster.size() + " here", StyleToken.STRONG, layout.columns());
            if (roster.requests() > 0) {
                canvas.put(end, 0, " · " + roster.requests() + " wait", StyleToken.ACCENT, layout.columns());
            }
        }
        Person self = roster.self();
        if (self != null) {
            int end = person(canvas, layout, 1, self, layout.columns() - YOU.length());
            canvas.put(end, 1, YOU, StyleToken.QUIET, layout.columns());
        }
        others(canvas, layout, self == null ? 1 : 2);
    }

    private void others(Canvas canvas, WindowLayout layout, int firstRow) {
        List<Person> others = roster.others();
        int shown = shown(layout, firstRow);
        int row = firstRow;
        for (Person person : others.subList(0, shown)) {
            other(canvas, layout, row++, person);
        }
        if (shown < others.size()) {
            String more = others.size() - shown + " more";
            canvas.put(layout.paneColumns() + 2, row, more, StyleToken.QUIET, layout.columns());
        }
    }

    /** How many of the others have a row. */
    private int shown(WindowLayout layout, int firstRow) {
        int others = roster.others().size();
        int freeRows = layout.statusRow() - firstRow;
        return others <= freeRows ? others : Math.max(0, freeRows - 1);
    }

    /** The other person in this row of the window; null if there is none. */
    public @Nullable Person personAt(int row, WindowLayout layout) {
        int firstRow = roster.self() == null ? 1 : 2;
        int index = row - firstRow;
        return index >= 0 && index < shown(layout, firstRow) ? roster.others().get(index) : null;
    }

    private void other(Canvas canvas, WindowLayout layout, int row, Person person) {
        String mark = roster.isBlocked(person) ? BLOCKED : roster.isLookalike(person) ? LOOKALIKE : "";
        int end = person(canvas, layout, row, person, layout.columns() - mark.length());
        canvas.put(end, row, mark, roster.isBlocked(person) ? StyleToken.QUIET : StyleToken.WARNING, layout.columns());
    }

    private int person(Canvas canvas, WindowLayout layout, int row, Person person, int limit) {
        int left = layout.paneColumns() + 2;
        Span label = PersonLabel.of(person, roster, limit - left);
        return canvas.put(left, row, label.text(), label.style(), limit);
    }
}
