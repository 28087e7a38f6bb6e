package floodchat.front.plain;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets the reader of lines wait until this peer knows who is here: until it is linked, and the people who are there
 * have had the time to answer. The front end's thread tells of the link; the reader's thread waits.
 */
final class Arrival {
    /** People answer a newcomer after a random time up to 0.5 s; the rest is for the way there and back. */
    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

    /** On a busy machine or a slow link the answer of a person may take longer. */
    static final Duration KNOWN_WITHIN = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Duration linkedWithin;
    private final long startedNs = System.nanoTime();
    private final CountDownLatch linked = new CountDownLatch(1);

    /** Set before the latch opens. */
    private volatile long linkedNs;

    /** @param linkedWithin how long the reader waits for a link, counted from now */
    Arrival(Duration linkedWithin) {
        this.linkedWithin = linkedWithin;
    }

    /** There is a link. Only the first call counts. */
    void linked() {
        if (linked.getCount() > 0) {
            linkedNs = System.nanoTime();
            linked.countDown();
        }
    }

    /** Returns at once if the peer has arrived, or if the time for a link is over. */
    void await() throws InterruptedException {
        if (linked.await(left(startedNs, linkedWithin), TimeUnit.NANOSECONDS)) {
            TimeUnit.NANOSECONDS.sleep(left(linkedNs, ANSWERED_WITHIN));
        }
    }

    /**
     * The same, and waits longer for those whom a line names, if they have not answered yet.
     *
     * @param known whether all of them are known
     */
    void await(BooleanSupplier known) throws InterruptedException {
        await();
        while (linked.getCount() == 0 && !known.getAsBoolean() && left(linkedNs, KNOWN_WITHIN) > 0
                && left(startedNs, linkedWithin) > 0) {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    /** 0 or less if the time is over. */
    private static long left(long fromNs, Duration within) {
        return within.toNanos() - (System.nanoTime() - fromNs);
    }
}
