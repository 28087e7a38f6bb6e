package floodchat.front.tui.terminal;

import floodchat.front.tui.text.Graphemes;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal with left and right margins, as VT420 and xterm have them. It knows only the sequences that a frame
 * consists of and fails at any other, so that none is sent by mistake.
 */
public final class CellTerminal {
    private static final Pattern CONTROL = Pattern.compile("\033\\[(\\??)([0-9;]*)([A-Za-z])"
            + "|\033\\]8;(?:id=[0-9a-z]+)?;(?<link>[!-~]*)\033\\\\");

    /** The right half of a wide character. */
    private static final String HALF = "";

    private static final String CUT = "(cut)";

    /** Underline or reverse among the numbers of a style. */
    private static final Pattern SEEN_ON_BLANKS = Pattern.compile("(.*;)?[47];.*");

    private final ToIntFunction<String> widths;
    private String[][] texts;
    private String[][] styles;
    private int columns;
    private int rows;
    private int row;
    private int column;
    private boolean cursorShown = true;
    private boolean synchronizing;
    private boolean margins;
    private int left;
    private int right;
    private int bottom;
    private String link = "";
    private final TreeSet<Integer> attributes = new TreeSet<>();
    private String color = "";

    public CellTerminal(int columns, int rows) {
        this(columns, rows, Graphemes::widthOfCluster);
    }

    /** @param widths how many columns this terminal gives to a cluster */
    CellTerminal(int columns, int rows, ToIntFunction<String> widths) {
        this.widths = widths;
        resize(columns, rows);
    }

    /** A terminal may show anything after a change of its size. */
    public void resize(int toColumns, int toRows) {
        columns = toColumns;
        rows = toRows;
        texts = new String[rows][columns];
        styles = new String[rows][columns];
        for (int y = 0; y < rows; y++) {
            Arrays.fill(texts[y], "#");
            Arrays.fill(styles[y], "4;");
        }
        resetMargins();
    }

    public void clear() {
        for (int y = 0; y < rows; y++) {
            blank(y, 0, columns);
        }
    }

    // ---- what is seen

    /** A cell: its style and its text. A blank is nothing but a blank if its style does not show. */
    public String cell(int x, int y) {
        boolean plain = texts[y][x].equals(" ") && !isSeenOnBlanks(styles[y][x]);
        return plain ? " " : texts[y][x].equals(HALF) ? HALF : styles[y][x] + texts[y][x];
    }

    private static boolean isSeenOnBlanks(String style) {
        return !style.isEmpty() && SEEN_ON_BLANKS.matcher(style).matches();
    }

    String text(int x, int y) {
        return texts[y][x];
    }

    /** Where the cursor is, and whether the modes are as they must be between two frames. */
    public String state() {
        String cursor = cursorShown ? "at column " + column + ", row " + row : "hidden";
        boolean clean = !synchronizing && !margins && left == 0 && right == columns && bottom == rows;
        return cursor + (clean ? "" : ", modes left on")
                + (attributes.isEmpty() && color.isEmpty() && link.isEmpty() ? "" : ", styled");
    }

    // ---- what is sent

    public void write(String frame) {
        Matcher control = CONTROL.matcher(frame);
        int done = 0;
        while (control.find()) {
            print(frame.substring(done, control.start()));
            if (control.group("link") == null) {
                control(control.group(1), control.group(2), control.group(3).charAt(0));
            } else {
                link = control.group("link");
            }
            done = control.end();
        }
        print(frame.substring(done));
    }

    private void print(String text) {
        for (String cluster : Graphemes.of(text)) {
            if (cluster.codePoints().anyMatch(Character::isISOControl)) {
                throw new AssertionError("a control: " + cluster.codePointAt(0));
            }
            put(cluster, widths.applyAsInt(cluster));
        }
    }

    /** Without wrapping at the margin (DECAWM reset). */
    private void put(String cluster, int width) {
        if (width == 0) {
            return;
        }
        int end = Math.min(column + width, columns);
        split(row, column);
        split(row, end);
        Arrays.fill(texts[row], column, end, HALF);
        Arrays.fill(styles[row], column, end, style());
        texts[row][column] = cluster;
        column = Math.min(end, columns - 1);
    }

    private String style() {
        StringBuilder style = new StringBuilder(color);
        attributes.forEach(a -> style.append(a).append(';'));
        style.append(link.isEmpty() ? "" : "to " + link + ";");
        return style.toString();
    }

    /** A wide character of which one half is overwritten is gone. */
    private void split(int y, int x) {
        if (x > 0 && x < columns && texts[y][x].equals(HALF)) {
            int start = x;
            while (texts[y][start].equals(HALF)) {
                start--;
            }
            int end = x;
            while (end < columns && texts[y][end].equals(HALF)) {
                end++;
            }
            Arrays.fill(texts[y], start, end, " ");
        }
    }

    private void blank(int y, int from, int to) {
        Arrays.fill(texts[y], from, to, " ");
        Arrays.fill(styles[y], from, to, "");
    }

    private void control(String secret, String parameters, char last) {
        String[] parts = parameters.split(";", -1);
        int[] numbers = Arrays.stream(parts)
                .mapToInt(p -> p.isEmpty() ? 0 : Integer.parseInt(p))
                .toArray();
        int first = Math.max(1, numbers[0]);
        int second = numbers.length > 1 ? Math.max(1, numbers[1]) : 1;
        boolean known = secret.isEmpty() ? move(last, first, second, parameters) : mode(numbers[0], last);
        if (!known) {
            throw new AssertionError("unknown: CSI " + secret + parameters + last);
        }
        if (secret.isEmpty() && last == 'm') {
            int begun = 0;
            for (int number : numbers) {
                begun = style(begun, number);
            }
        }
    }

    private boolean move(char last, int first, int second, String parameters) {
        switch (last) {
            case 'H' -> place(second - 1, first - 1);
            case 'G' -> place(first - 1, row);
            case 'C' -> place(column + first, row);
            case 'D' -> place(column - first, row);
            case 'K' -> erase(parameters);
            case 'M' -> shift(first);
            case 'L' -> shift(-first);
            case 'r' -> region(first, parameters.isEmpty() ? rows : second);
            case 's' -> {
                left = first - 1;
                right = second;
                place(0, 0);
                return margins && second > first && second <= columns;
            }
            default -> {
                return last == 'm';
            }
        }
        return true;
    }

    private void place(int x, int y) {
        if (x < 0 || x >= columns || y < 0 || y >= rows) {
            throw new AssertionError("outside: column " + x + ", row " + y);
        }
        column = x;
        row = y;
    }

    private void erase(String parameters) {
        if (!parameters.isEmpty() || isSeenOnBlanks(style()) || !link.isEmpty()) {
            throw new AssertionError("erases with " + parameters + " in style " + style());
        }
        split(row, column);
        blank(row, column, columns);
    }

    private void region(int first, int last) {
        if (first != 1 || last < 2 || last > rows) {
            throw new AssertionError("region " + first + " to " + last);
        }
        bottom = last;
        place(0, 0);
    }

    /** Deletes lines at the cursor, or inserts them, within the margins. */
    private void shift(int up) {
        if (row != 0 || column != left || !style().isEmpty()) {
            throw new AssertionError("lines move at column " + column + ", row " + row + " in style " + style());
        }
        for (int y = 0; y < bottom; y++) {
            cut(y, left);
            cut(y, right);
        }
        String[][] textsBefore = Arrays.stream(texts).map(String[]::clone).toArray(String[][]::new);
        String[][] stylesBefore = Arrays.stream(styles).map(String[]::clone).toArray(String[][]::new);
        for (int y = 0; y < bottom; y++) {
            int from = y + up;
            if (from < 0 || from >= bottom) {
                blank(y, left, right);
            } else {
                System.arraycopy(textsBefore[from], left, texts[y], left, right - left);
                System.arraycopy(stylesBefore[from], left, styles[y], left, right - left);
            }
        }
    }

    /** Nobody knows what becomes of a wide character across a margin. */
    private void cut(int y, int margin) {
        if (margin > 0 && margin < columns && texts[y][margin].equals(HALF)) {
            texts[y][margin - 1] = CUT;
            texts[y][margin] = CUT;
        }
    }

    private boolean mode(int number, char last) {
        boolean on = last == 'h';
        switch (number) {
            case 25 -> cursorShown = on;
            case 2026 -> synchronizing = on;
            case 69 -> {
                margins = on;
                left = 0;
                right = columns;
            }
            default -> {
                return false;
            }
        }
        return on || last == 'l';
    }

    private void resetMargins() {
        margins = false;
        left = 0;
        right = columns;
        bottom = rows;
    }

    /** Takes a parameter of SGR. @param before 0, or what has begun: 38, then 385. Returns what has begun after it. */
    private int style(int before, int parameter) {
        if (before == 38 || before == 385) {
            color = before == 385 ? "5:" + parameter + ";" : color;
            return before == 38 ? 385 : 0;
        }
        switch (parameter) {
            case 0 -> {
                attributes.clear();
                color = "";
            }
            case 1, 3, 4, 7 -> attributes.add(parameter);
            case 22 -> attributes.remove(1);
            case 23, 24, 27 -> attributes.remove(parameter - 20);
            case 38 -> {
                return 38;
            }
            case 39 -> color = "";
            default -> {
                if (parameter < 30 || parameter > 37) {
                    throw new AssertionError("style " + parameter);
                }
                color = parameter + ";";
            }
        }
        return 0;
    }
}
