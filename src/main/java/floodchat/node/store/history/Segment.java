package floodchat.node.store.history;

import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import java.time.Instant;
import java.util.Arrays;

/**
 * Consecutive lines of one file in memory, as a few arrays: a line takes about as many bytes as on the disk. One
 * thread at a time may call it.
 */
final class Segment {
    private static final int FIRST_BYTES = 4 * 1024;

    private final LogName file;

    private byte[] bytes = new byte[FIRST_BYTES];

    /** Where each line begins, and where the last one ends. */
    private int[] starts = new int[1 + MonthFile.RECORDS_PER_PART];

    /** Where each line begins in the file. */
    private int[] offsets = new int[MonthFile.RECORDS_PER_PART];

    private int lines;

    Segment(LogName file) {
        this.file = file;
    }

    /** Adds the next record if it is a line; returns false if it is not. @param offset where it begins in the file */
    boolean add(int offset, byte[] record) {
        if (!LineRecord.isOne(record)) {
            return false;
        }
        int start = starts[lines];
        int end = start + record.length;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        if (lines == offsets.length) {
            starts = Arrays.copyOf(starts, 1 + 2 * lines);
            offsets = Arrays.copyOf(offsets, 2 * lines);
        }
        System.arraycopy(record, 0, bytes, start, record.length);
        offsets[lines] = offset;
        lines++;
        starts[lines] = end;
        return true;
    }

    /** No line follows: what is not used is given back. */
    Segment trimmed() {
        bytes = Arrays.copyOf(bytes, starts[lines]);
        starts = Arrays.copyOf(starts, lines + 1);
        offsets = Arrays.copyOf(offsets, lines);
        return this;
    }

    LogName file() {
        return file;
    }

    int lines() {
        return lines;
    }

    boolean isFull() {
        return lines >= MonthFile.RECORDS_PER_PART;
    }

    /** How many of its lines stand before this position. */
    int before(HistoryPosition position) {
        int order = file.compareTo(new LogName(position.month(), position.file()));
        if (order != 0) {
            return order > 0 ? 0 : lines;
        }
        int found = Arrays.binarySearch(offsets, 0, lines, position.offset());
        return found < 0 ? -1 - found : found;
    }

    HistoryPosition position(int index) {
        return file.position(offsets[index]);
    }

    HistoryLine line(int index) {
        return new HistoryLine(
                position(index),
                LineRecord.spoken(bytes, starts[index], starts[index + 1]),
                Instant.ofEpochMilli(shownMs(index)),
                LineRecord.delivery(bytes, starts[index]));
    }

    /** Whether the text may hold this word of ASCII letters in lower case, whatever case it has there. */
    boolean mayHold(int index, byte[] lowerCaseWord) {
        int last = starts[index + 1] - lowerCaseWord.length;
        for (int i = LineRecord.textStart(bytes, starts[index]); i <= last; i++) {
            if (isAt(i, lowerCaseWord)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int place, byte[] word) {
        int same = 0;
        while (same < word.length && lowerCase(bytes[place + same]) == word[same]) {
            same++;
        }
        return same == word.length;
    }

    private static int lowerCase(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }

    long shownMs(int index) {
        return LineRecord.shownMs(bytes, starts[index]);
    }

    /** Whether it was hidden, because its author was muted. */
    boolean isHidden(int index) {
        return LineRecord.isHidden(bytes, starts[index]);
    }

    boolean isOwn(int index) {
        return LineRecord.isOwn(bytes, starts[index]);
    }

    DeliveryNote.OwnLine ownLine(int index) {
        return LineRecord.ownLine(bytes, starts[index]);
    }

    void deliver(int index, Delivery delivery) {
        LineRecord.deliver(bytes, starts[index], delivery);
    }

    /** Whether it waited for a peer when this was last heard of, and is to everyone. */
    boolean waitsForAPeer(int index) {
        return LineRecord.delivery(bytes, starts[index]) == Delivery.QUEUED
                && !LineRecord.isPrivate(bytes, starts[index]);
    }

    /** Whether nothing further is to be expected of this line of ours. */
    boolean isSettled(int index) {
        return switch (LineRecord.delivery(bytes, starts[index])) {
            case QUEUED -> false;
            case SENT -> !LineRecord.isPrivate(bytes, starts[index]);
            case SHOWN, GIVEN_UP -> true;
        };
    }
}
