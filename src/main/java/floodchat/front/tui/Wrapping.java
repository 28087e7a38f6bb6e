package floodchat.front.tui;

import java.util.ArrayList;
import java.util.List;

/**
 * Text broken into rows: at blanks, within a word only where the word is wider than a row. Newlines are kept; rows
 * behind the first are indented. One use per text; for one thread.
 */
final class Wrapping {
    /** So many columns a text has at least, whatever stands before it. */
    private static final int LEAST_COLUMNS = 4;

    private record Cell(String cluster, Ink ink, int width) {}

    private final int width;
    private final int indent;
    private final List<Row> rows = new ArrayList<>();
    private final List<Cell> word = new ArrayList<>();
    private Row.Builder row = new Row.Builder();
    private int wordWidth;
    private int start;

    private Wrapping(int width, int indent) {
        this.width = width;
        this.indent = Math.max(0, Math.min(indent, width - LEAST_COLUMNS));
    }

    /**
     * @param prefix stands before the text in the first row
     * @param indent columns that the rows behind the first leave free
     */
    static List<Row> wrap(List<Span> prefix, List<Span> text, int indent, int width) {
        Wrapping wrapping = new Wrapping(width, indent);
        for (Span span : prefix) {
            wrapping.row.add(span.text(), span.ink());
        }
        wrapping.start = wrapping.row.width();
        for (Span span : text) {
            wrapping.add(span);
        }
        wrapping.endWord();
        wrapping.endRow();
        return wrapping.rows;
    }

    private void add(Span span) {
        for (String cluster : Graphemes.of(span.text())) {
            if (cluster.equals("\n")) {
                endWord();
                nextRow();
            } else if (cluster.equals(" ")) {
                endWord();
                blank(span.ink());
            } else {
                Cell cell = new Cell(cluster, span.ink(), Graphemes.widthOfCluster(cluster));
                word.add(cell);
                wordWidth += cell.width();
            }
        }
    }

    private void blank(Ink ink) {
        if (row.width() < width) {
            row.add(" ", ink);
        }
    }

    private void endWord() {
        if (row.width() + wordWidth > width && row.width() > start) {
            nextRow();
        }
        for (Cell cell : word) {
            if (row.width() + cell.width() > width) {
                nextRow();
            }
            row.add(cell.cluster(), cell.ink());
        }
        word.clear();
        wordWidth = 0;
    }

    private void nextRow() {
        endRow();
        row = new Row.Builder();
        row.add(" ".repeat(indent), Ink.TEXT);
        start = indent;
    }

    private void endRow() {
        rows.add(row.build());
    }
}
