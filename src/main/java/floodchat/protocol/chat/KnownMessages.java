package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages have come, so that none is taken twice, whatever packet brings it and whether or not its author is
 * still here. A message is an author, a run and a number. What is forgotten leaves its time behind: an unknown message
 * that is not newer may have come before. Owned by an {@link InboundMessages}.
 */
final class KnownMessages {
    /** As many as the messages of one author that are held: while they come in any order, nothing is forgotten. */
    static final int MAX_RANGES_PER_RUN = ReorderBuffer.MAX_HELD;

    /** A run that came completely is one range, of about 250 bytes: 4 MB in all. */
    static final int MAX_RANGES_IN_ALL = 16_384;

    private final LinkedHashMap<RunOf, Numbers> runs = new LinkedHashMap<>(16, 0.75f, true);
    private int ranges;
    private long forgottenAtMs = Long.MIN_VALUE;

    /** What is known of a message. */
    enum Verdict {
        NEW,
        REPEATED,
        /** New, or of a run that was forgotten. */
        UNSURE
    }

    private record RunOf(String author, long run) {}

    /** The numbers of one run as ranges: start to end. */
    private static final class Numbers {
        private final TreeMap<Long, Long> ranges = new TreeMap<>();
        private long newestAtMs = Long.MIN_VALUE;

        /** Returns false if the number is known. */
        boolean add(long number) {
            Map.Entry<Long, Long> before = ranges.floorEntry(number);
            if (before != null && number <= before.getValue()) {
                return false;
            }
            long start = before != null && before.getValue() == number - 1 ? before.getKey() : number;
            Long end = ranges.remove(number + 1);
            ranges.put(start, end == null ? number : end);
            if (ranges.size() > MAX_RANGES_PER_RUN) {
                closeLowestGap();
            }
            return true;
        }

        /** What is still missing there will be refused. Only an author who leaves a thousand gaps loses a message. */
        private void closeLowestGap() {
            Map.Entry<Long, Long> lowest = ranges.pollFirstEntry();
            ranges.put(lowest.getKey(), ranges.pollFirstEntry().getValue());
        }
    }

    /** Takes a message. @param wallMs now: a time of the author's that is later counts as now */
    Verdict add(String author, Body.Numbered message, long wallMs) {
        RunOf run = new RunOf(author, message.run());
        Numbers known = runs.get(run);
        boolean isUnsure = known == null && message.at() <= forgottenAtMs;
        Numbers numbers = known == null ? new Numbers() : known;
        int before = numbers.ranges.size();
        if (!numbers.add(message.seq())) {
            return Verdict.REPEATED;
        }
        numbers.newestAtMs = Math.max(numbers.newestAtMs, Math.min(message.at(), wallMs));
        runs.putIfAbsent(run, numbers);
        ranges += numbers.ranges.size() - before;
        forgetBeyondBound();
        return isUnsure ? Verdict.UNSURE : Verdict.NEW;
    }

    /** The run that was silent for longest goes first. */
    private void forgetBeyondBound() {
        while (ranges > MAX_RANGES_IN_ALL) {
            Numbers oldest = runs.pollFirstEntry().getValue();
            ranges -= oldest.ranges.size();
            forgottenAtMs = Math.max(forgottenAtMs, oldest.newestAtMs);
        }
    }
}
