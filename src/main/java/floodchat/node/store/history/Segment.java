package floodchat.node.store.history;

import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import java.time.Instant;
import java.util.Arrays;

/**
 * Consecutive records of one month in memory, as a few arrays: a line takes about as many bytes as on the disk. A
 * record that is no line takes its place and nothing else. One thread at a time may call it.
 */
final class Segment {
    private static final int FIRST_BYTES = 4 * 1024;

    private final int month;
    private final int firstRecord;

    /** Whether it was written before this start. */
    private final boolean isEarlier;

    private byte[] bytes = new byte[FIRST_BYTES];

    /** Where each record begins, and where the last one ends. */
    private int[] starts = new int[1 + MonthFile.RECORDS_PER_PART];

    private int records;
    private int lines;

    /** @param firstRecord the place of its first record in its month */
    Segment(int month, int firstRecord, boolean isEarlier) {
        this.month = month;
        this.firstRecord = firstRecord;
        this.isEarlier = isEarlier;
    }

    /** Adds the next record. */
    void add(byte[] record) {
        boolean isLine = LineRecord.isOne(record);
        int start = starts[records];
        int end = start + (isLine ? record.length : 0);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        if (isLine) {
            System.arraycopy(record, 0, bytes, start, record.length);
            lines++;
        }
        skip();
        starts[records] = end;
    }

    /** Leaves the place of a record that can't be read, or is not needed. */
    void skip() {
        if (records + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        records++;
        starts[records] = starts[records - 1];
    }

    /** No record follows: what is not used is given back. */
    Segment trimmed() {
        bytes = Arrays.copyOf(bytes, starts[records]);
        starts = Arrays.copyOf(starts, records + 1);
        return this;
    }

    int month() {
        return month;
    }

    /** How many records, lines or not. */
    int records() {
        return records;
    }

    int lines() {
        return lines;
    }

    boolean isFull() {
        return records >= MonthFile.RECORDS_PER_PART;
    }

    /** Whether this record is the next one. */
    boolean continuesWith(int ofMonth, int record) {
        return month == ofMonth && firstRecord + records == record;
    }

    HistoryPosition position(int index) {
        return new HistoryPosition(month, firstRecord + index);
    }

    boolean isLine(int index) {
        return starts[index] < starts[index + 1];
    }

    /** What follows is only for a line. */
    HistoryLine line(int index) {
        return new HistoryLine(
                position(index),
                LineRecord.spoken(bytes, starts[index], starts[index + 1]),
                Instant.ofEpochMilli(shownMs(index)),
                delivery(index));
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

    boolean isOwn(int index) {
        return LineRecord.isOwn(bytes, starts[index]);
    }

    DeliveryNote.OwnLine ownLine(int index) {
        return LineRecord.ownLine(bytes, starts[index]);
    }

    void deliver(int index, Delivery delivery) {
        LineRecord.deliver(bytes, starts[index], delivery);
    }

    /** Whether nothing further is to be expected of this line of ours. */
    boolean isSettled(int index) {
        return switch (LineRecord.delivery(bytes, starts[index])) {
            case QUEUED -> false;
            case SENT -> !LineRecord.isPrivate(bytes, starts[index]);
            case SHOWN, GIVEN_UP -> true;
        };
    }

    /** A line to everyone that no peer took is lost when the program ends. */
    private Delivery delivery(int index) {
        Delivery delivery = LineRecord.delivery(bytes, starts[index]);
        boolean isLost = isEarlier
                && delivery == Delivery.QUEUED
                && !LineRecord.isPrivate(bytes, starts[index])
                && isOwn(index);
        return isLost ? Delivery.GIVEN_UP : delivery;
    }
}
