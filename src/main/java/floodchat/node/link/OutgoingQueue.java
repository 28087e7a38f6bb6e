package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.wire.FrameEncoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a link's writer: bounded in frames and in bytes. The engine's thread adds frame by frame, and wakes the writer once for all of
 * them; the writer takes many at a time. A lock guards the queue, for moments.
 */
final class OutgoingQueue {
    /** @param ticket of an own publication, 0 for all else; a null frame ends the link */
    record Outgoing(@Nullable Frame frame, long ticket) {
        static final Outgoing END = new Outgoing(null, 0);

        int bytes() {
            return frame instanceof Frame.Flooded ? FrameEncoder.roomFor(frame) : 0;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Deque<Outgoing> queue = new ArrayDeque<>();
    private int queuedBytes;
    /** Written under the lock; the engine looks at them without. */
    private volatile int frames;

    private volatile int bytes;

    /** False where there is no room; control frames find some after packets no longer do. The writer is not woken by this. */
    boolean add(Outgoing outgoing) {
        lock.lock();
        try {
            if (!hasRoomFor(outgoing)) {
                return false;
            }
            queue.add(outgoing);
            count(outgoing.bytes());
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(Outgoing outgoing) {
        if (outgoing.frame() instanceof Frame.Flooded) {
            return frames < LinkLimits.MAX_QUEUED_FRAMES && bytes < LinkLimits.MAX_QUEUED_BYTES;
        }
        return frames < LinkLimits.MAX_QUEUED_FRAMES + LinkLimits.MAX_QUEUED_CONTROL_FRAMES;
    }

    private void count(int moreBytes) {
        frames = queue.size();
        queuedBytes += moreBytes;
        bytes = queuedBytes;
    }

    /** Wakes the writer, if something waits for it. */
    void wake() {
        lock.lock();
        try {
            if (!queue.isEmpty()) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, and moves as much of it as one write should have, in its order. False where nothing came within this time. */
    boolean take(List<Outgoing> into, long withinMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(withinMs);
            while (queue.isEmpty() && leftNanos > 0) {
                leftNanos = filled.awaitNanos(leftNanos);
            }
            move(into);
            return !into.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void move(List<Outgoing> into) {
        int moved = 0;
        while (!queue.isEmpty() && moved < LinkLimits.WRITE_BYTES && into.size() < LinkLimits.WRITE_FRAMES) {
            Outgoing next = queue.remove();
            moved += next.bytes();
            into.add(next);
        }
        count(-moved);
    }

    int frames() {
        return frames;
    }

    boolean isCongested() {
        return frames >= LinkLimits.CONGESTED_FRAMES || bytes >= LinkLimits.CONGESTED_BYTES;
    }

    /** Low enough to end a congestion: half of what begins one, so that it does not flicker. */
    boolean isDrained() {
        return frames <= LinkLimits.CONGESTED_FRAMES / 2 && bytes <= LinkLimits.CONGESTED_BYTES / 2;
    }
}
