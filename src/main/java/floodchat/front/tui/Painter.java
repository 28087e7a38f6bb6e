package floodchat.front.tui;

import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.text.StyleToken;
import floodchat.front.tui.widget.CompletionPopup;
import floodchat.front.tui.widget.HelpPage;
import floodchat.front.tui.widget.InputBox;
import floodchat.front.tui.widget.WindowLayout;
import java.time.Instant;

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

    /** @param nowMs since 1970 */
    void paint(long nowMs) {
        Instant now = Instant.ofEpochMilli(nowMs);
        canvas.clear();
        InputBox input = window.input();
        WindowLayout layout = window.layout(input);
        if (layout.isTooSmall()) {
            paintTooSmall(layout);
            return;
        }
        window.pane().paint(canvas, layout, now);
        window.statusLine().paint(canvas, layout, now);
        input.paint(canvas, layout);
        paintOverlays(layout, input);
    }

    private void paintTooSmall(WindowLayout layout) {
        String words = "Floodchat needs " + WindowLayout.MIN_COLUMNS + " x " + WindowLayout.MIN_ROWS;
        int column = Math.max(0, (layout.columns() - words.length()) / 2);
        canvas.put(column, Math.max(0, (layout.rows() - 1) / 2), words, StyleToken.TEXT, layout.columns());
        canvas.hideCursor();
    }

    private void paintOverlays(WindowLayout layout, InputBox input) {
        CompletionPopup popup = window.composer().popup();
        if (popup != null) {
            popup.paint(canvas, layout, input.cursorColumn());
        }
        HelpPage help = window.help();
        if (help != null) {
            help.paint(canvas, layout);
        } else if (window.nameDialog().isOpen()) {
            window.nameDialog().paint(canvas, layout);
        }
    }
}
