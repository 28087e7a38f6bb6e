package floodchat.front.tui.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Reads the keyboard on a thread of its own, which waits in read(2) until the program ends. It is a platform thread,
 * because a virtual one would pin its carrier there. It is a daemon, because only the next key can end the wait.
 *
 * <p>While this program is in the background, reading fails. Then it waits until it is in the foreground again.
 */
public final class KeyReader implements Runnable {
    private static final int CHUNK_BYTES = 4 * 1024;

    /** How often a program in the background looks whether it is in the foreground again. */
    private static final long BACKGROUND_MS = 250;

    private final TerminalListener listener;
    private final FileInputStream in = new FileInputStream(FileDescriptor.in);

    private KeyReader(TerminalListener listener) {
        this.listener = listener;
    }

    public static void start(TerminalListener listener) {
        Thread thread = new Thread(new KeyReader(listener), "keys");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            KeyDecoder decoder = new KeyDecoder(this::press);
            while (!readToEnd(decoder)) {
                awaitForeground();
                listener.put(new TerminalEvent.Continued());
            }
            listener.put(new TerminalEvent.Closed());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns true when the terminal is gone, and false if another program has it. */
    private boolean readToEnd(KeyDecoder decoder) {
        try {
            read(decoder);
            return true;
        } catch (IOException _) {
            return !JobControl.isInBackground();
        }
    }

    private static void awaitForeground() throws InterruptedException {
        while (JobControl.isInBackground()) {
            Thread.sleep(BACKGROUND_MS);
        }
    }

    private void press(Key key) {
        try {
            listener.put(new TerminalEvent.Pressed(key));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(KeyDecoder decoder) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            decoder.feed(chunk, length);
            while (decoder.isUnfinished() && !Tty.awaitsKey(decoder.timeoutMs())) {
                decoder.timeout();
            }
        }
    }
}
