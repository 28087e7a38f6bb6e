package floodchat.front.plain;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Standard streams that wait, fail, or tell what they got. */
final class PlainStreams {
    private PlainStreams() {}

    /** An output of which each write fails with this message. */
    static OutputStream failing(String error) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(error);
            }
        };
    }

    /** An output that tells when its first line is there. @param to gets all of it */
    static OutputStream telling(CountDownLatch told, OutputStream to) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                to.write(b);
                if (b == '\n') {
                    told.countDown();
                }
            }
        };
    }

    /** A text that comes once something was told. */
    static InputStream typedAfter(CountDownLatch told, String text) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public int read() throws IOException {
                await();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int start, int length) throws IOException {
                await();
                return super.read(bytes, start, length);
            }

            private void await() {
                try {
                    told.await();
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    /** A pipe without any data, until it ends. */
    static final class Silent extends InputStream {
        private final CountDownLatch ended = new CountDownLatch(1);

        void end() {
            ended.countDown();
        }

        @Override
        public int read() {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                ended.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }
}
