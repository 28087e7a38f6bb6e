package floodchat.front.tui.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the keyboard on a thread of its own, which waits in read(2) until the program ends. It is a platform thread,
 * because a virtual one would pin its carrier there. It is a daemon, because only the next key can end the wait.
 *
 * <p>While this program is in the background, reading fails. Then it waits until it is in the foreground again. While
 * another program has the terminal, it is paused: it reads only what is there, so it takes none of the other's keys.
 */
public final class KeyReader implements Runnable {
    private static final int CHUNK_BYTES = 4 * 1024;

    private final TerminalListener listener;
    private final FileInputStream in = new FileInputStream(FileDescriptor.in);
    private final ReentrantLock reading = new ReentrantLock();
    private final Condition resumed = reading.newCondition();
    private boolean paused;

    private KeyReader(TerminalListener listener) {
        this.listener = listener;
    }

    static KeyReader start(TerminalListener listener) {
        KeyReader reader = new KeyReader(listener);
        Thread thread = new Thread(reader, "keys");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** Reads nothing from now on. */
    void pause() {
        reading.lock();
        try {
            paused = true;
        } finally {
            reading.unlock();
        }
    }

    /** Reads again. */
    void goOn() {
        reading.lock();
        try {
            paused = false;
            resumed.signalAll();
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void run() {
        try {
            KeyDecoder decoder = new KeyDecoder(this::press);
            while (!readToEnd(decoder)) {
                JobControl.awaitForeground();
                listener.put(new TerminalEvent.Continued());
            }
            listener.put(new TerminalEvent.Closed());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns true when the terminal is gone, and false if another program has it, or had it a moment ago: it may have
     * been given back since the read failed.
     */
    private boolean readToEnd(KeyDecoder decoder) throws InterruptedException {
        try {
            read(decoder);
            return true;
        } catch (IOException _) {
            return !JobControl.hasTerminal();
        }
    }

    private void press(Key key) {
        try {
            listener.put(new TerminalEvent.Pressed(key));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(KeyDecoder decoder) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int length = take(chunk); length >= 0; length = take(chunk)) {
            decoder.feed(chunk, length);
            while (decoder.isUnfinished() && !Tty.awaitsKey(decoder.timeoutMs())) {
                decoder.timeout();
            }
        }
    }

    /** Waits for keys and reads what is there. */
    private int take(byte[] chunk) throws IOException, InterruptedException {
        while (true) {
            Tty.awaitInput();
            reading.lock();
            try {
                if (!paused && Tty.hasInput()) {
                    return in.read(chunk);
                }
                while (paused) {
                    resumed.await();
                }
            } finally {
                reading.unlock();
            }
        }
    }
}
