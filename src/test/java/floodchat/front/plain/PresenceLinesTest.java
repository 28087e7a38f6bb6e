package floodchat.front.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attack: a crowd comes and goes before somebody who reads line by line. */
class PresenceLinesTest {
    private final PresenceLines lines = new PresenceLines();

    private final List<Integer> told = new ArrayList<>();

    private int admitted(int changes, long nowMs) {
        int admitted = 0;
        for (int i = 0; i < changes; i++) {
            admitted += lines.admits(nowMs) ? 1 : 0;
            int untold = lines.takeUntold();
            if (untold > 0) {
                told.add(untold);
            }
        }
        return admitted;
    }

    @Test
    void ofAThousandComingsAndGoingsTwentyAreToldAndTheOthersCounted() {
        assertEquals(PresenceLines.MAX_AT_ONCE, admitted(1_020, 0));
        assertEquals(List.of(10, 100, 1_000), told);
    }

    @Test
    void laterOneIsToldInTenSeconds() {
        admitted(1_000, 0);
        assertFalse(lines.admits(PresenceLines.MS_PER_LINE - 1));
        assertTrue(lines.admits(PresenceLines.MS_PER_LINE));
        assertEquals(PresenceLines.MAX_AT_ONCE, admitted(1_000, 100 * PresenceLines.MS_PER_LINE));
    }
}
