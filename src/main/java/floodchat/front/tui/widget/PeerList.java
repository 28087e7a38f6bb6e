package floodchat.front.tui.widget;

import floodchat.front.ConversationId;
import floodchat.front.Conversations;
import floodchat.front.OpenConversation;
import floodchat.front.Quantities;
import floodchat.front.Roster;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The peer list, at the right of the messages: ourselves first, then those who are gone and have written something that
 * is unread. For the thread that owns the screen.
 */
public record PeerList(Roster roster, Conversations conversations) {
    private static final String YOU = " (you)";

    /** Before the name of the one whose conversation is shown. */
    private static final String SHOWN = "›";

    private static final String BLOCKED = " ✕";

    private static final String MUTED = " ⊘";

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
        head(canvas, layout);
        int row = 1;
        if (roster.requests() > 0) {
            String requests = Quantities.counted(roster.requests(), "request");
            canvas.put(border + 2, row++, requests, StyleToken.ACCENT, layout.columns());
        }
        Person self = roster.self();
        if (self != null) {
            int end = person(canvas, layout, row, self, layout.columns() - YOU.length());
            canvas.put(end, row++, YOU, StyleToken.QUIET, layout.columns());
        }
        for (Person person : absentWriters(row, layout)) {
            other(canvas, layout, row++, person);
        }
        others(canvas, layout, row);
    }

    private void head(Canvas canvas, WindowLayout layout) {
        int left = layout.paneColumns() + 2;
        int end = left;
        if (roster.size() > 0) {
            end = canvas.put(left, 0, roster.size() + " here", StyleToken.STRONG, layout.columns());
        }
        String unread = unread(ConversationId.EVERYONE);
        if (!unread.isEmpty()) {
            canvas.put(end, 0, " ·" + unread + " new", StyleToken.ACCENT, layout.columns());
        }
    }

    /** Those who are not here, but whose lines nobody has looked at: as many as have room from this row on. */
    private List<Person> absentWriters(int firstRow, WindowLayout layout) {
        List<Person> absent = new ArrayList<>();
        int most = Math.max(0, layout.statusRow() / 2 - firstRow);
        for (OpenConversation one : conversations.open()) {
            boolean alone = one.people().size() == 1 && conversations.unread(one.id()) > 0;
            if (alone && !roster.isHere(one.people().getFirst())) {
                absent.add(one.people().getFirst());
            }
        }
        return absent.subList(0, Math.min(most, absent.size()));
    }

    /** How many messages are unread, after a blank; with an exclamation mark if our name is in one. Empty for none. */
    private String unread(ConversationId id) {
        int unread = conversations.unread(id);
        return unread == 0 ? "" : " " + unread + (conversations.unreadNaming(id) > 0 ? "!" : "");
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
        int firstAbsent = 1 + (roster.requests() > 0 ? 1 : 0) + (roster.self() == null ? 0 : 1);
        List<Person> absent = absentWriters(firstAbsent, layout);
        int firstOther = firstAbsent + absent.size();
        if (row >= firstAbsent && row < firstOther) {
            return absent.get(row - firstAbsent);
        }
        int index = row - firstOther;
        return index >= 0 && index < shown(layout, firstOther) ? roster.others().get(index) : null;
    }

    private void other(Canvas canvas, WindowLayout layout, int row, Person person) {
        ConversationId id = ConversationId.of(List.of(person));
        String mark = mark(person);
        String unread = unread(id);
        if (conversations.current().equals(id)) {
            canvas.put(layout.paneColumns() + 1, row, SHOWN, StyleToken.DIRECT, layout.columns());
        }
        int end = person(canvas, layout, row, person, layout.columns() - mark.length() - unread.length());
        StyleToken style = mark.equals(LOOKALIKE) ? StyleToken.WARNING : StyleToken.QUIET;
        end = canvas.put(end, row, mark, style, layout.columns());
        canvas.put(end, row, unread, StyleToken.ACCENT, layout.columns());
    }

    private String mark(Person person) {
        if (roster.isBlocked(person)) {
            return BLOCKED;
        }
        if (roster.isLookalike(person)) {
            return LOOKALIKE;
        }
        return roster.isMuted(person) ? MUTED : "";
    }

    private int person(Canvas canvas, WindowLayout layout, int row, Person person, int limit) {
        int left = layout.paneColumns() + 2;
        Span label = PersonLabel.of(person, roster, limit - left);
        return canvas.put(left, row, label.text(), label.style(), limit);
    }
}
