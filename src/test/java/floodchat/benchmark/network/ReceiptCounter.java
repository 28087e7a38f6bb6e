package floodchat.benchmark.network;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what one peer receives in the latest run. Any thread may call it: a lock guards its state. */
final class ReceiptCounter {
    /** Enough for the percentiles of a gentle run. */
    static final int TIMED = 1_000;

    private static final class AuthorState {
        final BitSet received = new BitSet();
        int next;
    }

    private final Map<Integer, AuthorState> authors = new HashMap<>();
    private final long[] latenciesNs = new long[TIMED];
    private int run;
    private int count;
    private int late;
    private int again;
    private long lastAtNs;
    private int awaited = Integer.MAX_VALUE;

    synchronized void received(byte[] payload, int offset) {
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
        authors.clear();
        count = 0;
        late = 0;
        again = 0;
    }

    private void count(TimedMessage message, long nowNs) {
        AuthorState author = authors.computeIfAbsent(message.author(), _ -> new AuthorState());
        if (author.received.get(message.number())) {
            again++;
            return;
        }
        author.received.set(message.number());
        if (message.number() < author.next) {
            late++;
        }
        author.next = Math.max(author.next, message.number() + 1);
        if (count < TIMED) {
            latenciesNs[count] = nowNs - message.sentAtNs();
        }
        lastAtNs = nowNs;
        count++;
        if (count >= awaited) {
            notifyAll();
        }
    }

    /** Waits until this many messages of the run came, until a later run began, or until the time is over. */
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
        return run == ofRun ? receipt() : new Receipt(0, 0, 0, 0, new long[0]);
    }

    private Receipt receipt() {
        return new Receipt(count, late, again, lastAtNs, Arrays.copyOf(latenciesNs, Math.min(count, TIMED)));
    }
}
