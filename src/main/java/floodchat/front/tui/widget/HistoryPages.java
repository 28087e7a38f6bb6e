package floodchat.front.tui.widget;

import floodchat.front.TranscriptEntry;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.MessageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lines of the history without a gap between them, in pages: a window that slides over the history. It stands directly
 * before the transcript, or anywhere after a jump. It is bounded: what comes at one end pushes a page out at the other.
 * The numbers of its entries are below -1, since those of the transcript are above 0 and -1 means none. Owned by the
 * thread that owns the screen.
 */
final class HistoryPages {
    /** About 1 MB. */
    static final int MAX_LINES = 2_000;

    /** Small pages next to each other become one of at most this many lines. */
    static final int LINES_PER_PAGE = 500;

    /** No window has more rows, so what is shown is not pushed out. */
    private static final int MAX_ROWS = 400;

    private static final long HIGHEST_NUMBER = -2;

    /**
     * Lines that were read together, those of other conversations left out.
     *
     * @param first where the oldest line that was read stands
     * @param last where the newest one does
     */
    record Page(HistoryPosition first, HistoryPosition last, List<TranscriptEntry> entries) {
        /** This page and the one after it as one. */
        private Page with(Page newer) {
            List<TranscriptEntry> all = new ArrayList<>(entries);
            all.addAll(newer.entries);
            return new Page(first, newer.last, all);
        }

        private boolean fitsWith(Page other) {
            return entries.size() + other.entries.size() <= LINES_PER_PAGE;
        }
    }

    private final Deque<Page> pages = new ArrayDeque<>();

    /** Where the window begins and ends while it has no page. */
    private final HistoryPosition start;

    private boolean atBeginning;
    private boolean beforeTranscript;
    private int lines;
    private long nextHighest = HIGHEST_NUMBER;

    private HistoryPages(HistoryPosition start, boolean beforeTranscript) {
        this.start = start;
        this.beforeTranscript = beforeTranscript;
    }

    /** Nothing yet, directly before the transcript. @param start where the oldest line of the transcript stands */
    static HistoryPages beforeTranscript(HistoryPosition start) {
        return new HistoryPages(start, true);
    }

    /** Nothing yet, at this place. */
    static HistoryPages at(HistoryPosition start) {
        return new HistoryPages(start, false);
    }

    HistoryPosition oldest() {
        return pages.isEmpty() ? start : pages.getFirst().first();
    }

    HistoryPosition newest() {
        return pages.isEmpty() ? start : pages.getLast().last();
    }

    /** Whether there is nothing older. */
    boolean isAtBeginning() {
        return atBeginning;
    }

    /** Whether the transcript follows. */
    boolean isBeforeTranscript() {
        return beforeTranscript;
    }

    boolean isEmpty() {
        return lines == 0;
    }

    /** The entries, and what follows them. @param live of the transcript */
    List<TranscriptEntry> with(List<TranscriptEntry> live) {
        if (isEmpty() && beforeTranscript) {
            return live;
        }
        List<TranscriptEntry> all = new ArrayList<>(lines + live.size());
        pages.forEach(page -> all.addAll(page.entries()));
        if (beforeTranscript) {
            all.addAll(live);
        }
        return all;
    }

    /** The first of this many numbers in a row that no other entry here has. */
    long numbersFor(int entries) {
        nextHighest -= entries;
        return nextHighest + 1;
    }

    // ---- what comes

    /**
     * A page before the others. False if a page that is needed would be pushed out: then nothing has changed.
     *
     * @param edge the number of the entry at the lower edge of what is shown
     */
    boolean addOlder(Page page, boolean isFirstOfAll, long edge) {
        if (lines + page.entries().size() > MAX_LINES && !isBeforeLastPage(edge)) {
            return false;
        }
        Page next = pages.peekFirst();
        boolean joins = next != null && page.fitsWith(next);
        pages.addFirst(joins ? page.with(pages.removeFirst()) : page);
        lines += page.entries().size();
        atBeginning = isFirstOfAll;
        while (lines > MAX_LINES) {
            lines -= pages.removeLast().entries().size();
            beforeTranscript = false;
        }
        return true;
    }

    /** A page after the others. False as for {@link #addOlder}. */
    boolean addNewer(Page page, boolean transcriptFollows, long edge) {
        if (lines + page.entries().size() > MAX_LINES && !isFarFromFirstPage(edge)) {
            return false;
        }
        Page last = pages.peekLast();
        boolean joins = last != null && last.fitsWith(page);
        pages.addLast(joins ? pages.removeLast().with(page) : page);
        lines += page.entries().size();
        beforeTranscript = transcriptFollows;
        while (lines > MAX_LINES) {
            lines -= pages.removeFirst().entries().size();
            atBeginning = false;
        }
        return true;
    }

    private boolean isBeforeLastPage(long edge) {
        int place = place(edge);
        return place >= 0 && place < lines - pages.getLast().entries().size();
    }

    private boolean isFarFromFirstPage(long edge) {
        return place(edge) >= pages.getFirst().entries().size() + MAX_ROWS;
    }

    /** Where the entry with this number is, from the oldest on; -1 if it is not here. */
    private int place(long number) {
        int place = 0;
        for (Page page : pages) {
            for (TranscriptEntry entry : page.entries()) {
                if (entry.number() == number) {
                    return place;
                }
                place++;
            }
        }
        return -1;
    }

    boolean has(long number) {
        return place(number) >= 0;
    }

    /** The transcript has lost lines, so that there is a gap now. */
    void leaveTranscript() {
        beforeTranscript = false;
    }

    void delivered(MessageId id, Delivery delivery) {
        for (Page page : pages) {
            page.entries()
                    .replaceAll(
                            entry -> entry instanceof TranscriptEntry.Spoken spoken
                                    ? spoken.with(id, delivery)
                                    : entry);
        }
    }
}
