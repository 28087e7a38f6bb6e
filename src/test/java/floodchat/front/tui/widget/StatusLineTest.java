package floodchat.front.tui.widget;

import static floodchat.front.SamplePeople.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private static StatusLine of(FloodEvent.Phase phase) {
        return new StatusLine(null, List.of(), null, null,
                new FloodEvent.StatusChanged(new Address("here", 1), 0, phase), null);
    }

    @ParameterizedTest
    @CsvSource({"3000, 1000", "2001, 1", "2000, 1000", "1999, 999", "1, 1", "0, -1", "-5, -1"})
    void aCountdownIsTrueUntilItsNextSecond(long leftMs, long changesInMs) {
        StatusLine line =
                of(new FloodEvent.Phase.Waiting(new Address("there", 1), NOON.toEpochMilli() + leftMs, false));
        assertEquals(changesInMs, line.msUntilChange(NOON.toEpochMilli()));
    }

    @Test
    void withoutACountdownNothingChangesByItself() {
        assertEquals(-1, of(new FloodEvent.Phase.Linked()).msUntilChange(NOON.toEpochMilli()));
        assertEquals(-1, new StatusLine(null, List.of(), null, null, null, null).msUntilChange(NOON.toEpochMilli()));
    }
}
