package floodchat.front.tui;

import floodchat.front.tui.text.Links;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens web addresses with the program that the desktop has for that: xdg-open, or open on macOS. No shell reads the
 * address. Each one gets a virtual thread of its own, which tells the result and ends. Owned by a {@link WindowLoop};
 * any thread may call it.
 */
final class DesktopOpener {
    /** What became of an address. */
    enum Result {
        OPENED,
        /** There is no display to open it on: here is no desktop, or it is far away. */
        NO_DESKTOP,
        FAILED,
        /** It is no web address, or has signs that may mean something to a program. */
        REFUSED
    }

    /** A program that still runs after this has opened the address. Some run as long as the browser. */
    private static final long FAILS_WITHIN_MS = 3_000;

    private static final File NOTHING = new File("/dev/null");

    /** Null if there is no desktop. */
    private final @Nullable String program;

    DesktopOpener(@Nullable String program) {
        this.program = program;
    }

    /**
     * The one of this desktop.
     *
     * @param environment the environment variables
     * @param system the name of the operating system
     */
    static DesktopOpener of(Map<String, String> environment, String system) {
        return new DesktopOpener(program(environment, system));
    }

    /** The program; null if there is no display, or if it belongs to a machine that we are connected to. */
    static @Nullable String program(Map<String, String> environment, String system) {
        if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return isSet("SSH_CONNECTION", environment) ? null : "open";
        }
        return isSet("DISPLAY", environment) || isSet("WAYLAND_DISPLAY", environment) ? "xdg-open" : null;
    }

    private static boolean isSet(String name, Map<String, String> environment) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** Opens it, and tells the result once: at once, or on a thread of its own. */
    void open(String address, Consumer<Result> told) {
        if (!Links.isWeb(address)) {
            told.accept(Result.REFUSED);
        } else if (program == null) {
            told.accept(Result.NO_DESKTOP);
        } else {
            String found = program;
            Thread.ofVirtual().name("open link").start(() -> told.accept(run(found, address)));
        }
    }

    private static Result run(String program, String address) {
        try {
            Process process = new ProcessBuilder(program, address)
                    .redirectInput(NOTHING)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(FAILS_WITHIN_MS, TimeUnit.MILLISECONDS);
            return ended && process.exitValue() != 0 ? Result.FAILED : Result.OPENED;
        } catch (IOException _) {
            return Result.FAILED; // there is no such program
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Result.FAILED;
        }
    }
}
