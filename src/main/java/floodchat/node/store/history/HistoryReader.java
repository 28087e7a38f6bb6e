package floodchat.node.store.history;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.store.FileProblem;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is in the history, and answers what a front end asks, on a virtual thread of its own. It gets the newest
 * lines from the {@link HistoryWriter}, reads the older ones from the disk, and hears of each line that is written.
 * Between small steps it looks whether something else is asked. Any thread may call it.
 */
final class HistoryReader implements AutoCloseable {
    /** Of what was written, a task for each write; the writer waits for room. */
    private static final int MAILBOX_TASKS = 4_096;

    /** A few milliseconds. */
    private static final int LINES_PER_STEP = 500;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    static final String BUSY = "The history is busy: try again in a moment.";

    private final EventBus bus;
    private final Clearer clearer;
    private final Mailbox<Task> mailbox = new Mailbox<>(MAILBOX_TASKS);
    private final Thread thread = Thread.ofVirtual().name("history reader").unstarted(this::run);

    /** All below is touched by the reader's thread alone, once it has begun. */
    private HistoryIndex index = new HistoryIndex();

    /** Null when everything is in memory. */
    private @Nullable HistoryLoader loader;

    private @Nullable Search search;
    private final Deque<Page> pages = new ArrayDeque<>();

    /** What waits until everything is in memory. */
    private final Deque<HistoryInquiry> waiting = new ArrayDeque<>();

    /** Deletes the files. */
    interface Clearer {
        /** False if there is no room for this. {@link #cleared} answers. */
        boolean clear(HistoryInquiry asked);
    }

    private sealed interface Task {
        record Written(int month, int[] offsets, List<byte[]> records) implements Task {}

        record Ask(HistoryInquiry inquiry) implements Task {}

        /** @param problem null if all is deleted */
        record Cleared(HistoryInquiry asked, @Nullable String problem) implements Task {}

        record Close() implements Task {}
    }

    private record Search(HistoryInquiry.Search inquiry, Finding finding, int found) {}

    private record Page(HistoryInquiry.Older inquiry, Finding finding, List<HistoryLine> lines) {}

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(HistoryReader.class);
    }

    HistoryReader(EventBus bus, Clearer clearer) {
        this.bus = bus;
        this.clearer = clearer;
    }

    // ---- called by others

    /** Begins. @param newest not touched by anybody else from now on, like the loader */
    void begin(HistoryIndex newest, HistoryLoader older) {
        index = newest;
        loader = older;
        thread.start();
    }

    /** Hears of what was just written. Waits if very much waits already. @param offsets in the month's file */
    void written(int month, int[] offsets, List<byte[]> records) throws InterruptedException {
        mailbox.put(new Task.Written(month, offsets, records));
    }

    /** Answers on the bus. Never waits. */
    void ask(HistoryInquiry inquiry) {
        if (!mailbox.offer(new Task.Ask(inquiry))) {
            bus.tell(new HistoryEvent.Refused(inquiry, BUSY));
        }
    }

    /** @param problem one sentence; null if all files are deleted */
    void cleared(HistoryInquiry asked, @Nullable String problem) throws InterruptedException {
        mailbox.put(new Task.Cleared(asked, problem));
    }

    /** Ends the thread. */
    @Override
    public void close() throws InterruptedException {
        if (thread.isAlive() && (!mailbox.offer(new Task.Close()) || !thread.join(CLOSE_WITHIN))) {
            thread.interrupt();
        }
    }

    // ---- the thread

    private void run() {
        try {
            boolean more = true;
            while (more) {
                Task task = hasWork() ? mailbox.poll(0) : mailbox.take();
                if (task != null) {
                    more = take(task);
                } else {
                    work();
                    Processor.share();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            closeLoader();
        }
    }

    private boolean hasWork() {
        return search != null || !pages.isEmpty() || loader != null;
    }

    /** Returns false at the end. */
    private boolean take(Task task) {
        switch (task) {
            case Task.Written(int month, int[] offsets, List<byte[]> records) -> index.append(month, offsets, records);
            case Task.Ask(HistoryInquiry inquiry) -> take(inquiry);
            case Task.Cleared(HistoryInquiry asked, String problem) -> cleared(asked, problem, index.lines());
            case Task.Close _ -> {
                return false;
            }
        }
        return true;
    }

    private void take(HistoryInquiry inquiry) {
        switch (inquiry) {
            case HistoryInquiry.Search asked ->
                search = new Search(asked, Finding.before(HistoryPosition.END, index, asked.query()), 0);
            case HistoryInquiry.Older asked ->
                pages.add(new Page(asked, Finding.before(asked.before(), index, asked.filter()), new ArrayList<>()));
            case HistoryInquiry.Newer asked -> {
                List<HistoryLine> lines = new ArrayList<>();
                boolean more = Finding.after(asked.after(), index, asked.filter()).goNewer(lines, asked.count());
                bus.tell(new HistoryEvent.Lines(asked, lines, !more));
            }
            case HistoryInquiry.Export _, HistoryInquiry.Clear _ -> {
                waiting.add(inquiry);
                answerWaiting();
            }
        }
    }

    private void work() {
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
                case HistoryInquiry.Export export -> export(export);
                case HistoryInquiry.Clear clear -> {
                    if (!clearer.clear(clear)) {
                        bus.tell(new HistoryEvent.Refused(clear, BUSY));
                    }
                }
                case HistoryInquiry other -> throw new IllegalStateException(other + " need not wait");
            }
        }
    }

    private void export(HistoryInquiry.Export asked) {
        try {
            HistoryExport.write(index, path(asked.file()), ZoneId.systemDefault());
            bus.tell(new HistoryEvent.Exported(asked.file(), index.lines()));
        } catch (FileAlreadyExistsException _) {
            refuse(asked, "There is a file %s already: choose another name.".formatted(asked.file()));
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

    private void cleared(HistoryInquiry asked, @Nullable String problem, int lines) {
        if (problem == null) {
            search = null;
            pages.clear();
            index.clear();
            bus.tell(new HistoryEvent.Cleared(lines));
        } else {
            refuse(asked, problem);
        }
    }
}
