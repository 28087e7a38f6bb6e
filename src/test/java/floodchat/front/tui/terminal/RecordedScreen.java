package floodchat.front.tui.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;
import floodchat.front.tui.text.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A screen without a terminal: it records the bytes that a terminal would be sent, and shows itself as text. */
public final class RecordedScreen {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DeltaScreen screen;

    public RecordedScreen(int columns, int rows) {
        screen = new DeltaScreen(new TtyTerminal(bytes, new TerminalSize(columns, rows)));
        screen.startScreen();
    }

    public Canvas canvas(Theme theme) {
        return new Canvas(screen, theme);
    }

    public void resize(int columns, int rows) {
        screen.resize(new TerminalSize(columns, rows));
    }

    /** Shows what was put on the canvas. Returns what the terminal is sent for it. */
    public String show() {
        bytes.reset();
        try {
            screen.refresh(Screen.RefreshType.DELTA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The screen as a person sees it, and where the cursor is. */
    public String text() {
        TerminalSize size = screen.getTerminalSize();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < size.getRows(); row++) {
            text.append(row(row, size.getColumns()).stripTrailing()).append('\n');
        }
        TerminalPosition cursor = screen.getCursorPosition();
        String place = cursor == null ? "hidden" : "at column " + cursor.getColumn() + ", row " + cursor.getRow();
        return text.append("(cursor ").append(place).append(")\n").toString();
    }

    private String row(int row, int columns) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            TextCharacter cell = screen.getBackCharacter(column, row);
            text.append(cell.getCharacterString());
            column += cell.isDoubleWidth() ? 1 : 0;
        }
        return text.toString();
    }
}
