package floodchat.front.tui;

import floodchat.bus.Mailbox;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Reads the keyboard: one daemon platform thread that waits in read(2) for as long as the program runs. A virtual
 * thread would pin a carrier there for all that time, since terminals are no sockets; a daemon, because nothing but the
 * next key could end that wait.
 */
final class KeyReader implements Runnable {
    private static final int CHUNK_BYTES = 4 * 1024;

    private final Mailbox<UiInput> ui;
    private final FileInputStream in = new FileInputStream(FileDescriptor.in);

    private KeyReader(Mailbox<UiInput> ui) {
        this.ui = ui;
    }

    static void start(Mailbox<UiInput> ui) {
        Thread thread = new Thread(new KeyReader(ui), "keys");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            read(new KeyDecoder(this::press));
        } catch (IOException gone) {
            ui.tell(new UiInput.TerminalGone());
        }
    }

    /** Waits while the window is busy: no key is lost. */
    private void press(Key key) {
        try {
            ui.put(new UiInput.Pressed(key));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(KeyDecoder decoder) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            decoder.feed(chunk, length);
            while (decoder.waits() && !Tty.awaitsKey(decoder.patienceMs())) {
                decoder.timeout();
            }
        }
        ui.tell(new UiInput.TerminalGone());
    }
}
