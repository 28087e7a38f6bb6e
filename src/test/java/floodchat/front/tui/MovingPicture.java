package floodchat.front.tui;

import com.googlecode.lanterna.TerminalPosition;
import floodchat.front.tui.terminal.RecordedScreen;
import floodchat.front.tui.terminal.RecordedScreen.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of screens as one SVG picture that moves by CSS alone. Each row is drawn once for each time that it looks
 * different. The colours are those of the two themes: the picture follows what its reader prefers. Without animation it
 * shows the last screen.
 */
final class MovingPicture {
    private static final double CELL_WIDTH = 8.4;
    private static final int ROW_HEIGHT = 18;
    private static final int BASELINE = 13;
    private static final int FONT_SIZE = 14;
    private static final int MARGIN = 14;

    /** From here on, fonts differ in the width of a character. */
    private static final int FIRST_SYMBOL = 0x2000;

    private static final String[] CUBE_LEVELS = {"00", "5f", "87", "af", "d7", "ff"};

    private final int columns;
    private final List<Shown> frames = new ArrayList<>();
    private long lengthMs;

    /** By colours, in the order in which they came. */
    private final Map<Colors, String> classes = new LinkedHashMap<>();

    /** By the times, in the order in which they came. */
    private final Map<Span, String> spans = new LinkedHashMap<>();

    /** A cell on a dark background, and its colour on a light one. */
    private record TwoCells(Cell dark, int light) {}

    private record Colors(int dark, int light) {}

    private record Span(long fromMs, long toMs) {}

    private record Shown(long fromMs, List<List<TwoCells>> rows, @Nullable TerminalPosition cursor) {}

    /** A part of a row in one style. */
    private record Run(int column, int columns, String text, TwoCells look) {}

    MovingPicture(int columns) {
        this.columns = columns;
    }

    /** Adds a screen that is shown for this long. Both show the same in the colours of two backgrounds. */
    void add(RecordedScreen dark, RecordedScreen light, long forMs) {
        List<List<TwoCells>> rows = new ArrayList<>();
        for (int row = 0; row < dark.rows(); row++) {
            List<Cell> inDark = dark.cells(row);
            List<Cell> inLight = light.cells(row);
            List<TwoCells> both = new ArrayList<>();
            for (int i = 0; i < inDark.size(); i++) {
                if (!inDark.get(i).text().equals(inLight.get(i).text())) {
                    throw new AssertionError("the two screens differ in row " + row);
                }
                both.add(new TwoCells(inDark.get(i), inLight.get(i).color()));
            }
            rows.add(both);
        }
        frames.add(new Shown(lengthMs, rows, dark.cursorAt()));
        lengthMs += forMs;
    }

    String svg(String title, String description) {
        StringBuilder body = new StringBuilder();
        int rows = frames.getFirst().rows().size();
        for (int row = 0; row < rows; row++) {
            row(row, body);
        }
        cursors(body);
        double width = columns * CELL_WIDTH + 2 * MARGIN;
        int height = rows * ROW_HEIGHT + 2 * MARGIN;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$d" width="%1$s" height="%2$d" role="img">
                <title>%3$s</title>
                <desc>%4$s</desc>
                <style>
                %5$s</style>
                <rect class="w" x="0.5" y="0.5" width="%6$s" height="%7$d" rx="8"/>
                <g transform="translate(%8$d %8$d)">
                %9$s</g>
                </svg>
                """.formatted(number(width), height, title, description, styles(), number(width - 1), height - 1,
                MARGIN,
                body);
    }

    // ---- one row, one cursor

    private void row(int row, StringBuilder body) {
        int begin = 0;
        for (int i = 1; i <= frames.size(); i++) {
            List<TwoCells> cells = frames.get(begin).rows().get(row);
            if (i == frames.size() || !frames.get(i).rows().get(row).equals(cells)) {
                String drawn = drawn(runs(cells));
                if (!drawn.isEmpty()) {
                    body.append("<g transform=\"translate(0 %d)\"%s>".formatted(row * ROW_HEIGHT, shown(begin, i)))
                            .append(drawn)
                            .append("</g>\n");
                }
                begin = i;
            }
        }
    }

    private void cursors(StringBuilder body) {
        int begin = 0;
        for (int i = 1; i <= frames.size(); i++) {
            TerminalPosition cursor = frames.get(begin).cursor();
            if (i == frames.size() || !Objects.equals(frames.get(i).cursor(), cursor)) {
                if (cursor != null) {
                    body.append("<rect%s class=\"t\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" opacity=\".6\"/>\n"
                            .formatted(shownWith(begin, i), number(cursor.getColumn() * CELL_WIDTH),
                                    cursor.getRow() * ROW_HEIGHT, number(CELL_WIDTH), ROW_HEIGHT));
                }
                begin = i;
            }
        }
    }

    /** Attributes that show an element from one frame up to another. */
    private String shown(int first, int end) {
        String style = style(first, end);
        return style.isEmpty() ? "" : " class=\"%s\" style=\"%s\"".formatted(end == frames.size() ? "s e" : "s", style);
    }

    /** The same for an element that has a class already. */
    private String shownWith(int first, int end) {
        String style = style(first, end);
        String still = end == frames.size() ? "" : ";visibility:hidden";
        return style.isEmpty()
                ? ""
                : " style=\"animation:%dms step-end infinite;%s%s\"".formatted(lengthMs, style, still);
    }

    private String style(int first, int end) {
        long fromMs = frames.get(first).fromMs();
        long toMs = end == frames.size() ? lengthMs : frames.get(end).fromMs();
        boolean isAlways = fromMs == 0 && toMs == lengthMs;
        return isAlways
                ? ""
                : "animation-name:" + spans.computeIfAbsent(new Span(fromMs, toMs), _ -> "k" + spans.size());
    }

    // ---- runs

    private static List<Run> runs(List<TwoCells> cells) {
        List<Run> runs = new ArrayList<>();
        int column = 0;
        for (TwoCells cell : cells) {
            Run last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && isOneRun(last, cell)) {
                runs.set(runs.size() - 1, new Run(last.column(), last.columns() + cell.dark().columns(),
                        last.text() + cell.dark().text(), last.look()));
            } else {
                runs.add(new Run(column, cell.dark().columns(), cell.dark().text(), cell));
            }
            column += cell.dark().columns();
        }
        return runs;
    }

    private static boolean isOneRun(Run run, TwoCells cell) {
        boolean isText = !isSymbol(run.text()) && !isSymbol(cell.dark().text());
        boolean isSameLine = run.text().endsWith("─") && cell.dark().text().equals("─");
        Cell one = run.look().dark();
        Cell other = cell.dark();
        return (isText || isSameLine) && one.color() == other.color() && one.bold() == other.bold()
                && one.italic() == other.italic() && one.underline() == other.underline()
                && one.reverse() == other.reverse() && run.look().light() == cell.light();
    }

    private static boolean isSymbol(String cluster) {
        return cluster.codePointAt(0) >= FIRST_SYMBOL;
    }

    private String drawn(List<Run> runs) {
        StringBuilder shapes = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            Cell look = run.look().dark();
            String color = color(run.look());
            if (look.reverse()) {
                shapes.append(rect(color, run.column(), 0, run.columns(), ROW_HEIGHT));
            }
            String shape = look.reverse() ? "" : shape(run, color);
            if (!shape.isEmpty()) {
                shapes.append(shape);
            } else if (!run.text().isBlank()) {
                text.append(words(run, look.reverse() ? "r" : color));
            }
        }
        return text.isEmpty() ? shapes.toString() : shapes + "<text y=\"" + BASELINE + "\">" + text + "</text>";
    }

    private static String words(Run run, String color) {
        Cell look = run.look().dark();
        String words = run.text().stripTrailing();
        int length = run.columns() - (run.text().length() - words.length());
        boolean isSymbol = isSymbol(run.text());
        return "<tspan class=\"%s%s%s%s\" x=\"%s\"%s>%s</tspan>".formatted(
                color, look.bold() ? " b" : "", look.italic() ? " i" : "", look.underline() ? " u" : "",
                number(run.column() * CELL_WIDTH),
                isSymbol || length < 2 ? "" : " textLength=\"" + number(length * CELL_WIDTH) + "\"",
                words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    /** Lines and blocks as shapes, so that they join in every font; empty for a letter. */
    private static String shape(Run run, String color) {
        int symbol = run.text().codePointAt(0);
        double middle = run.column() + 0.5;
        int end = run.column() + run.columns();
        int half = ROW_HEIGHT / 2;
        return switch (symbol) {
            case '─' -> line(color, run.column(), end, half, half);
            case '│' -> line(color, middle, middle, 0, ROW_HEIGHT);
            case '┴' -> line(color, run.column(), end, half, half) + line(color, middle, middle, 0, half);
            case '┌' -> line(color, middle, middle, half, ROW_HEIGHT) + line(color, middle, end, half, half);
            case '┐' -> line(color, middle, middle, half, ROW_HEIGHT) + line(color, run.column(), middle, half, half);
            case '└' -> line(color, middle, middle, 0, half) + line(color, middle, end, half, half);
            case '┘' -> line(color, middle, middle, 0, half) + line(color, run.column(), middle, half, half);
            case '▌' -> rect(color, run.column(), 0, 0.5, ROW_HEIGHT);
            default -> symbol < '▁' || symbol > '█' ? "" : block(color, run.column(), symbol - '▁' + 1);
        };
    }

    /** @param eighths of a row */
    private static String block(String color, int column, int eighths) {
        double height = eighths * ROW_HEIGHT / 8.0;
        return rect(color, column, ROW_HEIGHT - height, 1, height);
    }

    private static String rect(String color, double column, double y, double width, double height) {
        return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>".formatted(
                color, number(column * CELL_WIDTH), number(y), number(width * CELL_WIDTH), number(height));
    }

    private static String line(String color, double fromColumn, double toColumn, int fromY, int toY) {
        double x = fromColumn * CELL_WIDTH;
        double width = Math.max(1, (toColumn - fromColumn) * CELL_WIDTH);
        return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>".formatted(
                color, number(fromColumn == toColumn ? x - 0.5 : x), number(fromY == toY ? fromY - 0.5 : fromY),
                number(width), Math.max(1, toY - fromY));
    }

    // ---- styles

    private String color(TwoCells cell) {
        return cell.dark().color() < 0
                ? "t"
                : classes.computeIfAbsent(
                        new Colors(cell.dark().color(), cell.light()), _ -> "c" + classes.size());
    }

    private String styles() {
        StringBuilder dark = new StringBuilder(".w{fill:#0d1117;stroke:#484f58}.r{fill:#0d1117}.t{fill:#e6edf3}\n");
        StringBuilder light = new StringBuilder(".w{fill:#ffffff;stroke:#afb8c1}.r{fill:#ffffff}.t{fill:#1f2328}\n");
        classes.forEach((colors, name) -> {
            dark.append(".%s{fill:%s}".formatted(name, hex(colors.dark())));
            light.append(".%s{fill:%s}".formatted(name, hex(colors.light())));
        });
        StringBuilder times = new StringBuilder();
        spans.forEach((span, name) -> times.append("@keyframes %s{%s%s%s}\n".formatted(
                name,
                span.fromMs() == 0 ? "" : "0%{visibility:hidden}",
                percent(span.fromMs()) + "{visibility:visible}",
                span.toMs() == lengthMs ? "" : percent(span.toMs()) + "{visibility:hidden}")));
        return """
                text{font:%dpx ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
                .b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}
                %s
                @media (prefers-color-scheme:light){
                %s
                }
                .s{visibility:hidden;animation:%dms step-end infinite}.e{visibility:visible}
                %s@media (prefers-reduced-motion:reduce){*{animation:none!important}}
                """.formatted(FONT_SIZE, dark, light, lengthMs, times);
    }

    private String percent(long ms) {
        return String.format(Locale.ROOT, "%.3f", 100.0 * ms / lengthMs).replaceAll("\\.?0+$", "") + "%";
    }

    /** A number of xterm's 256 colours, from the cube or the grey ones. */
    private static String hex(int color) {
        if (color < 16) {
            throw new IllegalArgumentException("a terminal chooses colour " + color + " itself");
        }
        if (color >= 232) {
            return "#" + "%02x".formatted(8 + 10 * (color - 232)).repeat(3);
        }
        int cube = color - 16;
        return "#" + CUBE_LEVELS[cube / 36] + CUBE_LEVELS[cube / 6 % 6] + CUBE_LEVELS[cube % 6];
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
