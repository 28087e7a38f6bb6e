package floodchat.front.tui.terminal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Stops this program and returns to the shell, as Ctrl-Z does. It calls kill(2), because the virtual machine raises
 * only signals that it handles itself. The signal goes to the whole process group, as from a terminal, so that a script
 * around this program stops too. The thread that owns the screen calls it.
 */
final class JobControl {
    private static final Signal STOP = new Signal("TSTP");

    /** The signal takes effect a moment after it was sent; nothing may be drawn before that. */
    private static final long DELAY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private JobControl() {}

    /**
     * Returns when this program is continued; returns at once if there is no shell. Removes the signal's handler.
     */
    static void stop() {
        Signal.handle(STOP, SignalHandler.SIG_DFL);
        sendToGroup(STOP.getNumber());
        LockSupport.parkNanos(DELAY_NS);
    }

    @SuppressWarnings("restricted") // the launcher allows native access; the terminal's modes need it too
    private static void sendToGroup(int signal) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor twoNumbers =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle kill = linker.downcallHandle(linker.defaultLookup().findOrThrow("kill"), twoNumbers);
        try {
            int result = (int) kill.invokeExact(0, signal);
            if (result != 0) {
                throw new IllegalStateException("kill(2) said " + result);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
