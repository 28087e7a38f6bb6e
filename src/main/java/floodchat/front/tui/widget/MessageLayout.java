package floodchat.front.tui.widget;

import floodchat.front.Mentions;
import floodchat.front.Roster;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Links;
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
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the entries of a transcript as rows of this width. A time is not repeated within its minute, a day is
 * written once, and people who come and go take one quiet row. A row that continues a text begins with a bar, where a
 * name begins in other rows: so no text can look like another person's line. A long entry is folded, and the row that
 * says so begins there with {@code …}. Only the entries that are asked for are laid out. For the thread that owns the
 * screen.
 *
 * @param entries those that are shown, the oldest first
 * @param roster of the transcript that they are from
 * @param zone asked when there is a time to show: finding it takes longer than the first frame
 * @param line stands where the person stopped reading
 * @param opened the numbers of long entries that are not folded
 * @param top a few words above the first entry; null for none
 * @param found the number of the line that a search found; 0 for none
 * @param chosen the number of the message that is marked as chosen; 0 for none
 */
record MessageLayout(List<TranscriptEntry> entries, Roster roster, int width, TimeFormat time, Supplier<ZoneId> zone,
        LastReadLine line, Set<Long> opened, @Nullable String top, long found,
        long chosen) implements Viewport.Content {
    /** In front of the line that a search found. */
    private static final String FOUND = "»";

    /** A longer entry is folded. It fits in a window of 80 x 24. */
    static final int MAX_ROWS = 20;

    /** How many rows of a folded entry are shown, so that never only a few are hidden. */
    private static final int FOLDED_ROWS = 12;

    /** In a narrower pane the time would take more than a tenth of the columns. */
    private static final int MIN_COLUMNS_WITH_TIME = 50;

    /** What stands before a name: a mark of up to two columns, and a blank. */
    private static final int MARK_COLUMNS = 3;

    /** The line before the words of a rule, a blank on both sides, and a piece of the line behind them. */
    private static final int RULE_COLUMNS = 5;

    /** A suffix, and two columns of the name with {@code …}. */
    private static final int MIN_NAME_COLUMNS = 11;

    private static final int MAX_NAME_COLUMNS = 24;

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public long number(int index) {
        return entries.get(index).number();
    }

    @Override
    public List<Row> rows(int index) {
        TranscriptEntry entry = entries.get(index);
        TranscriptEntry before = index == 0 ? null : entries.get(index - 1);
        List<Row> rows = new ArrayList<>();
        if (before == null && top != null) {
            rows.add(topRow(top));
        }
        if (before == null || !date(before).equals(date(entry))) {
            rows.add(rule(Dates.inWords(date(entry)), StyleToken.QUIET));
        }
        if (entry.number() == line.above()) {
            rows.add(rule(line.words(), StyleToken.ACCENT));
        }
        List<Row> wrapped = new ArrayList<>(wrapped(entry, before));
        wrapped.set(0, wrapped.getFirst().withMargin(clock(entry).length() + MARK_COLUMNS));
        List<Row> shown =
                wrapped.size() > MAX_ROWS && !opened.contains(entry.number()) ? folded(entry, wrapped) : wrapped;
        rows.addAll(entry.number() == chosen ? ChosenMark.on(shown, clock(entry).length(), MARK_COLUMNS) : shown);
        return rows;
    }

    Row topRow(String words) {
        return Row.of(Graphemes.fit(words, width), StyleToken.QUIET).withMargin(width);
    }

    /** Which entry the line stands above where the person stopped reading; -1 for none. */
    int indexOfLine() {
        return indexOf(line.above());
    }

    /** Which entry has this number; -1 for none. */
    int indexOf(long number) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    /** Whether somebody has said it, and not the program. */
    boolean isMessage(int index) {
        return entries.get(index) instanceof TranscriptEntry.Spoken;
    }

    /** Whether the entry has more rows than are shown unasked. */
    boolean isLong(int index) {
        TranscriptEntry entry = entries.get(index);
        return wrapped(entry, null).size() > MAX_ROWS;
    }

    private List<Row> folded(TranscriptEntry entry, List<Row> rows) {
        String hidden = String.format(Locale.ROOT, "… %,d more lines, F4 shows them", rows.size() - FOLDED_ROWS);
        List<Row> folded = new ArrayList<>(rows.subList(0, FOLDED_ROWS));
        int margin = clock(entry).length();
        List<Span> start = List.of(indent(margin));
        folded.addAll(Wrapping.wrap(start, List.of(new Span(hidden, StyleToken.ACCENT)), continuation(margin), width)
                .stream()
                .map(row -> row.withMargin(width))
                .toList());
        return folded;
    }

    private LocalDate date(TranscriptEntry entry) {
        return at(entry).toLocalDate();
    }

    private LocalDateTime at(TranscriptEntry entry) {
        return LocalDateTime.ofInstant(entry.at(), zone.get());
    }

    private Row rule(String words, StyleToken style) {
        String fitting = Graphemes.fit(words, Math.max(1, width - RULE_COLUMNS));
        int rest = Math.max(0, width - fitting.length() - RULE_COLUMNS);
        return Row.of("─── " + fitting + " " + "─".repeat(rest), style).withMargin(width);
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
                quiet(changed.changes().inWords(roster()), "·", StyleToken.QUIET, prefix, margin);
            case TranscriptEntry.Hidden hidden ->
                quiet(hidden.inWords(roster()), "·", StyleToken.QUIET, prefix, margin);
            case TranscriptEntry.Remark remark when remark.refusal() ->
                quiet(remark.inWords(), "!", StyleToken.WARNING, prefix, margin);
            case TranscriptEntry.Remark remark -> quiet(remark.inWords(), "·", StyleToken.QUIET, prefix, margin);
        };
    }

    private String clock(TranscriptEntry entry) {
        return width < MIN_COLUMNS_WITH_TIME ? "" : Dates.clock(at(entry), time);
    }

    private List<Row> quiet(String sentence, String mark, StyleToken style, List<Span> prefix, int margin) {
        prefix.add(mark(mark, style));
        return Wrapping.wrap(prefix, List.of(new Span(sentence, style)), continuation(margin), width);
    }

    /** The start of each row but the first of an entry. */
    private static List<Span> continuation(int margin) {
        return List.of(indent(margin), new Span("│ ", StyleToken.QUIET));
    }

    private static Span indent(int margin) {
        return new Span(" ".repeat(margin + MARK_COLUMNS), StyleToken.TEXT);
    }

    private List<Row> spoken(TranscriptEntry.Spoken entry, List<Span> prefix, int margin) {
        prefix.add(mark(entry));
        if (entry.direct()) {
            prefix.add(new Span("(direct) ", StyleToken.DIRECT));
        }
        prefix.add(name(entry.from()));
        if (entry.own()) {
            prefix.addAll(recipients(entry.recipients()));
        }
        prefix.add(new Span(" -> ", entry.direct() ? StyleToken.DIRECT : StyleToken.QUIET));
        List<Span> text = Links.mayBeIn(entry.text()) ? Links.marked(text(entry)) : text(entry);
        return Wrapping.wrap(prefix, text, continuation(margin), width);
    }

    private List<Span> recipients(List<Person> people) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            String before = i == 0 ? " to " : i < people.size() - 1 ? ", " : " and ";
            spans.add(new Span(before, StyleToken.DIRECT));
            spans.add(name(people.get(i)));
        }
        return spans;
    }

    private Span mark(TranscriptEntry.Spoken entry) {
        if (entry.number() == found) {
            return mark(FOUND, StyleToken.ACCENT);
        }
        if (entry.own()) {
            return mark(entry.progress());
        }
        boolean named = roster().isNamedIn(entry.text());
        if (entry.earlier()) {
            return mark(named || entry.direct() ? "‹▌" : "‹", StyleToken.QUIET);
        }
        if (entry.direct()) {
            return mark("▌", StyleToken.DIRECT);
        }
        return named ? mark("▌", StyleToken.ACCENT) : mark("", StyleToken.TEXT);
    }

    private static Span mark(Delivery delivery) {
        return switch (delivery) {
            case QUEUED -> mark("…", StyleToken.QUIET);
            case SENT -> mark("✓", StyleToken.QUIET);
            case SHOWN -> mark("✓✓", StyleToken.QUIET);
            case GIVEN_UP -> mark("✗", StyleToken.WARNING);
        };
    }

    /** @param signs each of one column */
    private static Span mark(String signs, StyleToken style) {
        return new Span(signs + " ".repeat(MARK_COLUMNS - signs.length()), style);
    }

    private Span name(Person person) {
        int columns = Math.clamp(width / 3, MIN_NAME_COLUMNS, MAX_NAME_COLUMNS);
        return PersonLabel.of(person, roster(), columns);
    }

    private List<Span> text(TranscriptEntry.Spoken entry) {
        Person self = roster().self();
        StyleToken old = entry.earlier() ? StyleToken.QUIET : StyleToken.TEXT;
        StyleToken style = entry.number() == found ? StyleToken.STRONG : old;
        if (self == null || entry.own()) {
            return List.of(new Span(entry.text(), style));
        }
        List<Span> spans = new ArrayList<>();
        int done = 0;
        for (Mentions.Place place : Mentions.of(self.name(), entry.text())) {
            spans.add(new Span(entry.text().substring(done, place.start()), style));
            done = place.end();
            spans.add(new Span(entry.text().substring(place.start(), done), StyleToken.MENTION));
        }
        spans.add(new Span(entry.text().substring(done), style));
        return spans;
    }
}
