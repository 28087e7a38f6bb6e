package floodchat.front.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalOutputTest {
    private static final long PATIENCE_S = 30;

    private final BlockingQueue<TerminalEvent> told = new LinkedBlockingQueue<>();
    private final HangingDevice device = new HangingDevice();
    private final TerminalOutput output = new TerminalOutput(device, new Listener(told));

    private record Listener(BlockingQueue<TerminalEvent> told) implements TerminalListener {
        @Override
        public void put(TerminalEvent event) {
            told.add(event);
        }

        @Override
        public void tell(TerminalEvent event) {
            told.add(event);
        }
    }

    /** A terminal that reads nothing while it hangs. When the test is over, it is gone. */
    private static final class HangingDevice implements TerminalOutput.Device {
        /** Open when a writer waits. */
        final CountDownLatch stuck = new CountDownLatch(1);

        private final List<String> read = new ArrayList<>();
        private boolean hangs;
        private boolean hangsForGood;
        private boolean gone;

        synchronized void hang(boolean now) {
            hangs = now;
            notifyAll();
        }

        synchronized void hangForGood() {
            hangs = true;
            hangsForGood = true;
        }

        synchronized void vanish() {
            gone = true;
            notifyAll();
        }

        @Override
        public synchronized void discard() {
            hangs = hangsForGood;
        }

        @Override
        public WritableByteChannel open() {
            return new WritableByteChannel() {
                private boolean open = true;

                @Override
                public int write(ByteBuffer bytes) throws IOException {
                    return take(this, bytes);
                }

                @Override
                public boolean isOpen() {
                    synchronized (HangingDevice.this) {
                        return open;
                    }
                }

                @Override
                public void close() {
                    synchronized (HangingDevice.this) {
                        open = false;
                        HangingDevice.this.notifyAll();
                    }
                }
            };
        }

        private synchronized int take(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
            try {
                while (hangs && channel.isOpen() && !gone) {
                    stuck.countDown();
                    wait();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (gone) {
                throw new IOException("the terminal is gone");
            }
            if (!channel.isOpen()) {
                throw new AsynchronousCloseException();
            }
            int length = bytes.remaining();
            read.add(StandardCharsets.UTF_8.decode(bytes).toString());
            return length;
        }

        synchronized List<String> read() {
            return List.copyOf(read);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        device.vanish();
        write("the end");
        while (!(take() instanceof TerminalEvent.Closed)) {
            assertFalse(output.isReady());
        }
    }

    @Test
    void aTerminalThatHangsHoldsUpNoWriterAndTellsWhenItReadsAgain() throws Exception {
        output.start();
        device.hang(true);
        write("frame");
        assertFalse(output.isReady());

        device.hang(false);

        assertEquals(new TerminalEvent.Written(), take());
        assertTrue(output.isReady());
        assertEquals(List.of("frame"), device.read());
    }

    @Test
    void whatIsStuckIsDroppedForWhatEndsTheWindow() throws Exception {
        output.start();
        device.hang(true);
        write("frame");
        assertTrue(device.stuck.await(PATIENCE_S, TimeUnit.SECONDS));
        write("restore");

        assertTrue(output.finish());
        assertEquals(List.of("restore"), device.read());
    }

    @Test
    void restoringATerminalThatNeverReadsIsGivenUp() throws Exception {
        output.start();
        device.hangForGood();
        write("frame");
        assertTrue(device.stuck.await(PATIENCE_S, TimeUnit.SECONDS));
        write("restore");

        assertFalse(output.finish());
        assertEquals(List.of(), device.read());
    }

    @Test
    void aTerminalThatReadsIsRestoredBehindTheWholeFrame() {
        output.start();
        write("frame");
        write("restore");

        assertTrue(output.finish());
        assertEquals("framerestore", String.join("", device.read()));
    }

    private TerminalEvent take() throws InterruptedException {
        TerminalEvent event = told.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was told");
        }
        return event;
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.write(bytes, 0, bytes.length);
    }
}
