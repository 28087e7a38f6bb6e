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
import org.jspecify.annotations.Nullable;

/** Dials, each on a virtual thread of its own. The methods are for the engine's owner thread. */
final class DialPool {
    private static final Logger LOG = LogManager.getLogger(DialPool.class);

    /** Most dials at a time; one more fails at once. */
    private static final int MAX_DIALS = 64;

    /** How long close waits. Only a name lookup takes longer, because it can't be interrupted. */
    private static final long CLOSE_WITHIN_MS = 1_000;

    private final Dialler dialler;
    private final DialResults results;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** Is told the result of each dial, on the thread of the dial. Exactly one method is called, once. */
    interface DialResults {
        void connected(Connection connection, DialReason reason);

        /**
         * @param failure one clause for a person
         * @param refusal null if no peer answered; else why we can't link with it
         */
        void failed(DialReason reason, String failure, Handshake.@Nullable Refused refusal);
    }

    DialPool(Dialler dialler, DialResults results) {
        this.dialler = dialler;
        this.results = results;
    }

    void dial(DialReason reason) {
        boolean tooMany = threads.size() >= MAX_DIALS;
        Thread thread = Thread.ofVirtual()
                .name("dial " + reason.address())
                .unstarted(() -> run(reason, tooMany));
        threads.add(thread);
        thread.start();
    }

    private void run(DialReason reason, boolean tooMany) {
        try {
            if (tooMany) {
                results.failed(reason, "too many connections are being made", null);
            } else {
                connect(reason);
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private void connect(DialReason reason) {
        Connection connection;
        try {
            connection = dialler.dial(reason.address());
        } catch (IOException e) {
            LOG.debug("could not dial {}: {}", reason.address(), e.getMessage());
            results.failed(reason, Dialler.reason(e), e instanceof Handshake.Refused refusal ? refusal : null);
            return;
        } catch (RuntimeException e) {
            LOG.error("the dial of {} has failed by a defect", reason.address(), e);
            results.failed(reason, "Floodchat has a defect; the log says more", null);
            return;
        }
        results.connected(connection, reason);
    }

    /** Interrupts all dials. Nothing may be dialled afterwards. */
    void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + CLOSE_WITHIN_MS * 1_000_000;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }
}
