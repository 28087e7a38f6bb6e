package floodchat.front.tui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of text: its pieces from left to right.
 *
 * @param margin how many columns stand before what a person would copy, such as a time
 * @param joint what stood in the text between the row before and this one, if this one goes on with it: a newline, or
 *     blanks that had no room, or nothing; null if this row begins a text of its own
 */
public record Row(List<Span> spans, int margin, @Nullable String joint) {
    public Row(List<Span> spans) {
        this(spans, 0, null);
    }

    public static Row of(String text, StyleToken style) {
        return new Row(List.of(new Span(text, style)));
    }

    /** The same row, copied from this column on. */
    public Row withMargin(int columns) {
        return new Row(spans, columns, joint);
    }

    public int width() {
        int width = 0;
        for (Span span : spans) {
            width += span.width();
        }
        return width;
    }

    /** The text of this row. */
    public String text() {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return text.toString();
    }

    /** Builds a row from left to right; neighbouring pieces that look and lead alike become one span. */
    public static final class Builder {
        private final List<Span> spans = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private StyleToken style = StyleToken.TEXT;
        private @Nullable String link;
        private int width;

        public Builder add(String piece, StyleToken itsStyle) {
            return add(piece, itsStyle, null);
        }

        /** @param itsLink where the piece leads, percent-encoded; null if it is no link */
        public Builder add(String piece, StyleToken itsStyle, @Nullable String itsLink) {
            if (itsStyle != style || !Objects.equals(itsLink, link)) {
                endSpan();
                style = itsStyle;
                link = itsLink;
            }
            text.append(piece);
            width += Graphemes.width(piece);
            return this;
        }

        public int width() {
            return width;
        }

        private void endSpan() {
            if (!text.isEmpty()) {
                spans.add(new Span(text.toString(), style, link));
                text.setLength(0);
            }
        }

        public Row build() {
            return build(0, null);
        }

        Row build(int margin, @Nullable String joint) {
            endSpan();
            return new Row(List.copyOf(spans), margin, joint);
        }
    }
}
