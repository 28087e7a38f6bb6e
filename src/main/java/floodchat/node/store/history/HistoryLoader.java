package floodchat.node.store.history;

import floodchat.node.store.FileProblem;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

    private final Deque<MonthFile.Part> parts = new ArrayDeque<>();
    private int damagedInMonth;
    private int damaged;

    /** What one part held. @param notes oldest first */
    record Loaded(Segment segment, List<DeliveryNote> notes) {}

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(HistoryLoader.class);
    }

    /** @param newestFirst the months that were there at the start */
    HistoryLoader(List<MonthFile> newestFirst, Consumer<String> notices) {
        this.months = new ArrayDeque<>(newestFirst);
        this.notices = notices;
    }

    /** How many records could not be read so far, at least. */
    int damaged() {
        return damaged + damagedInMonth;
    }

    /** What stands before that which was read last; null if there is nothing more. */
    @Nullable Loaded next() {
        while (parts.isEmpty() && !months.isEmpty()) {
            begin(months.removeFirst());
        }
        MonthFile reading = month;
        MonthFile.Part part = parts.pollLast();
        if (part == null || reading == null) {
            return null;
        }
        Loaded loaded = read(reading, part);
        if (parts.isEmpty()) {
            endMonth(reading);
        }
        return loaded;
    }

    private void begin(MonthFile next) {
        try {
            MonthFile.Contents contents = next.scan();
            damagedInMonth = contents.damaged();
            parts.addAll(contents.parts());
            month = next;
        } catch (IOException e) {
            Log.LOGGER.warn("could not read {}: {}", next.path(), e.toString());
            notices.accept("%s can't be used: %s. It stays as it is."
                    .formatted(next.path(), FileProblem.reason(e)));
        }
        if (parts.isEmpty()) {
            endMonth(next);
        }
    }

    private Loaded read(MonthFile reading, MonthFile.Part part) {
        List<DeliveryNote> notes = new ArrayList<>();
        try {
            return new Loaded(reading.read(part, notes::add, () -> damagedInMonth++), notes);
        } catch (IOException e) {
            Log.LOGGER.warn("could not read {}: {}", reading.path(), e.toString());
            damagedInMonth += part.records();
            return new Loaded(new Segment(reading.month(), part.firstRecord(), true), List.of());
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
        parts.clear();
        month = null;
        if (reading != null) {
            reading.close();
        }
    }
}
