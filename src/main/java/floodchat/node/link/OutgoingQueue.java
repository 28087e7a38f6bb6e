package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.wire.FrameEncoder;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for a link's writer, bounded in frames and in bytes. The engine's thread adds them one by one
 * and wakes the writer once for all of them. The writer takes many at a time, in the order of a {@link FairQueue}. A
 * lock guards the queue and is only held for moments.
 *
 * <p>Only pushed packets make a link congested. The peer itself decides how many packets it fetches and how many
 * pings it wants answered, so nobody else must have to wait for those.
 */
final class OutgoingQueue {
    /**
     * @param frame null ends the link
     * @param ticket of an own publication, 0 for everything else
     * @param source whose frames it takes turns with: {@link #OWN}, the number of the link that brought the packet, or
     *     below 0
     */
    record Outgoing(@Nullable Frame frame, long ticket, int source) {
        static final int OWN = 0;
        private static final int CONTROL = -1;
        private static final int FETCHED = -2;

        static final Outgoing END = new Outgoing(null, 0, CONTROL);

        /** @param link the number of the link that brought it, if it is a packet of others */
        static Outgoing of(Frame frame, long ticket, int link) {
            int source = switch (frame) {
                case Frame.PacketFrame packet when packet.route() == Frame.Route.FETCHED -> FETCHED;
                case Frame.Carrier _ -> link;
                default -> CONTROL;
            };
            return new Outgoing(frame, ticket, source);
        }

        int bytes() {
            return frame instanceof Frame.Carrier ? FrameEncoder.roomFor(frame) : 0;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final FairQueue queue = new FairQueue();
    private final int drainedFrames;
    private final int drainedBytes;
    private final Load pushed = new Load();
    private final Load fetched = new Load();
    private final Load control = new Load();

    /** How much of one kind waits. Changed under the lock, read by the engine without it. */
    private static final class Load {
        volatile int frames;
        volatile int bytes;

        @SuppressWarnings("NonAtomicVolatileUpdate") // only changed under the lock
        void count(int more, Outgoing outgoing) {
            frames += more;
            bytes += more * outgoing.bytes();
        }

        boolean isBelow(int mostFrames, int mostBytes) {
            return frames < mostFrames && bytes < mostBytes;
        }
    }

    /** @param draining after this many packets a congestion is over, if they are fewer than half of the limit */
    OutgoingQueue(int draining) {
        int frames = Math.min(draining, LinkLimits.CONGESTED_FRAMES);
        this.drainedFrames = Math.max(LinkLimits.DRAINED_FRAMES, LinkLimits.CONGESTED_FRAMES - frames);
        this.drainedBytes = LinkLimits.CONGESTED_BYTES / LinkLimits.CONGESTED_FRAMES * drainedFrames;
    }

    private Load loadOf(Outgoing outgoing) {
        return switch (outgoing.frame()) {
            case Frame.PacketFrame packet -> packet.route() == Frame.Route.FETCHED ? fetched : pushed;
            case Frame.StemFrame _ -> pushed;
            case null, default -> control;
        };
    }

    /** Adds a frame without waking the writer. False if there is no room; control frames have some extra room. */
    boolean add(Outgoing outgoing) {
        lock.lock();
        try {
            if (!hasRoomFor(outgoing)) {
                return false;
            }
            queue.add(outgoing);
            loadOf(outgoing).count(1, outgoing);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(Outgoing outgoing) {
        Load load = loadOf(outgoing);
        if (load == control) {
            return queue.size() < LinkLimits.MAX_QUEUED_FRAMES + LinkLimits.MAX_QUEUED_CONTROL_FRAMES;
        }
        boolean few = load == pushed || load.isBelow(LinkLimits.MAX_FETCHED_FRAMES, LinkLimits.MAX_FETCHED_BYTES);
        return few
                && queue.size() < LinkLimits.MAX_QUEUED_FRAMES
                && hasShare(outgoing)
                && pushed.bytes + fetched.bytes < LinkLimits.MAX_QUEUED_BYTES;
    }

    /** A loud link leaves room for what the others bring. */
    private boolean hasShare(Outgoing outgoing) {
        return outgoing.source() <= Outgoing.OWN
                || queue.size() < LinkLimits.MAX_QUEUED_FRAMES / 4
                || queue.size(outgoing.source()) < LinkLimits.MAX_QUEUED_OF_LINK;
    }

    /** Wakes the writer if the queue is not empty. */
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

    /** Waits until there is a frame, then moves as many as one write should have. @param most at least 1 */
    void take(List<Outgoing> into, int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty()) {
                filled.await();
            }
            move(into, Math.min(most, LinkLimits.WRITE_FRAMES));
        } finally {
            lock.unlock();
        }
    }

    private void move(List<Outgoing> into, int most) {
        int moved = 0;
        while (!queue.isEmpty() && moved < LinkLimits.WRITE_BYTES && into.size() < most) {
            Outgoing next = queue.remove();
            moved += next.bytes();
            loadOf(next).count(-1, next);
            into.add(next);
        }
    }

    int frames() {
        return pushed.frames + fetched.frames + control.frames;
    }

    boolean isCongested() {
        return !pushed.isBelow(LinkLimits.CONGESTED_FRAMES, LinkLimits.CONGESTED_BYTES);
    }

    /** True if the congestion is over: well below the limit that begins it, because the engine stops and starts. */
    boolean isDrained() {
        return pushed.isBelow(drainedFrames + 1, drainedBytes + 1);
    }
}
