package floodchat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MailboxTest {
    private static final int THREADS = 8;
    private static final int MESSAGES = 20_000;

    private final Mailbox<String> mailbox = new Mailbox<>(3);

    private record Sent(int thread, int number) {}

    @Test
    void messagesComeOutInTheOrderInWhichTheyWentIn() throws Exception {
        mailbox.put("first");
        mailbox.offer("second");
        mailbox.tell("third");
        assertEquals("first", mailbox.take());
        assertEquals("second", mailbox.poll(0));
        assertEquals("third", mailbox.poll(10_000));
    }

    @Test
    void offerReturnsFalseIfThereIsNoRoom() throws Exception {
        fill();
        assertFalse(mailbox.offer("too many"));
        assertEquals(List.of("1", "2", "3"), takeAll());
        assertEquals(0, mailbox.takeMissed(), "the caller still has the message, so it is not missed");
        assertTrue(mailbox.offer("again"));
        assertEquals(List.of("again"), takeAll());
    }

    @Test
    void tellDropsAndCountsTheMessageIfThereIsNoRoom() throws Exception {
        fill();
        mailbox.tell("missed");
        mailbox.tell("missed too");
        assertEquals(List.of("1", "2", "3"), takeAll());
        assertEquals(2, mailbox.takeMissed());
        assertEquals(0, mailbox.takeMissed(), "each missed message is told once");
        mailbox.tell("taken");
        assertEquals(List.of("taken"), takeAll());
        assertEquals(0, mailbox.takeMissed());
    }

    @Test
    void putWaitsForRoom() throws Exception {
        fill();
        BlockedThread<String> putting = putting("4");
        assertEquals("1", mailbox.take());
        assertEquals("4", putting.result());
        assertEquals(List.of("2", "3", "4"), takeAll());
        assertEquals(0, mailbox.takeMissed());
    }

    @Test
    void clearDropsAllMessagesAndReleasesAWaitingPut() throws Exception {
        fill();
        BlockedThread<String> putting = putting("4");
        mailbox.clear();
        assertEquals("4", putting.result());
        assertEquals(List.of("4"), takeAll());
        assertEquals(0, mailbox.takeMissed());
    }

    @Test
    void takeWaitsForAMessage() throws Exception {
        BlockedThread<String> taking = BlockedThread.in(mailbox::take);
        mailbox.tell("hello");
        assertEquals("hello", taking.result());
    }

    @Test
    void pollWithATimeWaitsForAMessage() throws Exception {
        BlockedThread<String> polling = BlockedThread.in(() -> mailbox.poll(Long.MAX_VALUE));
        mailbox.put("hello");
        assertEquals("hello", polling.result());
    }

    @Test
    void pollReturnsNullAfterItsTimeAndNotBefore() throws Exception {
        long startNs = System.nanoTime();
        assertNull(mailbox.poll(20));
        assertTrue(System.nanoTime() - startNs >= 20_000_000);
    }

    @Test
    void pollWithoutATimeDoesNotWaitAndIsNotInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        try {
            assertNull(mailbox.poll(0));
            assertNull(mailbox.poll(-1));
            mailbox.tell("hello");
            assertEquals("hello", mailbox.poll(0));
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt is kept for the next call that waits");
        }
    }

    @Test
    void aWaitingCallCanBeInterrupted() throws Exception {
        BlockedThread.in(mailbox::take).assertInterruptible();
        BlockedThread.in(() -> mailbox.poll(Long.MAX_VALUE)).assertInterruptible();
        fill();
        putting("4").assertInterruptible();
        assertEquals(List.of("1", "2", "3"), takeAll());
    }

    @Test
    void manyThreadsPutWithoutLossAndEachInItsOwnOrder() throws Exception {
        Mailbox<Sent> busy = new Mailbox<>(16);
        startThreads(busy::put);
        int[] next = new int[THREADS];
        for (int i = 0; i < THREADS * MESSAGES; i++) {
            Sent message = busy.poll(10_000);
            assertNotNull(message, "a message was lost");
            assertEquals(next[message.thread()]++, message.number());
        }
        assertNull(busy.poll(0));
    }

    @Test
    void everyMessageThatManyThreadsTellInVainIsCounted() throws Exception {
        fill();
        List<Thread> threads = startThreads(message -> mailbox.tell(message.toString()));
        long missed = 0;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                missed += mailbox.takeMissed();
            }
        }
        missed += mailbox.takeMissed();
        assertEquals(THREADS * MESSAGES, missed);
        assertEquals(List.of("1", "2", "3"), takeAll());
    }

    private interface Sending {
        void send(Sent message) throws InterruptedException;
    }

    private static List<Thread> startThreads(Sending sending) {
        return IntStream.range(0, THREADS)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> sendAll(thread, sending)))
                .toList();
    }

    private static void sendAll(int thread, Sending sending) {
        try {
            for (int i = 0; i < MESSAGES; i++) {
                sending.send(new Sent(thread, i));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill() throws InterruptedException {
        mailbox.put("1");
        mailbox.put("2");
        mailbox.put("3");
    }

    private BlockedThread<String> putting(String message) {
        return BlockedThread.in(() -> {
            mailbox.put(message);
            return message;
        });
    }

    private List<String> takeAll() throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (String message = mailbox.poll(0); message != null; message = mailbox.poll(0)) {
            all.add(message);
        }
        return all;
    }
}
