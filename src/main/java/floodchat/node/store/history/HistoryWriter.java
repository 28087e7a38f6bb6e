package floodchat.node.store.history;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.store.FileProblem;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.MessageId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

    /** What is older does not come again: the network keeps public lines for a day and private ones for a week. */
    static final long KNOWN_MS = TimeUnit.DAYS.toMillis(8);

    /** Several times the packets that a peer keeps for others; at 250 bytes each, 1 MB. */
    static final int MAX_KNOWN = 4_000;

    private static final int MAX_AT_ONCE = 256;

    /** A machine that fails loses no more than the lines of this time. */
    private static final long FORCE_EVERY_MS = 3_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final EventBus bus;
    private final HistoryFolder folder;
    private final SecureRandom random;
    private final Retention retention;
    private final boolean isRecalled;
    private final LongSupplier wallMs;
    private final HistoryReader reader;
    private final Mailbox<Step> mailbox = new Mailbox<>(MAILBOX_STEPS);
    private final Thread thread = Thread.ofVirtual().name("history writer").unstarted(this::run);

    /** All below is touched by the writer's thread alone. Lines that an earlier start has shown. */
    private final Set<MessageId> known = new HashSet<>();

    private @Nullable MonthWriter month;
    private long checkedBytes;
    private long forcedNs = System.nanoTime();
    private boolean isOff;
    private boolean isFailing;

    private sealed interface Step {
        record Show(ChatEvent event) implements Step {}

        /** To be done when everything before is written. */
        record Do(History.Action action) implements Step {}

        record Clear(HistoryInquiry asked) implements Step {}

        record Close() implements Step {}
    }

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(HistoryWriter.class);
    }

    /** @param isRecalled whether the front end shows lines of earlier starts, so that they must not come again */
    HistoryWriter(
            EventBus bus,
            HistoryFolder folder,
            SecureRandom random,
            Retention retention,
            boolean isRecalled,
            LongSupplier wallMs) {
        this.bus = bus;
        this.folder = folder;
        this.random = random;
        this.retention = retention;
        this.isRecalled = isRecalled;
        this.wallMs = wallMs;
        this.reader = new HistoryReader(bus, asked -> mailbox.offer(new Step.Clear(asked)));
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
            closeMonth();
        }
    }

    private void open() {
        HistoryIndex index = new HistoryIndex();
        HistoryLoader loader = new HistoryLoader(List.of(), this::notice);
        try {
            folder.open();
            folder.deleteOld(retention.days(), retention.megabytes(), wallMs.getAsLong());
            loader = new HistoryLoader(folder.months(), this::notice);
        } catch (IOException e) {
            isOff = true;
            Log.LOGGER.warn("could not open {}: {}", folder.path(), e.toString());
            notice("The history in %s can't be used: %s. What is said now is not kept."
                    .formatted(folder.path(), FileProblem.reason(e)));
        }
        boolean isRecent = read(loader, index, NEWEST_LINES);
        bus.tell(new HistoryEvent.Opened(index.newestLines(NEWEST_LINES)));
        while (isRecent && index.lines() < MAX_KNOWN) {
            isRecent = read(loader, index, index.lines() + 1);
        }
        reader.begin(index, loader);
    }

    /** Reads until there are this many lines. Returns false if what stands before can't come again. */
    private boolean read(HistoryLoader loader, HistoryIndex index, int lines) {
        long knownFromMs = wallMs.getAsLong() - KNOWN_MS;
        boolean isRecent = true;
        while (index.lines() < lines) {
            MonthFile.Contents older = loader.next();
            if (older == null) {
                return false;
            }
            index.addOlder(older);
            isRecent = note(older.segment(), knownFromMs);
        }
        return isRecent;
    }

    /** Returns whether what stands before may be recent, too. */
    private boolean note(Segment segment, long knownFromMs) {
        boolean recent = segment.lines() == 0;
        for (int i = 0; i < segment.lines(); i++) {
            if (segment.shownMs(i) >= knownFromMs) {
                known.add(segment.line(i).spoken().id());
                recent = true;
            }
        }
        return recent;
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
        if (!records.isEmpty() && !isOff) {
            write(records);
        }
        boolean more = true;
        for (Step step : steps) {
            more &= carryOut(step);
        }
        forceIfDue();
        return more;
    }

    /** The next step. While there is none, what was written goes to the disk. */
    private Step next() throws InterruptedException {
        MonthWriter written = month;
        if (written == null || written.isForced()) {
            return mailbox.take();
        }
        Step next = mailbox.poll(Math.max(1, msUntilForce()));
        if (next == null) {
            forceIfDue();
            next = mailbox.take();
        }
        return next;
    }

    /** Adds what is to be kept of the event to the records, and gives what is to be shown of it. */
    private ChatEvent noted(ChatEvent event, List<byte[]> records) {
        switch (event) {
            case ChatEvent.Spoken spoken -> note(spoken, records);
            case ChatEvent.CaughtUp caughtUp -> caughtUp.messages().forEach(spoken -> note(spoken, records));
            case ChatEvent.DeliveryChanged changed when changed.delivery() != Delivery.QUEUED ->
                records.add(DeliveryNote.encode(changed));
            default -> {}
        }
        return isRecalled && event instanceof ChatEvent.CaughtUp caughtUp
                ? new ChatEvent.CaughtUp(caughtUp.messages().stream().filter(line -> !isKnown(line)).toList())
                : event;
    }

    private void note(ChatEvent.Spoken spoken, List<byte[]> records) {
        if (!isKnown(spoken)) {
            records.add(LineRecord.encode(spoken, wallMs.getAsLong()));
        }
    }

    private boolean isKnown(ChatEvent.Spoken spoken) {
        return known.contains(spoken.id());
    }

    private boolean carryOut(Step step) throws InterruptedException {
        switch (step) {
            case Step.Show(ChatEvent event) -> publish(event);
            case Step.Do(History.Action action) -> action.run();
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
                    case ChatEvent.CaughtUp caughtUp -> caughtUp.messages().isEmpty();
                    default -> false;
                };
        if (event instanceof ChatEvent.Left || event instanceof ChatEvent.Failed) {
            bus.publish(event);
        } else if (!isRepeated) {
            bus.tell(event);
        }
    }

    // ---- the disk

    private void write(List<byte[]> records) throws InterruptedException {
        try {
            MonthWriter out = month(HistoryFolder.monthOf(wallMs.getAsLong()));
            if (!isOff) {
                reader.written(out.month(), out.append(records), records);
                noticeSuccess();
            }
        } catch (MonthFile.NewerVersionException e) {
            turnOff(FileProblem.reason(e));
        } catch (IOException e) {
            Log.LOGGER.warn("could not write to {}: {}", folder.path(), e.toString());
            noticeFailure(FileProblem.reason(e));
        }
    }

    /** The file of this month. Now and then, and when a month begins, the oldest files are deleted. */
    private MonthWriter month(int number) throws IOException {
        MonthWriter out = month;
        if (out == null || out.month() != number) {
            closeMonth();
            out = folder.writer(number, random);
            month = out;
            checkedBytes = Long.MIN_VALUE;
        }
        if (out.bytes() - BYTES_PER_MEGABYTE >= checkedBytes) {
            checkedBytes = out.bytes();
            folder.deleteOld(retention.days(), retention.megabytes(), wallMs.getAsLong());
            if (checkedBytes >= retention.megabytes() * BYTES_PER_MEGABYTE) {
                turnOff("this month has as many megabytes as the settings allow");
            }
        }
        return out;
    }

    private void turnOff(String reason) {
        isOff = true;
        notice("What is said from now on is not kept in %s: %s.".formatted(folder.path(), reason));
    }

    private void noticeFailure(String reason) {
        if (!isFailing) {
            isFailing = true;
            notice("What is said can't be kept in %s: %s. It is shown all the same."
                    .formatted(folder.path(), reason));
        }
    }

    private void noticeSuccess() {
        if (isFailing) {
            isFailing = false;
            notice("What is said can be kept again.");
        }
    }

    private long msUntilForce() {
        return FORCE_EVERY_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - forcedNs);
    }

    private void forceIfDue() {
        MonthWriter written = month;
        if (written == null || written.isForced() || msUntilForce() > 0) {
            return;
        }
        forcedNs = System.nanoTime();
        try {
            written.force();
        } catch (IOException e) {
            Log.LOGGER.warn("could not write to {}: {}", folder.path(), e.toString());
            noticeFailure(FileProblem.reason(e));
        }
    }

    private void clear(HistoryInquiry asked) throws InterruptedException {
        closeMonth();
        try {
            folder.deleteAll();
            reader.cleared(asked, null);
        } catch (IOException e) {
            Log.LOGGER.warn("could not delete {}: {}", folder.path(), e.toString());
            reader.cleared(asked, "The history in %s can't be deleted: %s."
                    .formatted(folder.path(), FileProblem.reason(e)));
        }
    }

    private void closeMonth() {
        try (MonthWriter ended = month) {
            month = null;
        } catch (IOException e) {
            Log.LOGGER.warn("could not close the history: {}", e.toString());
        }
    }

    private void notice(String sentence) {
        bus.tell(new ChatEvent.Noticed(sentence));
    }
}
