package floodchat.node.store.history;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a front end asks of the history, on a virtual thread of its own. It holds nothing until then. With the
 * first question it reads all that is kept into memory, the newest first, and answers as soon as it can; from then on
 * it hears of each line that is written. A while after the last question it forgets all of it. Between small steps it
 * looks whether something else is asked. Any thread may call it.
 */
final class HistoryReader implements AutoCloseable {
    /** Of what was written, a task for each write; the writer waits for room. */
    private static final int MAILBOX_TASKS = 4_096;

    /** More questions at once are refused: a person asks one by one. */
    private static final int MAX_WAITING = 100;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    static final String BUSY = "The history is busy: try again in a moment.";

    private final EventBus bus;
    private final Disk disk;
    private final Consumer<String> notices;
    private final long forgetAfterMs;
    private final Mailbox<Task> mailbox = new Mailbox<>(MAILBOX_TASKS);
    private final Thread thread = Thread.ofVirtual().name("history reader").unstarted(this::run);

    /** Whether {@link #written} has to tell. Set by the reader's thread before it wishes to read. */
    private volatile boolean isHolding;

    /** All below is touched by the reader's thread alone. Null while nobody asks. */
    private @Nullable LoadedHistory held;

    /** What waits until the files are there. */
    private final Deque<HistoryInquiry> waiting = new ArrayDeque<>();

    private long usedNs;

    /** Wishes to the thread that owns the files. Neither waits; both return false if there is no room. */
    interface Disk {
        /** {@link HistoryReader#read} answers. */
        boolean read();

        /** Deletes all. {@link HistoryReader#cleared} answers. */
        boolean clear(HistoryInquiry asked);
    }

    private sealed interface Task {
        record Read(List<MonthFile> newestFirst, HistoryPosition startedAt) implements Task {}

        record Written(HistoryLog.Written written, List<byte[]> records) implements Task {}

        record Ask(HistoryInquiry inquiry) implements Task {}

        /** @param problem null if all is deleted */
        record Cleared(HistoryInquiry asked, @Nullable String problem) implements Task {}

        record Close() implements Task {}
    }

    /** @param notices gets sentences for the person */
    HistoryReader(EventBus bus, Disk disk, Consumer<String> notices, Duration forgetAfter) {
        this.bus = bus;
        this.disk = disk;
        this.notices = notices;
        this.forgetAfterMs = forgetAfter.toMillis();
    }

    // ---- called by others

    /** From now on questions are answered. */
    void begin() {
        thread.start();
    }

    /** The files as they are now: what is written later comes by {@link #written}. */
    void read(List<MonthFile> newestFirst, HistoryPosition startedAt) throws InterruptedException {
        mailbox.put(new Task.Read(newestFirst, startedAt));
    }

    /** Hears of what was just written. Waits if very much waits already. */
    void written(HistoryLog.Written written, List<byte[]> records) throws InterruptedException {
        if (isHolding) {
            mailbox.put(new Task.Written(written, records));
        }
    }

    /** Answers on the bus. Never waits. */
    void ask(HistoryInquiry inquiry) {
        if (!mailbox.offer(new Task.Ask(inquiry))) {
            refuse(inquiry, BUSY);
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
                Task task = next();
                if (task != null) {
                    more = take(task);
                } else if (held != null) {
                    goOn(held);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            forget();
        }
    }

    /** While nothing is held, there is no time limit. */
    private @Nullable Task next() throws InterruptedException {
        LoadedHistory holding = held;
        if (holding == null) {
            return mailbox.take();
        }
        return mailbox.poll(holding.hasWork() ? 0 : msUntilForget());
    }

    private void goOn(LoadedHistory holding) {
        if (holding.hasWork()) {
            holding.work();
            usedNs = System.nanoTime();
            Processor.share();
        } else if (msUntilForget() <= 0) {
            forget();
        }
    }

    private long msUntilForget() {
        return forgetAfterMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - usedNs);
    }

    private void forget() {
        LoadedHistory holding = held;
        held = null;
        isHolding = false;
        if (holding != null) {
            holding.close();
        }
    }

    /** Returns false at the end. */
    private boolean take(Task task) {
        LoadedHistory holding = held;
        switch (task) {
            case Task.Read(List<MonthFile> newestFirst, HistoryPosition startedAt) -> begin(newestFirst, startedAt);
            case Task.Written(HistoryLog.Written written, List<byte[]> records) -> {
                if (holding != null) { // else it is in the files that are read later
                    holding.append(written, records);
                }
            }
            case Task.Ask(HistoryInquiry inquiry) -> take(inquiry, holding);
            case Task.Cleared(HistoryInquiry asked, String problem) -> cleared(asked, problem, holding);
            case Task.Close _ -> {
                return false;
            }
        }
        return true;
    }

    private void take(HistoryInquiry inquiry, @Nullable LoadedHistory holding) {
        usedNs = System.nanoTime();
        int asked = holding == null ? waiting.size() : holding.asked();
        if (asked >= MAX_WAITING) {
            refuse(inquiry, BUSY);
        } else if (holding == null) {
            waiting.add(inquiry);
            wishToRead();
        } else {
            holding.take(inquiry);
        }
    }

    private void wishToRead() {
        if (!isHolding) {
            isHolding = true;
            if (!disk.read()) {
                isHolding = false;
                waiting.forEach(inquiry -> refuse(inquiry, BUSY));
                waiting.clear();
            }
        }
    }

    private void begin(List<MonthFile> newestFirst, HistoryPosition startedAt) {
        LoadedHistory begun = new LoadedHistory(bus, disk::clear, new HistoryLoader(newestFirst, notices), startedAt);
        held = begun;
        usedNs = System.nanoTime();
        waiting.forEach(begun::take);
        waiting.clear();
    }

    private void cleared(HistoryInquiry asked, @Nullable String problem, @Nullable LoadedHistory holding) {
        if (problem != null) {
            refuse(asked, problem);
        } else if (holding == null) {
            bus.tell(new HistoryEvent.Cleared(0)); // it was forgotten meanwhile
        } else {
            holding.clear();
        }
    }

    private void refuse(HistoryInquiry asked, String reason) {
        bus.tell(new HistoryEvent.Refused(asked, reason));
    }
}
