package floodchat.protocol.chat;

/**
 * Where a line stands in the history on the disk. It stays the same for as long as the line is kept, so a view can hold
 * on to it. A later line has a higher one.
 *
 * @param month the month in which it was shown, as year * 100 + month: 202611
 * @param record which record of that month's file, from 0
 */
public record HistoryPosition(int month, int record) implements Comparable<HistoryPosition> {
    /** Behind the newest line. */
    public static final HistoryPosition END = new HistoryPosition(Integer.MAX_VALUE, Integer.MAX_VALUE);

    @Override
    public int compareTo(HistoryPosition other) {
        return month == other.month ? Integer.compare(record, other.record) : Integer.compare(month, other.month);
    }
}
