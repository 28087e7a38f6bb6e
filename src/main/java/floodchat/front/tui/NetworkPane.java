package floodchat.front.tui;

import floodchat.front.LinkStatus;
import floodchat.front.NetworkWords;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Draws the network page in the place of the messages: first what is wrong, then the links, then what else there is to know. Pure, but for the canvas.
 */
final class NetworkPane {
    private static final String RULE = "─── ";
    private static final int NAME_COLUMNS = 10;
    private static final int MARK_COLUMNS = 2;

    /** With fewer rows than this there is no room for blank ones. */
    private static final int ROWS_FOR_BLANKS = 14;

    private final NetworkPage page;
    private final int people;
    private final ZoneId zone;
    private final Instant now;

    /** @param people how many are here */
    NetworkPane(NetworkPage page, int people, ZoneId zone, Instant now) {
        this.page = page;
        this.people = people;
        this.zone = zone;
        this.now = now;
    }

    /** How many rows are seen at once. */
    static int pageRows(Frame frame) {
        return Math.max(1, frame.paneRows() - 1);
    }

    void paint(Canvas canvas, Frame frame, long newLines) {
        List<Row> rows = rows(frame);
        int shown = pageRows(frame);
        int top = Math.clamp(page.top(), 0, Math.max(0, rows.size() - shown));
        title(canvas, frame, newLines, top + shown < rows.size());
        for (int i = 0; i < shown && top + i < rows.size(); i++) {
            canvas.put(0, 1 + i, rows.get(top + i), frame.columns());
        }
    }

    private static void title(Canvas canvas, Frame frame, long newLines, boolean more) {
        canvas.fill(0, 0, '─', Ink.QUIET, frame.columns());
        int end = canvas.put(RULE.length(), 0, "Network ", Ink.STRONG, frame.columns());
        canvas.put(RULE.length() - 1, 0, " ", Ink.QUIET, frame.columns());
        for (Row words : titles(newLines, more)) {
            int left = frame.columns() - RULE.length() + 1 - words.width();
            if (left > end) {
                canvas.put(left, 0, words, frame.columns());
                return;
            }
        }
    }

    /** What stands at the right, from the fullest words to the fewest. */
    private static List<Row> titles(long newLines, boolean more) {
        List<String> news = newLines == 0
                ? List.of("")
                : List.of(" " + newLines + (newLines == 1 ? " new line ·" : " new lines ·"), " " + newLines + " new ·");
        List<String> keys = more ? List.of(" PgDn: more · F3: back ", " F3: back ") : List.of(" F3: back ");
        return keys.stream()
                .flatMap(key -> news.stream().map(one -> title(one, key)))
                .toList();
    }

    private static Row title(String news, String keys) {
        return new Row(List.of(new Span(news, Ink.ACCENT), new Span(keys, Ink.QUIET)));
    }

    /** The whole page, as wide as the window lets it be. */
    List<Row> rows(Frame frame) {
        FloodEvent.Inspected answer = page.answer();
        if (answer == null) {
            return List.of(Row.of(page.isStale(now) ? "The network does not answer." : "asking…", Ink.QUIET));
        }
        int columns = frame.columns();
        List<Row> rows = new ArrayList<>(health(answer, columns));
        blank(rows, frame);
        if (!answer.report().links().isEmpty()) {
            rows.addAll(new LinkTable(LinkStatus.of(answer), columns).rows());
            blank(rows, frame);
        }
        for (NetworkWords.Figure figure : NetworkWords.figures(answer.report(), people, clock())) {
            rows.addAll(figure(figure, columns));
        }
        return rows;
    }

    private static void blank(List<Row> rows, Frame frame) {
        if (frame.paneRows() >= ROWS_FOR_BLANKS) {
            rows.add(new Row(List.of()));
        }
    }

    private List<Row> health(FloodEvent.Inspected answer, int columns) {
        List<Row> rows = new ArrayList<>();
        if (page.isStale(now)) {
            String since = clock().apply(page.answeredAt());
            rows.addAll(
                    sentence("! ", "The network does not answer; this is from " + since + ".", Ink.WARNING, columns));
        }
        NetworkWords.Health health = NetworkWords.health(answer, now, clock());
        for (String sentence : health.sentences()) {
            rows.addAll(sentence(
                    health.good() ? "✓ " : "! ", sentence, health.good() ? Ink.TEXT : Ink.WARNING, columns));
        }
        return rows;
    }

    private static List<Row> sentence(String mark, String words, Ink ink, int columns) {
        return Wrapping.wrap(List.of(new Span(mark, ink)), List.of(new Span(words, ink)), MARK_COLUMNS, columns);
    }

    private static List<Row> figure(NetworkWords.Figure figure, int columns) {
        String name = "  " + figure.name();
        Span prefix = new Span(name + " ".repeat(NAME_COLUMNS - name.length()), Ink.QUIET);
        return Wrapping.wrap(List.of(prefix), List.of(new Span(figure.words(), Ink.TEXT)), NAME_COLUMNS, columns);
    }

    /** The time of the day, and the day where it is another one. */
    private Function<Instant, String> clock() {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return at -> {
            LocalDateTime local = LocalDateTime.ofInstant(at, zone);
            String time = Dates.clock(local, TuiSettings.Time.SECONDS).strip();
            return local.toLocalDate().equals(today) ? time : Dates.inWords(local.toLocalDate()) + ", " + time;
        };
    }
}
