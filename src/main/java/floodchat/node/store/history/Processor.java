package floodchat.node.store.history;

/** Lets other virtual threads run in the middle of a computation. Any thread may call it. */
final class Processor {
    private Processor() {}

    /**
     * Nothing takes the processor from a virtual thread that computes. Without this, lines would be held up while many
     * of them are opened or searched.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    static void share() {
        Thread.yield();
    }
}
