package floodchat.front.tui.widget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void everyHeightIsAnEighthOfACell() {
        double[] cells = IntStream.rangeClosed(0, 7).asDoubleStream().toArray();
        assertEquals("▁▂▃▄▅▆▇█", Sparkline.of(cells, 7));
    }

    @Test
    void theSmallestNumberStandsAboveZero() {
        assertEquals("▁▂█", Sparkline.of(new double[] {0, 0.001, 1_000}, 1_000));
    }

    @Test
    void zeroIsTheLowestColumn() {
        assertEquals("▁▁▁", Sparkline.of(new double[3], 0));
    }

    @Test
    void aCellIsTheMeanOfItsNumbers() {
        assertArrayEquals(new double[] {1.5, 3.5, 5.5}, Sparkline.cells(List.of(1, 2, 3, 4, 5, 6), 3));
        assertArrayEquals(new double[] {0, 0}, Sparkline.cells(List.of(), 2));
    }
}
