package floodchat.front.tui;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.Span;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.text.Wrapping;
import floodchat.front.tui.widget.CompletionPopup;
import floodchat.front.tui.widget.InputBox;
import floodchat.front.tui.widget.Question;
import floodchat.front.tui.widget.WindowLayout;
import java.time.Instant;
import java.util.List;

/**
 * Draws a {@link Window} on a canvas: all of it, every time. The screen finds out what has changed. For the thread that
 * owns the screen.
 */
final class Painter {
    private final Window window;
    private final Canvas canvas;

    Painter(Window window, Canvas canvas) {
        this.window = window;
        this.canvas = canvas;
    }

    /** @param nowMs by the clock of the window */
    void paint(long nowMs) {
        Instant now = window.wallTime(nowMs);
        canvas.clear();
        InputBox input = window.input();
        WindowLayout layout = window.layout(input);
        if (layout.isTooSmall()) {
            paintTooSmall(layout);
            return;
        }
        if (layout.paneRows() > 0) {
            window.pane().paint(canvas, layout, now);
        }
        window.statusLine().paint(canvas, layout, now);
        input.paint(canvas, layout);
        paintOverlays(layout, input);
    }

    private void paintTooSmall(WindowLayout layout) {
        String words = "Floodchat needs " + WindowLayout.LEAST_COLUMNS + " x " + WindowLayout.LEAST_ROWS;
        List<Row> rows =
                Wrapping.wrap(List.of(), List.of(new Span(words, StyleToken.TEXT)), 0, Math.max(1, layout.columns()));
        for (int i = 0; i < Math.min(rows.size(), layout.rows()); i++) {
            canvas.put(0, i, rows.get(i), layout.columns());
        }
        canvas.hideCursor();
    }

    private void paintOverlays(WindowLayout layout, InputBox input) {
        CompletionPopup popup = window.composer().popup();
        Question question = window.question();
        if (window.overlays().isOpen()) {
            window.overlays().paint(canvas, layout);
        } else if (question != null) {
            question.paint(canvas, layout);
        } else if (window.switching().isOpen()) {
            window.switching().paint(canvas, layout);
        } else if (popup != null && layout.popupRows() > 0) {
            popup.paint(canvas, layout, input.cursorColumn(), window.pane().transcript().roster());
        }
    }
}
