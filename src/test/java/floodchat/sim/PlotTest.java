package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** A plot can be drawn again and again while curves are added. */
class PlotTest {
    private final Plot plot = new Plot("title", Plot.Axis.linear("across", 0, 10), Plot.Axis.linear("up", 0, 1))
            .curve("one", List.of(new Plot.Point(0, 0), new Plot.Point(10, 1)));

    private static int paths(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("path")
                .getLength();
    }

    @Test
    void drawnTwiceAPlotIsTheSameDocument() throws Exception {
        String first = plot.svg();
        assertNotEquals(0, paths(first));
        assertEquals(first, plot.svg());
    }

    @Test
    void anotherCurveAddsOnePath() throws Exception {
        int before = paths(plot.svg());
        plot.curve("two", List.of(new Plot.Point(0, 1), new Plot.Point(10, 0)));
        assertEquals(before + 1, paths(plot.svg()));
    }
}
