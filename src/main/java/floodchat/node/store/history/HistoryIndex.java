package floodchat.node.store.history;

import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The history in memory. Segments have numbers: 0 and above are what was written since it began, in their order; below
 * 0 are those that were read from the disk, the newest one -1. One thread at a time may call it.
 */
final class HistoryIndex {
    /** Own lines before this are of an earlier start. */
    private final HistoryPosition startedAt;

    private final List<Segment> written = new ArrayList<>();
    private final List<Segment> loaded = new ArrayList<>();

    /** What was said of own lines that are not read yet. */
    private final Map<DeliveryNote.OwnLine, Delivery> said = new HashMap<>();

    /** Own lines of which something is still to be expected. */
    private final Map<DeliveryNote.OwnLine, Place> unsettled = new HashMap<>();

    /** What stands before this file is not kept any more. */
    private LogName keptFrom = new LogName(0, 0);

    /** How many segments of {@link #written} are not kept any more. */
    private int writtenGone;

    private int lines;

    private record Place(Segment segment, int index) {}

    /** @param startedAt where the first line of this start stands */
    HistoryIndex(HistoryPosition startedAt) {
        this.startedAt = startedAt;
    }

    /** How many lines are in memory. */
    int lines() {
        return lines;
    }

    // ---- filling it

    /** Takes what stands on the disk before all that was taken so far. */
    void addOlder(MonthFile.Contents older) {
        Segment segment = older.segment();
        if (segment.file().compareTo(keptFrom) < 0) {
            return; // its file was deleted while it was read
        }
        older.notes().reversed().forEach(note -> said.putIfAbsent(note.line(), note.delivery()));
        for (int i = 0; i < segment.lines(); i++) {
            if (segment.isOwn(i)) {
                Delivery delivery = said.remove(segment.ownLine(i));
                if (delivery != null) {
                    segment.deliver(i, delivery);
                }
                giveUpIfLost(segment, i);
                expect(segment, i);
            }
        }
        if (segment.lines() > 0) {
            loaded.add(segment);
            lines += segment.lines();
        }
    }

    /** A line to everyone that no peer took is lost when the program ends. */
    private void giveUpIfLost(Segment segment, int index) {
        if (segment.waitsForAPeer(index) && segment.position(index).compareTo(startedAt) < 0) {
            segment.deliver(index, Delivery.GIVEN_UP);
        }
    }

    /** Nothing older is there. */
    void loadedAll() {
        said.clear();
    }

    /** Takes records that were just written. @param offsets where they begin in the file */
    void append(LogName file, int[] offsets, List<byte[]> records) {
        for (int i = 0; i < offsets.length; i++) {
            append(file, offsets[i], records.get(i));
        }
    }

    private void append(LogName file, int offset, byte[] record) {
        DeliveryNote note = DeliveryNote.decode(record);
        if (note != null) {
            deliver(note);
            return;
        }
        Segment last = written.isEmpty() ? null : written.getLast();
        if (last == null || last.isFull() || !last.file().equals(file)) {
            if (last != null) {
                last.trimmed();
            }
            last = new Segment(file);
            written.add(last);
        }
        if (last.add(offset, record)) {
            lines++;
            expect(last, last.lines() - 1);
        }
    }

    private void expect(Segment segment, int index) {
        if (segment.isOwn(index) && !segment.isSettled(index)) {
            unsettled.put(segment.ownLine(index), new Place(segment, index));
        }
    }

    private void deliver(DeliveryNote note) {
        Place place = unsettled.get(note.line());
        if (place == null) {
            said.put(note.line(), note.delivery());
            return;
        }
        place.segment.deliver(place.index, note.delivery());
        if (place.segment.isSettled(place.index)) {
            unsettled.remove(note.line());
        }
    }

    /** What stands before this file is not kept any more. */
    void forgetBefore(LogName first) {
        keptFrom = first;
        while (!loaded.isEmpty() && loaded.getLast().file().compareTo(first) < 0) {
            forget(loaded.removeLast());
        }
        while (loaded.isEmpty() && !written.isEmpty() && written.getFirst().file().compareTo(first) < 0) {
            forget(written.removeFirst());
            writtenGone++;
        }
    }

    private void forget(Segment segment) {
        lines -= segment.lines();
        unsettled.values().removeIf(place -> place.segment == segment);
    }

    void clear() {
        written.clear();
        writtenGone = 0;
        loaded.clear();
        said.clear();
        unsettled.clear();
        lines = 0;
    }

    // ---- reading it

    /** The number of the newest segment. */
    int newest() {
        return writtenGone + written.size() - 1;
    }

    /** The number of the oldest segment; higher than {@link #newest} if there is none. */
    int oldest() {
        return loaded.isEmpty() ? writtenGone : -loaded.size();
    }

    Segment segment(int number) {
        return number >= 0 ? written.get(number - writtenGone) : loaded.get(-1 - number);
    }

    /** The newest lines that were not hidden, oldest first. @param count at most this many */
    List<HistoryLine> newestLines(int count) {
        List<HistoryLine> newest = new ArrayList<>();
        for (int number = newest(); number >= oldest(); number--) {
            Segment segment = segment(number);
            for (int i = segment.lines() - 1; i >= 0 && newest.size() < count; i--) {
                if (!segment.isHidden(i)) {
                    newest.add(segment.line(i));
                }
            }
        }
        return newest.reversed();
    }
}
