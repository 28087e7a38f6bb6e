package floodchat.node.store.history;

import floodchat.bus.EventBus;
import floodchat.node.store.FileProblem;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The history in memory, with what is asked of it. It is read from the disk in small steps, the newest lines first, and
 * what is asked is answered as soon as it can be. Owned by the thread of the {@link HistoryReader}.
 */
final class LoadedHistory implements AutoCloseable {
    /** A few milliseconds. */
    private static final int LINES_PER_STEP = 500;

    private final EventBus bus;
    private final Predicate<HistoryInquiry> clearer;
    private final HistoryIndex index;

    /** Null when everything is in memory. */
    private @Nullable HistoryLoader loader;

    private @Nullable Search search;
    private final Deque<Page> pages = new ArrayDeque<>();

    /** What waits until everything is in memory. */
    private final Deque<HistoryInquiry> waiting = new ArrayDeque<>();

    private record Search(HistoryInquiry.Search inquiry, HistoryScan finding, int found) {}

    private record Page(HistoryInquiry.Older inquiry, HistoryScan finding, List<HistoryLine> lines) {}

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(LoadedHistory.class);
    }

    /**
     * @param clearer has all files deleted; false if there is no room for this wish
     * @param startedAt where the first line of this start stands
     */
    LoadedHistory(
            EventBus bus, Predicate<HistoryInquiry> clearer, HistoryLoader loader, HistoryPosition startedAt) {
        this.bus = bus;
        this.clearer = clearer;
        this.index = new HistoryIndex(startedAt);
        this.loader = loader;
    }

    /** How many questions wait for an answer. */
    int asked() {
        return waiting.size() + pages.size();
    }

    boolean hasWork() {
        return search != null || !pages.isEmpty() || loader != null;
    }

    void append(HistoryLog.Written written, List<byte[]> records) {
        index.append(written.file(), written.offsets(), records);
        index.forgetBefore(written.keptFrom());
    }

    void take(HistoryInquiry inquiry) {
        switch (inquiry) {
            case HistoryInquiry.Search asked ->
                search = new Search(asked, HistoryScan.before(HistoryPosition.END, index, asked.query()).withHidden(),
                        0);
            case HistoryInquiry.Older asked ->
                pages.add(
                        new Page(asked, HistoryScan.before(asked.before(), index, asked.filter()), new ArrayList<>()));
            case HistoryInquiry.Newer _, HistoryInquiry.Export _, HistoryInquiry.Clear _ -> {
                waiting.add(inquiry);
                answerWaiting();
            }
        }
    }

    /** Does a small step of what is to be done. */
    void work() {
        Search searching = search;
        if (!pages.isEmpty()) {
            turn(pages.getFirst());
        } else if (searching != null) {
            search(searching);
        } else {
            load();
        }
    }

    private void turn(Page page) {
        boolean more = page.finding.goOlder(LINES_PER_STEP, page.lines, page.inquiry.count());
        boolean isFull = page.lines.size() >= page.inquiry.count();
        if (!more && !isFull && loader != null) {
            load();
        } else if (!more || isFull) {
            pages.removeFirst();
            bus.tell(new HistoryEvent.Lines(page.inquiry, page.lines.reversed(), !isFull));
        }
    }

    private void search(Search current) {
        List<HistoryLine> hits = new ArrayList<>();
        int room = current.inquiry.limit() - current.found;
        boolean more = current.finding.goOlder(LINES_PER_STEP, hits, room);
        boolean complete = hits.size() >= room || !more && loader == null;
        search = complete ? null : new Search(current.inquiry, current.finding, current.found + hits.size());
        if (complete || !hits.isEmpty()) {
            bus.tell(new HistoryEvent.Found(current.inquiry, hits, complete));
        }
        if (!complete && !more) {
            load();
        }
    }

    /** Takes one more part into memory. */
    private void load() {
        HistoryLoader reading = loader;
        MonthFile.Contents older = reading == null ? null : reading.next();
        if (older != null) {
            index.addOlder(older);
        } else if (reading != null) {
            index.loadedAll();
            bus.tell(new HistoryEvent.Loaded(index.lines(), reading.damaged()));
            closeLoader();
            answerWaiting();
        }
    }

    private void closeLoader() {
        try (HistoryLoader ended = loader) {
            loader = null;
        } catch (IOException e) {
            Log.LOGGER.warn("could not close the history: {}", e.toString());
        }
    }

    private void answerWaiting() {
        while (loader == null && !waiting.isEmpty()) {
            switch (waiting.removeFirst()) {
                case HistoryInquiry.Newer newer -> turn(newer);
                case HistoryInquiry.Export export -> export(export);
                case HistoryInquiry.Clear clear -> {
                    if (!clearer.test(clear)) {
                        refuse(clear, HistoryReader.BUSY);
                    }
                }
                case HistoryInquiry other -> throw new IllegalStateException(other + " need not wait");
            }
        }
    }

    private void turn(HistoryInquiry.Newer asked) {
        List<HistoryLine> lines = new ArrayList<>();
        boolean more = HistoryScan.after(asked.after(), index, asked.filter()).goNewer(lines, asked.count());
        bus.tell(new HistoryEvent.Lines(asked, lines, !more));
    }

    private void export(HistoryInquiry.Export asked) {
        try {
            HistoryExport.write(index, path(asked.file()), ZoneId.systemDefault());
            bus.tell(new HistoryEvent.Exported(asked.file(), index.lines()));
        } catch (FileAlreadyExistsException _) {
            refuse(asked, "There is a file %s already: choose another name.".formatted(asked.file()));
        } catch (InvalidPathException _) {
            refuse(asked,
                    "This system can't have a file with the name %s: choose another one.".formatted(asked.file()));
        } catch (IOException e) {
            refuse(asked, "%s can't be written: %s.".formatted(asked.file(), FileProblem.reason(e)));
        }
    }

    private void refuse(HistoryInquiry asked, String reason) {
        bus.tell(new HistoryEvent.Refused(asked, reason));
    }

    /** No shell stands between a person and this window. */
    private static Path path(String file) {
        return file.startsWith("~/")
                ? Path.of(System.getProperty("user.home")).resolve(file.substring(2))
                : Path.of(file);
    }

    /** All files are deleted. A question for lines is answered with none. */
    void clear() {
        int lines = index.lines();
        index.clear();
        pages.forEach(page -> bus.tell(new HistoryEvent.Lines(page.inquiry, List.of(), true)));
        pages.clear();
        Search ended = search;
        if (ended != null) {
            bus.tell(new HistoryEvent.Found(ended.inquiry, List.of(), true));
        }
        search = null;
        bus.tell(new HistoryEvent.Cleared(lines));
    }

    @Override
    public void close() {
        closeLoader();
    }
}
