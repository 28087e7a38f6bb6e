package floodchat.front.tui;

import java.util.List;

/** Numbers as a row of columns, eight heights to a cell. Pure. */
final class Sparkline {
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** The mean of as many numbers as there are for each cell, the oldest first; the number of cells divides theirs. */
    static double[] cells(List<Integer> numbers, int cells) {
        double[] means = new double[cells];
        int each = numbers.size() / cells;
        for (int i = 0; i < each * cells; i++) {
            means[i / each] += (double) numbers.get(i) / each;
        }
        return means;
    }

    /** Zero lies on the ground and nothing else does. @param full what fills a cell */
    static String of(double[] cells, double full) {
        StringBuilder line = new StringBuilder();
        for (double cell : cells) {
            int above = (int) Math.ceil((HEIGHTS.length() - 1) * cell / full);
            line.append(HEIGHTS.charAt(cell <= 0 ? 0 : Math.clamp(above, 1, HEIGHTS.length() - 1)));
        }
        return line.toString();
    }
}
