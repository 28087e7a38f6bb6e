package floodchat.front.tui.widget;

import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Marks the rows of the chosen message: a sign before its name, and a bar along all of it. Pure. */
final class ChosenMark {
    private static final String SIGN = "»";

    private ChosenMark() {}

    /** @param column where the marks begin, behind the time @param columns how wide they are */
    static List<Row> on(List<Row> rows, int column, int columns) {
        List<Row> marked = new ArrayList<>();
        for (Row row : rows) {
            marked.add(marked(row, column, columns, marked.isEmpty() ? SIGN : " "));
        }
        return marked;
    }

    /** The same row; the sign stands in the last column of the marks, which is blank without it. */
    private static Row marked(Row row, int from, int columns, String sign) {
        List<Span> spans = new ArrayList<>();
        int column = 0;
        for (Span span : row.spans()) {
            for (String cluster : Graphemes.of(span.text())) {
                boolean inMark = column >= from && column < from + columns;
                String shown = column == from + columns - 1 ? sign : cluster;
                add(new Span(shown, inMark ? StyleToken.SELECTED : span.style(), span.link()), spans);
                column += Graphemes.widthOfCluster(cluster);
            }
        }
        return new Row(List.copyOf(spans), row.margin(), row.joint());
    }

    private static void add(Span span, List<Span> spans) {
        Span last = spans.isEmpty() ? null : spans.getLast();
        if (last != null && last.style() == span.style() && Objects.equals(last.link(), span.link())) {
            spans.set(spans.size() - 1, new Span(last.text() + span.text(), span.style(), span.link()));
        } else {
            spans.add(span);
        }
    }
}
