package floodchat.node.flood;

import floodchat.node.link.Connection;
import floodchat.node.link.Dialler;
import floodchat.node.link.Handshake;
import floodchat.protocol.flood.DialReason;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The connections that are being made, each on a virtual thread of its own. The methods are for the engine's owner
 * thread.
 */
final class DialPool {
    private static final Logger LOG = LogManager.getLogger(DialPool.class);

    /** Beyond this many at a time a dial fails at once. */
    private static final int MAX_DIALS = 64;

    /** Looking up a name can't be interrupted; everything else ends at once. */
    private static final long CLOSE_WITHIN_MS = 1_000;

    private final Dialler dialler;
    private final Outcome outcome;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** Who is told what came of a dial, on the dial's thread: exactly one of these, once. */
    interface Outcome {
        void connected(Connection connection, DialReason errand);

        /**
         * @param reason one clause that a person may see
         * @param refused true where somebody answered with whom we can't link
         */
        void failed(DialReason errand, String reason, boolean refused);
    }

    DialPool(Dialler dialler, Outcome outcome) {
        this.dialler = dialler;
        this.outcome = outcome;
    }

    void dial(DialReason errand) {
        boolean tooMany = threads.size() >= MAX_DIALS;
        Thread thread = Thread.ofVirtual()
                .name("dial " + errand.address())
                .unstarted(() -> run(errand, tooMany));
        threads.add(thread);
        thread.start();
    }

    private void run(DialReason errand, boolean tooMany) {
        try {
            if (tooMany) {
                outcome.failed(errand, "too many connections are being made", false);
            } else {
                connect(errand);
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private void connect(DialReason errand) {
        try {
            outcome.connected(dialler.dial(errand.address()), errand);
        } catch (IOException e) {
            LOG.debug("could not dial {}: {}", errand.address(), e.getMessage());
            outcome.failed(errand, Dialler.reason(e), e instanceof Handshake.Refused);
        }
    }

    /** Breaks off what is under way; nothing is dialled after this. */
    void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + CLOSE_WITHIN_MS * 1_000_000;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }
}
