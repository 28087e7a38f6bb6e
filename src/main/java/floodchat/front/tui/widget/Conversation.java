package floodchat.front.tui.widget;

import floodchat.front.AbsenceWords;
import floodchat.front.Conversations;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages: the transcript, the conversation that is shown of it, and what is on the screen. Owned by the thread
 * that owns the screen.
 */
public final class Conversation {
    /** An older message is no news: it came late, and nobody is told of it. */
    private static final Duration MAX_AGE_OF_NEWS = Duration.ofMinutes(1);

    /** Rows that stay on the screen when a person goes up or down by a page. */
    private static final int COMMON_ROWS = 2;

    private static final String BELOW = "─── ▼ ";

    private TimeFormat time;
    private final Supplier<ZoneId> zone;
    private final Viewport viewport = Viewport.startingAtBottom();
    private Transcript transcript;

    /** The newest entry when the view left the bottom. */
    private long lastSeen;

    private Conversations conversations = Conversations.START;

    /** What was shown before this start, until our name is known: then it is counted what of it is unread. */
    private List<ChatEvent.Spoken> uncounted = List.of();
    private final ShownEntries shown = new ShownEntries();

    /** Null until the window has an input: before that, nothing is asked. */
    private @Nullable HistoryView history;

    /** Null until a long entry is opened. */
    private @Nullable LongEntries longEntries;

    /** Null until a message is chosen for the first time. */
    private @Nullable MessageChoice choice;

    /** Null until the mouse is used. */
    private @Nullable MouseSelection mouse;

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

    public Conversations conversations() {
        return conversations;
    }

    // ---- events

    /** Takes an event; true if it is a fresh message of another person, which is now the newest entry. */
    public boolean hear(ChatEvent event, Instant now) {
        if (event instanceof ChatEvent.WrittenToAway(Person to, Absence absence)) {
            String label = transcript.roster().label(to);
            remark(AbsenceWords.of(label, absence, at -> Dates.since(at, now, zone.get())), now);
            return false;
        }
        long before = transcript.lastNumber();
        conversations = conversations.with(event, transcript.roster(), before, now);
        become(transcript.with(event, now));
        if (history != null && event instanceof ChatEvent.DeliveryChanged(MessageId id, Delivery delivery)) {
            history.delivered(id, delivery);
        }
        countRecalled(now);
        return !(event instanceof ChatEvent.CaughtUp) && hasNews(before, now);
    }

    /** @param before the number of the newest entry before the event */
    private boolean hasNews(long before, Instant now) {
        return transcript.lastNumber() > before
                && transcript.entries().getLast() instanceof TranscriptEntry.Spoken spoken
                && !spoken.own()
                && Duration.between(spoken.at(), now).compareTo(MAX_AGE_OF_NEWS) < 0;
    }

    /** Takes what was shown before this start. It is no news. @param lines oldest first */
    public void recall(List<HistoryLine> lines, Instant now) {
        history().recalled(lines);
        become(transcript.withHistory(lines));
        uncounted = lines.stream().map(HistoryLine::spoken).toList();
        countRecalled(now);
    }

    private void countRecalled(Instant now) {
        if (!uncounted.isEmpty() && transcript.roster().self() != null) {
            ChatEvent recalled = new ChatEvent.CaughtUp(uncounted);
            conversations = conversations.with(recalled, transcript.roster(), transcript.lastNumber(), now);
            uncounted = List.of();
        }
    }

    public void remark(String sentence, Instant now) {
        become(transcript.remark(sentence, now));
    }

    public void refuse(String sentence, Instant now) {
        become(transcript.refusal(sentence, now));
    }

    public void missed(long events, Instant now) {
        if (history != null) {
            history.forgetInquiries();
        }
        become(transcript.missed(events, now));
    }

    private void become(Transcript next) {
        shown.said(transcript, next, conversations.current());
        if (history != null && transcript.isCutIn(next)) {
            history.transcriptCut();
        }
        transcript = next;
        noteSeen();
    }

    /** If the newest entry is in sight, it is seen. */
    void noteSeen() {
        if (isAtNewest()) {
            lastSeen = transcript.lastNumber();
        }
    }

    /** The window got or lost the focus. Messages that come without the focus are unread. */
    public void focus(boolean hasFocus, Instant now) {
        conversations = conversations.focus(hasFocus, transcript.lastNumber(), now);
    }

    // ---- conversations

    /** The person wrote to these people: everything above is read. @param people empty for everyone */
    public void answered(List<Person> people, Instant now) {
        conversations = conversations.answered(people, transcript.lastNumber(), now);
        goToNewest();
    }

    /** Shows the conversation with these people. @param draft the unfinished line of the one that was shown */
    public void goTo(List<Person> people, String draft, Instant now) {
        endChoice();
        conversations = conversations.goTo(people, draft, transcript.lastNumber(), now);
        goToNewest();
    }

    /** Goes on with what an earlier run has kept. */
    public void restore(List<SavedConversation> kept, Instant now) {
        conversations = conversations.restoredFrom(kept, transcript.lastNumber(), now);
        become(transcript.withEarlierPeople(
                kept.stream().flatMap(one -> one.people().stream()).distinct().toList()));
    }

    /** Closes the private conversation that is shown, and shows everyone. */
    public void close(Instant now) {
        endChoice();
        conversations = conversations.close(transcript.lastNumber(), now);
        goToNewest();
    }

    /** Shows the line where the person stopped reading, if it is above. False if it was in sight, or is nowhere. */
    public boolean showLine(WindowLayout layout) {
        MessageLayout messages = messages(layout);
        int index = messages.indexOfLine();
        boolean above = index >= 0 && viewport.rowsToBottom(messages, index) > layout.paneRows();
        if (above) {
            viewport.keepAboveBottom(messages, index, layout.paneRows());
        }
        return above;
    }

    // ---- the history

    /** What is shown of the history. */
    public HistoryView history() {
        history = history == null ? new HistoryView(this) : history;
        return history;
    }

    /** These lines are about to be shown: people with one name are told apart in them, too. */
    public void nameAuthors(List<HistoryLine> lines) {
        transcript = transcript.withNamesOf(lines);
    }

    /** The number of the entry that shows this message; 0 for none. */
    long numberOf(MessageId id) {
        return shown.numberOf(id, transcript, conversations.current());
    }

    // ---- choosing a message

    /** The message that is chosen by keys. */
    public MessageChoice choice() {
        choice = choice == null ? new MessageChoice(this) : choice;
        return choice;
    }

    public void endChoice() {
        if (choice != null) {
            choice.end();
        }
    }

    /** The same message as it is now; as it was, if it is no longer kept. */
    public TranscriptEntry.Spoken current(TranscriptEntry.Spoken line) {
        return Transcript.current(entries(), line);
    }

    /** A message of the conversation that is shown; null for none. @param place 1 for the newest one */
    public TranscriptEntry.@Nullable Spoken message(int place) {
        return Transcript.message(entries(), place);
    }

    // ---- scrolling

    public boolean isAtNewest() {
        return viewport.isAtHome() && !isApart();
    }

    private boolean isApart() {
        return history != null && history.isApart();
    }

    /** Shows the newest line. What was loaded of the history is given up. */
    public void goToNewest() {
        viewport.goHome();
        if (history != null) {
            history.giveUp();
        }
        if (longEntries != null) {
            longEntries.forgetOlder();
        }
        noteSeen();
    }

    /** False if the key neither scrolls nor folds. @param lineIsEmpty whether Home and End are free */
    public boolean press(Key.Named key, WindowLayout layout, boolean lineIsEmpty) {
        if (key.name() == Key.Name.F4) {
            longEntries().openOrFold(layout);
            return true;
        }
        MessageLayout messages = settled(layout);
        boolean scrolled = viewport.press(key, messages, layout.paneRows(), pageRows(layout), lineIsEmpty);
        if (scrolled) {
            history().scrolled(key.name(), messages, layout);
        }
        noteSeen();
        return scrolled;
    }

    /** How far Page Up and Page Down go. */
    static int pageRows(WindowLayout layout) {
        return Math.max(1, layout.paneRows() - COMMON_ROWS);
    }

    private LongEntries longEntries() {
        longEntries = longEntries == null ? new LongEntries(this) : longEntries;
        return longEntries;
    }

    // ---- the mouse

    /** What is selected with the mouse. */
    public MouseSelection mouse() {
        mouse = mouse == null ? new MouseSelection(this) : mouse;
        return mouse;
    }

    /** Nothing is selected any more. */
    public void endSelection() {
        if (mouse != null) {
            mouse.end();
        }
    }

    // ---- drawing

    private List<TranscriptEntry> live() {
        return shown.of(transcript, conversations.current());
    }

    /** What is shown, the oldest first. */
    List<TranscriptEntry> entries() {
        return history == null ? live() : history.with(live());
    }

    Viewport viewport() {
        return viewport;
    }

    MessageLayout messages(WindowLayout layout) {
        List<TranscriptEntry> entries = entries();
        LastReadLine line = LastReadLine.of(conversations.reading(), entries, zone);
        String top = history == null ? null : history.top();
        long found = history == null ? 0 : history.found();
        Set<Long> opened = longEntries == null ? Set.of() : longEntries.opened();
        long chosen = choice == null ? 0 : choice.number();
        return new MessageLayout(
                entries, transcript.roster(), layout.textColumns(), time, zone, line, opened, top, found, chosen);
    }

    /** The messages, with the line that was found in the middle if it is to be there. */
    private MessageLayout settled(WindowLayout layout) {
        MessageLayout messages = messages(layout);
        if (history != null) {
            history.settle(messages, layout);
        }
        return messages;
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        if (choice != null) {
            choice.show(layout);
        }
        MessageLayout messages = settled(layout);
        List<Row> rows = viewport.view(messages, layout.paneRows());
        canvas.scrolls(layout.paneColumns(), layout.paneRows());
        int top = layout.paneRows() - rows.size();
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, top + i, rows.get(i), layout.textColumns());
        }
        if (mouse != null) {
            mouse.paint(canvas, messages, rows, layout);
        }
        if (!viewport.isAtHome() || isApart() && rows.size() == layout.paneRows()) {
            paintBelow(canvas, layout, messages);
        }
        if (messages.size() == 0 && messages.top() != null) {
            canvas.put(0, layout.paneRows() - 1, messages.topRow(messages.top()), layout.textColumns());
        }
    }

    /** The last row tells how much is below; it covers the end of the message that is there. */
    private void paintBelow(Canvas canvas, WindowLayout layout, MessageLayout messages) {
        long fresh = live().stream().filter(entry -> entry.number() > lastSeen).count();
        String more = isApart() ? "more below" : viewport.itemsBeforeEdge(messages) + " more below";
        String words = fresh > 0 ? fresh + " new below" : more;
        StyleToken style = fresh > 0 ? StyleToken.ACCENT : StyleToken.QUIET;
        int row = layout.paneRows() - 1;
        String key = ", Ctrl-End ";
        boolean fits = BELOW.length() + words.length() + key.length() <= layout.paneColumns();
        canvas.blank(0, row, layout.paneColumns());
        canvas.put(0, row, BELOW + words + (fits ? key : ""), style, layout.paneColumns());
    }
}
