package floodchat.front.tui.text;

import org.jspecify.annotations.Nullable;

/**
 * A piece of text in one style.
 *
 * @param link where it leads, percent-encoded; null if it is no link
 */
public record Span(String text, StyleToken style, @Nullable String link) {
    public Span(String text, StyleToken style) {
        this(text, style, null);
    }

    public int width() {
        return Graphemes.width(text);
    }
}
