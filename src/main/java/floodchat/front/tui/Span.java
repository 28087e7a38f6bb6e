package floodchat.front.tui;

/** A piece of text that looks the same from end to end. */
record Span(String text, Ink ink) {
    int width() {
        return Graphemes.width(text);
    }
}
