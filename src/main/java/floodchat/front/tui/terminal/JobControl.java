package floodchat.front.tui.terminal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Job control of the shell: stops this program, as Ctrl-Z does, and tells whether it is in the foreground. It calls
 * kill(2), because the virtual machine raises only signals that it handles itself. The signal goes to the whole process
 * group, as from a terminal, so that a script around this program stops too.
 */
final class JobControl {
    private static final Signal STOP = new Signal("TSTP");

    /** The signal takes effect a moment after it was sent; nothing may be drawn before that. */
    private static final long DELAY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How often a program in the background looks whether it is in the foreground again. */
    private static final long BACKGROUND_MS = 250;

    private JobControl() {}

    /**
     * Returns when this program is continued; returns at once if there is no shell. Removes the signal's handler. The
     * thread that owns the screen calls it.
     */
    static void stop() {
        Signal.handle(STOP, SignalHandler.SIG_DFL);
        int result = LibC.call("kill", 0, STOP.getNumber());
        if (result != 0) {
            throw new IllegalStateException("kill(2) said " + result);
        }
        LockSupport.parkNanos(DELAY_NS);
    }

    /**
     * True if another process group has the terminal (tcgetpgrp(3)): this program was continued with {@code bg}. False
     * if the terminal is gone. Any thread may call it.
     */
    static boolean isInBackground() {
        int foreground = LibC.call("tcgetpgrp", Tty.IN);
        return foreground > 0 && foreground != LibC.call("getpgrp");
    }

    /** False if the terminal is gone: then it has no foreground (tcgetpgrp(3)). Any thread may call it. */
    static boolean hasTerminal() {
        return LibC.call("tcgetpgrp", Tty.IN) > 0;
    }

    /** Waits until this program is in the foreground. Any thread may call it. */
    static void awaitForeground() throws InterruptedException {
        while (isInBackground()) {
            Thread.sleep(BACKGROUND_MS);
        }
    }
}
