package floodchat.node.flood;

import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.UnstampedPacket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stamps own packets, one after the other, on a virtual thread of its own: the search for a stamp takes a processor for 10 ms, for a long text a
 * second. The engine's owner thread gives the drafts; the packets come back in the same order, on this thread.
 */
final class StampWorker implements AutoCloseable {
    /** What a core publishes before it says that there is no room, and what may wait for it in the engine's mailbox then. */
    private static final int MAX_DRAFTS = 2_048;

    /** Half a millisecond, then other virtual threads have their turn: there may be but one processor. */
    private static final int STAMPS_AT_A_TIME = 512;

    private final Consumer<Packet> stamped;
    private final Mailbox<UnstampedPacket> drafts = new Mailbox<>(MAX_DRAFTS);
    private final Thread thread = Thread.ofVirtual().name("stamper").unstarted(this::run);

    /** @param stamped takes a packet, and may wait */
    StampWorker(Consumer<Packet> stamped) {
        this.stamped = stamped;
    }

    void start() {
        thread.start();
    }

    /** Never waits. */
    void stamp(UnstampedPacket draft) {
        if (!drafts.offer(draft)) {
            throw new IllegalStateException("more drafts than a core may have");
        }
    }

    private void run() {
        try {
            while (true) {
                stamped.accept(stampOf(drafts.take()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // virtual threads are not preempted: without yielding, one processor would do nothing else
    private static Packet stampOf(UnstampedPacket draft) throws InterruptedException {
        @Nullable Packet packet = draft.tryStamps(STAMPS_AT_A_TIME);
        while (packet == null) {
            Thread.yield();
            if (Thread.interrupted()) {
                throw new InterruptedException("closed while stamping");
            }
            packet = draft.tryStamps(STAMPS_AT_A_TIME);
        }
        return packet;
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        thread.interrupt();
        OwnerThread.await(thread);
    }
}
