package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.wire.FrameEncoder;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What waits for a link's writer: bounded in frames and in bytes. The engine's thread adds, the writer takes. */
final class OutgoingQueue {
    /** @param ticket of an own publication, 0 for all else; a null frame ends the link */
    record Outgoing(@Nullable Frame frame, long ticket) {
        static final Outgoing END = new Outgoing(null, 0);

        int bytes() {
            return frame instanceof Frame.Flooded ? FrameEncoder.roomFor(frame) : 0;
        }
    }

    private final LinkedBlockingQueue<Outgoing> queue =
            new LinkedBlockingQueue<>(LinkLimits.MAX_QUEUED_FRAMES + LinkLimits.MAX_QUEUED_CONTROL_FRAMES);
    private final AtomicInteger bytes = new AtomicInteger();

    /** False where there is no room; control frames find some after packets no longer do. */
    boolean add(Outgoing outgoing) {
        boolean control = !(outgoing.frame() instanceof Frame.Flooded);
        boolean room = queue.size() < LinkLimits.MAX_QUEUED_FRAMES && bytes.get() < LinkLimits.MAX_QUEUED_BYTES;
        if (!(control || room) || !queue.offer(outgoing)) {
            return false;
        }
        bytes.addAndGet(outgoing.bytes());
        return true;
    }

    @Nullable Outgoing next(long waitMs) throws InterruptedException {
        return taken(queue.poll(waitMs, TimeUnit.MILLISECONDS));
    }

    @Nullable Outgoing nextIfAny() {
        return taken(queue.poll());
    }

    private @Nullable Outgoing taken(@Nullable Outgoing outgoing) {
        if (outgoing != null) {
            bytes.addAndGet(-outgoing.bytes());
        }
        return outgoing;
    }

    int frames() {
        return queue.size();
    }

    boolean isCongested() {
        return queue.size() >= LinkLimits.CONGESTED_FRAMES || bytes.get() >= LinkLimits.CONGESTED_BYTES;
    }

    /** Low enough to end a congestion: half of what begins one, so that it does not flicker. */
    boolean isDrained() {
        return queue.size() <= LinkLimits.CONGESTED_FRAMES / 2 && bytes.get() <= LinkLimits.CONGESTED_BYTES / 2;
    }
}
