package floodchat.protocol.chat;

/**
 * Where a line stands in the history on the disk. It stays the same for as long as the line is kept, so a view can hold
 * on to it. A later line has a higher one.
 *
 * @param month the month in which it was shown, as year * 100 + month: 202611
 * @param offset where it begins in that month's file, in bytes
 */
public record HistoryPosition(int month, int offset) implements Comparable<HistoryPosition> {
    /** Behind the newest line. */
    public static final HistoryPosition END = new HistoryPosition(Integer.MAX_VALUE, Integer.MAX_VALUE);

    @Override
    public int compareTo(HistoryPosition other) {
        return month == other.month ? Integer.compare(offset, other.offset) : Integer.compare(month, other.month);
    }
}
