package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
    private static final long NOW = 1_000;

    private final ReorderBuffer order = new ReorderBuffer();
    private final List<Long> shown = new ArrayList<>();

    @Test
    void messagesInOrderAreShownAtOnce() {
        accept(1, 2, 3);
        assertShown(1, 2, 3);
    }

    @Test
    void anEarlyMessageWaitsForTheGap() {
        accept(1, 3, 4);
        assertShown(1);
        assertEquals(NOW + ReorderBuffer.GAP_MS, order.deadlineMs());
        accept(2);
        assertShown(1, 2, 3, 4);
        assertEquals(0, order.held());
    }

    @Test
    void afterAGapIsGivenUpItsMessagesAreShownLate() {
        accept(1, 4, 6);
        show(order.giveUp());
        accept(7, 2, 5, 3, 8);
        assertShown(1, 4, 6, 7, 2, 5, 3, 8);
    }

    @Test
    void theFirstMessagesOfAStrangerWaitForAPresenceButNotLong() {
        accept(8, 7);
        assertShown();
        assertEquals(NOW + ReorderBuffer.FIRST_GAP_MS, order.deadlineMs());
        show(order.noteSent(6, NOW));
        assertShown(7, 8);
        show(order.noteSent(500, NOW));
        accept(9);
        assertShown(7, 8, 9);
    }

    @Test
    void aPresenceReleasesTheMessagesBeforeIt() {
        accept(8, 7);
        show(order.noteSent(8, NOW));
        accept(9);
        assertShown(7, 8, 9);
    }

    @Test
    void messagesThatAPresenceCountsAreWaitedForUntilTheDeadline() {
        accept(1);
        show(order.noteSent(5, NOW));
        assertEquals(NOW + ReorderBuffer.GAP_MS, order.deadlineMs());
        show(order.giveUp());
        assertEquals(ReorderBuffer.NEVER, order.deadlineMs());
        accept(6);
        assertShown(1, 6);
    }

    @Test
    void withoutAGapThereIsNoDeadline() {
        accept(1, 3);
        show(order.noteSent(3, NOW));
        accept(2);
        assertEquals(ReorderBuffer.NEVER, order.deadlineMs());
        assertShown(1, 2, 3);
    }

    @Test
    void aMessageBehindAGapDoesNotMoveTheDeadline() {
        accept(1, 3);
        show(order.accept(message(4), NOW + 4_000));
        assertEquals(NOW + ReorderBuffer.GAP_MS, order.deadlineMs());
    }

    @Test
    void aMessageThatIsReleasedMovesTheDeadline() {
        accept(1, 3, 5);
        show(order.accept(message(2), NOW + 4_000));
        assertEquals(NOW + 4_000 + ReorderBuffer.GAP_MS, order.deadlineMs());
    }

    @Test
    void shuffledMessagesComeOutInOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            ReorderBuffer fresh = new ReorderBuffer();
            List<Long> numbers = new ArrayList<>(LongStream.rangeClosed(1, 200).boxed().toList());
            List<Long> expected = List.copyOf(numbers);
            Collections.shuffle(numbers, random);
            List<Long> out = new ArrayList<>();
            fresh.noteSent(0, NOW);
            numbers.forEach(seq -> fresh.accept(message(seq), NOW).forEach(body -> out.add(body.seq())));
            assertEquals(expected, out, () -> "seed " + seed);
        }
    }

    private void accept(long... numbers) {
        for (long seq : numbers) {
            show(order.accept(message(seq), NOW));
        }
    }

    private static Body.Numbered message(long seq) {
        return new Body.Leave(1, seq, 1, NOW);
    }

    private void show(List<Body.Numbered> ready) {
        ready.forEach(body -> shown.add(body.seq()));
    }

    private void assertShown(long... expected) {
        assertEquals(LongStream.of(expected).boxed().toList(), shown);
    }
}
