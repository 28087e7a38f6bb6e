package floodchat.front.tui;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Stops this program as Ctrl-Z stops any other, for the shell to go on. The virtual machine can raise only signals that
 * it handles itself, hence kill(2): to the whole process group, as the terminal would send it, so that a script around
 * us stops too. The thread that owns the screen calls it.
 */
final class JobControl {
    private static final Signal STOP = new Signal("TSTP");

    /** The signal stops us a moment after it was sent; what runs on before that must not draw. */
    private static final long MOMENT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private JobControl() {}

    /**
     * Comes back once we are continued; at once where there is no shell to go back to. Whoever handles the signal
     * handles it no more.
     */
    static void stop() {
        Signal.handle(STOP, SignalHandler.SIG_DFL);
        sendToGroup(STOP.getNumber());
        LockSupport.parkNanos(MOMENT_NS);
    }

    @SuppressWarnings("restricted") // the launcher allows native access, which the terminal's modes need as well
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
