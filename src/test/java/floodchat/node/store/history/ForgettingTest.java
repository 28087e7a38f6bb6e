package floodchat.node.store.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of the history is in memory until somebody asks, and it is forgotten a while after. */
@Timeout(30)
class ForgettingTest {
    private static final int LINES = 1_000;

    @TempDir
    Path folder;

    private StartedHistory start(Duration forgetAfter) {
        return new StartedHistory(
                folder, Retention.DEFAULT, true, () -> Spoken.START_MS, forgetAfter);
    }

    private StartedHistory start() {
        return start(HistoryWriter.FORGET_AFTER);
    }

    private static ChatEvent[] lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> Spoken.said(i, "line " + i))
                .toArray(ChatEvent[]::new);
    }

    private void write() throws InterruptedException {
        try (StartedHistory writing = start()) {
            writing.write(lines(1, LINES));
        }
    }

    private static List<String> texts(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void nothingIsReadUntilSomebodyAsks() throws Exception {
        write();
        try (StartedHistory start = start()) {
            assertEquals(200, start.opened().size());
            start.write(Spoken.said(LINES + 1, "one more"));
            List<Object> heard = new ArrayList<>();
            for (Object event = start.front.poll(0); event != null; event = start.front.poll(0)) {
                heard.add(event);
            }
            assertEquals(List.of(), heard);
            assertEquals(LINES + 1, start.loaded().lines());
        }
    }

    @Test
    void whatWasReadIsForgottenAfterAWhileAndReadAgain() throws Exception {
        write();
        try (StartedHistory start = start(Duration.ZERO)) {
            for (int i = 1; i <= 3; i++) {
                assertEquals(LINES + i - 1, start.loaded().lines());
                start.write(Spoken.said(LINES + i, "line " + (LINES + i)));
            }
            assertEquals(texts(LINES - 1, LINES + 3), StartedHistory.texts(start.older(HistoryPosition.END, 5)));
        }
    }

    @Test
    void whatWasReadStaysForAWhile() throws Exception {
        write();
        try (StartedHistory start = start()) {
            start.loaded();
            start.older(HistoryPosition.END, 5);
            assertNull(start.front.poll(0)); // it was not loaded again
        }
    }

    @Test
    void linesThatAreWrittenWhileItIsReadAreThereOnceAndInTheirOrder() throws Exception {
        write();
        for (int round = 0; round < 20; round++) {
            try (StartedHistory start = start(Duration.ZERO)) {
                start.opened();
                int first = LINES + 1 + round * 50;
                for (int i = first; i < first + 50; i++) {
                    start.show(Spoken.said(i, "line " + i));
                    if (i == first + 25) {
                        start.history.ask(
                                new HistoryInquiry.Older(HistoryPosition.END, 1_000_000, HistoryQuery.ALL));
                    }
                }
                start.write();
                List<String> all = StartedHistory.texts(start.older(HistoryPosition.END, 1_000_000));
                all = all.isEmpty() ? StartedHistory.texts(start.next(HistoryEvent.Lines.class).lines()) : all;
                assertEquals(texts(1, all.size()), all);
            }
        }
    }

    @Test
    void aPageBeforeALineBringsOnlyOlderOnesThoughNothingIsInMemory() throws Exception {
        write();
        try (StartedHistory start = start()) {
            HistoryPosition middle = start.older(HistoryPosition.END, 500).getFirst().position();
            try (StartedHistory again = start()) {
                assertEquals(texts(491, 500), StartedHistory.texts(again.older(middle, 10)));
            }
            try (StartedHistory again = start()) {
                again.history.ask(new HistoryInquiry.Newer(middle, 2, HistoryQuery.ALL));
                assertEquals(
                        texts(502, 503),
                        StartedHistory.texts(again.next(HistoryEvent.Lines.class).lines()));
            }
        }
    }

    @Test
    void aSearchBeginsThoughNothingIsInMemory() throws Exception {
        write();
        try (StartedHistory start = start()) {
            assertEquals(List.of("line 1000", "line 100"), start.search("line 100", 9));
        }
    }

    @Test
    void aLineOfThisStartThatWaitsForAPeerIsNotGivenUp() throws Exception {
        try (StartedHistory start = start()) {
            start.write(Spoken.own(1, "lost"));
        }
        try (StartedHistory start = start()) {
            start.write(Spoken.own(2, "waits"));
            List<HistoryLine> lines = start.older(HistoryPosition.END, 2);
            assertEquals(
                    List.of(Delivery.GIVEN_UP, Delivery.QUEUED),
                    lines.stream().map(HistoryLine::delivery).toList());
            start.write(new ChatEvent.DeliveryChanged(Spoken.own(2, "").id(), Delivery.SENT));
            assertEquals(Delivery.SENT, start.older(HistoryPosition.END, 1).getFirst().delivery());
        }
    }

    @Test
    void whatIsAskedWhileAllIsDeletedIsAnswered() throws Exception {
        write();
        try (StartedHistory start = start()) {
            start.history.ask(new HistoryInquiry.Clear());
            start.history.ask(new HistoryInquiry.Search(HistoryQuery.ALL, Integer.MAX_VALUE));
            boolean isCleared = false;
            boolean isAnswered = false;
            while (!isCleared || !isAnswered) {
                HistoryEvent event = start.next(HistoryEvent.class);
                isCleared |= event instanceof HistoryEvent.Cleared;
                isAnswered |= event instanceof HistoryEvent.Found found && found.complete();
            }
            assertEquals(List.of(), start.older(HistoryPosition.END, 1));
        }
    }

    /** Some names are no names of a file, and the thread that answers goes on. */
    @Test
    void aNameThatNoFileCanHaveIsRefused() throws Exception {
        try (StartedHistory start = start()) {
            start.write(lines(1, 3));
            start.history.ask(new HistoryInquiry.Export("a\0b"));
            HistoryEvent.Refused refused = start.next(HistoryEvent.Refused.class);
            assertEquals("This system can't have a file with the name a\0b: choose another one.", refused.reason());
            assertEquals(texts(1, 3), StartedHistory.texts(start.older(HistoryPosition.END, 5)));
        }
    }
}
