package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Frame;
import org.junit.jupiter.api.Test;

/** Times in the tests are in microseconds. */
class RoundTripTest {
    private final RoundTrip roundTrip = new RoundTrip();

    private void takes(long micros) {
        Frame.Ping ping = roundTrip.ping(0);
        roundTrip.sent(ping, 5_000);
        roundTrip.answered(new Frame.Pong(ping.token()), 5_000 + 1_000 * micros);
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        roundTrip.ping(0);
        assertEquals(-1, roundTrip.micros());
    }

    @Test
    void theFirstAnswerCountsInFullAndEveryFurtherOneByAnEighth() {
        takes(800);
        assertEquals(800, roundTrip.micros());
        takes(1_600);
        assertEquals(900, roundTrip.micros());
        takes(100);
        assertEquals(800, roundTrip.micros());
    }

    @Test
    void theWaitInTheQueueIsNotMeasured() {
        Frame.Ping ping = roundTrip.ping(0);
        roundTrip.sent(ping, 1_000_000_000);
        roundTrip.answered(new Frame.Pong(ping.token()), 1_000_250_000);
        assertEquals(250, roundTrip.micros());
    }

    @Test
    void anUnexpectedPongIsIgnored() {
        Frame.Ping ping = roundTrip.ping(0);
        roundTrip.answered(new Frame.Pong(ping.token() + 1), 1_000);
        roundTrip.answered(new Frame.Pong(0), 1_000);
        assertEquals(-1, roundTrip.micros());
        assertTrue(roundTrip.isAwaited());
    }

    @Test
    void onlyTheFirstAnswerToAPingCounts() {
        Frame.Ping ping = roundTrip.ping(0);
        roundTrip.answered(new Frame.Pong(ping.token()), 100_000);
        roundTrip.answered(new Frame.Pong(ping.token()), 900_000);
        assertEquals(100, roundTrip.micros());
        assertFalse(roundTrip.isAwaited());
    }

    @Test
    void ofTwoPingsTheLaterOneCounts() {
        Frame.Ping first = roundTrip.ping(0);
        Frame.Ping second = roundTrip.ping(1_000);
        roundTrip.sent(first, 2_000);
        roundTrip.answered(new Frame.Pong(first.token()), 3_000);
        assertTrue(roundTrip.isAwaited());
        assertEquals(9_000, roundTrip.unansweredNanos(10_000));
        roundTrip.answered(new Frame.Pong(second.token()), 11_000);
        assertEquals(10, roundTrip.micros());
        assertEquals(0, roundTrip.unansweredNanos(12_000));
    }

    @Test
    void thereAreAtMostTenMeasurementsASecond() {
        assertTrue(roundTrip.mayMeasure(0));
        Frame.Ping ping = roundTrip.ping(0);
        assertFalse(roundTrip.mayMeasure(RoundTrip.MEASURE_PERIOD_NANOS), "an answer is awaited");
        roundTrip.answered(new Frame.Pong(ping.token()), 1_000);
        assertFalse(roundTrip.mayMeasure(RoundTrip.MEASURE_PERIOD_NANOS - 1));
        assertTrue(roundTrip.mayMeasure(RoundTrip.MEASURE_PERIOD_NANOS));
    }
}
