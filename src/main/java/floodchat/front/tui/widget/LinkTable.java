package floodchat.front.tui.widget;

import floodchat.front.LinkStatus;
import floodchat.front.Quantities;
import floodchat.front.tui.text.Addresses;
import floodchat.front.tui.text.Graphemes;
import floodchat.front.tui.text.Row;
import floodchat.front.tui.text.StyleToken;
import floodchat.protocol.flood.LinkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The links as a table of a given width. In a narrow table the least important columns are left out. All graphs of a
 * kind have one scale, so that links can be compared. Pure.
 */
final class LinkTable {
    /** How much the table shows, from the most to the least. */
    private enum Detail {
        /** Bytes and packets, in and out apart, with a graph each. */
        DIRECTIONS(2, 2),
        /** Bytes and packets, in and out together. */
        PACKETS(2, 1),
        /** Only bytes. */
        BYTES(1, 1),
        /** No queue: if one is too long, the sentences above the table say so. */
        NO_QUEUE(1, 1),
        /** Only the address, the round trip and the role in the tree. */
        LEAST(0, 0);

        final int graphs;
        /** How many numbers stand before each graph. */
        final int numbers;

        Detail(int graphs, int numbers) {
            this.graphs = graphs;
            this.numbers = numbers;
        }

        boolean hasQueue() {
            return compareTo(NO_QUEUE) < 0;
        }

        /** The width without the address and the graphs. */
        int columns() {
            int queue = hasQueue() ? QUEUE_COLUMNS : 0;
            int bytes = graphs > 0 ? numbers * BYTES_COLUMNS + 1 : 0;
            int packets = graphs > 1 ? numbers * PACKETS_COLUMNS + 1 : 0;
            return ARROW_COLUMNS + TIME_COLUMNS + TREE_COLUMNS + queue + bytes + packets;
        }
    }

    /** The widths of a graph: each divides the minute that it shows. */
    private static final List<Integer> GRAPH_COLUMNS = List.of(30, 20, 15, 12, 10);

    private static final int MIN_GRAPH_COLUMNS = GRAPH_COLUMNS.getLast();

    /** An IPv4 address with its port fits; a longer address may be cut. */
    private static final int MIN_ADDRESS_COLUMNS = 21;

    /** The headline over the addresses needs this. */
    private static final int MIN_HEADLINE_COLUMNS = 14;

    private static final int ARROW_COLUMNS = 2;
    private static final int TIME_COLUMNS = 8;
    private static final int TREE_COLUMNS = 6;
    private static final int QUEUE_COLUMNS = 5;
    private static final int BYTES_COLUMNS = 8;
    private static final int PACKETS_COLUMNS = 6;

    private final List<LinkStatus> links;
    private final Detail detail;
    private final int graph;
    private final int address;

    LinkTable(List<LinkStatus> links, int columns) {
        this.links = links;
        int longest = links.stream().mapToInt(link -> link.address().length()).reduce(MIN_HEADLINE_COLUMNS, Math::max);
        int least = Math.min(longest, MIN_ADDRESS_COLUMNS);
        this.detail = detail(columns - least);
        int spare = columns - least - detail.columns() - detail.graphs * MIN_GRAPH_COLUMNS;
        this.address = Math.clamp(longest, least, least + Math.max(0, spare));
        this.graph = detail.graphs == 0 ? 0 : graph(MIN_GRAPH_COLUMNS + (spare + least - address) / detail.graphs);
    }

    private static Detail detail(int room) {
        for (Detail detail : Detail.values()) {
            if (detail.columns() + detail.graphs * MIN_GRAPH_COLUMNS <= room) {
                return detail;
            }
        }
        return Detail.LEAST;
    }

    private static int graph(int room) {
        return GRAPH_COLUMNS.stream().filter(columns -> columns <= room).findFirst().orElse(MIN_GRAPH_COLUMNS);
    }

    /** A headline, and a row for each link. */
    List<Row> rows() {
        double bytes = highest(Flow::ofBytes);
        double packets = highest(Flow::ofPackets);
        List<Row> rows = new ArrayList<>();
        rows.add(headline(bytes, packets));
        links.forEach(link -> rows.add(row(link, bytes, packets)));
        return rows;
    }

    private double highest(Function<LinkStatus, Flow> flow) {
        double highest = 0;
        for (LinkStatus link : links) {
            for (double cell : Sparkline.cells(flow.apply(link).both(), Math.max(1, graph))) {
                highest = Math.max(highest, cell);
            }
        }
        return highest;
    }

    /** What came in and went out in each second. */
    private record Flow(List<Integer> in, List<Integer> out) {
        static Flow ofBytes(LinkStatus link) {
            return new Flow(link.measured().in().bytes(), link.measured().out().bytes());
        }

        static Flow ofPackets(LinkStatus link) {
            return new Flow(link.measured().in().packets(), link.measured().out().packets());
        }

        List<Integer> both() {
            return IntStream.range(0, in.size()).mapToObj(i -> in.get(i) + out.get(i)).toList();
        }
    }

    // ---- the headline

    private Row headline(double bytes, double packets) {
        StringBuilder words = new StringBuilder();
        words.append(left("→ ours, ← theirs", ARROW_COLUMNS + address))
                .append(right("ping", TIME_COLUMNS))
                .append(right("tree", TREE_COLUMNS));
        if (detail.hasQueue()) {
            words.append(right("wait", QUEUE_COLUMNS));
        }
        if (detail.graphs > 0) {
            words.append(rates("bytes/s", BYTES_COLUMNS)).append(scale(Quantities.bytes(bytes), bytes));
        }
        if (detail.graphs > 1) {
            words.append(rates("pkt/s", PACKETS_COLUMNS)).append(scale(Quantities.count(packets) + " pkt", packets));
        }
        return Row.of(words.toString(), StyleToken.QUIET);
    }

    private String rates(String unit, int columns) {
        return detail.numbers == 1 ? right(unit, columns) : right("in/s", columns) + right("out/s", columns);
    }

    /** How long the graph goes back, and the value of its highest column. */
    private String scale(String highest, double number) {
        String full = number == 0 ? "" : "█ " + highest;
        String words = graph < 20 || full.isEmpty() ? full : "1 minute, " + full;
        return " " + left(words.isEmpty() ? "1 minute" : words, graph);
    }

    // ---- a link

    private Row row(LinkStatus link, double bytes, double packets) {
        LinkReport measured = link.measured();
        boolean eager = link.link().eager();
        Row.Builder row = new Row.Builder();
        row.add(link.link().dialled() ? "→ " : "← ", StyleToken.QUIET);
        row.add(left(Addresses.fit(link.address(), address), address),
                link.isStalled() ? StyleToken.WARNING : StyleToken.TEXT);
        row.add(right(Quantities.roundTrip(measured.roundTripMicros()), TIME_COLUMNS), StyleToken.TEXT);
        row.add(right(eager ? "eager" : "lazy", TREE_COLUMNS), eager ? StyleToken.TEXT : StyleToken.QUIET);
        if (detail.hasQueue()) {
            row.add(right(Quantities.waiting(measured.waitingFrames()), QUEUE_COLUMNS),
                    measured.waitingFrames() == 0 ? StyleToken.QUIET : StyleToken.STRONG);
        }
        if (detail.graphs > 0) {
            rates(Flow.ofBytes(link), Quantities::bytes, BYTES_COLUMNS, bytes, row);
        }
        if (detail.graphs > 1) {
            rates(Flow.ofPackets(link), Quantities::count, PACKETS_COLUMNS, packets, row);
        }
        return row.build();
    }

    private void rates(Flow flow, DoubleFunction<String> inWords, int columns, double full, Row.Builder row) {
        for (List<Integer> seconds : detail.numbers == 1 ? List.of(flow.both()) : List.of(flow.in(), flow.out())) {
            double rate = Quantities.perSecond(seconds);
            row.add(right(inWords.apply(rate), columns), rate == 0 ? StyleToken.QUIET : StyleToken.TEXT);
        }
        row.add(" ", StyleToken.TEXT).add(Sparkline.of(Sparkline.cells(flow.both(), graph), full), StyleToken.ACCENT);
    }

    private static String left(String text, int columns) {
        String fit = Graphemes.fit(text, columns);
        return fit + " ".repeat(columns - Graphemes.width(fit));
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - Graphemes.width(text))) + text;
    }
}
