package floodchat.node.store.history;

import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Goes through a {@link HistoryIndex}, one record at a time, and finds the lines that a query asks for. Older segments
 * may be added meanwhile. One thread at a time may call it.
 */
final class Finding {
    private final HistoryIndex index;
    private final HistoryQuery query;

    /** The words of ASCII letters in lower case: they are looked for in the bytes. */
    private final List<byte[]> asciiWords;

    private int segment;
    private int record;

    private Finding(HistoryIndex index, HistoryQuery query, int segment, int record) {
        this.index = index;
        this.query = query;
        this.asciiWords = query.words()
                .stream()
                .filter(word -> word.chars().allMatch(letter -> letter < 0x80))
                .map(word -> word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
                .toList();
        this.segment = segment;
        this.record = record;
    }

    /** Begins before this position, and goes to older lines. */
    static Finding before(HistoryPosition position, HistoryIndex index, HistoryQuery query) {
        int segment = index.newest();
        while (segment >= index.oldest() && index.segment(segment).position(0).compareTo(position) >= 0) {
            segment--;
        }
        if (segment < index.oldest()) {
            return new Finding(index, query, index.oldest(), -1);
        }
        return new Finding(index, query, segment, indexOf(position, index.segment(segment)) - 1);
    }

    /** Begins after this position, and goes to newer lines. */
    static Finding after(HistoryPosition position, HistoryIndex index, HistoryQuery query) {
        int segment = index.oldest();
        while (segment <= index.newest() && last(index.segment(segment)).compareTo(position) <= 0) {
            segment++;
        }
        int record = 0;
        if (segment <= index.newest() && index.segment(segment).position(0).compareTo(position) <= 0) {
            record = indexOf(position, index.segment(segment)) + 1;
        }
        return new Finding(index, query, segment, record);
    }

    private static HistoryPosition last(Segment segment) {
        return segment.position(segment.records() - 1);
    }

    /** The place of a position that is not before the segment; behind its end if it is later. */
    private static int indexOf(HistoryPosition position, Segment segment) {
        HistoryPosition first = segment.position(0);
        return position.month() == first.month()
                ? Math.min(segment.records(), position.record() - first.record())
                : segment.records();
    }

    /**
     * Takes this many steps towards older lines, and gives the hits to the list.
     *
     * @param maxHits it stops when the list is this long
     * @return false if it stands before the oldest line that is in memory
     */
    boolean goOlder(int steps, List<HistoryLine> hits, int maxHits) {
        int left = steps;
        while (left > 0 && hits.size() < maxHits) {
            if (record < 0) {
                if (segment - 1 < index.oldest()) {
                    return false;
                }
                segment--;
                record = index.segment(segment).records() - 1;
            } else {
                take(hits);
                record--;
                left--;
            }
        }
        return true;
    }

    /** The same towards newer lines, up to the newest one. */
    boolean goNewer(List<HistoryLine> hits, int maxHits) {
        while (segment <= index.newest() && hits.size() < maxHits) {
            if (record < index.segment(segment).records()) {
                take(hits);
                record++;
            } else {
                segment++;
                record = 0;
            }
        }
        return segment <= index.newest();
    }

    private void take(List<HistoryLine> hits) {
        Segment from = index.segment(segment);
        if (from.isLine(record) && mayMatch(from)) {
            HistoryLine line = from.line(record);
            if (query.matches(line.spoken())) {
                hits.add(line);
            }
        }
    }

    private boolean mayMatch(Segment from) {
        for (byte[] word : asciiWords) {
            if (!from.mayHold(record, word)) {
                return false;
            }
        }
        return true;
    }
}
