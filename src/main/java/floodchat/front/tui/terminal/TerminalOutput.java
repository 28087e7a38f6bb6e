package floodchat.front.tui.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes on their way to the terminal. A terminal that has stopped reading, or a slow one, holds up the thread that
 * writes to it. So a thread of its own writes, and no call here waits for the terminal, except {@link #finish}, which
 * has a bound. Any thread may call it.
 *
 * <p>What waits is bounded by its owner: frames are added only if {@link #isReady}, so one frame and what leaving the
 * terminal takes are there at most.
 */
final class TerminalOutput extends OutputStream {
    /** A terminal that reads takes what is left of a frame within this time. */
    private static final long PATIENCE_MS = 200;

    /** How long dropping what is stuck may take: on a busy machine a call of the C library takes 0.3 s at first. */
    private static final long ROOM_MS = 600;

    /** The terminal device. */
    interface Device {
        /** A new way to the device. Closing it ends a write that is stuck there. */
        WritableByteChannel open() throws IOException;

        /** Drops what was written and not read yet, so that there is room again. */
        void discard();
    }

    private final Device device;
    private final TerminalListener listener;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    /** Where the thread writes now; null while it has nothing to write. */
    private @Nullable Channel writingTo;

    /** Somebody asked while this was not ready, and is told when it is. */
    private boolean wanted;

    private boolean gone;

    /** @param listener told when this is ready again, and if the terminal is gone */
    TerminalOutput(Device device, TerminalListener listener) {
        this.device = device;
        this.listener = listener;
    }

    /** Starts the thread. It is a platform thread, because a virtual one would pin its carrier in write(2). */
    void start() {
        Thread.ofPlatform().daemon().name("terminal output").start(this::run);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (!gone) {
            waiting.write(bytes, offset, length);
            notifyAll();
        }
    }

    /**
     * True if everything was written, so that another frame may come. If not, {@link TerminalEvent.Written} is told
     * once it is.
     */
    synchronized boolean isReady() {
        wanted = isUnwritten();
        return !wanted && !gone;
    }

    private boolean isUnwritten() {
        return waiting.size() > 0 || writingTo != null;
    }

    /**
     * Waits until everything is written. If the terminal does not read, drops what is stuck, so that there is room for
     * what comes behind it, and tries again. Returns false if that was in vain, after 0.8 s.
     */
    boolean finish() {
        if (awaitWritten(PATIENCE_MS)) {
            return true;
        }
        cut();
        return awaitWritten(ROOM_MS);
    }

    private synchronized boolean awaitWritten(long ms) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        try {
            for (long leftMs = ms; isUnwritten() && leftMs > 0; leftMs = (deadline - System.nanoTime()) / 1_000_000) {
                wait(leftMs);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return !gone && !isUnwritten();
    }

    /** Ends the write that is under way. The thread goes on with what waits behind it. */
    private synchronized void cut() {
        try {
            if (writingTo != null) {
                writingTo.close();
            }
        } catch (IOException _) {
            return; // the thread meets the same error, and tells it
        }
    }

    private void run() {
        try {
            writeTo(device.open());
            while (true) { // each time a write was cut
                device.discard();
                writeTo(device.open());
            }
        } catch (IOException _) {
            end();
            listener.tell(new TerminalEvent.Closed());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what comes; returns when a write was cut. */
    private void writeTo(WritableByteChannel channel) throws IOException, InterruptedException {
        while (channel.isOpen()) {
            ByteBuffer bytes = take(channel);
            try {
                while (bytes.hasRemaining() && channel.isOpen()) {
                    channel.write(bytes);
                }
            } catch (ClosedChannelException _) {
                bytes.position(bytes.limit()); // the rest is dropped
            }
            written();
        }
    }

    private synchronized ByteBuffer take(Channel channel) throws InterruptedException {
        while (waiting.size() == 0) {
            wait();
        }
        ByteBuffer bytes = ByteBuffer.wrap(waiting.toByteArray());
        waiting.reset();
        writingTo = channel;
        return bytes;
    }

    private synchronized void written() {
        writingTo = null;
        notifyAll();
        if (wanted && waiting.size() == 0) {
            wanted = false;
            listener.tell(new TerminalEvent.Written());
        }
    }

    private synchronized void end() {
        gone = true;
        writingTo = null;
        waiting.reset();
        notifyAll();
    }
}
