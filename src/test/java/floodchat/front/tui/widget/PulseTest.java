package floodchat.front.tui.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.SampleReports;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.Traffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final Traffic NOTHING = new Traffic(List.of(), List.of());
    private static final long START = 1_000_000 * Pulse.SLOT_MS;

    private final Pulse pulse = new Pulse();

    private static FloodEvent.Inspected answer(long... roundTripMicros) {
        Map<LinkId, LinkReport> links = new HashMap<>();
        for (int i = 0; i < roundTripMicros.length; i++) {
            links.put(new LinkId(i), new LinkReport(roundTripMicros[i], 0, null, null, NOTHING, NOTHING));
        }
        return new FloodEvent.Inspected(SampleReports.linked(1).report(), links);
    }

    private void hear(int lines, long nowMs) {
        for (int i = 0; i < lines; i++) {
            pulse.heard(nowMs);
        }
    }

    private String longest() {
        return pulse.around("5 links").getFirst();
    }

    @Test
    void aQuietNetworkHasNoGraph() {
        pulse.linked(5, START);
        assertEquals(List.of("5 links", "5 links"), pulse.around("5 links"));
    }

    @Test
    void aColumnIsDrawnWhenItsTimeIsOver() {
        hear(1, START);
        assertEquals("5 links", longest());
        pulse.takeDue(START + Pulse.SLOT_MS);
        assertEquals("▁▁▁▁▂ 5 links", longest());
    }

    @Test
    void aColumnIsOneHigherForTwiceAsManyLines() {
        int[] lines = {1, 2, 4, 8, 16};
        for (int i = 0; i < lines.length; i++) {
            hear(lines[i], START + i * Pulse.SLOT_MS);
        }
        pulse.takeDue(START + lines.length * Pulse.SLOT_MS);
        assertEquals("▂▃▄▅▆ 5 links", longest());
    }

    @Test
    void aMinuteAfterTheLastLineTheGraphIsGone() {
        hear(1_000, START);
        pulse.takeDue(START + Pulse.SLOTS * Pulse.SLOT_MS);
        assertEquals("█▁▁▁▁ 5 links", longest());
        pulse.takeDue(START + (Pulse.SLOTS + 1) * Pulse.SLOT_MS);
        assertEquals("5 links", longest());
    }

    @Test
    void theRoundTripIsTheMedianOfTheLinksThatHaveAnswered() {
        pulse.answered(answer(-1, 9_000, 3_000, 200_000));
        assertEquals("5 links 9.0 ms", longest());
        assertEquals("5 links", pulse.around("5 links").getLast());
    }

    @Test
    void whenLinksComeItAsksTwiceAndThenIsQuiet() {
        pulse.linked(1, START);
        assertEquals(Pulse.FIRST_MS, pulse.msUntilDue(START));
        assertFalse(pulse.takeDue(START + Pulse.FIRST_MS - 1));
        assertTrue(pulse.takeDue(START + Pulse.FIRST_MS));
        assertTrue(pulse.takeDue(START + 2 * Pulse.FIRST_MS));
        assertFalse(pulse.takeDue(START + 1_000 * Pulse.PERIOD_MS));
        assertEquals(-1, pulse.msUntilDue(START + 1_000 * Pulse.PERIOD_MS), "an idle window must not wake up");
    }

    @Test
    void aLineLetsItAskAgainOnceAMinute() {
        pulse.linked(1, START);
        pulse.takeDue(START + Pulse.FIRST_MS);
        pulse.takeDue(START + 2 * Pulse.FIRST_MS);
        long later = START + 2_000 * Pulse.PERIOD_MS;
        hear(3, later);
        assertTrue(pulse.takeDue(later));
        hear(3, later + 1);
        assertFalse(pulse.takeDue(later + Pulse.PERIOD_MS - 1));
        assertTrue(pulse.takeDue(later + Pulse.PERIOD_MS));
    }

    @Test
    void withoutALinkNothingIsAskedOrShown() {
        pulse.linked(1, START);
        pulse.answered(answer(9_000));
        pulse.linked(0, START);
        hear(1, START);
        assertFalse(pulse.takeDue(START + Pulse.PERIOD_MS));
        pulse.linked(1, START);
        assertFalse(longest().contains("ms"), "the round trip was that of a link that is gone");
    }
}
