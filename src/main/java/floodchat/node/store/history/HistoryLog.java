package floodchat.node.store.history;

import floodchat.node.store.FileFormat;
import floodchat.node.store.FileProblem;
import floodchat.protocol.chat.HistoryPosition;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The files that lines are added to. A new one begins with each month, and before one has more than a tenth of what may
 * be kept. Then the oldest ones are deleted. If the disk fails, the person is told once. Owned by the thread of the
 * {@link HistoryWriter}.
 */
final class HistoryLog {
    /** What is kept is at least nine tenths of what may be. */
    private static final int FILES = 10;

    /** A machine that fails loses no more than the lines of this time. */
    private static final long FORCE_EVERY_MS = 3_000;

    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final HistoryFolder folder;
    private final SecureRandom random;
    private final Retention retention;
    private final AgeClock age;
    private final LongSupplier wallMs;
    private final Consumer<String> notices;

    /** Null until the first write, and after all was deleted. */
    private @Nullable MonthWriter file;

    /** The newest file of all; null if there was none. No later one has a lower name, whatever the clock says. */
    private @Nullable LogName newest;

    /** Where the first record of this start stands; behind all if there is none yet. */
    private HistoryPosition startedAt = HistoryPosition.END;

    private LogName keptFrom = new LogName(0, 0);

    private long forcedNs = System.nanoTime();
    private boolean isOff;
    private boolean isFailing;

    /**
     * What was written.
     *
     * @param offsets where each record begins in the file
     * @param keptFrom the oldest file that is kept
     */
    record Written(LogName file, int[] offsets, LogName keptFrom) {}

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(HistoryLog.class);
    }

    /** @param notices gets sentences for the person */
    HistoryLog(
            HistoryFolder folder,
            SecureRandom random,
            Retention retention,
            AgeClock age,
            LongSupplier wallMs,
            Consumer<String> notices) {
        this.folder = folder;
        this.random = random;
        this.retention = retention;
        this.age = age;
        this.wallMs = wallMs;
        this.notices = notices;
    }

    // ---- reading

    /** What is there at the start, the newest first. If that can't be read, nothing is kept. */
    List<MonthFile> open() {
        try {
            folder.open();
            newest = folder.newest();
            return folder.files();
        } catch (IOException e) {
            isOff = true;
            Log.LOGGER.warn("could not open {}: {}", folder.path(), e.toString());
            notices.accept("The history in %s can't be used: %s. What is said now is not kept."
                    .formatted(folder.path(), FileProblem.reason(e)));
            return List.of();
        }
    }

    /** What is there now, the newest first: all that was written so far, and nothing else. */
    List<MonthFile> files() {
        try {
            return folder.files();
        } catch (IOException e) {
            Log.LOGGER.warn("could not read {}: {}", folder.path(), e.toString());
            notices.accept("The history in %s can't be read: %s.".formatted(folder.path(), FileProblem.reason(e)));
            return List.of();
        }
    }

    HistoryPosition startedAt() {
        return startedAt;
    }

    // ---- writing

    /** Adds these records; null if they could not be kept. */
    @Nullable Written write(List<byte[]> records) {
        if (isOff) {
            return null;
        }
        try {
            MonthWriter out = file(MonthWriter.bytesOf(records));
            int[] offsets = out.append(records);
            noticeSuccess();
            return new Written(out.name(), offsets, keptFrom);
        } catch (FileFormat.NewerVersionException e) {
            isOff = true;
            notices.accept("What is said from now on is not kept in %s: %s."
                    .formatted(folder.path(), FileProblem.reason(e)));
        } catch (IOException e) {
            noticeFailure(e);
        }
        return null;
    }

    /** @param more how much is to be added */
    private MonthWriter file(int more) throws IOException {
        MonthWriter out = file;
        LogName month = LogName.first(Instant.ofEpochMilli(wallMs.getAsLong()).atOffset(ZoneOffset.UTC).toLocalDate());
        if (out == null || out.name().month() < month.month() || out.bytes() + more > bytesPerFile()) {
            out = begin(month, more);
        }
        return out;
    }

    /** Goes on with the newest file, or begins the next one. */
    private MonthWriter begin(LogName month, int more) throws IOException {
        close();
        LogName last = newest;
        LogName name = last == null || last.month() < month.month() ? month : last;
        MonthWriter out = folder.writer(name, random);
        if (name.equals(last) && out.bytes() + more > bytesPerFile()) {
            out.close();
            name = name.next();
            out = folder.writer(name, random);
        }
        file = out;
        newest = name;
        startedAt = startedAt.equals(HistoryPosition.END) ? name.position((int) out.bytes()) : startedAt;
        deleteOld(Math.max(more, bytesPerFile() - out.bytes()));
        return out;
    }

    private long bytesPerFile() {
        return retention.megabytes() * BYTES_PER_MEGABYTE / FILES;
    }

    /** Deletes what is too old, and what is too much. */
    void deleteOld() {
        try {
            deleteOld(0);
        } catch (IOException e) {
            Log.LOGGER.warn("could not delete old files in {}: {}", folder.path(), e.toString());
        }
    }

    /** @param room how much longer the file that is written may become */
    private void deleteOld(long room) throws IOException {
        LocalDate firstDay = age.day(wallMs.getAsLong()).minusDays(retention.days());
        folder.deleteOld(firstDay, retention.megabytes() * BYTES_PER_MEGABYTE - room);
        LogName oldest = folder.oldest();
        keptFrom = oldest == null ? keptFrom : oldest;
    }

    /** Deletes everything. */
    void deleteAll() throws IOException {
        close();
        folder.deleteAll();
        newest = newest == null ? null : newest.next(); // so that no position means another line
        startedAt = HistoryPosition.START;
    }

    // ---- to the disk itself

    boolean isForced() {
        MonthWriter written = file;
        return written == null || written.isForced();
    }

    long msUntilForce() {
        return FORCE_EVERY_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - forcedNs);
    }

    void forceIfDue() {
        MonthWriter written = file;
        if (written == null || written.isForced() || msUntilForce() > 0) {
            return;
        }
        forcedNs = System.nanoTime();
        try {
            written.force();
        } catch (IOException e) {
            noticeFailure(e);
        }
    }

    void close() {
        try (MonthWriter ended = file) {
            file = null;
        } catch (IOException e) {
            Log.LOGGER.warn("could not close the history: {}", e.toString());
        }
    }

    private void noticeFailure(IOException failure) {
        Log.LOGGER.warn("could not write to {}: {}", folder.path(), failure.toString());
        if (!isFailing) {
            isFailing = true;
            notices.accept("What is said can't be kept in %s: %s. It is shown all the same."
                    .formatted(folder.path(), FileProblem.reason(failure)));
        }
    }

    private void noticeSuccess() {
        if (isFailing) {
            isFailing = false;
            notices.accept("What is said can be kept again.");
        }
    }
}
