package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which neighbours keep what they promised: a packet that they announced and were asked for. */
class PromisesTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);
    private static final long WITHIN_MS = BroadcastLimits.PROMISE_WITHIN_MS;

    private final Promises promises = new Promises(new LagEstimate(), new SplittableRandom(1));
    private long nowMs = 1_000_000;
    private int lastId;

    private PacketId ask(LinkId neighbour) {
        PacketId id = new PacketId(7, ++lastId);
        promises.asked(neighbour, id, WITHIN_MS, nowMs);
        return id;
    }

    private void keep(LinkId neighbour, int count) {
        for (int i = 0; i < count; i++) {
            PacketId id = ask(neighbour);
            nowMs += 30;
            promises.came(neighbour, id, nowMs);
        }
    }

    private void breakPromises(LinkId neighbour, int count) {
        for (int i = 0; i < count; i++) {
            ask(neighbour);
        }
        nowMs += WITHIN_MS;
        promises.rank(neighbour, nowMs);
    }

    @Test
    void aNeighbourThatWasNotAskedIsUnknownAndBelieved() {
        assertEquals(Promises.Rank.UNKNOWN, promises.rank(ONE, nowMs));
        assertTrue(promises.keeps(ONE));
        assertEquals(0, promises.broken(ONE, nowMs));
    }

    @Test
    void aPacketThatComesInTimeKeepsThePromise() {
        keep(ONE, 1);
        assertEquals(Promises.Rank.KEEPS, promises.rank(ONE, nowMs));
        nowMs += WITHIN_MS;
        assertEquals(0, promises.broken(ONE, nowMs));
    }

    @Test
    void aPacketThatAnotherLinkBringsKeepsNoPromise() {
        PacketId id = ask(ONE);
        promises.came(TWO, id, nowMs);
        nowMs += WITHIN_MS;
        assertEquals(1, promises.broken(ONE, nowMs));
    }

    @Test
    void aPacketThatComesTooLateDoesNotMendThePromise() {
        PacketId id = ask(ONE);
        nowMs += WITHIN_MS;
        promises.came(ONE, id, nowMs);
        assertEquals(1, promises.broken(ONE, nowMs));
    }

    @Test
    void aNeighbourBreaksItsPromisesAfterThreeOfThem() {
        breakPromises(ONE, 2);
        assertTrue(promises.keeps(ONE));
        breakPromises(ONE, 1);
        assertFalse(promises.keeps(ONE));
        assertEquals(Promises.Rank.BREAKS, promises.rank(ONE, nowMs));
        assertEquals(3, promises.broken(ONE, nowMs));
    }

    @Test
    void aNeighbourThatKeepsNineInTenIsNoBreakerAndOneThatKeepsThreeInFourIs() {
        for (int i = 0; i < 6; i++) {
            keep(ONE, 9);
            breakPromises(ONE, 1);
            keep(TWO, 3);
            breakPromises(TWO, 1);
        }
        assertTrue(promises.keeps(ONE));
        assertFalse(promises.keeps(TWO));
    }

    /** Who kept a thousand promises and then turns may not break as many. */
    @Test
    void keptPromisesArePaidOutOnlyOnce() {
        keep(ONE, 1_000);
        breakPromises(ONE, PromiseAccount.MAX_COUNTED / 4);
        assertFalse(promises.keeps(ONE));
    }

    @Test
    void anOpenPromiseThatIsOlderThanMostAnswersIsLate() {
        keep(ONE, 10);
        ask(ONE);
        nowMs += promises.answerMs() - 1;
        assertEquals(Promises.Rank.KEEPS, promises.rank(ONE, nowMs));
        nowMs++;
        assertEquals(Promises.Rank.LATE, promises.rank(ONE, nowMs));
        assertTrue(promises.keeps(ONE));
    }

    @Test
    void brokenPromisesAreForgottenInMinutes() {
        breakPromises(ONE, 100);
        assertEquals(PromiseAccount.MAX_COUNTED, promises.broken(ONE, nowMs));
        nowMs += PromiseAccount.HALF_LIFE_MS;
        assertEquals(PromiseAccount.MAX_COUNTED / 2, promises.broken(ONE, nowMs));
        assertFalse(promises.keeps(ONE));
        nowMs += 7 * PromiseAccount.HALF_LIFE_MS;
        promises.rank(ONE, nowMs);
        assertTrue(promises.keeps(ONE));
    }

    @Test
    void promisesThatWaitAreBounded() {
        for (int i = 0; i < 2 * PromiseAccount.MAX_OPEN; i++) {
            ask(ONE);
        }
        assertEquals(0, promises.broken(ONE, nowMs), "those that were pushed out count as neither");
    }

    @Test
    void theBestIsOneOfTheBestRankAtRandom() {
        breakPromises(THREE, 3);
        Set<LinkId> best = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            best.add(promises.best(List.of(THREE, ONE, TWO), nowMs));
        }
        assertEquals(Set.of(ONE, TWO), best);
        keep(TWO, 1);
        assertEquals(TWO, promises.best(List.of(THREE, ONE, TWO), nowMs));
        assertEquals(null, promises.best(new ArrayList<>(), nowMs));
    }

    @Test
    void aLinkThatIsGoneIsForgotten() {
        breakPromises(ONE, 3);
        promises.down(ONE);
        assertTrue(promises.keeps(ONE));
    }

    @Test
    void theTimeOfAnAnswerIsMeasuredWithinBounds() {
        assertEquals(250, promises.answerMs());
        keep(ONE, 50); // 30 ms each
        assertEquals(AnswerTimes.MIN_ANSWER_MS, promises.answerMs());
        for (int i = 0; i < 50; i++) {
            PacketId id = ask(ONE);
            nowMs += WITHIN_MS - 1;
            promises.came(ONE, id, nowMs);
        }
        assertEquals(500, promises.answerMs(), "half of the wait at most");
    }
}
