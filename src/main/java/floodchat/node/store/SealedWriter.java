package floodchat.node.store;

import floodchat.bus.Mailbox;
import floodchat.protocol.sealed.StoredChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a {@link SealedStore} on a virtual thread of its own. All changes that wait are written at once, so that a
 * slow disk is asked once for them. After a failure it tries again until it succeeds or is closed: nothing that must be
 * on disk first leaves before. After a defect of ours it writes nothing more, since the file may be only half right.
 * Any thread may call it.
 */
public final class SealedWriter implements AutoCloseable {
    /** Who has this many changes on the way waits for the disk: at 200 bytes each, 800 kB. */
    private static final int MAILBOX_CHANGES = 4_096;

    /** How many are written at once: at most 16 MiB. */
    private static final int MAX_AT_ONCE = 256;

    /** A full disk does not get free in less. */
    private static final long RETRY_MS = 2_000;

    /** How long close waits for a slow disk. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final SealedStore store;
    private final LongConsumer saved;
    private final StorageListener listener;
    private final Mailbox<Numbered> mailbox = new Mailbox<>(MAILBOX_CHANGES);
    private final Thread thread = Thread.ofVirtual().name("private lines writer").unstarted(this::run);

    /** Touched by the writer thread alone, like all below. */
    private boolean failing;

    /** @param change null for the end */
    private record Numbered(long ticket, @Nullable StoredChange change) {}

    /** Hears whether the disk works, on the writer's thread. */
    public interface StorageListener {
        /** Called at the first failure, at the first success after it, and at a defect. @param sentence says so */
        void changed(boolean works, String sentence);
    }

    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(SealedWriter.class);
    }

    /**
     * @param saved gets the ticket up to which everything is on disk, on the writer's thread; must not wait
     */
    public SealedWriter(SealedStore store, LongConsumer saved, StorageListener listener) {
        this.store = store;
        this.saved = saved;
        this.listener = listener;
    }

    public void start() {
        thread.start();
    }

    /** Has this change written. Waits only if very many wait already. @param ticket grows by 1 with every change */
    public void save(long ticket, StoredChange change) throws InterruptedException {
        mailbox.put(new Numbered(ticket, change));
    }

    private void run() {
        try (store) {
            writeUntilTheEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed before the disk was done
        } catch (IOException e) {
            Log.LOGGER.warn("could not close {}: {}", store.path(), e.toString());
        }
    }

    private void writeUntilTheEnd() throws InterruptedException {
        try {
            boolean more = true;
            while (more) {
                more = writeAllThatWait(mailbox.take());
            }
        } catch (RuntimeException e) {
            Log.LOGGER.error("the writer of {} has failed", store.path(), e);
            String sentence =
                    "Floodchat has a defect and can't keep private lines in %s any more, so none can be sent. "
                            .formatted(store.path()) + "Start it again; the log says more.";
            listener.changed(false, sentence);
            dropUntilTheEnd();
        }
    }

    /** So that nobody waits for room. */
    private void dropUntilTheEnd() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = mailbox.take().change() != null;
        }
    }

    /** Returns false at the end. */
    private boolean writeAllThatWait(Numbered first) throws InterruptedException {
        List<StoredChange> changes = new ArrayList<>();
        long last = 0;
        Numbered next = first;
        while (next != null && next.change() != null) {
            changes.add(next.change());
            last = next.ticket();
            next = changes.size() < MAX_AT_ONCE ? mailbox.poll(0) : null;
        }
        if (!changes.isEmpty()) {
            writeUntilItSucceeds(changes);
            saved.accept(last);
        }
        return next == null;
    }

    private void writeUntilItSucceeds(List<StoredChange> changes) throws InterruptedException {
        boolean written = false;
        while (!written) {
            written = tryToWrite(changes);
            if (!written) {
                Thread.sleep(RETRY_MS);
            }
        }
    }

    private boolean tryToWrite(List<StoredChange> changes) {
        try {
            store.write(changes);
            if (failing) {
                failing = false;
                listener.changed(true, "Private lines can be kept again.");
            }
            return true;
        } catch (IOException e) {
            Log.LOGGER.warn("could not write {}: {}", store.path(), e.toString());
            if (!failing) {
                failing = true;
                String sentence = "Private lines can't be kept in %s: %s. They wait until that is corrected."
                        .formatted(store.path(), FileProblem.reason(e));
                listener.changed(false, sentence);
            }
            return false;
        }
    }

    /** Writes everything that was given so far, then ends. A disk that fails or is slow is not waited for long. */
    @Override
    public void close() throws InterruptedException {
        if (!mailbox.offer(new Numbered(0, null)) || !thread.join(CLOSE_WITHIN)) {
            thread.interrupt();
        }
    }
}
