package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A row of the table says truly whether its goal was reached. */
class MetricTest {
    private static String verdict(Metric metric, double... values) {
        for (double value : values) {
            metric.add(1_000, value);
        }
        String[] cells = metric.rows().getFirst().split("\\|");
        return cells[cells.length - 1].strip();
    }

    @Test
    void aGoalIsReachedIfTheWorstSeedReachesIt() {
        assertEquals("yes", verdict(Metric.atMost(5, "time", "%.0f"), 1, 5, 2));
        assertEquals("yes", verdict(Metric.atLeast(5, "part", "%.0f"), 5, 9, 6));
    }

    @Test
    void aGoalIsReachedInTheMedianIfOnlyTheWorstSeedMissesIt() {
        assertEquals("in the median", verdict(Metric.atMost(5, "time", "%.0f"), 1, 6, 2));
        assertEquals("in the median", verdict(Metric.atLeast(5, "part", "%.0f"), 4, 9, 6));
    }

    @Test
    void aGoalIsMissedIfTheMedianMissesIt() {
        assertEquals("no", verdict(Metric.atMost(5, "time", "%.0f"), 1, 6, 7));
        assertEquals("no", verdict(Metric.atLeast(5, "part", "%.0f"), 4, 9, 3));
    }

    @Test
    void aRowHasMedianAndWorstOfItsSize() {
        Metric metric = Metric.atMost(5, "time", "%.0f s");
        List.of(1.0, 6.0, 2.0).forEach(value -> metric.add(1_000, value));
        metric.add(10_000, 3);
        assertEquals(List.of("| time | 1,000 | ≤ 5 s | 2 s | 6 s | in the median |",
                "| time | 10,000 | ≤ 5 s | 3 s | 3 s | yes |"), metric.rows());
    }
}
