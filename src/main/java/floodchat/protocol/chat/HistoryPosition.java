package floodchat.protocol.chat;

import java.util.Comparator;

/**
 * Where a line stands in the history on the disk. It stays the same for as long as the line is kept, so a view can hold
 * on to it. A later line has a higher one.
 *
 * @param month in which its file was begun, as year * 100 + month: 202611
 * @param file its number among the files of that month, from 1
 * @param offset where it begins in that file, in bytes
 */
public record HistoryPosition(int month, int file, int offset) implements Comparable<HistoryPosition> {
    /** Before the oldest line. */
    public static final HistoryPosition START = new HistoryPosition(0, 0, 0);

    /** Behind the newest line. */
    public static final HistoryPosition END =
            new HistoryPosition(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final Comparator<HistoryPosition> ORDER = Comparator.comparingInt(HistoryPosition::month)
            .thenComparingInt(HistoryPosition::file)
            .thenComparingInt(HistoryPosition::offset);

    @Override
    public int compareTo(HistoryPosition other) {
        return ORDER.compare(this, other);
    }
}
