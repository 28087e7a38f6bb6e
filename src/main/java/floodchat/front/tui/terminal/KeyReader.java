package floodchat.front.tui.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Reads the keyboard on a thread of its own, which waits in read(2) until the program ends. It is a platform thread,
 * because a virtual one would pin its carrier there. It is a daemon, because only the next key can end the wait.
 */
public final class KeyReader implements Runnable {
    private static final int CHUNK_BYTES = 4 * 1024;

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
            read(new KeyDecoder(this::press));
        } catch (IOException _) {
            listener.tell(new TerminalEvent.Closed());
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
        listener.tell(new TerminalEvent.Closed());
    }
}
