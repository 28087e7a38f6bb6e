package floodchat.front.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import floodchat.front.tui.text.Glyph;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one frame in few bytes, as control sequences of ECMA-48 and text in UTF-8. It knows where the cursor is and
 * which style is set, and sends only what changes. Columns and rows count from 0. For the thread that draws.
 *
 * <p>Terminals disagree about the width of some characters, see {@link Glyph.Width}. After such a character the column
 * of the cursor is not known, so it is placed by its number before anything else is put.
 */
final class Pen {
    private static final int UNKNOWN = -1;

    static final String END_OF_LINK = "\033]8;;\033\\";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int columns;
    private TextColor color = TextColor.ANSI.DEFAULT;
    private EnumSet<SGR> attributes = EnumSet.noneOf(SGR.class);
    /** Null outside of a link. Between two frames there is none. */
    private @Nullable String link;

    private int row = UNKNOWN;
    private int column;

    /** The width of the last character. If terminals disagree about it, {@link #column} is only where it should end. */
    private Glyph.Width last = Glyph.Width.SURE;

    /** A pen whose cursor is nowhere, in the plain style. @param columns of the screen */
    Pen(int columns) {
        this.columns = columns;
    }

    /** A pen that goes on where this one is, with no bytes yet. */
    Pen next() {
        Pen next = new Pen(columns);
        next.color = color;
        next.attributes = attributes;
        next.link = link;
        next.row = row;
        next.column = column;
        next.last = last;
        return next;
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Sends a control sequence that leaves the cursor and the style alone. */
    void send(String sequence) {
        bytes.writeBytes(sequence.getBytes(StandardCharsets.UTF_8));
    }

    /** A sequence has moved the cursor, or something else has. */
    void lose() {
        row = UNKNOWN;
    }

    // ---- the cursor

    boolean isAt(int toColumn, int toRow) {
        return isSureIn(toRow) && column == toColumn;
    }

    /** The column of the cursor, if it is known to be in this row; below 0 otherwise. */
    int columnIn(int inRow) {
        return isSureIn(inRow) ? column : UNKNOWN;
    }

    private boolean isSureIn(int inRow) {
        return row == inRow && last == Glyph.Width.SURE && column < columns;
    }

    void move(int toColumn, int toRow) {
        if (!isAt(toColumn, toRow)) {
            send(wayTo(toColumn, toRow));
            column = toColumn;
            row = toRow;
            last = Glyph.Width.SURE;
        }
    }

    /** The shortest of CUP, CHA, CUF and CUB (ECMA-48) that leads there. */
    private String wayTo(int toColumn, int toRow) {
        if (row != toRow) {
            return "\033[" + (toRow + 1) + (toColumn == 0 ? "" : ";" + (toColumn + 1)) + "H";
        }
        String absolute = "\033[" + (toColumn == 0 ? "" : toColumn + 1) + "G";
        if (!isSureIn(toRow)) {
            return absolute;
        }
        int distance = Math.abs(toColumn - column);
        String relative = "\033[" + (distance == 1 ? "" : distance) + (toColumn > column ? "C" : "D");
        return relative.length() < absolute.length() ? relative : absolute;
    }

    // ---- characters

    /** Puts a character there, in its style. */
    void put(TextCharacter cell, int toColumn, int toRow) {
        Glyph.Width width = Glyph.widthOf(cell);
        boolean goesOn = row == toRow && column == toColumn && width == last && last == Glyph.Width.DOUBTFUL;
        if (!goesOn) {
            move(toColumn, toRow);
        }
        link(Glyph.linkOf(cell));
        if (!isBlank(cell) || hasMarks()) {
            style(cell.getForegroundColor(), cell.getModifiers());
        }
        int columnsOfCell = cell.isDoubleWidth() ? 2 : 1;
        if (width == Glyph.Width.UNSURE && (cell.isDoubleWidth() || Glyph.leansLeft(cell))) {
            send(" ".repeat(columnsOfCell)); // a terminal that thinks it is narrower would leave an old half beside it
            column += columnsOfCell;
            move(toColumn, toRow);
        }
        send(cell.getCharacterString());
        column = toColumn + columnsOfCell;
        last = width;
    }

    /** True if this cell can be put without a change of style, in a known width. */
    boolean fits(TextCharacter cell) {
        boolean sameStyle = cell.getForegroundColor().equals(color)
                && cell.getModifiers().equals(attributes);
        return Glyph.widthOf(cell) == Glyph.Width.SURE && Objects.equals(Glyph.linkOf(cell), link)
                && (sameStyle || isBlank(cell) && !hasMarks());
    }

    /** Blanks the row from there on. */
    void erase(int fromColumn, int inRow) {
        move(fromColumn, inRow);
        link(null);
        if (hasMarks()) {
            plain();
        }
        send("\033[K");
    }

    /** True if nothing of the cell is seen but the background. */
    static boolean isBlank(TextCharacter cell) {
        return cell.getCharacterString().equals(" ") && !hasMarks(cell.getModifiers());
    }

    // ---- the style

    /** True if blanks in this style are seen. */
    private boolean hasMarks() {
        return hasMarks(attributes);
    }

    private static boolean hasMarks(EnumSet<SGR> attributes) {
        return attributes.contains(SGR.REVERSE) || attributes.contains(SGR.UNDERLINE);
    }

    /** No style, and no link. */
    void plain() {
        link(null);
        style(TextColor.ANSI.DEFAULT, EnumSet.noneOf(SGR.class));
    }

    /**
     * Begins or ends a link (OSC 8). Its id comes from the link itself, so that the terminal takes the rows of a
     * wrapped link for one, also if only one of them is drawn.
     */
    private void link(@Nullable String to) {
        if (Objects.equals(to, link)) {
            return;
        }
        link = to;
        send(to == null
                ? END_OF_LINK
                : "\033]8;id=" + Integer.toString(to.hashCode() & 0x7FFFFFFF, 36) + ";" + to + "\033\\");
    }

    private void style(TextColor toColor, EnumSet<SGR> toAttributes) {
        if (toColor.equals(color) && toAttributes.equals(attributes)) {
            return;
        }
        String change = change(toColor, toAttributes);
        String fresh = fromPlain(toColor, toAttributes);
        send("\033[" + (fresh.length() <= change.length() ? fresh : change) + "m");
        color = toColor;
        attributes = toAttributes;
    }

    private String change(TextColor toColor, EnumSet<SGR> toAttributes) {
        List<String> parameters = new ArrayList<>();
        for (SGR attribute : attributes) {
            if (!toAttributes.contains(attribute)) {
                parameters.add(off(attribute));
            }
        }
        for (SGR attribute : toAttributes) {
            if (!attributes.contains(attribute)) {
                parameters.add(on(attribute));
            }
        }
        if (!toColor.equals(color)) {
            parameters.add(foreground(toColor));
        }
        return String.join(";", parameters);
    }

    private static String fromPlain(TextColor toColor, EnumSet<SGR> toAttributes) {
        List<String> parameters = new ArrayList<>();
        for (SGR attribute : toAttributes) {
            parameters.add(on(attribute));
        }
        if (toColor != TextColor.ANSI.DEFAULT) {
            parameters.add(foreground(toColor));
        }
        return parameters.isEmpty() ? "" : "0;" + String.join(";", parameters);
    }

    private static String foreground(TextColor color) {
        return new String(color.getForegroundSGRSequence(), StandardCharsets.US_ASCII);
    }

    private static String on(SGR attribute) {
        return switch (attribute) {
            case BOLD -> "1";
            case ITALIC -> "3";
            case UNDERLINE -> "4";
            case REVERSE -> "7";
            default -> throw new IllegalArgumentException("no style of ours has " + attribute);
        };
    }

    private static String off(SGR attribute) {
        return "2" + (attribute == SGR.BOLD ? "2" : on(attribute));
    }
}
