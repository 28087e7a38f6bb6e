package floodchat.front.relay;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the service manager that started this program how it is (sd_notify(3)): a datagram to the Unix socket that the
 * environment variable {@value #VARIABLE} names. Java has no such sockets, so the C library is called. For one thread.
 */
final class NotifySocket implements AutoCloseable {
    /** A path, or a name in the abstract namespace if it begins with {@code @} (unix(7)). */
    static final String VARIABLE = "NOTIFY_SOCKET";

    /** sun_path of unix(7). A path also needs a zero byte at its end. */
    static final int MAX_PATH_BYTES = 108;

    private static final int FAMILY_BYTES = Short.BYTES;

    /** AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, MSG_NOSIGNAL | MSG_DONTWAIT (socket.h of Linux). */
    private static final short UNIX = 1;
    private static final int DATAGRAM = 2 | 0x80000;
    private static final int AT_ONCE = 0x4000 | 0x40;

    /** EAGAIN (errno.h of Linux): the other side has not read enough of what came before. */
    private static final int NO_ROOM = 11;

    /** How often, and after which pause, what must arrive is tried while there is no room: 5 s in all. */
    private static final int TRIES = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final MemorySegment address;
    private final MethodHandle sendto;
    private final MethodHandle close;
    private final int socket;
    private @Nullable String problem;
    private boolean problemTaken;

    private NotifySocket(byte[] path) {
        // An abstract name has no end but that of the address; zero bytes at the end of a path do no harm.
        address = arena.allocate(FAMILY_BYTES + path.length, Short.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, UNIX);
        MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
        MethodHandle open = function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT);
        sendto = function("sendto", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        close = function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            socket = (int) open.invokeExact(state, (int) UNIX, DATAGRAM, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        failedIf(socket < 0, "socket");
    }

    /**
     * The socket that the environment names; null if nobody wants to be told.
     *
     * @param system the name of the system, as in {@code os.name}; only Linux has such service managers
     * @throws IllegalArgumentException if the name can't be one; the message is a sentence for the person
     */
    static @Nullable NotifySocket of(Map<String, String> environment, String system) {
        String name = environment.get(VARIABLE);
        if (name == null || name.isEmpty() || !system.equals("Linux")) {
            return null;
        }
        return new NotifySocket(path(name));
    }

    private static byte[] path(String name) {
        boolean isAbstract = name.startsWith("@");
        byte[] bytes = (isAbstract ? "\0" + name.substring(1) : name + "\0").getBytes(StandardCharsets.UTF_8);
        if (!isAbstract && !name.startsWith("/") || bytes.length > MAX_PATH_BYTES) {
            throw new IllegalArgumentException(
                    ("%s is \"%s\", which is no Unix socket: it must begin with / or @ and have "
                            + "%d bytes at most. Nobody is told that this peer is ready.")
                            .formatted(VARIABLE, name, MAX_PATH_BYTES - 1));
        }
        return bytes;
    }

    @SuppressWarnings("restricted") // the launcher allows native access
    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, parameters),
                Linker.Option.captureCallState("errno"));
    }

    /** This peer can be reached. It waits for room, up to 5 s. @param status one line for the person */
    void ready(String status) throws InterruptedException {
        sendPatiently("READY=1\nSTATUS=" + status);
    }

    /** This peer is ending. It waits for room, up to 5 s. */
    void stopping() throws InterruptedException {
        sendPatiently("STOPPING=1\nSTATUS=leaving the network");
    }

    /** How it stands now. Never waits: if there is no room, the next one is told. @param status one line */
    void status(String status) {
        send("STATUS=" + status);
    }

    private void sendPatiently(String message) throws InterruptedException {
        for (int i = 1; !send(message) && i < TRIES; i++) {
            Thread.sleep(PAUSE);
        }
    }

    /** Returns false if there is no room. */
    private boolean send(String message) {
        if (socket < 0) {
            return true;
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try (Arena call = Arena.ofConfined()) {
            MemorySegment text = call.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            long sent = (long) sendto.invokeExact(
                    state, socket, text, (long) bytes.length, AT_ONCE, address, (int) address.byteSize());
            if (sent < 0 && errno() == NO_ROOM) {
                return false;
            }
            failedIf(sent < 0, "sendto");
            return true;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private void failedIf(boolean failed, String function) {
        if (failed && problem == null) {
            problem = "The service manager can't be told how this peer is: %s() failed with error %d for %s."
                    .formatted(function, errno(), VARIABLE);
        }
    }

    private int errno() {
        return state.get(ValueLayout.JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
    }

    /** Why the service manager could not be told, as one sentence; null if it could, or if this was asked before. */
    @Nullable String takeProblem() {
        String taken = problemTaken ? null : problem;
        problemTaken |= taken != null;
        return taken;
    }

    private static IllegalStateException unexpected(Throwable e) {
        return e instanceof Error error ? raise(error) : new IllegalStateException(e);
    }

    private static IllegalStateException raise(Error error) {
        throw error;
    }

    @Override
    public void close() {
        try {
            if (socket >= 0) {
                int _ = (int) close.invokeExact(state, socket);
            }
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            arena.close();
        }
    }
}
