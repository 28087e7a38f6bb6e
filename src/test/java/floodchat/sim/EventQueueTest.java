package floodchat.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The event queue runs every event once, in order, at its time. */
class EventQueueTest {
    private static final long WHEEL_MICROS = 256 * 4_096;

    private final EventQueue events = new EventQueue();
    private final List<Object> ran = new ArrayList<>();

    @Test
    void eventsWithTheSameTimeRunInTheOrderInWhichTheyWerePlanned() {
        for (int number = 0; number < 100; number++) {
            int event = number;
            events.at(5_000, () -> ran.add(event));
        }
        events.runUntil(5_000);
        assertEquals(LongStream.range(0, 100).mapToObj(number -> (int) number).toList(), ran);
    }

    @Test
    void eventsNearAndFarRunInTheOrderOfTheirTimes() {
        SplittableRandom random = new SplittableRandom(1);
        List<Long> times = random.longs(10_000, 0, 5 * WHEEL_MICROS).boxed().toList();
        times.forEach(time -> events.at(time, () -> ran.add(events.nowMicros())));
        events.runUntil(5 * WHEEL_MICROS);
        assertEquals(times.stream().sorted().toList(), ran);
    }

    @Test
    void anEventMayPlanOthersForNowAndForLater() {
        events.at(10, () -> {
            events.after(2 * WHEEL_MICROS, () -> ran.add("later"));
            events.after(0, () -> ran.add("now"));
        });
        events.runUntil(10);
        assertEquals(List.of("now"), ran);
        events.runUntil(10 + 2 * WHEEL_MICROS);
        assertEquals(List.of("now", "later"), ran);
    }

    @Test
    void anEventAfterTheLimitWaits() {
        events.at(101, () -> ran.add("after"));
        events.runUntil(100);
        assertEquals(List.of(), ran);
        assertEquals(100, events.nowMicros());
        events.runUntil(101);
        assertEquals(List.of("after"), ran);
    }

    @Test
    void anEventForAPastTimeRunsNow() {
        events.runUntil(1_000);
        events.at(10, () -> ran.add(events.nowMicros()));
        events.runUntil(1_000);
        assertEquals(List.of(1_000L), ran);
    }
}
