package floodchat.front.tui.widget;

import floodchat.front.Roster;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.HistoryQuery;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page with what a search in the history found, in place of the messages, the newest first; the line below it is
 * the query. Owned by the thread that owns the screen.
 */
public final class SearchPage {
    /** Nobody looks through more; one more word makes it fewer. About 0.5 MB. */
    public static final int MAX_HITS = 1_000;

    private static final int MAX_QUERY_LENGTH = 200;

    private static final Prompt PROMPT = new Prompt("search", "search", StyleToken.ACCENT);
    private static final String TITLE = "Search ";
    private static final String RULE = "─── ";
    private static final String NONE = "no line has that";
    private static final String SEARCHING = "searching…";

    private static final List<String> ADVICE = List.of(
            "Words that a line has, in any order. A capital letter: case matters.",
            "from:bob  what bob said",
            "in:everyone  what everyone read",
            "in:bob  private lines with bob",
            "since:2026-11-01  from this day on");

    private final Editor editor = new Editor();
    private final ZoneId zone;
    private final List<HistoryLine> hits = new ArrayList<>();
    private HistoryQuery query = HistoryQuery.ALL;

    /** Whether all hits are here. */
    private boolean complete;

    /** Why nothing is found; null if that is not known. */
    private @Nullable String problem;

    /** The hit that Enter goes to, counted from the newest. */
    private int chosen;

    /** The first hit that is shown. */
    private int top;

    /** What Tab has written; null if the last key was another. */
    private @Nullable QueryCompletion completion;

    public SearchPage(ZoneId zone) {
        this.zone = zone;
    }

    // ---- the query

    /** Another query. */
    public void write(String words) {
        editor.clear();
        insert(words);
    }

    private void insert(String text) {
        int room = MAX_QUERY_LENGTH - editor.text().length();
        editor.insert(PasteFilter.clean(text, room).replace('\n', ' '));
    }

    /** What is to be searched, if the query has become another one; else null. */
    public HistoryInquiry.@Nullable Search takeInquiry() {
        HistoryQuery next = HistoryQuery.parse(editor.text(), zone);
        if (next.equals(query)) {
            return null;
        }
        query = next;
        hits.clear();
        complete = false;
        problem = next.problem();
        chosen = 0;
        top = 0;
        return isSearched() ? new HistoryInquiry.Search(query, MAX_HITS) : null;
    }

    /** Whether there is something to look for. */
    private boolean isSearched() {
        return query.problem() == null && !query.equals(HistoryQuery.ALL);
    }

    /** The line as it is drawn. */
    public InputBox box(int columns) {
        return InputBox.of(PROMPT, editor.text(), editor.cursor(), columns, 1);
    }

    // ---- keys

    /** Takes a key that neither goes to a hit nor leaves. */
    public void press(Key key, WindowLayout layout, Roster roster) {
        QueryCompletion before = completion;
        completion = null;
        if (key.equals(Key.named(Key.Name.TAB))) {
            complete(before == null
                    ? QueryCompletion.at(editor.text(), editor.cursor(), roster)
                    : before.next());
        } else if (key instanceof Key.Pasted pasted) {
            insert(pasted.text());
        } else if (!choose(key, layout) && (!isLetter(key) || editor.text().length() < MAX_QUERY_LENGTH)) {
            EditorKeys.apply(key, editor);
        }
    }

    private static boolean isLetter(Key key) {
        return key instanceof Key.Typed(int _, boolean ctrl, boolean alt) && !ctrl && !alt;
    }

    private void complete(@Nullable QueryCompletion next) {
        completion = next;
        if (next != null) {
            editor.replace(next.start(), editor.cursor(), next.text());
        }
    }

    /** Chooses another hit; false if the key does not. */
    private boolean choose(Key key, WindowLayout layout) {
        if (Key.isControl(key, 's') || Key.isControl(key, 'n')) {
            move(1);
        } else if (Key.isControl(key, 'p')) {
            move(-1);
        } else {
            return key instanceof Key.Named named && scroll(named, layout);
        }
        return true;
    }

    /** Chooses another hit; false if the key does not. */
    public boolean scroll(Key.Named key, WindowLayout layout) {
        int page = Math.max(1, height(layout) / 2);
        switch (key.name()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-page);
            case PAGE_DOWN -> move(page);
            case HOME, END -> {
                if (!key.ctrl()) {
                    return false;
                }
                move(key.name() == Key.Name.HOME ? -hits.size() : hits.size());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void move(int step) {
        chosen = Math.clamp(chosen + (long) step, 0, Math.max(0, hits.size() - 1));
    }

    /** The hit that is chosen; null if there is none. */
    public @Nullable HistoryLine chosen() {
        return hits.isEmpty() ? null : hits.get(chosen);
    }

    // ---- answers

    /** Takes hits. Those of another query are dropped, and those that are here already. */
    public void take(HistoryEvent.Found found) {
        if (!found.inquiry().query().equals(query)) {
            return;
        }
        for (HistoryLine hit : found.hits()) {
            boolean isNext = hits.isEmpty() || hit.position().compareTo(hits.getLast().position()) < 0;
            if (isNext && hits.size() < MAX_HITS) {
                hits.add(hit);
            }
        }
        complete = found.complete();
    }

    /** The search is not done. */
    public void refused(HistoryInquiry.Search inquiry, String reason) {
        if (inquiry.query().equals(query)) {
            problem = reason;
            complete = true;
        }
    }

    // ---- drawing

    /** The rows of the hits: the first row of the page is its title. */
    private static int height(WindowLayout layout) {
        return Math.max(1, layout.paneRows() - 1);
    }

    /** @param news how many messages came since the page was opened */
    public void paint(Canvas canvas, WindowLayout layout, Roster roster, long news) {
        paintTitle(canvas, layout, news);
        List<Row> rows = rows(layout, roster);
        for (int i = 0; i < Math.min(rows.size(), height(layout)); i++) {
            canvas.put(0, 1 + i, rows.get(i), layout.columns());
        }
    }

    private void paintTitle(Canvas canvas, WindowLayout layout, long news) {
        int columns = layout.columns();
        if (layout.isSmall()) {
            String words = counter().isEmpty() ? TITLE : counter();
            canvas.put(0, 0, Graphemes.fit(words, columns), StyleToken.STRONG, columns);
            return;
        }
        canvas.fill(0, 0, '─', StyleToken.QUIET, columns);
        canvas.put(RULE.length() - 1, 0, " " + TITLE, StyleToken.STRONG, columns);
        String fresh = news == 0 ? "" : String.format(Locale.ROOT, " %,d new ·", news);
        String count = counter().isEmpty() ? "" : " " + counter() + " ";
        Row words = new Row(List.of(new Span(fresh, StyleToken.ACCENT), new Span(count, StyleToken.TEXT)));
        canvas.put(columns - RULE.length() + 1 - words.width(), 0, words, columns);
    }

    /** Such as {@code 3 of 17…}; the dots say that the search goes on. */
    String counter() {
        if (!isSearched() || problem != null) {
            return "";
        }
        if (hits.isEmpty()) {
            return complete ? NONE : SEARCHING;
        }
        String more = complete ? hits.size() == MAX_HITS ? "+" : "" : "…";
        return String.format(Locale.ROOT, "%,d of %,d%s", chosen + 1, hits.size(), more);
    }

    private List<Row> rows(WindowLayout layout, Roster roster) {
        if (problem != null) {
            return words(problem, StyleToken.WARNING, layout.columns());
        }
        if (!isSearched()) {
            return ADVICE.stream()
                    .flatMap(sentence -> words(sentence, StyleToken.QUIET, layout.columns()).stream())
                    .toList();
        }
        return hits.isEmpty() ? List.of() : hits(layout, roster);
    }

    private static List<Row> words(String sentence, StyleToken style, int columns) {
        return Wrapping.wrap(List.of(), List.of(new Span(sentence, style)), 2, columns);
    }

    /** Hits around the one that is chosen, which is seen to its end. */
    private List<Row> hits(WindowLayout layout, Roster roster) {
        HitLayout lines = new HitLayout(roster, query, layout.columns(), zone);
        top = Math.min(top, chosen);
        while (top < chosen && rowsTo(chosen, lines) > height(layout)) {
            top++;
        }
        List<Row> rows = new ArrayList<>();
        for (int i = top; i < hits.size() && rows.size() < height(layout); i++) {
            rows.addAll(rows(i, lines));
        }
        return rows;
    }

    private int rowsTo(int last, HitLayout lines) {
        int rows = 0;
        for (int i = top; i <= last; i++) {
            rows += rows(i, lines).size();
        }
        return rows;
    }

    private List<Row> rows(int index, HitLayout lines) {
        HistoryLine hit = hits.get(index);
        return lines.rows(hit, hits.get(Math.max(0, index - 1)), index == top, index == chosen);
    }
}
