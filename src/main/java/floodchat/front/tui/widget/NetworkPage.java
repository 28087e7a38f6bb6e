package floodchat.front.tui.widget;

import floodchat.front.LinkStatus;
import floodchat.front.NetworkWords;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page about the network, in place of the messages: what is wrong, the links, and a few figures. It exists while it
 * is open; it tells its owner when to ask the network again. Owned by the thread that owns the screen.
 */
public final class NetworkPage {
    private static final long PERIOD_MS = 1_000;

    /** Without an answer for this long, the page says so. */
    private static final long STALE_AFTER_MS = 4 * PERIOD_MS;

    private static final String RULE = "─── ";
    private static final int NAME_COLUMNS = 10;
    private static final int MARK_COLUMNS = 2;

    /** A lower page has no room for blank rows. */
    private static final int MIN_ROWS_WITH_BLANKS = 14;

    private final long lastEntryBefore;
    private final ZoneId zone;

    /** How many payloads the chat refused. */
    private Map<Refusal, Long> refusals = Map.of();

    private @Nullable String storageProblem;

    private final Viewport viewport = Viewport.startingAtTop();
    private long askAtMs;
    private long answeredAtMs;
    private Instant answeredAt;
    private boolean stale;
    private FloodEvent.@Nullable Inspected answer;

    /**
     * @param lastEntry the number of the newest entry of the conversation, which the page covers
     * @param nowMs by a clock that never goes back, as in the methods below: for waits
     * @param now for a person
     */
    public NetworkPage(long lastEntry, ZoneId zone, long nowMs, Instant now) {
        this.lastEntryBefore = lastEntry;
        this.zone = zone;
        this.askAtMs = nowMs;
        this.answeredAtMs = nowMs;
        this.answeredAt = now;
    }

    // ---- asking

    /** True once a period: it is time to ask the network. */
    public boolean takeDue(long nowMs) {
        stale = nowMs - answeredAtMs > STALE_AFTER_MS;
        boolean due = nowMs >= askAtMs;
        if (due) {
            askAtMs = nowMs + PERIOD_MS;
        }
        return due;
    }

    public long msUntilDue(long nowMs) {
        return Math.max(0, askAtMs - nowMs + 1);
    }

    public void answered(FloodEvent.Inspected latest, long nowMs, Instant now) {
        answer = latest;
        answeredAtMs = nowMs;
        answeredAt = now;
        stale = false;
    }

    // ---- scrolling

    /** False if the key does not scroll. @param lineIsEmpty whether Home and End are free */
    public boolean press(Key.Named key, WindowLayout layout, int people, boolean lineIsEmpty, Instant now) {
        int pageRows = pageRows(layout);
        return viewport.press(key, page(layout, people, now), pageRows, pageRows, lineIsEmpty);
    }

    private static int pageRows(WindowLayout layout) {
        return Math.max(1, layout.paneRows() - 1);
    }

    // ---- drawing

    /**
     * @param people how many are here
     * @param lastEntry the number of the newest entry of the conversation
     */
    public void paint(Canvas canvas, WindowLayout layout, int people, long lastEntry, Instant now) {
        Viewport.Page page = page(layout, people, now);
        List<Row> rows = viewport.view(page, pageRows(layout));
        canvas.scrolls(layout.columns(), 1 + rows.size());
        paintTitle(canvas, layout, lastEntry - lastEntryBefore, viewport.hasMore(page, pageRows(layout)));
        for (int i = 0; i < rows.size(); i++) {
            canvas.put(0, 1 + i, rows.get(i), layout.columns());
        }
    }

    private static void paintTitle(Canvas canvas, WindowLayout layout, long newLines, boolean more) {
        canvas.fill(0, 0, '─', StyleToken.QUIET, layout.columns());
        int end = canvas.put(RULE.length(), 0, "Network ", StyleToken.STRONG, layout.columns());
        canvas.put(RULE.length() - 1, 0, " ", StyleToken.QUIET, layout.columns());
        for (Row words : titles(newLines, more)) {
            int left = layout.columns() - RULE.length() + 1 - words.width();
            if (left > end) {
                canvas.put(left, 0, words, layout.columns());
                return;
            }
        }
    }

    /** The words at the right of the title, from the longest to the shortest. */
    private static List<Row> titles(long newLines, boolean more) {
        String lines = newLines == 1 ? " new line ·" : " new lines ·";
        List<String> news =
                newLines == 0 ? List.of("") : List.of(" " + newLines + lines, " " + newLines + " new ·");
        List<String> keys = more ? List.of(" PgDn: more · F3: back ", " F3: back ") : List.of(" F3: back ");
        return keys.stream()
                .flatMap(key -> news.stream().map(one -> title(one, key)))
                .toList();
    }

    private static Row title(String news, String keys) {
        return new Row(List.of(new Span(news, StyleToken.ACCENT), new Span(keys, StyleToken.QUIET)));
    }

    /** The chat has told how many payloads it refused. */
    public void refused(Map<Refusal, Long> counts) {
        refusals = counts;
    }

    /** Why private lines can't be kept; null if they can. */
    public void storageProblem(@Nullable String sentence) {
        storageProblem = sentence;
    }

    /** The whole page, wrapped to the width of the window. */
    private Viewport.Page page(WindowLayout layout, int people, Instant now) {
        return new Viewport.Page(rows(layout, people, now));
    }

    private List<Row> rows(WindowLayout layout, int people, Instant now) {
        if (answer == null) {
            return List.of(Row.of(stale ? "The network does not answer." : "asking…", StyleToken.QUIET));
        }
        int columns = layout.columns();
        List<Row> rows = new ArrayList<>(health(answer, columns, now));
        addBlank(rows, layout);
        if (!answer.report().links().isEmpty()) {
            rows.addAll(new LinkTable(LinkStatus.of(answer), columns).rows());
            addBlank(rows, layout);
        }
        for (NetworkWords.Figure figure : NetworkWords.figures(answer.report(), people, now, clock(now))) {
            rows.addAll(figure(figure, columns));
        }
        NetworkWords.Figure refused = NetworkWords.refused(refusals);
        if (refused != null) {
            rows.addAll(figure(refused, columns));
        }
        return rows;
    }

    private static void addBlank(List<Row> rows, WindowLayout layout) {
        if (layout.paneRows() >= MIN_ROWS_WITH_BLANKS) {
            rows.add(new Row(List.of()));
        }
    }

    private List<Row> health(FloodEvent.Inspected latest, int columns, Instant now) {
        List<Row> rows = new ArrayList<>();
        if (stale) {
            String since = clock(now).apply(answeredAt);
            rows.addAll(warning("The network does not answer; this is from " + since + ".", columns));
        }
        NetworkWords.Health health = NetworkWords.health(latest, storageProblem, now, clock(now));
        for (String sentence : health.sentences()) {
            rows.addAll(health.good()
                    ? sentence("✓ ", sentence, StyleToken.TEXT, columns)
                    : warning(sentence, columns));
        }
        return rows;
    }

    private static List<Row> warning(String sentence, int columns) {
        return sentence("! ", sentence, StyleToken.WARNING, columns);
    }

    private static List<Row> sentence(String mark, String sentence, StyleToken style, int columns) {
        return Wrapping.wrap(
                List.of(new Span(mark, style)), List.of(new Span(sentence, style)), MARK_COLUMNS, columns);
    }

    private static List<Row> figure(NetworkWords.Figure figure, int columns) {
        String name = "  " + figure.name();
        Span prefix = new Span(name + " ".repeat(NAME_COLUMNS - name.length()), StyleToken.QUIET);
        return Wrapping.wrap(
                List.of(prefix), List.of(new Span(figure.words(), StyleToken.TEXT)), NAME_COLUMNS, columns);
    }

    /** Writes the time; and the day, if it is not today. */
    private Function<Instant, String> clock(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return at -> {
            LocalDateTime local = LocalDateTime.ofInstant(at, zone);
            String time = Dates.clock(local, TimeFormat.SECONDS).strip();
            return local.toLocalDate().equals(today) ? time : Dates.inWords(local.toLocalDate()) + ", " + time;
        };
    }
}
