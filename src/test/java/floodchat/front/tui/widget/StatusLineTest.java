package floodchat.front.tui.widget;

import static floodchat.front.SamplePeople.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.chat.ChatEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private static StatusLine of(ChatEvent.Activity activity) {
        return new StatusLine(null, null, new ChatEvent.NetworkChanged("here:1", 0, activity));
    }

    @ParameterizedTest
    @CsvSource({"3000, 1000", "2001, 1", "2000, 1000", "1999, 999", "1, 1", "0, -1", "-5, -1"})
    void aCountdownIsTrueUntilItsNextSecond(long leftMs, long changesInMs) {
        StatusLine line = of(new ChatEvent.Activity.Waiting("there:1", NOON.plusMillis(leftMs), false));
        assertEquals(changesInMs, line.msUntilChange(NOON.toEpochMilli()));
    }

    @Test
    void withoutACountdownNothingChangesByItself() {
        assertEquals(-1, of(new ChatEvent.Activity.Linked()).msUntilChange(NOON.toEpochMilli()));
        assertEquals(-1, new StatusLine(null, null, null).msUntilChange(NOON.toEpochMilli()));
    }
}
