package floodchat.node.store.history;

import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Goes through a {@link HistoryIndex}, one line at a time, and finds the lines that a query asks for. Older segments
 * may be added meanwhile. One thread at a time may call it.
 */
final class HistoryScan {
    private final HistoryIndex index;
    private final HistoryQuery query;

    /** Of each word the longest piece of ASCII letters, in lower case: it is looked for in the bytes. */
    private final List<byte[]> asciiPieces;

    /** Going to older lines, what stands here or behind is passed over, also if it is added meanwhile. */
    private final HistoryPosition end;

    private int segment;
    private int line;

    /** Whether it finds the lines of muted people. */
    private boolean takesHidden;

    private HistoryScan(HistoryIndex index, HistoryQuery query, HistoryPosition end, int segment, int line) {
        this.index = index;
        this.end = end;
        this.query = query;
        this.asciiPieces = query.words()
                .stream()
                .map(word -> Stream.of(word.split("[^\\p{ASCII}]+"))
                        .max(Comparator.comparingInt(String::length))
                        .orElse(""))
                .map(piece -> piece.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
                .toList();
        this.segment = segment;
        this.line = line;
    }

    /** Begins before this position, and goes to older lines. */
    static HistoryScan before(HistoryPosition position, HistoryIndex index, HistoryQuery query) {
        int segment = index.newest();
        while (segment >= index.oldest() && index.segment(segment).position(0).compareTo(position) >= 0) {
            segment--;
        }
        if (segment < index.oldest()) {
            return new HistoryScan(index, query, position, index.oldest(), -1);
        }
        return new HistoryScan(index, query, position, segment, index.segment(segment).before(position) - 1);
    }

    /** Begins after this position, and goes to newer lines. */
    static HistoryScan after(HistoryPosition position, HistoryIndex index, HistoryQuery query) {
        int segment = index.oldest();
        while (segment <= index.newest() && last(index.segment(segment)).compareTo(position) <= 0) {
            segment++;
        }
        int line = 0;
        if (segment <= index.newest()) {
            Segment holds = index.segment(segment);
            line = holds.before(position);
            line += holds.position(line).equals(position) ? 1 : 0;
        }
        return new HistoryScan(index, query, HistoryPosition.END, segment, line);
    }

    /** It finds the lines of muted people, too. */
    HistoryScan withHidden() {
        takesHidden = true;
        return this;
    }

    private static HistoryPosition last(Segment segment) {
        return segment.position(segment.lines() - 1);
    }

    /**
     * Takes this many steps towards older lines, and gives the hits to the list.
     *
     * @param maxHits it stops when the list is this long
     * @return false if it stands before the oldest line that is in memory
     */
    boolean goOlder(int steps, List<HistoryLine> hits, int maxHits) {
        if (segment < index.oldest()) {
            return false; // what it would look at is not kept any more
        }
        int left = steps;
        while (left > 0 && hits.size() < maxHits) {
            if (line < 0) {
                if (segment - 1 < index.oldest()) {
                    return false;
                }
                segment--;
                line = index.segment(segment).before(end) - 1;
            } else {
                take(hits);
                line--;
                left--;
            }
        }
        return true;
    }

    /** The same towards newer lines, up to the newest one. */
    boolean goNewer(List<HistoryLine> hits, int maxHits) {
        while (segment <= index.newest() && hits.size() < maxHits) {
            if (line < index.segment(segment).lines()) {
                take(hits);
                line++;
            } else {
                segment++;
                line = 0;
            }
        }
        return segment <= index.newest();
    }

    private void take(List<HistoryLine> hits) {
        Segment from = index.segment(segment);
        if ((takesHidden || !from.isHidden(line)) && mayMatch(from)) {
            HistoryLine candidate = from.line(line);
            if (query.matches(candidate.spoken())) {
                hits.add(candidate);
            }
        }
    }

    private boolean mayMatch(Segment from) {
        for (byte[] word : asciiPieces) {
            if (!from.mayHold(line, word)) {
                return false;
            }
        }
        return true;
    }
}
