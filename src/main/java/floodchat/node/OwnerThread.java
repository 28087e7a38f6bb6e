package floodchat.node;

/** Waiting for the thread that owns a service. */
final class OwnerThread {
    private OwnerThread() {}

    /** Waits for its end, whatever interrupts that; an interrupt is kept for the caller. */
    static void await(Thread thread) {
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
