package floodchat.front.tui;

import static floodchat.front.SamplePeople.ADA;
import static floodchat.front.SamplePeople.BOB;
import static floodchat.front.SamplePeople.roster;
import static floodchat.front.SamplePeople.said;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.terminal.Key;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A person types over a line of 9,600 baud with a round trip of 300 ms, while a line of 30 characters comes a second.
 * The time is simulated: what is counted are the bytes that the line has to carry before a key is seen. The line takes
 * whatever it is given and delivers it in order, as a connection by SSH does.
 */
class SlowLineTest {
    private static final int COLUMNS = 100;
    private static final int ROWS = 30;

    /** 8 bits of data in 10 bits. */
    private static final double BYTES_PER_MS = 0.96;

    private static final long ONE_WAY_MS = 150;
    private static final long MS_OF_RUN = 120_000;

    /** No divisor of a second, so that a key comes at each time between two lines. */
    private static final long MS_BETWEEN_KEYS = 137;

    private static final long MAX_MS_UNTIL_SEEN = 800;

    private final FramePace pace = new FramePace(0);

    /** When the line has carried what it was given. */
    private double freeMs;

    @ParameterizedTest
    @CsvSource({"margins and a list, true, true", "no list and no margins, false, false"})
    void aKeyIsSeenWithin800Ms(String name, boolean list, boolean margins) {
        PaintedWindow painted = fullWindow(list, margins);
        double mostMs = 0;
        long pressedMs = -1;
        for (long now = 0; now < MS_OF_RUN; now++) {
            if (now % 1_000 == 0) {
                hear(painted, now / 1_000);
                pace.changed(false);
            }
            if (now % MS_BETWEEN_KEYS == ONE_WAY_MS % MS_BETWEEN_KEYS) {
                painted.press(Key.typed('a'));
                pace.changed(true);
                pressedMs = pressedMs < 0 ? now - ONE_WAY_MS : pressedMs;
            }
            if (pace.msUntilFrame(now) == 0) {
                pace.drawn(now);
                double seenMs = carried(painted.drawn(), now) + ONE_WAY_MS;
                mostMs = pressedMs < 0 ? mostMs : Math.max(mostMs, seenMs - pressedMs);
                pressedMs = -1;
            }
            if (painted.line().length() > 60) {
                painted.control('u');
            }
        }
        assertTrue(mostMs <= MAX_MS_UNTIL_SEEN, name + ": " + mostMs + " ms");
        assertTrue(mostMs > 2 * ONE_WAY_MS, "a key can't be seen before " + mostMs + " ms");
    }

    private double carried(String frame, long nowMs) {
        freeMs = Math.max(freeMs, (double) nowMs) + frame.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_MS;
        return freeMs;
    }

    private static PaintedWindow fullWindow(boolean list, boolean margins) {
        PaintedWindow painted = PaintedWindow.of(COLUMNS, ROWS).linked(3).hear(roster(ADA, BOB));
        if (margins) {
            painted.useMargins();
        }
        if (!list) {
            painted.press(Key.Name.F7);
        }
        for (int i = 0; i < 2 * ROWS; i++) {
            hear(painted, 10_000 + i);
        }
        painted.drawn();
        return painted;
    }

    private static void hear(PaintedWindow painted, long number) {
        painted.now = painted.now.plus(Duration.ofSeconds(1));
        painted.hear(said(BOB, number, "line %06d of thirty characters".formatted(number)));
    }
}
