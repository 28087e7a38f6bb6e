package floodchat.front.tui;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;
import floodchat.front.SamplePeople;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.flood.FloodEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A window without a terminal: keys and events in, commands and a screen as text out. */
final class PaintedWindow implements Host {
    final List<ChatCommand> sent = new ArrayList<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final Window window;
    final DeltaScreen screen;
    Instant now = SamplePeople.NOON;
    boolean busy;
    int inquiries;
    int bells;
    int redraws;
    int suspends;
    Boolean dark;
    private final Painter painter;

    private PaintedWindow(int columns, int rows, boolean nameNeeded, TuiSettings settings) {
        window = new Window(settings, this, () -> ZoneOffset.UTC, nameNeeded, "guest");
        screen = new DeltaScreen(new TtyTerminal(bytes, new TerminalSize(columns, rows)));
        painter = new Painter(window, screen, Theme.of(TuiSettings.Tint.DARK, Theme.Depth.INDEXED));
        window.resize(columns, rows);
        screen.startScreen();
    }

    static PaintedWindow of(int columns, int rows) {
        return new PaintedWindow(columns, rows, false, TuiSettings.DEFAULT);
    }

    static PaintedWindow withoutName(int columns, int rows) {
        return new PaintedWindow(columns, rows, true, TuiSettings.DEFAULT);
    }

    static PaintedWindow with(TuiSettings settings) {
        return new PaintedWindow(80, 24, false, settings);
    }

    PaintedWindow hear(ChatEvent... events) {
        for (ChatEvent event : events) {
            window.hear(event, now);
        }
        return this;
    }

    PaintedWindow inspect(FloodEvent.Inspected answer) {
        window.inspected(answer, now);
        return this;
    }

    PaintedWindow type(String text) {
        text.codePoints().forEach(c -> window.press(Key.typed(c), now));
        return this;
    }

    PaintedWindow press(Key.Name... names) {
        for (Key.Name name : names) {
            window.press(Key.named(name), now);
        }
        return this;
    }

    PaintedWindow control(char letter) {
        window.press(new Key.Typed(letter, true, false), now);
        return this;
    }

    PaintedWindow paste(String text) {
        window.press(new Key.Pasted(text), now);
        return this;
    }

    PaintedWindow resize(int columns, int rows) {
        screen.resize(new TerminalSize(columns, rows));
        window.resize(columns, rows);
        return this;
    }

    String line() {
        return window.composer().text();
    }

    /** Draws, and gives what the terminal was sent for it. */
    String drawn() {
        bytes.reset();
        paint();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    void paint() {
        try {
            painter.paint(now);
            screen.refresh(Screen.RefreshType.DELTA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The screen as a person sees it, and where the cursor is. */
    String text() {
        paint();
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

    @Override
    public boolean send(ChatCommand command) {
        return !busy && sent.add(command);
    }

    @Override
    public void inquire() {
        inquiries++;
    }

    @Override
    public void ring() {
        bells++;
    }

    @Override
    public void redraw() {
        redraws++;
    }

    @Override
    public void suspend() {
        suspends++;
    }

    @Override
    public void background(boolean isDark) {
        dark = isDark;
    }
}
