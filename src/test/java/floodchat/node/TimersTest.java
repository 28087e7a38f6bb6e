package floodchat.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers<String> timers = new Timers<>();

    @Test
    void withoutATimerNothingIsEverDue() {
        assertEquals(Long.MAX_VALUE, timers.nextDelayMs(0));
        assertNull(timers.due(Long.MAX_VALUE));
    }

    @Test
    void timersFireByTimeAndThenByStart() {
        timers.start("late", 300);
        timers.start("early", 100);
        timers.start("also early", 100);
        assertEquals(60, timers.nextDelayMs(40));
        assertNull(timers.due(99));
        assertEquals("early", timers.due(100));
        assertEquals("also early", timers.due(100));
        assertNull(timers.due(100));
        assertEquals(0, timers.nextDelayMs(400));
        assertEquals("late", timers.due(400));
        assertNull(timers.due(400));
    }

    @Test
    void startingARunningTimerMovesIt() {
        timers.start("heartbeat", 100);
        timers.start("heartbeat", 300);
        assertNull(timers.due(200));
        assertEquals("heartbeat", timers.due(300));
        assertNull(timers.due(300));
    }

    @Test
    void aTimerThatFiredCanBeStartedAgain() {
        timers.start("heartbeat", 100);
        assertEquals("heartbeat", timers.due(100));
        timers.start("heartbeat", 200);
        assertEquals("heartbeat", timers.due(200));
    }
}
