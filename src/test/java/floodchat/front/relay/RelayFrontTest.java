package floodchat.front.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BacklogInquiry;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInquiry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RelayFrontTest {
    private static final Address THERE = new Address("192.0.2.2", 2);
    private static final long PATIENCE_MS = 20_000;

    private final EventBus bus = new EventBus();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private RelayFront front(OutputStream to) {
        return new RelayFront(bus, to, Map.of(), Duration.ZERO);
    }

    /** The lines without their times. */
    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst("^\\S+Z ", "")).toList();
    }

    @Test
    void itWritesWhatHappensUntilItIsEnded() throws Exception {
        try (RelayFront front = front(out)) {
            front.begin("floodchat");
            front.open();
            bus.tell(new ChatEvent.Noticed("A file is odd."));
            bus.tell(new FloodEvent.JoinFailed(THERE, "nobody listens there"));
            front.end("ending: TERM");

            assertEquals(0, front.run());
            front.stopping();
            bus.tell(new ChatEvent.Noticed("The backlog can't be saved."));
            front.left();
        }
        assertEquals(
                List.of("floodchat",
                        "warning: A file is odd.",
                        "warning: could not enter through 192.0.2.2:2: nobody listens there",
                        "ending: TERM",
                        "warning: The backlog can't be saved.",
                        "left the network"),
                lines());
    }

    @Test
    void aNetworkThatHasFailedEndsItWithCode1() throws Exception {
        try (RelayFront front = front(out)) {
            front.open();
            bus.tell(new FloodEvent.Stopped());

            assertEquals(1, front.run());
        }
        assertEquals(List.of("error: the network has failed; the log file says more"), lines());
    }

    @Test
    void whatPeersSayCannotBreakALine() throws Exception {
        try (RelayFront front = front(out)) {
            front.open();
            bus.tell(new FloodEvent.JoinFailed(THERE, "no\nsuch\u001b[31mhost"));
            front.end("ending: TERM");
            front.run();
        }
        assertEquals(2, lines().size());
        assertEquals(-1, out.toString(StandardCharsets.UTF_8).indexOf('\u001b'));
    }

    @Test
    void aPeerThatLinksAndLeavesWithoutEndDoesNotFillTheLog() throws Exception {
        try (RelayFront front = front(out)) {
            front.open();
            for (int i = 1; i < 125; i++) { // as many as wait in its mailbox
                bus.tell(new FloodEvent.StatusChanged(THERE, 1, new FloodEvent.Phase.Linked()));
                bus.tell(new FloodEvent.StatusChanged(THERE, 0, new FloodEvent.Phase.Joining(null, false)));
            }
            front.end("ending: TERM");
            front.run();
        }
        assertEquals(LinePace.MAX_LINES + 1, lines().size());
        assertEquals("ending: TERM", lines().getLast());
    }

    @Test
    void linesThatWereLeftOutAreCounted() {
        LinePace pace = new LinePace(0);
        for (int i = 0; i < LinePace.MAX_LINES; i++) {
            assertTrue(pace.take(1));
        }
        assertFalse(pace.take(2));
        assertFalse(pace.take(3));
        assertEquals(0, pace.takeLeftOut(4));

        long laterNs = LinePace.PERIOD.toNanos();
        assertEquals(2, pace.takeLeftOut(laterNs));
        assertEquals(0, pace.takeLeftOut(laterNs));
        assertTrue(pace.take(laterNs));
    }

    @Test
    void itGoesOnIfNobodyReadsItsLog() throws Exception {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Mailbox<FloodInquiry> asked = new Mailbox<>(8);
        bus.subscribe(FloodInquiry.class, asked);
        try (RelayFront front = front(gone)) {
            front.begin("floodchat");
            front.open();
            Thread running = Thread.ofVirtual().start(() -> assertRuns(front));
            assertNotNull(asked.poll(PATIENCE_MS), "it still looks after its network");
            front.end("ending: TERM");
            running.join();
        }
    }

    /** Such as a pager, or a terminal that was stopped with Ctrl-S. */
    @Test
    @Timeout(20)
    void itEndsIfTheReaderOfItsLogHasStoppedReading() throws Exception {
        CountDownLatch readsAgain = new CountDownLatch(1);
        OutputStream stopped = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    readsAgain.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        try (RelayFront front = front(stopped)) {
            front.begin("floodchat");
            front.open();
            for (int i = 0; i < 2 * LogOutput.MAX_WAITING; i++) {
                front.warn("line " + i);
            }
            front.end("ending: TERM");
            assertEquals(0, front.run());
            front.left();
        } finally {
            readsAgain.countDown();
        }
    }

    private static void assertRuns(RelayFront front) {
        try {
            front.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void itAsksForTheBacklogAtTheStart() throws Exception {
        Mailbox<BacklogInquiry> asked = new Mailbox<>(1);
        bus.subscribe(BacklogInquiry.class, asked);
        try (RelayFront front = front(out)) {
            front.open();
            assertNotNull(asked.poll(0));
        }
    }
}
