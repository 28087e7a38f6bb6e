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
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.SavedConversation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntPredicate;
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
    /** Long entries that are open at once. Opened by hand, so more are hardly needed. */
    private static final int MAX_OPENED = 100;

    /** A place in a conversation. */
    public static final class Place {
        private final Viewport.View view;
        private final @Nullable PastPages pages;

        private Place(Viewport.View view, @Nullable PastPages pages) {
            this.view = view;
            this.pages = pages;
        }
    }

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

    /** The numbers of long entries that a person opened, the last one last. */
    private final LinkedHashSet<Long> opened = new LinkedHashSet<>();

    /** What is shown of the history; null until there is something. */
    private @Nullable Past past;

    /** The number of the line that a search found; 0 for none. */
    private long found;

    /** Whether it is to be in the middle, because nobody has scrolled since. */
    private boolean foundInMiddle;

    /** Null until a message is chosen for the first time. */
    private @Nullable MessageChoice choice;

    /** Null while nothing is selected with the mouse. */
    private @Nullable Selection selection;

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
            remark(AbsenceWords.of(transcript.roster().label(to), absence, at -> since(at, now)), now);
            return false;
        }
        long before = transcript.lastNumber();
        conversations = conversations.with(event, transcript.roster(), before, now);
        become(transcript.with(event, now));
        if (past != null && event instanceof ChatEvent.DeliveryChanged(MessageId id, Delivery delivery)) {
            past.delivered(id, delivery);
        }
        countRecalled(now);
        if (event instanceof ChatEvent.CaughtUp) {
            return false; // no news
        }
        return transcript.lastNumber() > before
                && transcript.entries().getLast() instanceof TranscriptEntry.Spoken spoken
                && !spoken.own()
                && Duration.between(spoken.at(), now).compareTo(MAX_AGE_OF_NEWS) < 0;
    }

    /** The time, and the day if it is another one. */
    private String since(Instant at, Instant now) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone.get());
        String clock = Dates.clock(local, TimeFormat.MINUTES).strip();
        boolean isToday = local.toLocalDate().equals(LocalDateTime.ofInstant(now, zone.get()).toLocalDate());
        return isToday ? clock : clock + " on " + Dates.inWords(local.toLocalDate());
    }

    /** Takes what was shown before this start. It is no news. @param lines oldest first */
    public void recall(List<HistoryLine> lines, Instant now) {
        past().recalled(lines);
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
        if (past != null) {
            past.forgetInquiries();
        }
        become(transcript.missed(events, now));
    }

    private void become(Transcript next) {
        shown.said(transcript, next, conversations.current());
        if (past != null && transcript.isCutIn(next)) {
            past.transcriptCut(viewport.edge());
        }
        transcript = next;
        noteSeen();
    }

    private void noteSeen() {
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

    private Past past() {
        past = past == null ? new Past() : past;
        return past;
    }

    /** What the history is to be asked now; null for nothing. Each inquiry is given once. */
    public @Nullable HistoryInquiry takeInquiry() {
        return past == null ? null : past.takeInquiry();
    }

    /** The history answered. What is shown does not move. */
    public void take(HistoryEvent.Lines answer) {
        if (past == null || !past.isWanted(answer)) {
            return;
        }
        if (past.isApart() && viewport.isAtHome()) {
            viewport.holdOn(entries().getLast().number());
        }
        nameAuthors(answer.lines());
        past.take(answer, transcript, conversations.current(), viewport.edge());
    }

    /** These lines are about to be shown: people with one name are told apart in them, too. */
    public void nameAuthors(List<HistoryLine> lines) {
        transcript = transcript.withNamesOf(lines);
    }

    /** Something is not answered. False if that was not asked for what is shown. */
    public boolean refused(HistoryInquiry inquiry, String reason) {
        return past != null && past.refused(inquiry, reason);
    }

    /** Everything that was kept is deleted. What is in the transcript stays. */
    public void cleared() {
        if (past != null) {
            boolean apart = past.isApart();
            past.cleared();
            if (apart) {
                goToNewest();
            }
        }
    }

    /** Shows this line of the conversation in the middle, with what stands around it. */
    public void jumpTo(HistoryLine line) {
        goToNewest();
        nameAuthors(List.of(line));
        long number = shown.numberOf(line.spoken().id(), transcript, conversations.current());
        found = number == 0 ? past().jumpTo(line) : number;
        foundInMiddle = true;
    }

    /** Whether a line is shown because a search found it. */
    public boolean isJumped() {
        return found != 0;
    }

    /** What is shown, to return to it. */
    public Place place() {
        return new Place(viewport.view(), past == null ? null : past.pages());
    }

    /** Returns to what was shown in this conversation. */
    public void returnTo(Place place) {
        goToNewest();
        past().returnTo(place.pages);
        viewport.returnTo(place.view);
        noteSeen();
    }

    // ---- choosing a message

    /** Chooses the newest message on the screen. False if there is no message. */
    public boolean chooseMessage(WindowLayout layout) {
        choice = choice == null ? new MessageChoice() : choice;
        boolean found = choice.begin(messages(layout), viewport, layout.paneRows());
        showChoice(layout);
        return found;
    }

    /** Chooses another message, and brings it into sight; false if the key does not do that. */
    public boolean chooseBy(Key.Name key, WindowLayout layout) {
        int pageRows = Math.max(1, layout.paneRows() - COMMON_ROWS);
        boolean moved = choice != null && choice.move(key, messages(layout), pageRows);
        showChoice(layout);
        return moved;
    }

    private void showChoice(WindowLayout layout) {
        if (choice != null && choice.isOn()) {
            choice.keepInSight(messages(layout), viewport, layout.paneRows());
            noteSeen();
        }
    }

    /** Chooses the message in this row of the pane. */
    public void chooseAt(int row, WindowLayout layout) {
        MessageLayout messages = messages(layout);
        Viewport.Place place = place(messages, row, layout);
        if (choice != null && place != null) {
            choice.choose(messages, place.index());
        }
    }

    public boolean isChoosing() {
        return choice != null && choice.isOn();
    }

    public void endChoice() {
        if (choice != null) {
            choice.end();
        }
    }

    /** The chosen message; null if none is, or if it is no longer kept. */
    public TranscriptEntry.@Nullable Spoken chosen() {
        return choice == null ? null : choice.message(entries());
    }

    /** The same message as it is now; as it was, if it is no longer kept. */
    public TranscriptEntry.Spoken current(TranscriptEntry.Spoken line) {
        return entries().stream()
                .filter(entry -> entry.number() == line.number())
                .map(TranscriptEntry.Spoken.class::cast)
                .findFirst()
                .orElse(line);
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
        return past != null && past.isApart();
    }

    /** Shows the newest line. What was loaded of the history is given up. */
    public void goToNewest() {
        viewport.goHome();
        found = 0;
        foundInMiddle = false;
        if (past != null) {
            past.giveUp();
            opened.removeIf(number -> number < 0);
        }
        noteSeen();
    }

    /** False if the key neither scrolls nor folds. @param lineIsEmpty whether Home and End are free */
    public boolean press(Key.Named key, WindowLayout layout, boolean lineIsEmpty) {
        if (key.name() == Key.Name.F4) {
            openOrFold(layout);
            return true;
        }
        int pageRows = Math.max(1, layout.paneRows() - COMMON_ROWS);
        MessageLayout messages = settled(layout);
        boolean scrolled = viewport.press(key, messages, layout.paneRows(), pageRows, lineIsEmpty);
        if (scrolled) {
            foundInMiddle &= viewport.isAtHome() && !viewport.hasMore(messages, layout.paneRows()); // all is seen
            scrolled(key.name(), messages, layout);
        }
        noteSeen();
        return scrolled;
    }

    /** Asks for more lines before a person comes to the end of those that are here. */
    private void scrolled(Key.Name key, MessageLayout messages, WindowLayout layout) {
        int height = layout.paneRows();
        switch (key) {
            case END -> goToNewest();
            case PAGE_DOWN, DOWN -> {
                if (isApart() && viewport.itemsBeforeEdge(messages) <= height) {
                    past().wantNewer();
                }
            }
            default -> {
                boolean atTop = !viewport.hasMore(messages, height);
                if (!viewport.hasMore(messages, 2 * height)) {
                    past().wantOlder(transcript);
                }
                if (atTop) {
                    viewport.move(-1, messages(layout), height); // now there is a row that says what is above
                }
            }
        }
    }

    // ---- long entries

    /**
     * Opens the lowest folded entry on the screen. If none is folded, folds the lowest open one. While a message is
     * chosen, it is the only one that is looked at.
     */
    private void openOrFold(WindowLayout layout) {
        MessageLayout before = messages(layout);
        IntPredicate isMeant = index -> !isChoosing() || before.number(index) == before.chosen();
        int folded = viewport.findInView(before, layout.paneRows(), index -> isMeant.test(index)
                && !opened.contains(before.number(index))
                && before.isLong(index));
        if (folded >= 0) {
            int rows = viewport.rowsToBottom(before, folded);
            open(before.number(folded));
            viewport.keepAboveBottom(messages(layout), folded, rows);
        } else {
            fold(viewport.findInView(before, layout.paneRows(), index -> isMeant.test(index)
                    && opened.contains(before.number(index))), layout);
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

    private List<TranscriptEntry> live() {
        return shown.of(transcript, conversations.current());
    }

    private List<TranscriptEntry> entries() {
        return past == null ? live() : past.with(live());
    }

    private MessageLayout messages(WindowLayout layout) {
        List<TranscriptEntry> entries = entries();
        LastReadLine line = LastReadLine.of(conversations.reading(), entries, zone);
        String top = past == null ? null : past.top();
        long chosen = choice == null ? 0 : choice.number();
        return new MessageLayout(
                entries, transcript.roster(), layout.textColumns(), time, zone, line, opened, top, found, chosen);
    }

    /** The messages, with the line that was found in the middle if it is to be there. */
    private MessageLayout settled(WindowLayout layout) {
        MessageLayout messages = messages(layout);
        int index = foundInMiddle ? messages.indexOf(found) : -1;
        if (index >= 0) {
            viewport.keepAboveBottom(messages, index, layout.paneRows() / 2 + 1);
        }
        return messages;
    }

    public void paint(Canvas canvas, WindowLayout layout) {
        showChoice(layout);
        MessageLayout messages = settled(layout);
        List<Row> rows = viewport.view(messages, layout.paneRows());
        canvas.scrolls(layout.paneColumns(), layout.paneRows());
        int top = layout.paneRows() - rows.size();
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, top + i, rows.get(i), layout.textColumns());
        }
        if (selection != null && selection.isDragged()) {
            selection.paint(canvas, messages, viewport.places(messages, layout.paneRows()), rows, top);
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
