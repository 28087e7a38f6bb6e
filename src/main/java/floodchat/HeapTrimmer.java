package floodchat;

import floodchat.node.OwnerThread;

/**
 * Collects the whole heap when it has grown, so that memory is given back to the system. The serial collector does not
 * do that by itself: it lets the old generation grow up to {@code -Xmx} before it collects it for the first time
 * (docs/decisions/0014).
 *
 * <p>{@link TrimPolicy} decides when. Runs on a thread of its own; the node starts and closes it.
 */
final class HeapTrimmer implements AutoCloseable {
    private static final long NANOS_PER_MS = 1_000_000;

    /** A platform thread: it wakes up alone, and a virtual one would wake up two others. */
    private final Thread thread = Thread.ofPlatform().daemon().name("heap trimmer").unstarted(this::run);

    void start() {
        thread.start();
    }

    /** Gives memory back now, after something that needed much of it once. Any thread may call it. */
    static void collectNow() {
        System.gc();
    }

    private void run() {
        TrimPolicy policy = new TrimPolicy(usedBytes(), nowMs());
        try {
            while (true) {
                Thread.sleep(policy.nextLookMs());
                long beganMs = nowMs();
                if (policy.isDue(usedBytes(), beganMs)) {
                    System.gc();
                    long endedMs = nowMs();
                    policy.collected(usedBytes(), endedMs - beganMs, endedMs);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static long nowMs() {
        return System.nanoTime() / NANOS_PER_MS;
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public void close() {
        thread.interrupt();
        OwnerThread.await(thread);
    }
}
