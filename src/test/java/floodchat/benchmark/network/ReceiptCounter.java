package floodchat.benchmark.network;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Listens for one station, and keeps count of the latest run. Any thread may call: a lock guards it. */
final class ReceiptCounter {
    /** Enough for the percentiles of a gentle run. */
    static final int TIMED = 1_000;

    private static final class Speaker {
        final BitSet heard = new BitSet();
        int next;
    }

    private final Map<Integer, Speaker> speakers = new HashMap<>();
    private final long[] latenciesNs = new long[TIMED];
    private int run;
    private int count;
    private int late;
    private int again;
    private long lastAtNs;
    private int awaited = Integer.MAX_VALUE;

    synchronized void heard(byte[] payload, int offset) {
        long nowNs = System.nanoTime();
        TimedMessage message = TimedMessage.of(payload, offset);
        if (message.run() > run) {
            begin(message.run());
        }
        if (message.run() == run) {
            count(message, nowNs);
        }
    }

    private void begin(int next) {
        run = next;
        speakers.clear();
        count = 0;
        late = 0;
        again = 0;
    }

    private void count(TimedMessage message, long nowNs) {
        Speaker speaker = speakers.computeIfAbsent(message.speaker(), _ -> new Speaker());
        if (speaker.heard.get(message.number())) {
            again++;
            return;
        }
        speaker.heard.set(message.number());
        if (message.number() < speaker.next) {
            late++;
        }
        speaker.next = Math.max(speaker.next, message.number() + 1);
        if (count < TIMED) {
            latenciesNs[count] = nowNs - message.sentAtNs();
        }
        lastAtNs = nowNs;
        count++;
        if (count >= awaited) {
            notifyAll();
        }
    }

    /** Waits until so many messages of this run, or of a later one, were heard; says what was heard by then or within this time. */
    synchronized Receipt await(int ofRun, int messages, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        awaited = messages;
        while (run < ofRun || run == ofRun && count < messages) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (leftMs <= 0) {
                break;
            }
            wait(leftMs);
        }
        return run == ofRun ? heard() : new Receipt(0, 0, 0, 0, new long[0]);
    }

    private Receipt heard() {
        return new Receipt(count, late, again, lastAtNs, Arrays.copyOf(latenciesNs, Math.min(count, TIMED)));
    }
}
