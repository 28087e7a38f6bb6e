package floodchat.node.store.history;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.store.FileProblem;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the chat and the bus, on a virtual thread of its own: it writes what is to be shown, and only then
 * gives it to the bus, all in its order. What waits is written at once. A line that an earlier start has shown is not
 * written again. If the disk fails, everything is shown all the same. Any thread may call it.
 */
final class HistoryWriter implements AutoCloseable {
    /** As many as wait for the chat; who has more on the way waits for the disk. */
    static final int MAILBOX_STEPS = 8_192;

    /** How many lines a window shows at the start: a few screens. */
    static final int NEWEST_LINES = 200;

    /** How long what was read for a question stays in memory after the last one. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(5);

    private static final int MAX_AT_ONCE = 256;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final EventBus bus;
    private final HistoryFolder folder;
    private final boolean isRecalled;
    private final LongSupplier wallMs;
    private final HistoryReader reader;
    private final Mailbox<Step> mailbox = new Mailbox<>(MAILBOX_STEPS);
    private final Thread thread = Thread.ofVirtual().name("history writer").unstarted(this::run);

    /** All below is touched by the writer's thread alone. */
    private final HistoryLog log;

    private final AgeClock age = new AgeClock();
    private final KnownLines known;

    private sealed interface Step {
        record Show(ChatEvent event) implements Step {}

        /** To be done when everything before is written. */
        record Do(History.Action action) implements Step {}

        /** The reader wants to begin. */
        record Read() implements Step {}

        record Clear(HistoryInquiry asked) implements Step {}

        record Close() implements Step {}
    }

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(HistoryWriter.class);
    }

    /**
     * @param isRecalled whether the front end shows lines of earlier starts, so that they must not come again
     * @param forgetAfter {@link #FORGET_AFTER}, or less for a test
     */
    HistoryWriter(
            EventBus bus,
            HistoryFolder folder,
            SecureRandom random,
            Retention retention,
            boolean isRecalled,
            LongSupplier wallMs,
            Duration forgetAfter) {
        this.bus = bus;
        this.folder = folder;
        this.isRecalled = isRecalled;
        this.wallMs = wallMs;
        this.log = new HistoryLog(folder, random, retention, age, wallMs, this::notice);
        this.known = new KnownLines(wallMs.getAsLong());
        this.reader = new HistoryReader(bus, new ReadersWishes(), this::notice, forgetAfter);
    }

    /** From the reader, which never waits for this thread. */
    private final class ReadersWishes implements HistoryReader.Disk {
        @Override
        public boolean read() {
            return mailbox.offer(new Step.Read());
        }

        @Override
        public boolean clear(HistoryInquiry asked) {
            return mailbox.offer(new Step.Clear(asked));
        }
    }

    // ---- called by others

    void start() {
        thread.start();
    }

    /** Waits only if very much waits already. */
    void show(ChatEvent event) throws InterruptedException {
        mailbox.put(new Step.Show(event));
    }

    /** Has this done after everything before is written. */
    void then(History.Action action) throws InterruptedException {
        mailbox.put(new Step.Do(action));
    }

    /** What is about everything comes after all that was said before. */
    void ask(HistoryInquiry inquiry) {
        switch (inquiry) {
            case HistoryInquiry.Older _, HistoryInquiry.Newer _, HistoryInquiry.Search _ -> reader.ask(inquiry);
            case HistoryInquiry.Export _, HistoryInquiry.Clear _ -> {
                if (!mailbox.offer(new Step.Do(() -> reader.ask(inquiry)))) {
                    bus.tell(new HistoryEvent.Refused(inquiry, HistoryReader.BUSY));
                }
            }
        }
    }

    /** Writes what was given so far, then ends. A disk that is slow is not waited for long. */
    @Override
    public void close() throws InterruptedException {
        if (thread.isAlive() && (!mailbox.offer(new Step.Close()) || !thread.join(CLOSE_WITHIN))) {
            thread.interrupt();
        }
        reader.close();
    }

    // ---- the thread

    private void run() {
        try {
            open();
            boolean more = true;
            while (more) {
                more = takeAllThatWait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed before the disk was done
        } catch (RuntimeException e) {
            Log.LOGGER.error("history failed", e);
            bus.tell(new ChatEvent.Failed("Floodchat has a defect and can't go on. The log says more."));
        } finally {
            log.close();
        }
    }

    private void open() {
        try (HistoryLoader loader = new HistoryLoader(log.open(), this::notice)) {
            bus.tell(new HistoryEvent.Opened(newest(loader)));
            while (known.mayBeMore() && note(loader.next())) {
                Processor.share();
            }
        } catch (IOException e) {
            Log.LOGGER.warn("could not close the history: {}", e.toString());
        }
        log.deleteOld();
        reader.begin();
    }

    /** Only what is shown is read into memory. */
    private List<HistoryLine> newest(HistoryLoader loader) {
        HistoryIndex index = new HistoryIndex(HistoryPosition.END);
        boolean more = true;
        while (more && index.lines() < NEWEST_LINES) {
            MonthFile.Contents older = loader.next();
            more = note(older);
            if (older != null) {
                index.addOlder(older);
            }
        }
        List<HistoryLine> lines = index.newestLines(NEWEST_LINES);
        lines.forEach(line -> age.note(line.spoken(), line.shown().toEpochMilli()));
        return lines;
    }

    /** Returns false if there is nothing more. */
    private boolean note(MonthFile.@Nullable Contents older) {
        if (older != null) {
            known.addOlder(older.segment());
        }
        return older != null;
    }

    /** Takes what waits, writes it, and then carries it out. Returns false at the end. */
    private boolean takeAllThatWait() throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        List<byte[]> records = new ArrayList<>();
        boolean isLast = false;
        for (Step next = next(); next != null; next = isLast ? null : mailbox.poll(0)) {
            Step step = next instanceof Step.Show(ChatEvent event) ? new Step.Show(noted(event, records)) : next;
            steps.add(step);
            isLast = steps.size() == MAX_AT_ONCE || step instanceof Step.Clear || step instanceof Step.Close;
        }
        if (!records.isEmpty()) {
            write(records);
        }
        boolean more = true;
        for (Step step : steps) {
            more &= carryOut(step);
        }
        log.forceIfDue();
        return more;
    }

    /** The next step. While there is none, what was written goes to the disk. */
    private Step next() throws InterruptedException {
        if (log.isForced()) {
            return mailbox.take();
        }
        Step next = mailbox.poll(Math.max(1, log.msUntilForce()));
        if (next == null) {
            log.forceIfDue();
            next = mailbox.take();
        }
        return next;
    }

    /** Adds what is to be kept of the event to the records, and gives what is to be shown of it. */
    private ChatEvent noted(ChatEvent event, List<byte[]> records) {
        switch (event) {
            case ChatEvent.Spoken spoken -> note(spoken, false, records);
            case ChatEvent.Hidden hidden -> note(hidden.line(), true, records);
            case ChatEvent.CaughtUp caughtUp -> caughtUp.messages().forEach(spoken -> note(spoken, false, records));
            case ChatEvent.DeliveryChanged changed when changed.delivery() != Delivery.QUEUED ->
                records.add(DeliveryNote.encode(changed));
            default -> {}
        }
        return isRecalled && event instanceof ChatEvent.CaughtUp caughtUp
                ? new ChatEvent.CaughtUp(caughtUp.messages().stream().filter(line -> !isKnown(line)).toList())
                : event;
    }

    private void note(ChatEvent.Spoken spoken, boolean hidden, List<byte[]> records) {
        if (!isKnown(spoken)) {
            long shownMs = wallMs.getAsLong();
            age.note(spoken, shownMs);
            byte[] record = LineRecord.encode(spoken, shownMs);
            records.add(hidden ? LineRecord.hidden(record) : record);
        }
    }

    private boolean isKnown(ChatEvent.Spoken spoken) {
        return known.contains(spoken);
    }

    private boolean carryOut(Step step) throws InterruptedException {
        switch (step) {
            case Step.Show(ChatEvent event) -> publish(event);
            case Step.Do(History.Action action) -> action.run();
            case Step.Read _ -> reader.read(log.files(), log.startedAt());
            case Step.Clear(HistoryInquiry asked) -> clear(asked);
            case Step.Close _ -> {
                return false;
            }
        }
        return true;
    }

    /** The last event must arrive, so we wait for the front end. */
    private void publish(ChatEvent event) throws InterruptedException {
        boolean isRepeated = isRecalled
                && switch (event) {
                    case ChatEvent.Spoken spoken -> isKnown(spoken);
                    case ChatEvent.Hidden hidden -> isKnown(hidden.line());
                    case ChatEvent.CaughtUp caughtUp -> caughtUp.messages().isEmpty();
                    default -> false;
                };
        if (event instanceof ChatEvent.Left || event instanceof ChatEvent.Failed) {
            bus.publish(event);
        } else if (!isRepeated) {
            bus.tell(event);
        }
    }

    private void write(List<byte[]> records) throws InterruptedException {
        HistoryLog.Written written = log.write(records);
        if (written != null) {
            reader.written(written, records);
        }
    }

    private void clear(HistoryInquiry asked) throws InterruptedException {
        try {
            log.deleteAll();
            reader.cleared(asked, null);
        } catch (IOException e) {
            Log.LOGGER.warn("could not delete {}: {}", folder.path(), e.toString());
            reader.cleared(asked, "The history in %s can't be deleted: %s."
                    .formatted(folder.path(), FileProblem.reason(e)));
        }
    }

    private void notice(String sentence) {
        bus.tell(new ChatEvent.Noticed(sentence));
    }
}
