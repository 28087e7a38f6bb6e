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

    private final Mailbox<Long> rings = new Mailbox<>(16);
    private final WakeUpTimer alarm = new WakeUpTimer("alarm", () -> rings.tell(System.nanoTime()));

    @BeforeEach
    void start() {
        alarm.start();
    }

    @AfterEach
    void close() {
        alarm.close();
    }

    @Test
    void itRingsAfterTheTimeAndNotBefore() throws Exception {
        long setNanos = System.nanoTime();
        alarm.set(50, NOW_MS);
        assertTrue(rings.take() - setNanos >= TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void anEarlierTimeTakesThePlaceOfALaterOne() throws Exception {
        alarm.set(AN_HOUR_MS, NOW_MS);
        alarm.set(1, NOW_MS);
        rings.take();
        assertNull(rings.poll(0));
    }

    @Test
    void aLaterTimeDoesNotMoveIt() throws Exception {
        alarm.set(50, NOW_MS);
        alarm.set(AN_HOUR_MS, NOW_MS);
        rings.take();
    }

    @Test
    void onceHeardItCanBeSetAnew() throws Exception {
        for (int i = 0; i < 3; i++) {
            alarm.set(1, NOW_MS);
            rings.take();
            alarm.rang();
        }
    }

    @Test
    void itIsSilentWhereNothingIsEverDue() throws Exception {
        alarm.set(Long.MAX_VALUE, NOW_MS);
        assertNull(rings.poll(20));
    }
}
