package floodchat.front.tui.widget;

import floodchat.front.Mentions;
import floodchat.front.PresenceChange;
import floodchat.front.Roster;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
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
 * Lays out the entries of a transcript as rows of this width. A time is not repeated within its minute, a day is
 * written once, and people who come and go take one quiet row. Only the entries that are asked for are laid out. For
 * the thread that owns the screen.
 *
 * @param zone asked when there is a time to show: finding it takes longer than the first frame
 * @param readUpTo the number of the last entry that was read: a mark follows it; 0 for no mark
 */
record MessageLayout(Transcript transcript, int width, TimeFormat time, Supplier<ZoneId> zone,
        long readUpTo) implements Viewport.Content {
    /** In a narrower pane the time would take more than a tenth of the columns. */
    private static final int MIN_COLUMNS_WITH_TIME = 50;

    private static final int MIN_NAME_COLUMNS = 8;
    private static final int MAX_NAME_COLUMNS = 24;

    @Override
    public int size() {
        return transcript.entries().size();
    }

    @Override
    public long number(int index) {
        return transcript.entries().get(index).number();
    }

    @Override
    public List<Row> rows(int index) {
        TranscriptEntry entry = transcript.entries().get(index);
        TranscriptEntry before = index == 0 ? null : transcript.entries().get(index - 1);
        List<Row> rows = new ArrayList<>();
        if (before == null || !date(before).equals(date(entry))) {
            rows.add(rule(Dates.inWords(date(entry)), StyleToken.QUIET));
        }
        if (before != null && before.number() == readUpTo) {
            rows.add(rule("new", StyleToken.ACCENT));
        }
        rows.addAll(wrapped(entry, before));
        return rows;
    }

    private LocalDate date(TranscriptEntry entry) {
        return at(entry).toLocalDate();
    }

    private LocalDateTime at(TranscriptEntry entry) {
        return LocalDateTime.ofInstant(entry.at(), zone.get());
    }

    private Row rule(String words, StyleToken style) {
        int rest = Math.max(0, width - words.length() - 5);
        return Row.of("─── " + words + " " + "─".repeat(rest), style);
    }

    private List<Row> wrapped(TranscriptEntry entry, @Nullable TranscriptEntry before) {
        List<Span> prefix = new ArrayList<>();
        String clock = clock(entry);
        boolean repeated =
                before != null && clock.equals(clock(before)) && date(before).equals(date(entry));
        prefix.add(new Span(repeated ? " ".repeat(clock.length()) : clock, StyleToken.QUIET));
        int margin = clock.length();
        return switch (entry) {
            case TranscriptEntry.Spoken spoken -> spoken(spoken, prefix, margin);
            case TranscriptEntry.PresenceChanged changed ->
                quiet(PresenceChange.inWords(changed.changes(), roster()), "·", StyleToken.QUIET, prefix, margin);
            case TranscriptEntry.Remark remark when remark.refusal() ->
                quiet(remark.sentence(), "!", StyleToken.WARNING, prefix, margin);
            case TranscriptEntry.Remark remark -> quiet(remark.sentence(), "·", StyleToken.QUIET, prefix, margin);
        };
    }

    private Roster roster() {
        return transcript.roster();
    }

    private String clock(TranscriptEntry entry) {
        return width < MIN_COLUMNS_WITH_TIME ? "" : Dates.clock(at(entry), time);
    }

    private List<Row> quiet(String sentence, String mark, StyleToken style, List<Span> prefix, int margin) {
        prefix.add(new Span(mark + " ", style));
        return Wrapping.wrap(prefix, List.of(new Span(sentence, style)), margin + 2, width);
    }

    private List<Row> spoken(TranscriptEntry.Spoken entry, List<Span> prefix, int margin) {
        prefix.add(mark(entry));
        if (entry.direct()) {
            prefix.add(new Span("(direct) ", StyleToken.DIRECT));
        }
        prefix.add(name(entry.from()));
        Person to = entry.to();
        if (to != null && entry.own()) {
            prefix.add(new Span(" to ", StyleToken.DIRECT));
            prefix.add(name(to));
        }
        prefix.add(new Span(" -> ", entry.direct() ? StyleToken.DIRECT : StyleToken.QUIET));
        return Wrapping.wrap(prefix, text(entry), margin + 4, width);
    }

    private Span mark(TranscriptEntry.Spoken entry) {
        if (entry.own()) {
            boolean sent = entry.delivery() == Delivery.SENT;
            return new Span(sent ? "✓ " : "… ", StyleToken.QUIET);
        }
        if (entry.earlier()) {
            return new Span("‹ ", StyleToken.QUIET);
        }
        if (entry.direct()) {
            return new Span("▌ ", StyleToken.DIRECT);
        }
        boolean named = roster().isNamedIn(entry.text());
        return named ? new Span("▌ ", StyleToken.ACCENT) : new Span("  ", StyleToken.TEXT);
    }

    private Span name(Person person) {
        int columns = Math.clamp(width / 3, MIN_NAME_COLUMNS, MAX_NAME_COLUMNS);
        return new Span(Graphemes.fit(roster().label(person), columns), StyleToken.ofPerson(person.key()));
    }

    private List<Span> text(TranscriptEntry.Spoken entry) {
        Person self = roster().self();
        StyleToken style = entry.earlier() ? StyleToken.QUIET : StyleToken.TEXT;
        if (self == null || entry.own()) {
            return List.of(new Span(entry.text(), style));
        }
        List<Span> spans = new ArrayList<>();
        int done = 0;
        for (int start : Mentions.of(self.name(), entry.text())) {
            spans.add(new Span(entry.text().substring(done, start), style));
            done = start + self.name().length();
            spans.add(new Span(entry.text().substring(start, done), StyleToken.MENTION));
        }
        spans.add(new Span(entry.text().substring(done), style));
        return spans;
    }
}
