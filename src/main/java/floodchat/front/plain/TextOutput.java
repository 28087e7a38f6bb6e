package floodchat.front.plain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error: text in UTF-8, collected until it is flushed. It remembers the first failure, and
 * writes nothing after it. It must stand directly on the stream of the system: a {@link java.io.PrintStream} in between
 * would hide failures. For one thread.
 */
public final class TextOutput {
    /** What a shell says of a program that wrote to a pipe without a reader: 128 and the number of SIGPIPE. */
    static final int EXIT_READER_GONE = 128 + 13;

    private static final int EXIT_FAILED = 1;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final String name;
    private final OutputStream out;
    private @Nullable IOException failure;

    /** @param name for a sentence, for example {@code standard output} */
    public TextOutput(String name, OutputStream out) {
        this.name = name;
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    public void print(String text) {
        attempt(() -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    public void flush() {
        attempt(out::flush);
    }

    private interface Write {
        void run() throws IOException;
    }

    private void attempt(Write write) {
        if (failure == null) {
            try {
                write.run();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    public boolean hasFailed() {
        return failure != null;
    }

    /** What to tell the person about the failure. Null if a gone reader is the reason, because that is no mistake. */
    public @Nullable String problem() {
        return failure == null || isReaderGone() ? null : "Can't write to " + name + ": " + failure.getMessage() + ".";
    }

    /** The exit code of a program that ends because of the failure. */
    public int exitCode() {
        return isReaderGone() ? EXIT_READER_GONE : EXIT_FAILED;
    }

    /** The system's words for EPIPE (errno(3)); our launcher has it speak English. Java has no type for it. */
    private boolean isReaderGone() {
        return failure != null && "Broken pipe".equals(failure.getMessage());
    }
}
