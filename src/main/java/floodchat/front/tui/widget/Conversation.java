package floodchat.front.tui.widget;

import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryLine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages: the transcript, what of it a person has read, and what is on the screen. Owned by the thread that owns
 * the screen.
 */
public final class Conversation {
    /** An older message is no news: it came late, and nobody is told of it. */
    private static final Duration MAX_AGE_OF_NEWS = Duration.ofMinutes(1);

    /** Rows that stay on the screen when a person goes up or down by a page. */
    private static final int COMMON_ROWS = 2;

    private static final String BELOW = "─── ▼ ";
    /** Long entries that are open at once. Opened by hand, so more are hardly needed. */
    private static final int MAX_OPENED = 100;

    private TimeFormat time;
    private final Supplier<ZoneId> zone;
    private final Viewport viewport = Viewport.startingAtBottom();
    private Transcript transcript;

    /** The newest entry when the view left the bottom. */
    private long lastSeen;

    /** The newest entry when the window lost the focus; 0 if all are read. */
    private long readUpTo;

    /** The numbers of long entries that a person opened, the last one last. */
    private final LinkedHashSet<Long> opened = new LinkedHashSet<>();

    /** Null while nothing is selected with the mouse. */
    private @Nullable Selection selection;

    private boolean focused = true;

    /** @param zone asked when there is a time to show: finding it takes longer than the first frame */
    public Conversation(int scrollbackLines, TimeFormat time, Supplier<ZoneId> zone) {
        this.time = time;
        this.zone = zone;
        this.transcript = Transcript.empty(scrollbackLines);
    }

    /** What a person chose for them. */
    public void apply(TimeFormat nextTime) {
        time = nextTime;
    }

    public Transcript transcript() {
        return transcript;
    }

    // ---- events

    /** Takes an event; true if it is a fresh message of another person, which is now the newest entry. */
    public boolean hear(ChatEvent event, Instant now) {
        long before = transcript.lastNumber();
        become(transcript.with(event, now));
        if (event instanceof ChatEvent.CaughtUp) {
            return false; // no news
        }
        return transcript.lastNumber() > before
                && transcript.entries().getLast() instanceof TranscriptEntry.Spoken spoken
                && !spoken.own()
                && Duration.between(spoken.at(), now).compareTo(MAX_AGE_OF_NEWS) < 0;
    }

    /** Takes what was shown before this start. It is no news. @param lines oldest first */
    public void recall(List<HistoryLine> lines) {
        become(transcript.withHistory(lines));
    }

    public void remark(String sentence, Instant now) {
        become(transcript.remark(sentence, now));
    }

    public void refuse(String sentence, Instant now) {
        become(transcript.refusal(sentence, now));
    }

    public void missed(long events, Instant now) {
        become(transcript.missed(events, now));
    }

    private void become(Transcript next) {
        transcript = next;
        noteSeen();
    }

    private void noteSeen() {
        if (viewport.isAtHome()) {
            lastSeen = transcript.lastNumber();
        }
    }

    /** The window got or lost the focus. Entries that come without the focus are marked as new. */
    public void focus(boolean hasFocus) {
        if (focused && !hasFocus) {
            readUpTo = transcript.lastNumber();
        }
        focused = hasFocus;
    }

    /** The person wrote a line: everything above it is read. */
    public void answered() {
        readUpTo = 0;
        goToNewest();
    }

    // ---- scrolling

    public void goToNewest() {
        viewport.goHome();
        noteSeen();
    }

    /** False if the key neither scrolls nor folds. @param lineIsEmpty whether Home and End are free */
    public boolean press(Key.Named key, WindowLayout layout, boolean lineIsEmpty) {
        if (key.name() == Key.Name.F4) {
            openOrFold(layout);
            return true;
        }
        int pageRows = Math.max(1, layout.paneRows() - COMMON_ROWS);
        boolean scrolled = viewport.press(key, messages(layout), layout.paneRows(), pageRows, lineIsEmpty);
        noteSeen();
        return scrolled;
    }

    // ---- long entries

    /** Opens the lowest folded entry on the screen. If none is folded, folds the lowest open one. */
    private void openOrFold(WindowLayout layout) {
        MessageLayout before = messages(layout);
        int folded = viewport.findInView(
                before, layout.paneRows(), index -> !opened.contains(before.number(index)) && before.isLong(index));
        if (folded >= 0) {
            int rows = viewport.rowsToBottom(before, folded);
            open(before.number(folded));
            viewport.keepAboveBottom(messages(layout), folded, rows);
        } else {
            fold(viewport.findInView(before, layout.paneRows(), index -> opened.contains(before.number(index))),
                    layout);
        }
        noteSeen();
    }

    private void open(long number) {
        opened.add(number);
        if (opened.size() > MAX_OPENED) {
            opened.removeFirst();
        }
    }

    /** The start of the entry stays where it is, or comes to the top if it was above. @param index -1 for none */
    private void fold(int index, WindowLayout layout) {
        if (index >= 0) {
            MessageLayout before = messages(layout);
            int rows = Math.min(viewport.rowsToBottom(before, index), layout.paneRows());
            opened.remove(before.number(index));
            viewport.keepAboveBottom(messages(layout), index, rows);
        }
    }

    // ---- the mouse

    /** The button was pressed in this cell of the messages: what follows may be a selection, or a click. */
    public void selectFrom(int column, int row, WindowLayout layout) {
        MessageLayout messages = messages(layout);
        Viewport.Place place = place(messages, row, layout);
        selection = place == null ? null : Selection.beginning(messages, place, column);
    }

    /** The mouse was moved to this cell, which may be outside of the messages. */
    public void selectTo(int column, int row, WindowLayout layout) {
        int inside = Math.clamp(row, 0, Math.max(0, layout.paneRows() - 1));
        MessageLayout messages = messages(layout);
        Viewport.Place place = place(messages, inside, layout);
        if (selection != null && place != null) {
            selection.extend(messages, place, Math.min(column, layout.textColumns() - 1));
        }
    }

    /** Nothing is selected any more. */
    public void endSelection() {
        selection = null;
    }

    /** The selected text as it was written, without times; empty if nothing is selected. */
    public String selected(WindowLayout layout) {
        return selection == null ? "" : selection.text(messages(layout));
    }

    /** The link in this cell, if the button was pressed and released there; null for none. */
    public @Nullable String clickedLink(int column, int row, WindowLayout layout) {
        MessageLayout messages = messages(layout);
        Viewport.Place place = layout.isInPane(column, row) ? place(messages, row, layout) : null;
        if (selection == null || place == null || !selection.isClickAt(messages, place, column)) {
            return null;
        }
        return Selection.link(messages.rows(place.index()).get(place.row()), column);
    }

    /** What is shown in this row of the pane; null if nothing is. */
    private Viewport.@Nullable Place place(MessageLayout messages, int row, WindowLayout layout) {
        List<Viewport.Place> places = viewport.places(messages, layout.paneRows());
        int index = row - (layout.paneRows() - places.size());
        return index >= 0 && index < places.size() ? places.get(index) : null;
    }

    // ---- drawing

    private MessageLayout messages(WindowLayout layout) {
        return new MessageLayout(transcript, layout.textColumns(), time, zone, readUpTo, opened);
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        MessageLayout messages = messages(layout);
        List<Row> rows = viewport.view(messages, layout.paneRows());
        canvas.scrolls(layout.paneColumns(), layout.paneRows());
        int top = layout.paneRows() - rows.size();
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, top + i, rows.get(i), layout.textColumns());
        }
        if (selection != null && selection.isDragged()) {
            selection.paint(canvas, messages, viewport.places(messages, layout.paneRows()), rows, top);
        }
        if (!viewport.isAtHome()) {
            paintBelow(canvas, layout, viewport.itemsBeforeEdge(messages));
        }
    }

    /** The last row tells how much is below; it covers the end of the message that is there. */
    private void paintBelow(Canvas canvas, WindowLayout layout, int hidden) {
        long fresh = transcript.lastNumber() - lastSeen;
        String words = fresh > 0 ? fresh + " new below" : hidden + " more below";
        StyleToken style = fresh > 0 ? StyleToken.ACCENT : StyleToken.QUIET;
        int row = layout.paneRows() - 1;
        String key = ", Ctrl-End ";
        boolean fits = BELOW.length() + words.length() + key.length() <= layout.paneColumns();
        canvas.blank(0, row, layout.paneColumns());
        canvas.put(0, row, BELOW + words + (fits ? key : ""), style, layout.paneColumns());
    }
}
