package floodchat.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot of a few curves, written as SVG. */
public final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 74;
    private static final int RIGHT = 24;
    private static final int TOP = 64;
    private static final int BOTTOM = 60;
    private static final int TICKS = 6;
    /** People with colour blindness can tell these apart (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00");

    private final String title;
    private final Axis across;
    private final Axis up;
    private final List<Curve> curves = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    /** @param logarithmic requires a from above 0 */
    public record Axis(String label, double from, double to, boolean logarithmic) {
        public static Axis linear(String label, double from, double to) {
            return new Axis(label, from, to, false);
        }

        public static Axis logarithmic(String label, double from, double to) {
            return new Axis(label, from, to, true);
        }

        double part(double value) {
            double clamped = Math.clamp(value, from, to);
            return logarithmic ? Math.log(clamped / from) / Math.log(to / from) : (clamped - from) / (to - from);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            double step = logarithmic ? 10 : step();
            double first = logarithmic ? from : Math.ceil(from / step) * step;
            for (double tick = first; tick <= to * (1 + 1e-9); tick = logarithmic ? tick * step : tick + step) {
                ticks.add(tick);
            }
            return ticks;
        }

        /** 1, 2 or 5 times a power of ten. */
        private double step() {
            double rough = (to - from) / TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            return List.of(1.0, 2.0, 5.0, 10.0)
                    .stream()
                    .map(n -> n * power)
                    .filter(n -> n >= rough * 0.99)
                    .findFirst()
                    .orElse(rough);
        }
    }

    public record Point(double x, double y) {}

    private record Curve(String name, List<Point> points, boolean steps) {}

    public Plot(String title, Axis across, Axis up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    public Plot curve(String name, List<Point> points) {
        curves.add(new Curve(name, points, false));
        return this;
    }

    /** A histogram: bars without gaps. */
    Plot steps(String name, List<Point> points) {
        curves.add(new Curve(name, points, true));
        return this;
    }

    /** The plot with the curves so far. Curves may be added afterwards. */
    public String svg() {
        out.setLength(0);
        put("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" %s>", WIDTH, HEIGHT,
                "font-family=\"sans-serif\" font-size=\"13\"");
        put("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        text(LEFT, 24, "start", 16, title);
        grid();
        for (int i = 0; i < curves.size(); i++) {
            draw(curves.get(i), COLOURS.get(i % COLOURS.size()));
        }
        legend();
        put("</svg>");
        return out.toString();
    }

    private void grid() {
        for (double tick : up.ticks()) {
            line(LEFT, y(tick), WIDTH - RIGHT, y(tick), "#dddddd");
            text(LEFT - 8, y(tick) + 4, "end", 12, number(tick));
        }
        for (double tick : across.ticks()) {
            line(x(tick), HEIGHT - BOTTOM, x(tick), HEIGHT - BOTTOM + 5, "#333333");
            text(x(tick), HEIGHT - BOTTOM + 20, "middle", 12, number(tick));
        }
        line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#333333");
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", 13, across.label);
        double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
        put("<text transform=\"translate(18 %.1f) rotate(-90)\" text-anchor=\"middle\" fill=\"#222222\">%s</text>",
                middle, up.label);
    }

    private void legend() {
        double at = LEFT;
        for (int i = 0; i < curves.size(); i++) {
            String name = curves.get(i).name;
            put("<rect x=\"%.1f\" y=\"38\" width=\"16\" height=\"4\" fill=\"%s\"/>", at,
                    COLOURS.get(i % COLOURS.size()));
            text(at + 22, 45, "start", 12, name);
            at += 44 + 6.6 * name.length();
        }
    }

    private void draw(Curve curve, String colour) {
        StringBuilder path = new StringBuilder();
        for (Point point : curve.steps ? stairs(curve.points) : curve.points) {
            path.append(path.isEmpty() ? "M" : " L").append(at(x(point.x), y(point.y)));
        }
        put("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\"/>", path, colour);
        if (!curve.steps && curve.points.size() <= 10) {
            curve.points.forEach(point -> put("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x(point.x),
                    y(point.y), colour));
        }
    }

    private static List<Point> stairs(List<Point> points) {
        List<Point> stairs = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double half = i + 1 < points.size()
                    ? (points.get(i + 1).x - point.x) / 2
                    : (point.x - points.get(Math.max(0, i - 1)).x) / 2;
            stairs.add(new Point(point.x - half, point.y));
            stairs.add(new Point(point.x + half, point.y));
        }
        return stairs;
    }

    private double x(double value) {
        return LEFT + across.part(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.part(value) * (HEIGHT - TOP - BOTTOM);
    }

    private void line(double x1, double y1, double x2, double y2, String colour) {
        put("<path d=\"M%s L%s\" stroke=\"%s\"/>", at(x1, y1), at(x2, y2), colour);
    }

    private void text(double x, double y, String anchor, int size, String text) {
        put("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"#222222\">%s</text>", x, y, anchor,
                size, text);
    }

    private static String at(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    private static String number(double value) {
        String plain = String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%.3f", value);
        return plain.contains(".") ? plain.replaceAll("0+$", "") : plain;
    }

    @SuppressWarnings("AnnotateFormatMethod") // would need a dependency on Error Prone's annotations
    private void put(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
