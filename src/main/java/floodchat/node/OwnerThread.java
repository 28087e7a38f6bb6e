package floodchat.node;

/** Waiting for the thread that owns a service. */
public final class OwnerThread {
    private OwnerThread() {}

    /** Waits for its end, whatever interrupts that; an interrupt is kept for the caller. */
    public static void await(Thread thread) {
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
