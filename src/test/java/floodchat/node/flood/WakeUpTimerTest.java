package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.Mailbox;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WakeUpTimerTest {
    private static final long NOW_MS = 1_000;
    private static final long AN_HOUR_MS = 3_600_000;

    private final Mailbox<Long> fires = new Mailbox<>(16);
    private final WakeUpTimer timer = new WakeUpTimer("timer", () -> fires.tell(System.nanoTime()));

    @BeforeEach
    void start() {
        timer.start();
    }

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void itFiresAfterTheTimeAndNotBefore() throws Exception {
        long setNanos = System.nanoTime();
        timer.set(50, NOW_MS);
        assertTrue(fires.take() - setNanos >= TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void anEarlierTimeReplacesALaterOne() throws Exception {
        timer.set(AN_HOUR_MS, NOW_MS);
        timer.set(1, NOW_MS);
        fires.take();
        assertNull(fires.poll(0));
    }

    @Test
    void aLaterTimeDoesNotMoveIt() throws Exception {
        timer.set(50, NOW_MS);
        timer.set(AN_HOUR_MS, NOW_MS);
        fires.take();
    }

    @Test
    void afterItHasFiredItCanBeSetAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            timer.set(1, NOW_MS);
            fires.take();
            timer.fired();
        }
    }

    @Test
    void withoutADueTimeItNeverFires() throws Exception {
        timer.set(Long.MAX_VALUE, NOW_MS);
        assertNull(fires.poll(20));
    }
}
