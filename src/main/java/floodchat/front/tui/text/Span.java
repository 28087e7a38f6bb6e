package floodchat.front.tui.text;

/** A piece of text in one style. */
public record Span(String text, StyleToken style) {
    public int width() {
        return Graphemes.width(text);
    }
}
