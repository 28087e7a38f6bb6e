package floodchat.front.tui;

import floodchat.front.Line;
import floodchat.front.Mentions;
import floodchat.front.Roster;
import floodchat.front.Transcript;
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
 * The lines of a transcript as rows of a pane this wide. A time is not repeated within its minute, a day is told once,
 * comings and goings take one quiet row. Only what is asked for is laid out. For the thread that owns the screen.
 *
 * @param zone asked once there is a time to show: to find it out takes longer than to draw the first frame
 * @param readUpTo the number of the last line that was read, 0 for none: a mark is drawn behind it
 */
record MessageLayout(Transcript transcript, int width, TuiSettings.Time time, Supplier<ZoneId> zone, long readUpTo) {
    /** Below this the time would take a column in six. */
    private static final int COLUMNS_FOR_TIMES = 50;

    private static final int MIN_NAME_COLUMNS = 8;
    private static final int MAX_NAME_COLUMNS = 24;

    /** The rows of the line at this place of the transcript. */
    List<Row> rows(int index) {
        Line line = transcript.lines().get(index);
        Line before = index == 0 ? null : transcript.lines().get(index - 1);
        List<Row> rows = new ArrayList<>();
        if (before == null || !date(before).equals(date(line))) {
            rows.add(rule(Dates.inWords(date(line)), Ink.QUIET));
        }
        if (before != null && before.number() == readUpTo) {
            rows.add(rule("new", Ink.ACCENT));
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

    private Row rule(String words, Ink ink) {
        int rest = Math.max(0, width - words.length() - 5);
        return Row.of("─── " + words + " " + "─".repeat(rest), ink);
    }

    private List<Row> wrapped(Line line, @Nullable Line before) {
        List<Span> prefix = new ArrayList<>();
        String clock = clock(line);
        boolean repeated =
                before != null && clock.equals(clock(before)) && date(before).equals(date(line));
        prefix.add(new Span(repeated ? " ".repeat(clock.length()) : clock, Ink.QUIET));
        int margin = clock.length();
        return switch (line) {
            case Line.Spoken spoken -> spoken(spoken, prefix, margin);
            case Line.Moved moved -> quiet(Sentences.of(moved.movements(), roster()), "·", Ink.QUIET, prefix, margin);
            case Line.Remark remark when remark.refusal() -> quiet(remark.sentence(), "!", Ink.WARNING, prefix, margin);
            case Line.Remark remark -> quiet(remark.sentence(), "·", Ink.QUIET, prefix, margin);
        };
    }

    private Roster roster() {
        return transcript.roster();
    }

    private String clock(Line line) {
        return width < COLUMNS_FOR_TIMES ? "" : Dates.clock(at(line), time);
    }

    private List<Row> quiet(String sentence, String mark, Ink ink, List<Span> prefix, int margin) {
        prefix.add(new Span(mark + " ", ink));
        return Wrapping.wrap(prefix, List.of(new Span(sentence, ink)), margin + 2, width);
    }

    private List<Row> spoken(Line.Spoken line, List<Span> prefix, int margin) {
        boolean named = isNamed(line);
        prefix.add(mark(line, named));
        if (line.direct()) {
            prefix.add(new Span("(direct) ", Ink.DIRECT));
        }
        prefix.add(name(line.from()));
        Person to = line.to();
        if (to != null && line.own()) {
            prefix.add(new Span(" to ", Ink.DIRECT));
            prefix.add(name(to));
        }
        prefix.add(new Span(" -> ", line.direct() ? Ink.DIRECT : Ink.QUIET));
        return Wrapping.wrap(prefix, text(line), margin + 4, width);
    }

    private static Span mark(Line.Spoken line, boolean named) {
        if (line.own()) {
            boolean sent = line.delivery() == Delivery.SENT;
            return new Span(sent ? "✓ " : "… ", Ink.QUIET);
        }
        if (line.earlier()) {
            return new Span("‹ ", Ink.QUIET);
        }
        if (line.direct()) {
            return new Span("▌ ", Ink.DIRECT);
        }
        return named ? new Span("▌ ", Ink.ACCENT) : new Span("  ", Ink.TEXT);
    }

    private Span name(Person person) {
        int columns = Math.clamp(width / 3, MIN_NAME_COLUMNS, MAX_NAME_COLUMNS);
        return new Span(Graphemes.fit(roster().label(person), columns), Ink.of(person));
    }

    private boolean isNamed(Line.Spoken line) {
        Person self = roster().self();
        return self != null
                && !line.own()
                && !Mentions.of(self.name(), line.text()).isEmpty();
    }

    private List<Span> text(Line.Spoken line) {
        Person self = roster().self();
        Ink ink = line.earlier() ? Ink.QUIET : Ink.TEXT;
        if (self == null || line.own()) {
            return List.of(new Span(line.text(), ink));
        }
        List<Span> spans = new ArrayList<>();
        int done = 0;
        for (int start : Mentions.of(self.name(), line.text())) {
            spans.add(new Span(line.text().substring(done, start), ink));
            done = start + self.name().length();
            spans.add(new Span(line.text().substring(start, done), Ink.MENTION));
        }
        spans.add(new Span(line.text().substring(done), ink));
        return spans;
    }
}
