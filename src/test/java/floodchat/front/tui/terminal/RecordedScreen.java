package floodchat.front.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;
import floodchat.front.tui.text.Glyph;
import floodchat.front.tui.text.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A screen without a terminal: it records the bytes that a terminal would be sent, and shows itself as text. */
public final class RecordedScreen {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DeltaScreen screen;

    public RecordedScreen(int columns, int rows) {
        TtyTerminal terminal = new TtyTerminal(bytes, new TerminalSize(columns, rows));
        screen = new DeltaScreen(terminal);
        screen.startScreen();
        flush(terminal);
    }

    private static void flush(TtyTerminal terminal) {
        try {
            terminal.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Canvas canvas(Theme theme) {
        return new Canvas(screen, theme);
    }

    public void resize(int columns, int rows) {
        screen.resize(new TerminalSize(columns, rows));
    }

    /** The terminal has left and right margins. */
    public void useMargins() {
        screen.useMargins(true);
    }

    /** The terminal is told about links. */
    public void useLinks() {
        screen.useLinks(true);
    }

    /** The next frame draws everything. */
    public void redraw() {
        screen.forget();
    }

    /** Where this terminal does not show what was put on the canvas; empty if it shows all of it. */
    public String differences(CellTerminal terminal) {
        TerminalSize size = screen.getTerminalSize();
        StringBuilder differences = new StringBuilder();
        for (int row = 0; row < size.getRows(); row++) {
            for (int column = 0; column < size.getColumns(); column++) {
                String wanted = wanted(column, row);
                String shown = terminal.cell(column, row);
                if (!wanted.equals(shown)) {
                    differences.append("column %d, row %d: [%s] for [%s]%n".formatted(column, row, shown, wanted));
                }
            }
        }
        if (!terminal.state().equals(cursor())) {
            differences.append(terminal.state()).append(" for ").append(cursor());
        }
        return differences.toString();
    }

    /** Every cell with its style, and where the cursor is. */
    public String cells() {
        TerminalSize size = screen.getTerminalSize();
        StringBuilder cells = new StringBuilder(cursor());
        for (int row = 0; row < size.getRows(); row++) {
            for (int column = 0; column < size.getColumns(); column++) {
                cells.append(wanted(column, row));
            }
        }
        return cells.toString();
    }

    /** What {@link CellTerminal#cell} should be. */
    private String wanted(int column, int row) {
        if (column > 0 && screen.getBackCharacter(column - 1, row).isDoubleWidth()) {
            return "";
        }
        TextCharacter cell = screen.getBackCharacter(column, row);
        return Pen.isBlank(cell) ? " " : style(cell) + cell.getCharacterString();
    }

    private static String style(TextCharacter cell) {
        String color = new String(cell.getForegroundColor().getForegroundSGRSequence(), StandardCharsets.US_ASCII);
        TreeSet<Integer> numbers = new TreeSet<>();
        for (SGR attribute : cell.getModifiers()) {
            numbers.add(
                    switch (attribute) {
                        case BOLD -> 1;
                        case ITALIC -> 3;
                        case UNDERLINE -> 4;
                        case REVERSE -> 7;
                        default -> throw new AssertionError(attribute);
                    });
        }
        StringBuilder style = new StringBuilder(color.equals("39") ? "" : color.replace("38;5;", "5:") + ";");
        numbers.forEach(number -> style.append(number).append(';'));
        String link = Glyph.linkOf(cell);
        style.append(link == null ? "" : "to " + link + ";");
        return style.toString();
    }

    /**
     * A cluster on the screen.
     *
     * @param columns 2 if it is wide
     * @param color a number of the 256 colours; -1 is the colour of plain text
     */
    public record Cell(
            String text, int columns, int color, boolean bold, boolean italic, boolean underline, boolean reverse) {}

    /** What stands in this row, from left to right. */
    public List<Cell> cells(int row) {
        List<Cell> cells = new ArrayList<>();
        int columns = screen.getTerminalSize().getColumns();
        for (int column = 0; column < columns; column++) {
            TextCharacter cell = screen.getBackCharacter(column, row);
            String color = new String(cell.getForegroundColor().getForegroundSGRSequence(), StandardCharsets.US_ASCII);
            int width = cell.isDoubleWidth() ? 2 : 1;
            cells.add(new Cell(
                    cell.getCharacterString(), width,
                    color.startsWith("38;5;") ? Integer.parseInt(color.substring("38;5;".length())) : -1,
                    cell.getModifiers().contains(SGR.BOLD), cell.getModifiers().contains(SGR.ITALIC),
                    cell.getModifiers().contains(SGR.UNDERLINE), cell.getModifiers().contains(SGR.REVERSE)));
            column += width - 1;
        }
        return cells;
    }

    public int rows() {
        return screen.getTerminalSize().getRows();
    }

    /** Where the cursor is; null if it is hidden. */
    public @Nullable TerminalPosition cursorAt() {
        return screen.getCursorPosition();
    }

    /** The text that was put in this cell; null for the right half of a wide character, and if the width is unsure. */
    @Nullable String sureText(int column, int row) {
        TextCharacter cell = screen.getBackCharacter(column, row);
        boolean half = column > 0 && screen.getBackCharacter(column - 1, row).isDoubleWidth();
        return half || Glyph.widthOf(cell) != Glyph.Width.SURE ? null : cell.getCharacterString();
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
        return text.append("(cursor ").append(cursor()).append(")\n").toString();
    }

    private String cursor() {
        TerminalPosition cursor = screen.getCursorPosition();
        return cursor == null ? "hidden" : "at column " + cursor.getColumn() + ", row " + cursor.getRow();
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
