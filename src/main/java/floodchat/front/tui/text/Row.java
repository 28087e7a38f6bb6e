package floodchat.front.tui.text;

import java.util.ArrayList;
import java.util.List;

/** One row of text: its pieces from left to right. */
public record Row(List<Span> spans) {
    public static Row of(String text, StyleToken style) {
        return new Row(List.of(new Span(text, style)));
    }

    public int width() {
        int width = 0;
        for (Span span : spans) {
            width += span.width();
        }
        return width;
    }

    /** Builds a row from left to right; neighbouring pieces of one style become one span. */
    public static final class Builder {
        private final List<Span> spans = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private StyleToken style = StyleToken.TEXT;
        private int width;

        public Builder add(String piece, StyleToken itsStyle) {
            if (itsStyle != style) {
                endSpan();
                style = itsStyle;
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
                spans.add(new Span(text.toString(), style));
                text.setLength(0);
            }
        }

        public Row build() {
            endSpan();
            return new Row(List.copyOf(spans));
        }
    }
}
