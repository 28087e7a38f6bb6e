package floodchat.node.store.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.Mailbox;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HistoryTest {
    private static final byte[] KEY = StartedHistory.KEY;
    private static final LogName NOVEMBER = new LogName(202611, 1);
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    @TempDir
    Path home;

    private long wallMs = Spoken.START_MS;
    private Retention retention = Retention.DEFAULT;
    private boolean isRecalled = true;

    private StartedHistory start() {
        return new StartedHistory(folder(), retention, isRecalled, () -> wallMs);
    }

    private Path folder() {
        return home.resolve("history");
    }

    /** They were taken, so they must not be lost, and must not come again. */
    @Test
    void linesOfMutedPeopleAreKeptAndOnlyASearchFindsThem() throws Exception {
        try (StartedHistory start = start()) {
            start.show(Spoken.said(1, "seen"), new ChatEvent.Hidden(Spoken.said(2, "hidden away"), 1));
            assertEquals(1, start.next(ChatEvent.Hidden.class).lines());
        }
        try (StartedHistory start = start()) {
            assertEquals(List.of("seen"), start.opened());
            start.history.ask(new HistoryInquiry.Older(HistoryPosition.END, 10, HistoryQuery.ALL));
            assertEquals(List.of("seen"), StartedHistory.texts(start.next(HistoryEvent.Lines.class).lines()));
            start.history.ask(new HistoryInquiry.Search(HistoryQuery.parse("away", ZoneOffset.UTC), 10));
            assertEquals(List.of("hidden away"), StartedHistory.texts(start.next(HistoryEvent.Found.class).hits()));
            start.show(new ChatEvent.Hidden(Spoken.said(2, "hidden away"), 1), Spoken.said(3, "later"));
            assertEquals(Spoken.said(3, "later"), start.next(ChatEvent.class), "what is repeated is not counted");
        }
    }

    @Test
    void whatIsShownIsThereAtTheNextStart() throws Exception {
        List<ChatEvent> shown =
                List.of(Spoken.said(1, "a"), Spoken.own(2, "b"), Spoken.told(3, "c"), Spoken.tells(4, "d"));
        try (StartedHistory start = start()) {
            assertEquals(List.of(), start.opened());
            start.show(shown.toArray(ChatEvent[]::new));
            for (ChatEvent event : shown) {
                assertEquals(event, start.next(ChatEvent.class));
            }
        }
        try (StartedHistory start = start()) {
            List<HistoryLine> lines = start.next(HistoryEvent.Opened.class).newest();
            assertEquals(shown, lines.stream().map(HistoryLine::spoken).toList());
            assertEquals(202611, lines.getLast().position().month());
            assertEquals(new HistoryEvent.Loaded(4, 0), start.loaded());
        }
    }

    @Test
    void eachLineIsOnTheDiskBeforeItIsShown() throws Exception {
        try (StartedHistory start = start()) {
            for (int i = 1; i <= 50; i++) {
                start.show(Spoken.said(i, "line " + i));
                start.next(ChatEvent.Said.class);
                assertEquals(i, kept());
            }
        }
    }

    /** How many lines are in the file of November. */
    private int kept() throws IOException {
        int lines = 0;
        try (MonthFile reading = new MonthFile(folder().resolve("2026-11.log"), NOVEMBER, KEY)) {
            reading.open();
            for (MonthFile.Part part = reading.last(); part != null; part = reading.before(part.offset())) {
                lines += reading.read(part).segment().lines();
            }
        }
        return lines;
    }

    @Test
    void howFarOurLinesHaveComeIsKept() throws Exception {
        try (StartedHistory start = start()) {
            start.show(Spoken.own(1, "lost"), Spoken.own(2, "sent"), Spoken.tells(3, "waits"),
                    Spoken.tells(4, "shown"));
            start.show(delivered(Spoken.own(2, ""), Delivery.SENT), delivered(Spoken.tells(4, ""), Delivery.SENT));
        }
        try (StartedHistory start = start()) {
            start.show(delivered(Spoken.tells(4, ""), Delivery.SHOWN));
        }
        try (StartedHistory start = start()) {
            assertEquals(
                    List.of(Delivery.GIVEN_UP, Delivery.SENT, Delivery.QUEUED, Delivery.SHOWN),
                    start.next(HistoryEvent.Opened.class).newest().stream().map(HistoryLine::delivery).toList());
        }
    }

    private static ChatEvent delivered(ChatEvent.Spoken line, Delivery delivery) {
        return new ChatEvent.DeliveryChanged(line.id(), delivery);
    }

    @Test
    void theBacklogBringsNoLineThatAnEarlierStartHasShown() throws Exception {
        try (StartedHistory start = start()) {
            start.show(Spoken.said(1, "a"), Spoken.told(1, "b"));
        }
        try (StartedHistory start = start()) {
            start.show(
                    new ChatEvent.CaughtUp(List.of(Spoken.said(1, "a"))),
                    Spoken.told(1, "b"),
                    new ChatEvent.CaughtUp(List.of(Spoken.said(1, "a"), Spoken.said(2, "c"))));
            assertEquals(
                    new ChatEvent.CaughtUp(List.of(Spoken.said(2, "c"))),
                    start.next(ChatEvent.class));
        }
        try (StartedHistory start = start()) {
            assertEquals(List.of("a", "b", "c"), start.opened());
        }
    }

    @Test
    void aFrontEndThatShowsNoHistoryGetsTheWholeBacklogButItIsKeptOnce() throws Exception {
        isRecalled = false;
        for (int i = 0; i < 2; i++) {
            try (StartedHistory start = start()) {
                start.show(new ChatEvent.CaughtUp(List.of(Spoken.said(1, "a"))));
                assertEquals(1, start.next(ChatEvent.CaughtUp.class).messages().size());
            }
        }
        assertEquals(1, kept());
    }

    @Test
    void allEventsComeInTheirOrder() throws Exception {
        List<ChatEvent> events = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            events.add(i % 3 == 0 ? new ChatEvent.Noticed("notice " + i) : Spoken.said(i, "line " + i));
        }
        try (StartedHistory start = start()) {
            start.show(events.toArray(ChatEvent[]::new));
            for (ChatEvent event : events) {
                assertEquals(event, start.next(ChatEvent.class));
            }
        }
    }

    @Test
    void whatFollowsALineIsDoneAfterItIsWritten() throws Exception {
        Mailbox<Integer> records = new Mailbox<>(1);
        try (StartedHistory start = start()) {
            start.show(Spoken.told(1, "a"));
            start.history.then(() -> {
                try {
                    records.put(kept());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(1, records.take());
        }
    }

    @Test
    void ifTheDiskFailsEverythingIsShownAndThePersonIsToldOnce() throws Exception {
        Files.createDirectories(folder());
        Files.createDirectory(folder().resolve("2026-11.log"));
        try (StartedHistory start = start()) {
            start.opened();
            start.show(Spoken.said(1, "a"));
            assertEquals("a", start.next(ChatEvent.Said.class).text());
            start.show(Spoken.said(2, "b"), new ChatEvent.Left(0, 0));
            assertEquals("b", assertInstanceOf(ChatEvent.Said.class, start.next(ChatEvent.class)).text());
            assertInstanceOf(ChatEvent.Left.class, start.next(ChatEvent.class));
        }
    }

    @Test
    void aNewerVersionIsNotTouchedAndThePersonIsTold() throws Exception {
        try (StartedHistory start = start()) {
            start.show(Spoken.said(1, "a"));
        }
        Path file = folder().resolve("2026-11.log");
        byte[] newer = Files.readAllBytes(file);
        newer[MonthFile.FIRST_LINE.length() - 2] = '2';
        Files.write(file, newer);
        try (StartedHistory start = start()) {
            String sentence = start.next(ChatEvent.Noticed.class).sentence();
            assertTrue(sentence.endsWith("can't be used: it is of version 2, and this Floodchat knows version 1: "
                    + "upgrade Floodchat. It stays as it is."), sentence);
            start.show(Spoken.said(2, "b"));
            assertTrue(start.next(ChatEvent.Noticed.class).sentence().contains("is not kept"));
            assertEquals("b", start.next(ChatEvent.Said.class).text());
        }
        assertEquals(newer.length, Files.size(file));
    }

    @Test
    void damageIsToldOnceAndTheFileIsKept() throws Exception {
        try (StartedHistory start = start()) {
            start.show(Spoken.said(1, "a"), Spoken.said(2, "b"));
        }
        Path file = folder().resolve("2026-11.log");
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 1]++;
        Files.write(file, damaged);
        for (int i = 0; i < 2; i++) {
            try (StartedHistory start = start()) {
                assertEquals(i == 0, start.next(Object.class) instanceof ChatEvent.Noticed);
                assertEquals(new HistoryEvent.Loaded(1, 1), start.loaded());
            }
        }
        assertEquals(damaged.length, Files.size(folder().resolve("2026-11.log.damaged")));
    }

    // ---- asking

    @Test
    void olderAndNewerLinesComeByPage() throws Exception {
        write(700);
        try (StartedHistory start = start()) {
            HistoryLine first = start.next(HistoryEvent.Opened.class).newest().getFirst();
            HistoryPosition before = first.position();
            List<String> texts = new ArrayList<>();
            boolean complete = false;
            while (!complete) {
                start.history.ask(new HistoryInquiry.Older(before, 100, HistoryQuery.ALL));
                HistoryEvent.Lines page = start.next(HistoryEvent.Lines.class);
                texts.addAll(0, StartedHistory.texts(page.lines()));
                complete = page.complete();
                before = page.lines().isEmpty() ? before : page.lines().getFirst().position();
            }
            assertEquals(IntStream.rangeClosed(1, 500).mapToObj(i -> "line " + i).toList(), texts);
            start.history.ask(new HistoryInquiry.Newer(before, 3, HistoryQuery.ALL));
            assertEquals(
                    List.of("line 2", "line 3", "line 4"),
                    StartedHistory.texts(start.next(HistoryEvent.Lines.class).lines()));
            start.history.ask(new HistoryInquiry.Newer(first.position(), 500, HistoryQuery.ALL));
            HistoryEvent.Lines last = start.next(HistoryEvent.Lines.class);
            assertEquals(199, last.lines().size());
            assertTrue(last.complete());
        }
    }

    /** Writes this many lines, the oldest ones in October. */
    private void write(int lines) throws InterruptedException {
        wallMs = Spoken.START_MS - 30 * DAY_MS;
        for (int start = 0; start < 2; start++) {
            try (StartedHistory writing = start()) {
                for (int i = 1 + start * lines / 2; i <= (start + 1) * lines / 2; i++) {
                    writing.show(i % 10 == 0 ? Spoken.told(i, "line " + i) : Spoken.said(i, "line " + i));
                }
                writing.show(new ChatEvent.Left(0, 0));
                writing.next(ChatEvent.Left.class);
            }
            wallMs = Spoken.START_MS;
        }
    }

    @Test
    void aSearchFindsTheNewestFirstInAllMonths() throws Exception {
        write(400);
        try (StartedHistory start = start()) {
            start.show(Spoken.said(401, "LINE 401"));
            start.next(ChatEvent.Said.class);
            assertEquals(
                    List.of("LINE 401", "line 400", "line 340", "line 240", "line 140", "line 40"),
                    start.search("line 40", 10));
            assertEquals(List.of("line 400", "line 390"), start.search("in:bob", 2));
            assertEquals(400, start.search("line", 1_000).size() - 1);
            assertEquals(List.of("LINE 401"), start.search("LINE", 1_000));
            assertEquals(List.of(), start.search("from:ada", 1_000));
        }
    }

    @Test
    void lettersOfAllScriptsAreFound() throws Exception {
        try (StartedHistory start = start()) {
            start.show(Spoken.said(1, "in Zürich"), Spoken.said(2, "В МОСКВЕ"), Spoken.said(3, "İstanbul"));
            start.show(new ChatEvent.Left(0, 0));
            start.next(ChatEvent.Left.class);
            assertEquals(List.of("in Zürich"), start.search("zürich", 9));
            assertEquals(List.of("В МОСКВЕ"), start.search("москве", 9));
            assertEquals(List.of("İstanbul"), start.search("stanbul", 9));
            assertEquals(List.of(), start.search("zurich", 9));
        }
    }

    @Test
    void anExportIsALineEachAndReplacesNoFile() throws Exception {
        Path file = home.resolve("export.txt");
        try (StartedHistory start = start()) {
            start.show(Spoken.said(1, "two\nlines"), Spoken.tells(2, "b"));
            start.next(ChatEvent.Told.class);
            start.history.ask(new HistoryInquiry.Export(file.toString()));
            assertEquals(2, start.next(HistoryEvent.Exported.class).lines());
            start.history.ask(new HistoryInquiry.Export(file.toString()));
            assertTrue(start.next(HistoryEvent.Refused.class).reason().contains("There is a file"));
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().endsWith(" bob·b0b0b0b0 -> two ⏎ lines"), lines.getFirst());
        assertTrue(lines.getLast().endsWith(" (direct) ada·adadadad to bob·b0b0b0b0 -> b"), lines.getLast());
    }

    @Test
    void whatIsClearedIsGoneAndIsNotBroughtAgain() throws Exception {
        write(20);
        try (StartedHistory start = start()) {
            start.show(Spoken.said(21, "before"));
            start.next(ChatEvent.Said.class);
            start.history.ask(new HistoryInquiry.Clear());
            assertEquals(new HistoryEvent.Cleared(21), start.next(HistoryEvent.Cleared.class));
            assertEquals(List.of(), files());
            start.show(new ChatEvent.CaughtUp(List.of(Spoken.said(19, "line 19"))), Spoken.said(22, "after"));
            assertEquals("after", assertInstanceOf(ChatEvent.Said.class, start.next(ChatEvent.class)).text());
        }
        try (StartedHistory start = start()) {
            assertEquals(List.of("after"), start.opened());
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        start().close();
        assertFalse(
                Files.getPosixFilePermissions(folder()).stream().anyMatch(right -> !right.name().startsWith("OWN")));
    }
}
