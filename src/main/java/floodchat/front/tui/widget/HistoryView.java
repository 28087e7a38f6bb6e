package floodchat.front.tui.widget;

import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.Key;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the view of a conversation in the history: it asks for older lines while a person scrolls, shows a line that
 * was found, and returns. What is shown does not move when lines come. Owned by a {@link Conversation}, which makes it
 * after the first frame. For the thread that owns the screen.
 */
public final class HistoryView {
    /** A place in a conversation. */
    public static final class Place {
        private final Viewport.View view;
        private final @Nullable HistoryPages pages;

        private Place(Viewport.View view, @Nullable HistoryPages pages) {
            this.view = view;
            this.pages = pages;
        }
    }

    private final Conversation conversation;
    private final Viewport viewport;
    private final PagedHistory past = new PagedHistory();

    /** The number of the line that a search found; 0 for none. */
    private long found;

    /** Whether it is to be in the middle, because nobody has scrolled since. */
    private boolean foundInMiddle;

    HistoryView(Conversation conversation) {
        this.conversation = conversation;
        this.viewport = conversation.viewport();
    }

    // ---- what is shown

    /** The entries to show. @param live those of the transcript */
    List<TranscriptEntry> with(List<TranscriptEntry> live) {
        return past.with(live);
    }

    /** Whether the transcript is not a part of what is shown. */
    boolean isApart() {
        return past.isApart();
    }

    /** A few words above the first entry; null for none. */
    @Nullable String top() {
        return past.top();
    }

    /** The number of the line that a search found; 0 for none. */
    long found() {
        return found;
    }

    /** Moves the view so that the line that was found is in the middle, if it is to be there. */
    void settle(MessageLayout messages, WindowLayout layout) {
        int index = foundInMiddle ? messages.indexOf(found) : -1;
        if (index >= 0) {
            viewport.keepAboveBottom(messages, index, layout.paneRows() / 2 + 1);
        }
    }

    /** A key has scrolled. Asks for more lines before a person comes to the end of those that are here. */
    void scrolled(Key.Name key, MessageLayout messages, WindowLayout layout) {
        int height = layout.paneRows();
        foundInMiddle &= viewport.isAtHome() && !viewport.hasMore(messages, height); // all is seen
        switch (key) {
            case END -> conversation.goToNewest();
            case PAGE_DOWN, DOWN -> {
                if (isApart() && viewport.itemsBeforeEdge(messages) <= height) {
                    past.wantNewer();
                }
            }
            default -> scrolledUp(messages, layout);
        }
    }

    private void scrolledUp(MessageLayout messages, WindowLayout layout) {
        int height = layout.paneRows();
        boolean atTop = !viewport.hasMore(messages, height);
        if (!viewport.hasMore(messages, 2 * height)) {
            past.wantOlder(conversation.transcript());
        }
        if (atTop) {
            viewport.move(-1, conversation.messages(layout), height); // now there is a row that says what is above
        }
    }

    // ---- the history asks and answers

    /** What the history is to be asked now; null for nothing. Each inquiry is given once. */
    public @Nullable HistoryInquiry takeInquiry() {
        return past.takeInquiry();
    }

    /** The history answered. What is shown does not move. */
    public void take(HistoryEvent.Lines answer) {
        if (!past.isWanted(answer)) {
            return;
        }
        if (past.isApart() && viewport.isAtHome()) {
            viewport.holdOn(conversation.entries().getLast().number());
        }
        conversation.nameAuthors(answer.lines());
        past.take(
                answer,
                conversation.transcript(),
                conversation.conversations().current(),
                viewport.edge());
    }

    /** Something is not answered. False if that was not asked for what is shown. */
    public boolean refused(HistoryInquiry inquiry, String reason) {
        return past.refused(inquiry, reason);
    }

    /** Everything that was kept is deleted. What is in the transcript stays. */
    public void cleared() {
        boolean apart = past.isApart();
        past.cleared();
        if (apart) {
            conversation.goToNewest();
        }
    }

    /** These lines are in the transcript. */
    void recalled(List<HistoryLine> lines) {
        past.recalled(lines);
    }

    void delivered(MessageId id, Delivery delivery) {
        past.delivered(id, delivery);
    }

    /** An answer may have been lost. */
    void forgetInquiries() {
        past.forgetInquiries();
    }

    /** The transcript has lost its oldest lines. */
    void transcriptCut() {
        past.transcriptCut(viewport.edge());
    }

    /** Only the transcript is shown. */
    void giveUp() {
        found = 0;
        foundInMiddle = false;
        past.giveUp();
    }

    // ---- to a line and back

    /** Shows this line of the conversation in the middle, with what stands around it. */
    public void jumpTo(HistoryLine line) {
        conversation.goToNewest();
        conversation.nameAuthors(List.of(line));
        long number = conversation.numberOf(line.spoken().id());
        found = number == 0 ? past.jumpTo(line) : number;
        foundInMiddle = true;
    }

    /** Whether a line is shown because a search found it. */
    public boolean isJumped() {
        return found != 0;
    }

    /** What is shown, to return to it. */
    public Place place() {
        return new Place(viewport.view(), past.pages());
    }

    /** Returns to what was shown in this conversation. */
    public void returnTo(Place place) {
        conversation.goToNewest();
        past.returnTo(place.pages);
        viewport.returnTo(place.view);
        conversation.noteSeen();
    }
}
