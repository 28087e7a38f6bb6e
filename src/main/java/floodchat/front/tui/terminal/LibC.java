package floodchat.front.tui.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Collections;

/** Calls functions of the C library that JLine does not offer. */
final class LibC {
    /** O_RDWR (fcntl.h), the same on Linux and macOS. */
    private static final int READ_AND_WRITE = 2;

    private LibC() {}

    /** Opens a device for reading and writing. Returns its file descriptor, -1 if it can't be opened. */
    @SuppressWarnings("restricted") // as below
    static int open(String path) {
        Linker linker = Linker.nativeLinker();
        MethodHandle handle = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            return (int) handle.invokeExact(arena.allocateFrom(path), READ_AND_WRITE);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The result of {@code function(numbers...)}: -1 if it failed. */
    @SuppressWarnings("restricted") // the launcher allows native access; the terminal's modes need it too
    static int call(String function, Integer... numbers) {
        Linker linker = Linker.nativeLinker();
        MemoryLayout[] parameters = Collections.nCopies(numbers.length, ValueLayout.JAVA_INT)
                .toArray(MemoryLayout[]::new);
        MethodHandle handle = linker.downcallHandle(
                linker.defaultLookup().findOrThrow(function),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters));
        try {
            return (int) handle.invokeWithArguments(Arrays.asList((Object[]) numbers));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
