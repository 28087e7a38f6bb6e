package floodchat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets a signal end a relay in order: it saves what it has, leaves the network, and its exit code is 0. Without it the
 * Java runtime would end with 143. Signals that were ignored at the start, as nohup(1) has it, are ignored still. Made
 * and closed by one thread.
 */
final class EndOnSignal implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

    /** All steps of the end together take less, unless a disk hangs. */
    private static final Duration END_WITHIN = Duration.ofSeconds(20);

    private final Consumer<String> end;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

    private EndOnSignal(Consumer<String> end) {
        this.end = end;
    }

    /** @param end is given the name of the first signal, on a thread of the runtime */
    static EndOnSignal calling(Consumer<String> end) {
        EndOnSignal signals = new EndOnSignal(end);
        SIGNALS.forEach(signals::handle);
        return signals;
    }

    private void handle(String name) {
        Signal signal = new Signal(name);
        SignalHandler earlier = Signal.handle(signal, this::came);
        if (earlier.equals(SignalHandler.SIG_IGN)) {
            Signal.handle(signal, earlier);
        } else {
            before.put(signal, earlier);
        }
    }

    /** A second one changes nothing: the first is being obeyed. */
    private void came(Signal signal) {
        if (!ending.getAndSet(true)) {
            Thread.ofPlatform().daemon().name("end within").start(EndOnSignal::endWithin);
            end.accept(signal.getName());
        }
    }

    /** Whatever hangs, the process ends. */
    private static void endWithin() {
        try {
            Thread.sleep(END_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(StartupException.EXIT_FAILED);
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
