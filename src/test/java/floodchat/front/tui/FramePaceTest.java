package floodchat.front.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramePaceTest {
    /** A monotonic clock may start below 0. */
    private static final long START_MS = -5_000;

    private final FramePace pace = new FramePace(START_MS);

    @Test
    void nothingIsDrawnIfNothingChanged() {
        assertTrue(pace.msUntilFrame(START_MS) < 0);
        pace.changed(true);
        pace.drawn(START_MS);
        assertTrue(pace.msUntilFrame(START_MS + 1_000) < 0);
    }

    @Test
    void theFirstChangeAfterAQuietTimeIsDrawnAtOnce() {
        for (long now = START_MS; now < START_MS + 10_000; now += 1_000) {
            pace.changed(false);
            assertEquals(0, pace.msUntilFrame(now));
            pace.drawn(now);
        }
    }

    /** @param keyEveryMs how often a key is pressed while a line comes every millisecond; 1 is a key that is held */
    @ParameterizedTest
    @ValueSource(longs = {1, 33, 100, 1_000_000})
    void noSecondHasMoreThan30Frames(long keyEveryMs) {
        Deque<Long> lastSecond = new ArrayDeque<>();
        int frames = 0;
        for (long now = START_MS; now < START_MS + 10_000; now++) {
            pace.changed(now % keyEveryMs == 0);
            if (pace.msUntilFrame(now) == 0) {
                pace.drawn(now);
                frames++;
                lastSecond.add(now);
            }
            while (!lastSecond.isEmpty() && lastSecond.peek() <= now - 1_000) {
                lastSecond.remove();
            }
            assertTrue(lastSecond.size() <= 30, lastSecond.size() + " frames in the second before " + now);
        }
        assertTrue(frames >= 200, frames + " frames in 10 s");
    }

    @Test
    void aKeyIsDrawnAtOnceWhileManyLinesCome() {
        for (long now = START_MS; now < START_MS + 10_000; now++) {
            boolean key = now % 100 == 7;
            pace.changed(key);
            long waitMs = pace.msUntilFrame(now);
            assertTrue(!key || waitMs == 0, "a key waits " + waitMs + " ms");
            if (waitMs == 0) {
                pace.drawn(now);
            }
        }
    }
}
