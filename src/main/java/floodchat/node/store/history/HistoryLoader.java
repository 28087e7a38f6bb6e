package floodchat.node.store.history;

import floodchat.node.store.FileProblem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history from the disk, newest first, a part at a time. A damaged file is copied aside once, and its person
 * told; what can be read of it is used. One thread at a time may call it.
 */
final class HistoryLoader implements AutoCloseable {
    private final Deque<MonthFile> months;
    private final Consumer<String> notices;

    /** Of the month that is read. */
    private @Nullable MonthFile month;

    /** What is read next of it; null if nothing is left. */
    private MonthFile.@Nullable Part part;

    private int damagedInMonth;
    private int damaged;

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(HistoryLoader.class);
    }

    /** @param newestFirst one that is deleted before it is read is passed over */
    HistoryLoader(List<MonthFile> newestFirst, Consumer<String> notices) {
        this.months = new ArrayDeque<>(newestFirst);
        this.notices = notices;
    }

    /** How many records could not be read so far, at least. */
    int damaged() {
        return damaged + damagedInMonth;
    }

    /** What stands before that which was read last; null if there is nothing more. */
    MonthFile.@Nullable Contents next() {
        MonthFile.Contents contents = null;
        boolean more = true;
        while (more && contents == null) {
            while (part == null && !months.isEmpty()) {
                begin(months.removeFirst());
            }
            MonthFile reading = month;
            MonthFile.Part current = part;
            more = reading != null && current != null;
            contents = reading == null || current == null ? null : read(reading, current);
        }
        return contents;
    }

    /** Null if the disk does not give it: what stands before it may still be read. */
    private MonthFile.@Nullable Contents read(MonthFile reading, MonthFile.Part current) {
        MonthFile.Contents contents = null;
        try {
            contents = reading.read(current);
            damagedInMonth += contents.damaged();
        } catch (IOException e) {
            notRead(reading, e);
        }
        part = before(reading, current);
        if (part == null) {
            endMonth(reading);
        }
        return contents;
    }

    private MonthFile.@Nullable Part before(MonthFile reading, MonthFile.Part current) {
        try {
            return reading.before(current.offset());
        } catch (IOException e) {
            notRead(reading, e);
            return null;
        }
    }

    private void notRead(MonthFile reading, IOException e) {
        Log.LOGGER.warn("could not read a part of {}: {}", reading.path(), e.toString());
        damagedInMonth++;
    }

    private void begin(MonthFile next) {
        try {
            next.open();
            damagedInMonth = next.damagedAtStart();
            part = next.last();
            month = next;
        } catch (NoSuchFileException _) {
            Log.LOGGER.debug("{} was deleted meanwhile", next.path());
        } catch (IOException e) {
            Log.LOGGER.warn("could not read {}: {}", next.path(), e.toString());
            notices.accept("%s can't be used: %s. It stays as it is."
                    .formatted(next.path(), FileProblem.reason(e)));
        }
        if (part == null) {
            endMonth(next);
        }
    }

    private void endMonth(MonthFile read) {
        try (read) {
            String aside = damagedInMonth > 0 ? read.keepAside() : null;
            if (aside != null) {
                notices.accept("%s is damaged: at least %d of its lines could not be read. The others are used; "
                        .formatted(read.path(), damagedInMonth) + "a copy of the file as it was is " + aside + ".");
            }
        } catch (IOException e) {
            Log.LOGGER.warn("could not copy {}: {}", read.path(), e.toString());
        }
        damaged += damagedInMonth;
        damagedInMonth = 0;
        month = null;
    }

    @Override
    public void close() throws IOException {
        MonthFile reading = month;
        months.clear();
        part = null;
        month = null;
        if (reading != null) {
            reading.close();
        }
    }
}
