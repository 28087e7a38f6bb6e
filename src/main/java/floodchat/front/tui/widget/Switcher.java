package floodchat.front.tui.widget;

import floodchat.front.ConversationId;
import floodchat.front.Conversations;
import floodchat.front.OpenConversation;
import floodchat.front.Roster;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Names;
import floodchat.protocol.chat.Person;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of conversations to go to, between the messages and the status row. A part of a name makes it shorter. The
 * open ones stand first, with their numbers for Alt-1 to Alt-9; then everybody else who can be written to. Owned by the
 * thread that owns the screen.
 */
public final class Switcher {
    private static final int MAX_ROWS = 8;

    /** Borders, and the row with what is typed. */
    private static final int FIXED_ROWS = 3;

    /** Messages that stay above the list. */
    private static final int MESSAGE_ROWS = 2;

    /** Where there are fewer rows, the list has no border. */
    private static final int MIN_ROWS_WITH_BORDER = 8;

    private static final int COLUMNS = 44;

    /** Alt and a digit reach this many. */
    private static final int NUMBERED = 9;

    private final Editor editor = new Editor();
    private int chosen;

    /** One row of the list. @param number for Alt; empty if it has none */
    private record Item(List<Person> people, String number, String label, String unread) {}

    /** What a key does: the list stays open, or closes; it may be that somebody was chosen. */
    public sealed interface Result {
        record Open() implements Result {}

        record Closed() implements Result {}

        /** @param people empty for everyone */
        record Chosen(List<Person> people) implements Result {}
    }

    public Result press(Key key, Conversations conversations, Roster roster) {
        List<Item> items = items(conversations, roster);
        chosen = Math.clamp(chosen, 0, Math.max(0, items.size() - 1));
        if (key.equals(Key.named(Key.Name.ESCAPE)) || Key.isControl(key, 'c')) {
            return new Result.Closed();
        }
        if (key.equals(Key.named(Key.Name.ENTER)) || key.equals(Key.named(Key.Name.TAB))) {
            return items.isEmpty() ? new Result.Open() : new Result.Chosen(items.get(chosen).people());
        }
        int step = step(key);
        if (step != 0 && !items.isEmpty()) {
            chosen = Math.floorMod(chosen + step, items.size());
        } else if (key instanceof Key.Pasted pasted) {
            write(PasteFilter.clean(pasted.text(), Names.MAX_NAME_LENGTH).replace('\n', ' '));
        } else if (step == 0 && EditorKeys.apply(key, editor)) {
            chosen = 0;
        }
        return new Result.Open();
    }

    private void write(String text) {
        editor.insert(text);
        chosen = 0;
    }

    /** Alt-K again goes on to the next one. */
    private static int step(Key key) {
        if (key.equals(Key.named(Key.Name.UP)) || Key.isControl(key, 'p')) {
            return -1;
        }
        boolean again = key.equals(new Key.Typed('k', false, true));
        return again || key.equals(Key.named(Key.Name.DOWN)) || Key.isControl(key, 'n') ? 1 : 0;
    }

    /** The button of the mouse was pressed in this cell. */
    public Result click(int column, int row, WindowLayout layout, Conversations conversations, Roster roster) {
        List<Item> items = items(conversations, roster);
        int place = row - firstRow(layout);
        int rows = rowsOfItems(layout);
        if (place < 0 || place >= rows || column >= width(layout)) {
            return new Result.Closed();
        }
        int index = first(items.size(), rows) + place;
        return index < items.size() ? new Result.Chosen(items.get(index).people()) : new Result.Closed();
    }

    // ---- items

    private List<Item> items(Conversations conversations, Roster roster) {
        String typed = Names.fold(Names.normalize(editor.text()));
        List<Item> items = new ArrayList<>();
        List<ConversationId> known = new ArrayList<>();
        for (OpenConversation one : conversations.open()) {
            String number = items.size() < NUMBERED && typed.isEmpty() ? String.valueOf(known.size() + 1) : "";
            known.add(one.id());
            add(items, new Item(one.people(), number, label(one.people(), roster), unread(one, conversations)), typed);
        }
        for (Person person : roster.addressable()) {
            if (!known.contains(ConversationId.of(List.of(person))) && !roster.isSelf(person)) {
                add(items, new Item(List.of(person), "", roster.label(person), ""), typed);
            }
        }
        return items;
    }

    private static void add(List<Item> items, Item item, String typed) {
        if (Names.fold(item.label).contains(typed)) {
            items.add(item);
        }
    }

    private static String label(List<Person> people, Roster roster) {
        return people.isEmpty()
                ? "everyone"
                : Roster.listed(people.stream().map(roster::current).map(roster::label).toList());
    }

    private static String unread(OpenConversation one, Conversations conversations) {
        int unread = conversations.unread(one.id());
        if (unread == 0) {
            return one.id().equals(conversations.current()) ? "here" : one.draft().isBlank() ? "" : "draft";
        }
        return unread + " new" + (conversations.unreadNaming(one.id()) > 0 ? "!" : "");
    }

    // ---- drawing

    /** How many rows it takes from the messages. */
    public int rows(WindowLayout layout, Conversations conversations, Roster roster) {
        int free = layout.statusRow();
        int wanted = Math.clamp(items(conversations, roster).size(), 1, MAX_ROWS);
        return free >= MIN_ROWS_WITH_BORDER
                ? Math.min(wanted + FIXED_ROWS, free - MESSAGE_ROWS)
                : Math.min(wanted + 1, Math.max(2, free - 1));
    }

    /** Draws the list, and the cursor behind what is typed. */
    public void paint(Canvas canvas, WindowLayout layout, Conversations conversations, Roster roster) {
        boolean bordered = hasBorder(layout);
        int width = width(layout);
        int left = bordered ? 2 : 1;
        int top = layout.popupRow();
        if (bordered) {
            canvas.box(0, top, width, layout.popupRows(), "Go to · Enter goes · Esc");
            top++;
        } else {
            canvas.blank(0, top, layout.columns());
        }
        int limit = width - left;
        int start = canvas.put(left, top, "› ", StyleToken.QUIET, limit);
        String text = Graphemes.fit(editor.text(), Math.max(1, limit - start - 1));
        int end = canvas.put(start, top, text, StyleToken.STRONG, limit);
        if (text.isEmpty()) {
            canvas.put(start, top, "a part of the name", StyleToken.QUIET, limit);
        }
        paintItems(
                canvas, items(conversations, roster), roster, left, firstRow(layout), limit, rowsOfItems(layout));
        canvas.placeCursor(Math.min(end, limit), top);
    }

    private static boolean hasBorder(WindowLayout layout) {
        return layout.statusRow() >= MIN_ROWS_WITH_BORDER;
    }

    private static int width(WindowLayout layout) {
        return Math.min(COLUMNS, layout.paneColumns());
    }

    /** The row of the window that has the first item: below what is typed. */
    private static int firstRow(WindowLayout layout) {
        return layout.popupRow() + (hasBorder(layout) ? 2 : 1);
    }

    private static int rowsOfItems(WindowLayout layout) {
        return layout.popupRows() - (hasBorder(layout) ? FIXED_ROWS : 1);
    }

    /** The first item that is shown, so that the chosen one is. */
    private int first(int items, int rows) {
        int marked = Math.clamp(chosen, 0, Math.max(0, items - 1));
        return Math.clamp(marked - rows + 1L, 0, Math.max(0, items - rows));
    }

    /** The name of one person is cut as everywhere, before the digits that tell people apart. */
    private static String fit(Item item, Roster roster, int columns) {
        return item.people.size() == 1
                ? PersonLabel.of(roster.current(item.people.getFirst()), roster, columns).text()
                : Graphemes.fit(item.label, columns);
    }

    private void paintItems(
            Canvas canvas, List<Item> items, Roster roster, int left, int top, int limit, int rows) {
        if (items.isEmpty()) {
            canvas.put(left, top, "No such name.", StyleToken.WARNING, limit);
            return;
        }
        int marked = Math.clamp(chosen, 0, items.size() - 1);
        int first = first(items.size(), rows);
        for (int i = 0; i < Math.min(rows, items.size() - first); i++) {
            Item item = items.get(first + i);
            StyleToken style = first + i == marked ? StyleToken.SELECTED : StyleToken.TEXT;
            canvas.fill(left - 1, top + i, ' ', style, limit + 1);
            canvas.put(left, top + i, item.number, style, limit);
            int unread = Graphemes.width(item.unread);
            int room = Math.max(1, limit - left - 2 - unread - 1);
            canvas.put(left + 2, top + i, fit(item, roster, room), style, limit);
            canvas.put(limit - unread, top + i, item.unread, style == StyleToken.TEXT ? StyleToken.ACCENT : style,
                    limit);
        }
    }
}
