package floodchat.front.tui;

import java.util.ArrayList;
import java.util.List;

/** One row of text, in pieces from left to right. */
record Row(List<Span> spans) {
    static Row of(String text, Ink ink) {
        return new Row(List.of(new Span(text, ink)));
    }

    int width() {
        return spans.stream().mapToInt(Span::width).sum();
    }

    /** Gathers a row cluster by cluster. */
    static final class Builder {
        private final List<Span> spans = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Ink ink = Ink.TEXT;
        private int width;

        Builder add(String piece, Ink itsInk) {
            if (itsInk != ink) {
                cut();
                ink = itsInk;
            }
            text.append(piece);
            width += Graphemes.width(piece);
            return this;
        }

        int width() {
            return width;
        }

        private void cut() {
            if (!text.isEmpty()) {
                spans.add(new Span(text.toString(), ink));
                text.setLength(0);
            }
        }

        Row build() {
            cut();
            return new Row(List.copyOf(spans));
        }
    }
}
