package floodchat.front.tui.widget;

import java.util.List;

/** A graph of one row: each cell is a column of one of eight heights. Pure. */
final class Sparkline {
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** The numbers, the oldest first, as means for this many cells; it divides how many numbers there are. */
    static double[] cells(List<Integer> numbers, int cells) {
        double[] means = new double[cells];
        int each = numbers.size() / cells;
        for (int i = 0; i < each * cells; i++) {
            means[i / each] += (double) numbers.get(i) / each;
        }
        return means;
    }

    /** Only zero has the lowest column. @param full the value of a full column */
    static String of(double[] cells, double full) {
        StringBuilder line = new StringBuilder();
        for (double cell : cells) {
            int above = (int) Math.ceil((HEIGHTS.length() - 1) * cell / full);
            line.append(HEIGHTS.charAt(cell <= 0 ? 0 : Math.clamp(above, 1, HEIGHTS.length() - 1)));
        }
        return line.toString();
    }
}
