package floodchat.front.tui.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Breaks a text into rows: at blanks, and within a word only if the word is wider than a row. Newlines are kept. All
 * rows but the first are indented, or begin with a mark. For one text and one thread.
 */
public final class Wrapping {
    /** A text has at least this many columns, however wide the indent is. */
    private static final int MIN_TEXT_COLUMNS = 4;

    private record Cell(String cluster, Span span, int width) {}

    private final int width;
    private final List<Span> margin;
    private final List<Row> rows = new ArrayList<>();
    private final List<Cell> word = new ArrayList<>();
    private Row.Builder row = new Row.Builder();
    private int wordWidth;
    private int start;

    /** How many blanks had no room at the end of the row. */
    private int blanksLeftOut;

    /** What stood between the last row and this one. */
    private @Nullable String joint;

    private Wrapping(int width, List<Span> margin) {
        this.width = width;
        this.margin = margin;
    }

    /**
     * @param prefix stands before the text in the first row
     * @param indent columns that stay free in all rows but the first
     */
    public static List<Row> wrap(List<Span> prefix, List<Span> text, int indent, int width) {
        int columns = Math.max(0, Math.min(indent, width - MIN_TEXT_COLUMNS));
        return wrap(prefix, text, List.of(new Span(" ".repeat(columns), StyleToken.TEXT)), width);
    }

    /**
     * @param prefix stands before the text in the first row
     * @param margin stands before the text in all rows but the first; narrower than the width
     */
    public static List<Row> wrap(List<Span> prefix, List<Span> text, List<Span> margin, int width) {
        Wrapping wrapping = new Wrapping(width, margin);
        wrapping.addPrefix(new Row(prefix));
        for (Span span : text) {
            wrapping.add(span);
        }
        wrapping.endWord();
        wrapping.endRow();
        return wrapping.rows;
    }

    /** The prefix stays whole, unless it is wider than a row. */
    private void addPrefix(Row prefix) {
        if (prefix.width() > width) {
            prefix.spans().forEach(this::add);
            return;
        }
        for (Span span : prefix.spans()) {
            row.add(span.text(), span.style(), span.link());
        }
        start = row.width();
    }

    private void add(Span span) {
        for (String cluster : Graphemes.of(span.text())) {
            if (cluster.equals("\n")) {
                endWord();
                nextRow("\n");
            } else if (cluster.equals(" ")) {
                endWord();
                blank(span.style());
            } else {
                Cell cell = new Cell(cluster, span, Graphemes.widthOfCluster(cluster));
                word.add(cell);
                wordWidth += cell.width();
            }
        }
    }

    private void blank(StyleToken style) {
        if (row.width() < width) {
            row.add(" ", style);
        } else {
            blanksLeftOut++;
        }
    }

    private void endWord() {
        if (row.width() + wordWidth > width && row.width() > start) {
            nextRow(" ".repeat(blanksLeftOut));
        }
        for (Cell cell : word) {
            if (row.width() + cell.width() > width) {
                nextRow("");
            }
            row.add(cell.cluster(), cell.span().style(), cell.span().link());
        }
        word.clear();
        wordWidth = 0;
    }

    /** @param between what stands in the text between the two rows */
    private void nextRow(String between) {
        endRow();
        joint = between;
        blanksLeftOut = 0;
        row = new Row.Builder();
        for (Span span : margin) {
            row.add(span.text(), span.style());
        }
        start = row.width();
    }

    private void endRow() {
        rows.add(row.build(joint == null ? 0 : start, joint));
    }
}
