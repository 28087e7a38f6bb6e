package floodchat.node.flood;

import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.UnstampedPacket;
import org.jspecify.annotations.Nullable;

/**
 * Stamps own packets one after the other on a virtual thread of its own, because the search for a stamp takes a
 * processor for 10 ms, and for the longest packet for two seconds. The engine's owner thread gives the packets; they
 * come back in the same order, on this thread.
 */
final class StampWorker implements AutoCloseable {
    /** Then other virtual threads have their turn, because there may be only one processor. */
    private static final long TURN_NANOS = 500_000;

    /** Between two looks at the clock: 15 us, but 4 ms as long as the search is not compiled. */
    private static final int STAMPS_AT_A_TIME = 256;

    private final Output output;
    private final Mailbox<Job> jobs;
    private final Thread thread = Thread.ofVirtual().name("stamper").unstarted(this::run);

    /** Takes the packets, on the worker's thread; it may wait. */
    interface Output {
        void stamped(long ticket, Packet packet);

        /** All packets that were given before {@link #stop} are stamped. */
        void allStamped();
    }

    private sealed interface Job {
        record Stamp(long ticket, UnstampedPacket packet) implements Job {}

        record Stop() implements Job {}
    }

    /** @param maxPackets how many packets may wait for their stamps */
    StampWorker(int maxPackets, Output output) {
        this.output = output;
        this.jobs = new Mailbox<>(maxPackets + 1);
    }

    void start() {
        thread.start();
    }

    /** Never waits. */
    void stamp(long ticket, UnstampedPacket packet) {
        give(new Job.Stamp(ticket, packet));
    }

    /** Answered by {@link Output#allStamped}; nothing is stamped after that. Never waits. */
    void stop() {
        give(new Job.Stop());
    }

    private void give(Job job) {
        if (!jobs.offer(job)) {
            throw new IllegalStateException("more packets to stamp than there may be");
        }
    }

    private void run() {
        try {
            Job job = jobs.take();
            while (job instanceof Job.Stamp(long ticket, UnstampedPacket packet)) {
                output.stamped(ticket, stamped(packet));
                job = jobs.take();
            }
            output.allStamped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Virtual threads are not preempted: without yielding, one processor would do nothing else. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static Packet stamped(UnstampedPacket unstamped) throws InterruptedException {
        long turn = System.nanoTime();
        @Nullable Packet packet = unstamped.tryStamps(STAMPS_AT_A_TIME);
        while (packet == null) {
            if (System.nanoTime() - turn >= TURN_NANOS) {
                Thread.yield();
                turn = System.nanoTime();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("closed while stamping");
            }
            packet = unstamped.tryStamps(STAMPS_AT_A_TIME);
        }
        return packet;
    }

    /** Stops at once, also in the middle of a search. */
    @Override
    public void close() {
        thread.interrupt();
        OwnerThread.await(thread);
    }
}
