package floodchat.front.tui.widget;

import floodchat.front.ConversationId;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.MessageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation shows of the history beside its transcript: it asks for older and newer lines, and takes them. No
 * line is shown twice. In a private conversation it reads on until there are enough lines of it: each inquiry begins
 * where the answer before ended, so that it comes to an end. Owned by the thread that owns the screen.
 */
final class PagedHistory {
    private static final String LOADING = "loading older lines…";
    private static final String BEGINS = "the history begins here";

    /** More than a window has rows. With as many it stops to read on. */
    private static final int ENOUGH_LINES = 100;

    /** Where the lines stand that came from the history at the start. */
    private final Map<MessageId, HistoryPosition> recalled = new HashMap<>();

    /** Null while nothing is needed. */
    private @Nullable HistoryPages pages;

    private final Deque<HistoryInquiry> toAsk = new ArrayDeque<>();

    /** What is not answered yet; null for nothing. */
    private HistoryInquiry.@Nullable Older older;

    private HistoryInquiry.@Nullable Newer newer;

    /** How many lines came since a person scrolled. */
    private int olderLines;

    private int newerLines;

    /** Why there are no older lines; null if that is not known to be so. */
    private @Nullable String problem;

    /** These lines are in the transcript. */
    void recalled(List<HistoryLine> lines) {
        lines.forEach(line -> recalled.put(line.spoken().id(), line.position()));
    }

    // ---- what is shown

    /** The entries to show. @param live those of the transcript */
    List<TranscriptEntry> with(List<TranscriptEntry> live) {
        return pages == null ? live : pages.with(live);
    }

    /** Whether the transcript is not a part of what is shown. */
    boolean isApart() {
        return pages != null && !pages.isBeforeTranscript();
    }

    /** A few words above the first entry; null for none. */
    @Nullable String top() {
        if (problem != null || older != null) {
            return older == null ? problem : LOADING;
        }
        return pages != null && pages.isAtBeginning() ? BEGINS : null;
    }

    // ---- asking

    /** What is to be asked now; null for nothing. Each inquiry is given once. */
    @Nullable HistoryInquiry takeInquiry() {
        return toAsk.poll();
    }

    /** A person is about to see the oldest line that is here. */
    void wantOlder(Transcript transcript) {
        problem = null;
        if (pages == null) {
            pages = HistoryPages.beforeTranscript(oldest(transcript));
        }
        if (older == null && !pages.isAtBeginning()) {
            olderLines = 0;
            askOlder(pages);
        }
    }

    /** A person is about to see the newest line that is here. */
    void wantNewer() {
        if (pages != null && newer == null && !pages.isBeforeTranscript()) {
            newerLines = 0;
            askNewer(pages);
        }
    }

    private void askOlder(HistoryPages of) {
        older = new HistoryInquiry.Older(of.oldest(), HistoryPages.LINES_PER_PAGE, HistoryQuery.ALL);
        toAsk.add(older);
    }

    private void askNewer(HistoryPages of) {
        newer = new HistoryInquiry.Newer(of.newest(), HistoryPages.LINES_PER_PAGE, HistoryQuery.ALL);
        toAsk.add(newer);
    }

    /** Of the lines in the transcript that came from the history; if none is left, the end. */
    private HistoryPosition oldest(Transcript transcript) {
        HistoryPosition oldest = HistoryPosition.END;
        for (MessageId id : transcript.messages()) {
            HistoryPosition position = recalled.getOrDefault(id, oldest);
            oldest = position.compareTo(oldest) < 0 ? position : oldest;
        }
        return oldest;
    }

    // ---- answers

    /** Whether these lines answer something that was asked here, and are still wanted. */
    boolean isWanted(HistoryEvent.Lines answer) {
        return answer.inquiry().equals(older) || answer.inquiry().equals(newer);
    }

    /**
     * Takes lines that are wanted.
     *
     * @param edge the number of the entry at the lower edge of what is shown; 0 for the newest of all
     */
    void take(HistoryEvent.Lines answer, Transcript transcript, ConversationId conversation, long edge) {
        HistoryPages into = pages;
        if (into == null) {
            return;
        }
        switch (answer.inquiry()) {
            case HistoryInquiry.Older asked -> takeOlder(into, asked, answer, transcript, conversation, edge);
            case HistoryInquiry.Newer asked -> takeNewer(into, asked, answer, transcript, conversation, edge);
            case HistoryInquiry.Search _, HistoryInquiry.Export _, HistoryInquiry.Clear _ -> {}
        }
    }

    private void takeOlder(
            HistoryPages into,
            HistoryInquiry.Older asked,
            HistoryEvent.Lines answer,
            Transcript transcript,
            ConversationId conversation,
            long edge) {
        older = null;
        List<HistoryLine> unknown = unknown(answer.lines(), transcript.messages());
        List<TranscriptEntry> entries = entries(into, unknown, conversation);
        HistoryPosition first = answer.lines().isEmpty() ? asked.before() : answer.lines().getFirst().position();
        HistoryPosition last = unknown.isEmpty() ? first : unknown.getLast().position();
        boolean nothingOlder = answer.complete() || first.compareTo(asked.before()) >= 0;
        boolean added = into.addOlder(new HistoryPages.Page(first, last, entries), nothingOlder, edge);
        olderLines += entries.size();
        if (added && !nothingOlder && olderLines < ENOUGH_LINES) {
            askOlder(into);
        }
    }

    private void takeNewer(
            HistoryPages into,
            HistoryInquiry.Newer asked,
            HistoryEvent.Lines answer,
            Transcript transcript,
            ConversationId conversation,
            long edge) {
        newer = null;
        Set<MessageId> known = transcript.messages();
        List<TranscriptEntry> entries = entries(into, unknown(answer.lines(), known), conversation);
        HistoryPosition last = answer.lines().isEmpty() ? asked.after() : answer.lines().getLast().position();
        boolean meets = answer.complete() || last.compareTo(asked.after()) <= 0
                || answer.lines().stream().anyMatch(line -> known.contains(line.spoken().id()));
        HistoryPosition first = answer.lines().isEmpty() ? asked.after() : answer.lines().getFirst().position();
        boolean added = into.addNewer(new HistoryPages.Page(first, last, entries), meets, edge);
        newerLines += entries.size();
        if (added && !meets && newerLines < ENOUGH_LINES) {
            askNewer(into);
        }
    }

    private static List<HistoryLine> unknown(List<HistoryLine> lines, Set<MessageId> known) {
        return lines.stream().filter(line -> !known.contains(line.spoken().id())).toList();
    }

    /** The lines of this conversation. */
    private static List<TranscriptEntry> entries(
            HistoryPages into, List<HistoryLine> lines, ConversationId conversation) {
        List<TranscriptEntry> entries =
                new ArrayList<>(Transcript.entriesOf(lines, into.numbersFor(lines.size())));
        entries.removeIf(
                entry -> entry instanceof TranscriptEntry.Spoken spoken && !conversation.shows(spoken));
        return entries;
    }

    /** Something that was asked here is not answered. False if it was not asked here. */
    boolean refused(HistoryInquiry inquiry, String reason) {
        boolean ours = inquiry.equals(older) || inquiry.equals(newer);
        if (inquiry.equals(older)) {
            older = null;
            problem = reason;
        } else if (ours) {
            newer = null;
        }
        return ours;
    }

    /** An answer may have been lost: what is wanted may be asked again. */
    void forgetInquiries() {
        older = null;
        newer = null;
        toAsk.clear();
    }

    // ---- what happens to it

    /** Only the transcript is shown. */
    void giveUp() {
        forgetInquiries();
        pages = null;
        problem = null;
    }

    /** Nothing is kept any more, so that no position is right. */
    void cleared() {
        giveUp();
        recalled.clear();
    }

    /**
     * Shows this line with what stands around it in the history, in place of the transcript. Returns the number of its
     * entry.
     */
    long jumpTo(HistoryLine line) {
        giveUp();
        HistoryPages around = HistoryPages.at(line.position());
        List<TranscriptEntry> entry = Transcript.entriesOf(List.of(line), around.numbersFor(1));
        around.addOlder(
                new HistoryPages.Page(line.position(), line.position(), new ArrayList<>(entry)), false, 0);
        pages = around;
        olderLines = 0;
        newerLines = 0;
        askOlder(around);
        askNewer(around);
        return entry.getFirst().number();
    }

    /** What is shown, to return to it. */
    @Nullable HistoryPages pages() {
        return pages;
    }

    void returnTo(@Nullable HistoryPages before) {
        giveUp();
        pages = before;
    }

    /** The transcript has lost its oldest lines. @param edge as for {@link #take} */
    void transcriptCut(long edge) {
        if (pages != null && pages.isBeforeTranscript()) {
            if (pages.has(edge)) {
                pages.leaveTranscript();
            } else {
                giveUp();
            }
        }
    }

    void delivered(MessageId id, Delivery delivery) {
        if (pages != null) {
            pages.delivered(id, delivery);
        }
    }
}
