package floodchat.node;

/** Waits for the end of a thread that owns a service. */
public final class OwnerThread {
    private OwnerThread() {}

    /**
     * Waits until the thread has ended. An interrupt does not shorten the wait; it is restored for the caller
     * afterwards.
     */
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
