package floodchat.node.store.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much is kept, and what goes first. */
@Timeout(30)
class RetentionTest {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int YEAR_DAYS = 365;
    private static final String LONG_TEXT = "x".repeat(1_000);

    @TempDir
    Path home;

    private long wallMs = Spoken.START_MS;
    private Retention retention = Retention.DEFAULT;

    private StartedHistory start() {
        return new StartedHistory(home, retention, true, () -> wallMs);
    }

    /** A file of October and one of November. */
    private void writeTwoMonths() throws InterruptedException {
        for (long daysAgo = 30; daysAgo >= 0; daysAgo -= 30) {
            wallMs = Spoken.START_MS - daysAgo * DAY_MS;
            try (StartedHistory writing = start()) {
                writing.write(Spoken.said(-(int) TimeUnit.DAYS.toSeconds(daysAgo), "line"));
            }
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (String file : files()) {
            bytes += Files.size(home.resolve(file));
        }
        return bytes;
    }

    @Test
    void aMonthWhoseLastDayIsTooOldIsDeletedAtTheStart() throws Exception {
        writeTwoMonths();
        retention = new Retention(22, 100);
        start().close();
        assertEquals(List.of("2026-10.log", "2026-11.log"), files());
        retention = new Retention(21, 100);
        start().close();
        assertEquals(List.of("2026-11.log"), files());
    }

    @Test
    void aClockThatIsFarAheadDeletesNothing() throws Exception {
        writeTwoMonths();
        wallMs = Spoken.START_MS + 10L * YEAR_DAYS * DAY_MS;
        for (int i = 0; i < 2; i++) { // the second time our own line has that time, too
            try (StartedHistory start = start()) {
                start.write(Spoken.own(10 + i, "my clock is wrong"));
            }
        }
        wallMs = Spoken.START_MS;
        try (StartedHistory start = start()) {
            start.write(Spoken.said(20, "my clock is right"));
        }
        try (StartedHistory start = start()) {
            assertEquals(
                    List.of("line", "line", "my clock is wrong", "my clock is wrong", "my clock is right"),
                    start.opened());
        }
    }

    @Test
    void aNewerLineOfSomebodyElseMakesOldMonthsGo() throws Exception {
        writeTwoMonths();
        wallMs = Spoken.START_MS + 2L * YEAR_DAYS * DAY_MS;
        start().close();
        assertEquals(List.of("2026-10.log", "2026-11.log"), files());
        try (StartedHistory start = start()) {
            start.write(Spoken.said((int) TimeUnit.DAYS.toSeconds(2 * YEAR_DAYS), "years later"));
        }
        assertEquals(List.of("2028-11.log"), files());
    }

    @Test
    void ownLinesGrowOldToo() throws Exception {
        for (long years = 0; years <= 2; years += 2) {
            wallMs = Spoken.START_MS + years * YEAR_DAYS * DAY_MS;
            try (StartedHistory writing = start()) {
                writing.write(Spoken.own((int) years, "alone"));
            }
        }
        assertEquals(List.of("2028-11.log"), files());
    }

    @Test
    void theOldestMonthsAreDeletedIfAllAreTooLarge() throws Exception {
        writeTwoMonths();
        Files.write(home.resolve("2026-09.log"), new byte[1_000_000]);
        Files.write(home.resolve("2026-09.log.damaged"), new byte[1_000]);
        retention = new Retention(YEAR_DAYS, 1);
        start().close();
        assertEquals(List.of("2026-10.log", "2026-11.log"), files());
    }

    @Test
    void inAFloodTheOldestLinesOfTheMonthGoAndTheNewestAreKept() throws Exception {
        retention = new Retention(YEAR_DAYS, 1);
        int lines = 3_000;
        try (StartedHistory start = start()) {
            for (int i = 1; i <= lines; i += 20) {
                start.write(flood(i, 20));
                assertTrue(bytes() <= 1_000_000, bytes() + " bytes after " + i);
            }
        }
        try (StartedHistory start = start()) {
            assertEquals(3_000, number(start.opened().getLast()));
            List<String> kept = StartedHistory.texts(start.older(HistoryPosition.END, lines));
            assertEquals(IntStream.rangeClosed(lines - kept.size() + 1, lines).boxed().toList(),
                    kept.stream().map(RetentionTest::number).toList());
            assertTrue(kept.size() > 800, kept.size() + " lines");
        }
    }

    private static ChatEvent[] flood(int first, int lines) {
        return IntStream.range(first, first + lines)
                .mapToObj(i -> Spoken.said(i, i + " " + LONG_TEXT))
                .toArray(ChatEvent[]::new);
    }

    /** A file is longer by what is written at once. */
    private static void writeByTwenties(StartedHistory start, int first, int last) throws InterruptedException {
        for (int i = first; i <= last; i += 20) {
            start.write(flood(i, 20));
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    @Test
    void whoReadsInAFloodHoldsNoMoreThanWhatIsKept() throws Exception {
        retention = new Retention(YEAR_DAYS, 1);
        try (StartedHistory start = start()) {
            start.write(flood(1, 100));
            start.loaded();
            HistoryLine first = start.older(HistoryPosition.END, 100).getFirst();
            writeByTwenties(start, 101, 3_000);
            List<HistoryLine> all = start.older(HistoryPosition.END, 3_000);
            assertTrue(all.size() < 1_000, all.size() + " lines");
            assertEquals(3_000, number(all.getLast().spoken().text()));
            assertEquals(List.of(), start.older(first.position(), 10));
            assertEquals(List.of(all.getLast().spoken().text()), start.search("3000", 9));
        }
    }

    @Test
    void aLineStaysAtItsPositionWhenOlderOnesGo() throws Exception {
        retention = new Retention(YEAR_DAYS, 1);
        try (StartedHistory start = start()) {
            writeByTwenties(start, 1, 800);
            HistoryLine line = start.older(HistoryPosition.END, 1).getFirst();
            writeByTwenties(start, 801, 1_100);
            assertEquals(
                    List.of(799), numbers(start.older(line.position(), 1)));
        }
        List<String> files = files();
        assertTrue(files.size() > 5 && !files.contains("2026-11.log"), files.toString());
    }

    private static List<Integer> numbers(List<HistoryLine> lines) {
        List<Integer> numbers = new ArrayList<>();
        lines.forEach(line -> numbers.add(number(line.spoken().text())));
        return numbers;
    }
}
