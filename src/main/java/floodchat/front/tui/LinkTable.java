package floodchat.front.tui;

import floodchat.front.NetworkWords;
import floodchat.protocol.chat.NetworkStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The links as a table of exactly so many columns: what is worth least goes first where there is no room. All graphs of a kind have one scale, so
 * that links can be compared. Pure.
 */
final class LinkTable {
    /** What stands in the table, from the most there can be to the least. */
    private enum Detail {
        /** In and out apart, bytes and packets, each with a graph. */
        DIRECTIONS(78),
        /** In and out together. */
        PACKETS(62),
        /** Bytes alone. */
        BYTES(53),
        /** No queue: of one that is too long the sentences above the table tell. */
        NO_QUEUE(47),
        /** Whether the link is there, and how good it is. */
        LEAST(37);

        /** With the narrowest address and no graph. */
        final int columns;

        Detail(int columns) {
            this.columns = columns;
        }

        int graphs() {
            return switch (this) {
                case DIRECTIONS, PACKETS -> 2;
                case BYTES, NO_QUEUE -> 1;
                case LEAST -> 0;
            };
        }
    }

    /** A graph has one of these widths: each divides the minute that it shows. */
    private static final List<Integer> GRAPH_COLUMNS = List.of(30, 20, 15, 12, 10);

    private static final int LEAST_GRAPH = GRAPH_COLUMNS.getLast();

    /** An IPv4 address with its port. */
    private static final int LEAST_ADDRESS = 21;

    private static final int TIME = 8;
    private static final int WAY = 6;
    private static final int QUEUE = 6;
    private static final int BYTES = 8;
    private static final int PACKETS = 6;

    private final List<NetworkStanding.Link> links;
    private final Detail detail;
    private final int graph;
    private final int address;

    LinkTable(List<NetworkStanding.Link> links, int columns) {
        this.links = links;
        this.detail = detail(columns);
        int longest = links.stream().mapToInt(link -> link.address().length()).max().orElse(0);
        int spare = columns - detail.columns - detail.graphs() * LEAST_GRAPH;
        this.address = LEAST_ADDRESS + Math.clamp(longest - LEAST_ADDRESS, 0, spare);
        this.graph =
                detail.graphs() == 0 ? 0 : graph(LEAST_GRAPH + (spare + LEAST_ADDRESS - address) / detail.graphs());
    }

    private static Detail detail(int columns) {
        for (Detail detail : Detail.values()) {
            if (detail.columns + detail.graphs() * LEAST_GRAPH <= columns) {
                return detail;
            }
        }
        return Detail.LEAST;
    }

    private static int graph(int room) {
        return GRAPH_COLUMNS.stream().filter(columns -> columns <= room).findFirst().orElse(LEAST_GRAPH);
    }

    /** A headline, and a row for each link. */
    List<Row> rows() {
        double bytes = highest(links.stream().map(LinkTable::bytes).toList());
        double packets = highest(links.stream().map(LinkTable::packets).toList());
        List<Row> rows = new ArrayList<>();
        rows.add(headline(bytes, packets));
        links.forEach(link -> rows.add(row(link, bytes, packets)));
        return rows;
    }

    private double highest(List<List<Integer>> all) {
        double highest = 0;
        for (List<Integer> one : all) {
            for (double cell : graph == 0 ? new double[0] : Sparkline.cells(one, graph)) {
                highest = Math.max(highest, cell);
            }
        }
        return highest;
    }

    private static List<Integer> bytes(NetworkStanding.Link link) {
        return sum(link.in().bytes(), link.out().bytes());
    }

    private static List<Integer> packets(NetworkStanding.Link link) {
        return sum(link.in().packets(), link.out().packets());
    }

    private static List<Integer> sum(List<Integer> one, List<Integer> other) {
        return IntStream.range(0, one.size()).mapToObj(i -> one.get(i) + other.get(i)).toList();
    }

    // ---- the headline

    private Row headline(double bytes, double packets) {
        Row.Builder row = new Row.Builder();
        row.add(left("  link", 2 + address) + right("trip", TIME) + right("way", WAY), Ink.QUIET);
        switch (detail) {
            case DIRECTIONS -> {
                row.add(right("queue", QUEUE) + right("in/s", BYTES) + right("out/s", BYTES), Ink.QUIET);
                row.add(scale(NetworkWords.bytes(bytes)), Ink.QUIET);
                row.add(right("in/s", PACKETS) + right("out/s", PACKETS) + scale(packetsInWords(packets)), Ink.QUIET);
            }
            case PACKETS -> {
                row.add(right("queue", QUEUE) + right("bytes/s", BYTES) + scale(NetworkWords.bytes(bytes)), Ink.QUIET);
                row.add(right("pkt/s", PACKETS) + scale(NetworkWords.count(packets)), Ink.QUIET);
            }
            case BYTES ->
                row.add(right("queue", QUEUE) + right("bytes/s", BYTES) + scale(NetworkWords.bytes(bytes)), Ink.QUIET);
            case NO_QUEUE -> row.add(right("bytes/s", BYTES) + scale(NetworkWords.bytes(bytes)), Ink.QUIET);
            case LEAST -> {}
        }
        return row.build();
    }

    private static String packetsInWords(double packets) {
        return NetworkWords.count(packets) + " pkt";
    }

    /** What the highest column of the graphs stands for; nothing where all lies on the ground. */
    private String scale(String highest) {
        String words = highest.startsWith("0") && !highest.startsWith("0.") ? "1 minute" : "█ " + highest;
        return " " + left(words, graph);
    }

    // ---- a link

    private Row row(NetworkStanding.Link link, double bytes, double packets) {
        Row.Builder row = new Row.Builder();
        row.add(link.dialled() ? "→ " : "← ", Ink.QUIET);
        row.add(left(Addresses.fit(link.address(), address), address), link.stalled() ? Ink.WARNING : Ink.TEXT);
        row.add(right(NetworkWords.roundTrip(link.roundTrip()), TIME), Ink.TEXT);
        row.add(right(link.eager() ? "eager" : "lazy", WAY), link.eager() ? Ink.TEXT : Ink.QUIET);
        if (detail.compareTo(Detail.NO_QUEUE) < 0) {
            row.add(right(NetworkWords.count(link.waiting()), QUEUE), link.waiting() == 0 ? Ink.QUIET : Ink.STRONG);
        }
        if (detail != Detail.LEAST) {
            rates(link, bytes, packets, row);
        }
        return row.build();
    }

    private void rates(NetworkStanding.Link link, double bytes, double packets, Row.Builder row) {
        if (detail == Detail.DIRECTIONS) {
            bytes(link.in().bytes(), row);
            bytes(link.out().bytes(), row);
        } else {
            bytes(bytes(link), row);
        }
        graph(bytes(link), bytes, row);
        if (detail == Detail.DIRECTIONS) {
            packets(link.in().packets(), row);
            packets(link.out().packets(), row);
            graph(packets(link), packets, row);
        } else if (detail == Detail.PACKETS) {
            packets(packets(link), row);
            graph(packets(link), packets, row);
        }
    }

    private static void bytes(List<Integer> seconds, Row.Builder row) {
        number(NetworkWords.perSecond(seconds), right(NetworkWords.bytes(NetworkWords.perSecond(seconds)), BYTES), row);
    }

    private static void packets(List<Integer> seconds, Row.Builder row) {
        number(NetworkWords.perSecond(seconds), right(NetworkWords.count(NetworkWords.perSecond(seconds)), PACKETS),
                row);
    }

    private static void number(double number, String words, Row.Builder row) {
        row.add(words, number == 0 ? Ink.QUIET : Ink.TEXT);
    }

    private void graph(List<Integer> seconds, double full, Row.Builder row) {
        if (graph > 0) {
            row.add(" ", Ink.TEXT).add(Sparkline.of(Sparkline.cells(seconds, graph), full), Ink.ACCENT);
        }
    }

    private static String left(String text, int columns) {
        String fit = Graphemes.fit(text, columns);
        return fit + " ".repeat(columns - Graphemes.width(fit));
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - Graphemes.width(text))) + text;
    }
}
