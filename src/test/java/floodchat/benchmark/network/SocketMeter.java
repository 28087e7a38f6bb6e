package floodchat.benchmark.network;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordingStream;

/** Counts the bytes written to all sockets of this process, by events of the JVM. So it works for all candidates. */
final class SocketMeter implements AutoCloseable {
    private static final String WRITTEN = "jdk.SocketWrite";

    private final AtomicLong bytes = new AtomicLong();
    private final RecordingStream events = new RecordingStream();

    SocketMeter() {
        events.enable(WRITTEN).withThreshold(Duration.ZERO).withoutStackTrace().with("throttle", "off");
        events.onEvent(WRITTEN, event -> bytes.addAndGet(event.getLong("bytesWritten")));
        events.startAsync();
    }

    /** Stops counting, and returns the number of bytes. */
    long stop() {
        events.stop();
        return bytes.get();
    }

    @Override
    public void close() {
        events.close();
    }
}
