package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long to wait for an announced packet. */
class LagEstimateTest {
    @Test
    void theWaitIsTwiceThe99thPercentileOfTheLagsWithinBounds() {
        LagEstimate lag = new LagEstimate();
        assertEquals(1_000, lag.waitMs());
        IntStream.range(0, 128).forEach(i -> lag.add(5));
        assertEquals(BroadcastLimits.MIN_MISSING_MS, lag.waitMs());
        IntStream.range(0, 128).forEach(i -> lag.add(i < 100 ? 100 : 400));
        assertEquals(800, lag.waitMs());
        IntStream.range(0, 128).forEach(i -> lag.add(1_000_000));
        assertEquals(BroadcastLimits.MAX_MISSING_MS, lag.waitMs());
    }
}
