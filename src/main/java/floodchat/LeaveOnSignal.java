package floodchat;

import floodchat.bus.EventBus;
import floodchat.protocol.chat.ChatCommand;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a peer without a window leave the network when a signal ends its process. It is a shutdown hook for as long
 * as this is open. (A window handles signals itself, because it must restore the terminal.)
 */
final class LeaveOnSignal implements AutoCloseable {
    /** How long the last messages may take to reach a peer. */
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(1);

    /** The process ends after this time, even if something is still open. */
    private static final Duration END_WITHIN = Duration.ofSeconds(3);

    private final EventBus bus;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::leave, "leave on signal");

    private LeaveOnSignal(EventBus bus) {
        this.bus = bus;
    }

    static LeaveOnSignal onSignal(EventBus bus) {
        LeaveOnSignal leave = new LeaveOnSignal(bus);
        Runtime.getRuntime().addShutdownHook(leave.hook);
        return leave;
    }

    /** Runs on the hook's thread. The peer's own thread does the work and then calls {@link #close}. */
    private void leave() {
        try {
            if (bus.offer(new ChatCommand.Leave(FLUSH_WITHIN))) {
                closed.await(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
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
            return; // the hook runs: that is why we close
        }
    }
}
