package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Traffic;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts for each second. The monotonic clock may have any value, also a negative one. */
class TrafficMeterTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = -7 * SECOND;
    private static final List<Integer> NOTHING = Collections.nCopies(Traffic.SECONDS, 0);

    private final TrafficMeter meter = new TrafficMeter(START);

    private static int ago(List<Integer> seconds, int which) {
        return seconds.get(seconds.size() - which);
    }

    @Test
    void bytesAndPacketsAreCountedInTheirSecond() {
        meter.count(100, 1, START);
        meter.count(50, 2, START + SECOND - 1);
        meter.count(7, 0, START + 2 * SECOND);
        Traffic traffic = meter.lastSeconds(START + 3 * SECOND);
        assertEquals(Traffic.SECONDS, traffic.bytes().size());
        assertEquals(List.of(150, 0, 7), traffic.bytes().subList(57, 60));
        assertEquals(List.of(3, 0, 0), traffic.packets().subList(57, 60));
    }

    @Test
    void theCurrentSecondIsNotReported() {
        meter.count(100, 1, START + 5);
        assertEquals(NOTHING, meter.lastSeconds(START + SECOND - 1).bytes());
        assertEquals(100, ago(meter.lastSeconds(START + SECOND).bytes(), 1));
    }

    @Test
    void afterAMinuteASecondIsForgotten() {
        meter.count(100, 1, START);
        assertEquals(100, ago(meter.lastSeconds(START + 60 * SECOND).bytes(), 60));
        assertEquals(NOTHING, meter.lastSeconds(START + 61 * SECOND).bytes());
        assertEquals(NOTHING, meter.lastSeconds(START + 10_000 * SECOND).packets());
    }

    @Test
    void afterAPauseOfAnyLengthNothingOldIsLeft() {
        for (int pause = 1; pause < 200; pause++) {
            TrafficMeter one = new TrafficMeter(START);
            for (int second = 0; second < 70; second++) {
                one.count(1, 1, START + second * SECOND);
            }
            one.count(5, 5, START + (69 + pause) * SECOND);
            List<Integer> bytes = one.lastSeconds(START + (70 + pause) * SECOND).bytes();
            assertEquals(5 + Math.max(0, 60 - pause), bytes.stream().mapToInt(Integer::intValue).sum(), "" + pause);
        }
    }

    @Test
    void theTimeOfTheLastCountIsKnown() {
        assertEquals(START, meter.lastNanos());
        meter.count(1, 0, START + 12);
        assertEquals(START + 12, meter.lastNanos());
    }
}
