package floodchat.front.tui.widget;

import floodchat.front.Roster;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Texts;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out what a search found as rows of this width: the day if it is another one than above, the time, who said it to
 * whom, and the part of the text with the words. For the thread that owns the screen.
 *
 * @param query whose words are marked
 */
record HitLayout(Roster roster, HistoryQuery query, int width, ZoneId zone) {
    /** A hit takes at most this many, and one for the day. */
    private static final int MAX_ROWS = 2;

    /** In a narrower window the time would take more than a tenth of the columns. */
    private static final int MIN_COLUMNS_WITH_TIME = 50;

    private static final String CHOSEN = "› ";
    private static final String LINE_BREAK = " ⏎ ";
    private static final String CUT = "…";

    /** The line before the words of a rule, a blank on both sides, and a piece of the line behind them. */
    private static final int RULE_COLUMNS = 5;

    private static final int MIN_NAME_COLUMNS = 11;
    private static final int MAX_NAME_COLUMNS = 24;

    /** How many characters are seen before the first word, if there is room. */
    private static final int CHARACTERS_BEFORE = 20;

    /**
     * @param above the hit above this one
     * @param first whether there is none above on the screen
     */
    List<Row> rows(HistoryLine hit, HistoryLine above, boolean first, boolean chosen) {
        List<Row> rows = new ArrayList<>();
        if (first || !at(hit).toLocalDate().equals(at(above).toLocalDate())) {
            rows.add(rule(Dates.inWords(at(hit).toLocalDate())));
        }
        List<Span> prefix = prefix(hit.spoken(), at(hit), chosen);
        StyleToken style = chosen ? StyleToken.STRONG : StyleToken.TEXT;
        List<Span> text = FoundWords.marked(part(hit.spoken().text(), new Row(prefix).width()), query, style);
        List<Span> margin = List.of(new Span("  ", StyleToken.TEXT), new Span("│ ", StyleToken.QUIET));
        List<Row> wrapped = Wrapping.wrap(prefix, text, margin, width);
        rows.addAll(wrapped.size() <= MAX_ROWS ? wrapped : cut(wrapped));
        return rows;
    }

    /** The last row that has room ends with an ellipsis. */
    private List<Row> cut(List<Row> rows) {
        List<Row> cut = new ArrayList<>(rows.subList(0, MAX_ROWS - 1));
        cut.add(cut(rows.get(MAX_ROWS - 1)));
        return cut;
    }

    private Row cut(Row row) {
        Row.Builder cut = new Row.Builder();
        for (Span span : row.spans()) {
            int room = width - cut.width();
            if (span.width() >= room) {
                return cut.add(Graphemes.fit(span.text() + CUT, room), span.style()).build();
            }
            cut.add(span.text(), span.style());
        }
        return cut.add(CUT, StyleToken.QUIET).build();
    }

    private LocalDateTime at(HistoryLine hit) {
        return LocalDateTime.ofInstant(hit.spoken().at(), zone);
    }

    private Row rule(String words) {
        String fitting = Graphemes.fit(words, Math.max(1, width - RULE_COLUMNS));
        int rest = Math.max(0, width - fitting.length() - RULE_COLUMNS);
        return Row.of("─── " + fitting + " " + "─".repeat(rest), StyleToken.QUIET);
    }

    private List<Span> prefix(ChatEvent.Spoken spoken, LocalDateTime at, boolean chosen) {
        List<Span> prefix = new ArrayList<>();
        prefix.add(new Span(chosen ? CHOSEN : " ".repeat(CHOSEN.length()), StyleToken.ACCENT));
        if (width >= MIN_COLUMNS_WITH_TIME) {
            prefix.add(new Span(Dates.clock(at, TimeFormat.MINUTES), StyleToken.QUIET));
        }
        switch (spoken) {
            case ChatEvent.Said said -> prefix.add(name(said.from()));
            case ChatEvent.Told told -> {
                prefix.add(new Span("(direct) ", StyleToken.DIRECT));
                prefix.add(name(told.from()));
                if (told.own()) {
                    prefix.add(new Span(" to ", StyleToken.DIRECT));
                    prefix.add(name(told.to()));
                }
            }
        }
        prefix.add(new Span(" -> ", spoken instanceof ChatEvent.Told ? StyleToken.DIRECT : StyleToken.QUIET));
        return prefix;
    }

    private Span name(Person person) {
        return PersonLabel.of(person, roster, Math.clamp(width / 3, MIN_NAME_COLUMNS, MAX_NAME_COLUMNS));
    }

    /** The text in one line; of a long one, the part that begins a little before the first word. */
    private String part(String text, int prefixColumns) {
        String line = Texts.clean(text).replace("\n", LINE_BREAK);
        int first = FoundWords.first(line, query);
        int before = Math.min(CHARACTERS_BEFORE, width / 4);
        int room = Math.max(before + 1, MAX_ROWS * width - prefixColumns - CHARACTERS_BEFORE);
        int start = first < room ? 0 : Graphemes.before(line, first - before);
        int end = Math.min(line.length(), start + (MAX_ROWS + 1) * width);
        String part = line.substring(start, end == line.length() ? end : Graphemes.before(line, end));
        return start == 0 ? part : CUT + part;
    }
}
