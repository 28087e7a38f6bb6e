package floodchat;

import floodchat.bus.EventBus;
import floodchat.protocol.chat.ChatCommand;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A peer without a window leaves the network when a signal ends its process, as if it had been asked to: a shutdown hook for as long as this is
 * open. (A window has to hear signals itself, since it has a terminal to give back.)
 */
final class LeaveOnSignal implements AutoCloseable {
    /** What was said last gets this long to reach a peer. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** After this the process ends, whatever is still open. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private final EventBus bus;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::leave, "goodbye");

    private LeaveOnSignal(EventBus bus) {
        this.bus = bus;
    }

    static LeaveOnSignal onSignal(EventBus bus) {
        LeaveOnSignal goodbye = new LeaveOnSignal(bus);
        Runtime.getRuntime().addShutdownHook(goodbye.hook);
        return goodbye;
    }

    /** On the hook's thread: the peer's own thread sees to the rest, and closes this. */
    private void leave() {
        try {
            if (bus.offer(new ChatCommand.Leave(PATIENCE))) {
                closed.await(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException hookIsRunning) {
            return; // that is why we close
        }
    }
}
