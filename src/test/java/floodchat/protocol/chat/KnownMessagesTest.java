package floodchat.protocol.chat;

import static floodchat.protocol.chat.KnownMessages.Verdict.NEW;
import static floodchat.protocol.chat.KnownMessages.Verdict.REPEATED;
import static floodchat.protocol.chat.KnownMessages.Verdict.UNSURE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KnownMessagesTest {
    private static final long NOW = 1_000_000;

    private final KnownMessages known = new KnownMessages();

    private KnownMessages.Verdict add(String author, long run, long seq, long at) {
        return known.add(author, new Body.Leave(run, seq, 1, at), NOW);
    }

    @Test
    void aMessageIsNewOnceForEachAuthorRunAndNumber() {
        assertEquals(NEW, add("ada", 1, 1, 5));
        assertEquals(REPEATED, add("ada", 1, 1, 5));
        assertEquals(REPEATED, add("ada", 1, 1, 6), "whatever else it says");
        assertEquals(NEW, add("ada", 2, 1, 5));
        assertEquals(NEW, add("bob", 1, 1, 5));
        assertEquals(NEW, add("ada", 1, 2, 5));
    }

    @Test
    void inAnyOrderEachNumberIsNewOnce() {
        long seed = System.nanoTime();
        List<Long> numbers = new ArrayList<>(LongStream.rangeClosed(1, 1_500).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        numbers.forEach(number -> assertEquals(NEW, add("ada", 1, number, 5), () -> number + ", seed " + seed));
        numbers.forEach(number -> assertEquals(REPEATED, add("ada", 1, number, 5), () -> number + ", seed " + seed));
    }

    @Test
    void anAuthorWhoLeavesMoreGapsThanAreKeptLosesTheLowestOne() {
        for (long i = 0; i <= KnownMessages.MAX_RANGES_PER_RUN; i++) {
            assertEquals(NEW, add("ada", 1, 10 + 2 * i, 5));
        }
        assertEquals(REPEATED, add("ada", 1, 11, 5));
        assertEquals(NEW, add("ada", 1, 13, 5));
        assertEquals(NEW, add("ada", 1, 9, 5));
    }

    @Test
    void aMessageOlderThanWhatWasForgottenIsUnsure() {
        add("ada", 1, 1, 500);
        for (int i = 0; i < KnownMessages.MAX_RANGES_IN_ALL; i++) {
            add("crowd" + i, 1, 1, 400);
        }
        assertEquals(UNSURE, add("ada", 1, 1, 500), "shown as earlier, not as said now");
        assertEquals(REPEATED, add("ada", 1, 1, 500));
        assertEquals(NEW, add("bob", 1, 1, 501));
    }

    /** An author whose clock is ahead must not make the lines of all others earlier. */
    @Test
    void aForgottenTimeIsNeverInTheFuture() {
        add("ada", 1, 1, 50 * NOW);
        for (int i = 0; i < KnownMessages.MAX_RANGES_IN_ALL; i++) {
            add("crowd" + i, 1, 1, 400);
        }
        assertEquals(NEW, add("bob", 1, 1, NOW + 1));
    }

    @Test
    void whoSpeaksIsForgottenLast() {
        for (int i = 0; i < KnownMessages.MAX_RANGES_IN_ALL + 500; i++) {
            add("crowd" + i, 1, 1, 400);
            add("ada", 1, 1 + i, 500);
        }
        assertEquals(REPEATED, add("ada", 1, 1, 500));
    }
}
