package floodchat.benchmark.network;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordingStream;

/** Counts what all sockets of this process are given to write: by the virtual machine's own events, so by one measure for everybody. */
final class SocketMeter implements AutoCloseable {
    private static final String WRITTEN = "jdk.SocketWrite";

    private final AtomicLong bytes = new AtomicLong();
    private final RecordingStream events = new RecordingStream();

    SocketMeter() {
        events.enable(WRITTEN).withThreshold(Duration.ZERO).withoutStackTrace().with("throttle", "off");
        events.onEvent(WRITTEN, event -> bytes.addAndGet(event.getLong("bytesWritten")));
        events.startAsync();
    }

    /** Ends the count; how many bytes there were. */
    long stop() {
        events.stop();
        return bytes.get();
    }

    @Override
    public void close() {
        events.close();
    }
}
