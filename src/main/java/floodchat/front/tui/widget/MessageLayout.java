package floodchat.front.tui.widget;

import floodchat.front.Line;
import floodchat.front.Mentions;
import floodchat.front.PresenceChange;
import floodchat.front.Roster;
import floodchat.front.Transcript;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.Person;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the lines of a transcript as rows of this width. A time is not repeated within its minute, a day is written
 * once, and people who come and go take one quiet row. Only the lines that are asked for are laid out. For the thread
 * that owns the screen.
 *
 * @param zone asked when there is a time to show: finding it takes longer than the first frame
 * @param readUpTo the number of the last line that was read: a mark follows it; 0 for no mark
 */
record MessageLayout(Transcript transcript, int width, TimeFormat time, Supplier<ZoneId> zone,
        long readUpTo) implements Viewport.Content {
    /** In a narrower pane the time would take more than a tenth of the columns. */
    private static final int MIN_COLUMNS_WITH_TIME = 50;

    private static final int MIN_NAME_COLUMNS = 8;
    private static final int MAX_NAME_COLUMNS = 24;

    @Override
    public int size() {
        return transcript.lines().size();
    }

    @Override
    public long number(int index) {
        return transcript.lines().get(index).number();
    }

    @Override
    public List<Row> rows(int index) {
        Line line = transcript.lines().get(index);
        Line before = index == 0 ? null : transcript.lines().get(index - 1);
        List<Row> rows = new ArrayList<>();
        if (before == null || !date(before).equals(date(line))) {
            rows.add(rule(Dates.inWords(date(line)), StyleToken.QUIET));
        }
        if (before != null && before.number() == readUpTo) {
            rows.add(rule("new", StyleToken.ACCENT));
        }
        rows.addAll(wrapped(line, before));
        return rows;
    }

    private LocalDate date(Line line) {
        return at(line).toLocalDate();
    }

    private LocalDateTime at(Line line) {
        return LocalDateTime.ofInstant(line.at(), zone.get());
    }

    private Row rule(String words, StyleToken style) {
        int rest = Math.max(0, width - words.length() - 5);
        return Row.of("─── " + words + " " + "─".repeat(rest), style);
    }

    private List<Row> wrapped(Line line, @Nullable Line before) {
        List<Span> prefix = new ArrayList<>();
        String clock = clock(line);
        boolean repeated =
                before != null && clock.equals(clock(before)) && date(before).equals(date(line));
        prefix.add(new Span(repeated ? " ".repeat(clock.length()) : clock, StyleToken.QUIET));
        int margin = clock.length();
        return switch (line) {
            case Line.Spoken spoken -> spoken(spoken, prefix, margin);
            case Line.PresenceChanged changed ->
                quiet(PresenceChange.inWords(changed.changes(), roster()), "·", StyleToken.QUIET, prefix, margin);
            case Line.Remark remark when remark.refusal() ->
                quiet(remark.sentence(), "!", StyleToken.WARNING, prefix, margin);
            case Line.Remark remark -> quiet(remark.sentence(), "·", StyleToken.QUIET, prefix, margin);
        };
    }

    private Roster roster() {
        return transcript.roster();
    }

    private String clock(Line line) {
        return width < MIN_COLUMNS_WITH_TIME ? "" : Dates.clock(at(line), time);
    }

    private List<Row> quiet(String sentence, String mark, StyleToken style, List<Span> prefix, int margin) {
        prefix.add(new Span(mark + " ", style));
        return Wrapping.wrap(prefix, List.of(new Span(sentence, style)), margin + 2, width);
    }

    private List<Row> spoken(Line.Spoken line, List<Span> prefix, int margin) {
        prefix.add(mark(line));
        if (line.direct()) {
            prefix.add(new Span("(direct) ", StyleToken.DIRECT));
        }
        prefix.add(name(line.from()));
        Person to = line.to();
        if (to != null && line.own()) {
            prefix.add(new Span(" to ", StyleToken.DIRECT));
            prefix.add(name(to));
        }
        prefix.add(new Span(" -> ", line.direct() ? StyleToken.DIRECT : StyleToken.QUIET));
        return Wrapping.wrap(prefix, text(line), margin + 4, width);
    }

    private Span mark(Line.Spoken line) {
        if (line.own()) {
            boolean sent = line.delivery() == Delivery.SENT;
            return new Span(sent ? "✓ " : "… ", StyleToken.QUIET);
        }
        if (line.earlier()) {
            return new Span("‹ ", StyleToken.QUIET);
        }
        if (line.direct()) {
            return new Span("▌ ", StyleToken.DIRECT);
        }
        boolean named = roster().isNamedIn(line.text());
        return named ? new Span("▌ ", StyleToken.ACCENT) : new Span("  ", StyleToken.TEXT);
    }

    private Span name(Person person) {
        int columns = Math.clamp(width / 3, MIN_NAME_COLUMNS, MAX_NAME_COLUMNS);
        return new Span(Graphemes.fit(roster().label(person), columns), StyleToken.of(person));
    }

    private List<Span> text(Line.Spoken line) {
        Person self = roster().self();
        StyleToken style = line.earlier() ? StyleToken.QUIET : StyleToken.TEXT;
        if (self == null || line.own()) {
            return List.of(new Span(line.text(), style));
        }
        List<Span> spans = new ArrayList<>();
        int done = 0;
        for (int start : Mentions.of(self.name(), line.text())) {
            spans.add(new Span(line.text().substring(done, start), style));
            done = start + self.name().length();
            spans.add(new Span(line.text().substring(start, done), StyleToken.MENTION));
        }
        spans.add(new Span(line.text().substring(done), style));
        return spans;
    }
}
