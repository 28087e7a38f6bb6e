package floodchat.front.tui.widget;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects text of the messages with the mouse: it finds what is shown in a cell of the pane. Owned by a
 * {@link Conversation}, which makes it when the mouse is first used. For the thread that owns the screen.
 */
public final class MouseSelection {
    private final Conversation conversation;

    /** Null while nothing is selected. */
    private @Nullable Selection selection;

    MouseSelection(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The button was pressed in this cell of the messages: what follows may be a selection, or a click. */
    public void from(int column, int row, WindowLayout layout) {
        MessageLayout messages = conversation.messages(layout);
        Viewport.Place place = place(messages, row, layout);
        selection = place == null ? null : Selection.beginning(messages, place, column);
    }

    /** The mouse was moved to this cell, which may be outside of the messages. */
    public void to(int column, int row, WindowLayout layout) {
        int inside = Math.clamp(row, 0, Math.max(0, layout.paneRows() - 1));
        MessageLayout messages = conversation.messages(layout);
        Viewport.Place place = place(messages, inside, layout);
        if (selection != null && place != null) {
            selection.extend(messages, place, Math.min(column, layout.textColumns() - 1));
        }
    }

    void end() {
        selection = null;
    }

    /** The selected text as it was written, without times; empty if nothing is selected. */
    public String text(WindowLayout layout) {
        return selection == null ? "" : selection.text(conversation.messages(layout));
    }

    /** The link in this cell, if the button was pressed and released there; null for none. */
    public @Nullable String clickedLink(int column, int row, WindowLayout layout) {
        MessageLayout messages = conversation.messages(layout);
        Viewport.Place place = layout.isInPane(column, row) ? place(messages, row, layout) : null;
        if (selection == null || place == null || !selection.isClickAt(messages, place, column)) {
            return null;
        }
        return Selection.link(messages.rows(place.index()).get(place.row()), column);
    }

    private Viewport.@Nullable Place place(MessageLayout messages, int row, WindowLayout layout) {
        return conversation.viewport().placeAt(messages, row, layout.paneRows());
    }

    /** Marks what is selected. @param rows those that are shown, at the bottom of the pane */
    void paint(Canvas canvas, MessageLayout messages, List<Row> rows, WindowLayout layout) {
        if (selection != null && selection.isDragged()) {
            List<Viewport.Place> places = conversation.viewport().places(messages, layout.paneRows());
            selection.paint(canvas, messages, places, rows, layout.paneRows() - rows.size());
        }
    }
}
