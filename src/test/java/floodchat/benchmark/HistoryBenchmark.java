package floodchat.benchmark;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.fixture.BuiltImage;
import floodchat.node.store.history.History;
import floodchat.node.store.history.Retention;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.HistoryPosition;
import floodchat.protocol.chat.HistoryQuery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a history of {@link #LINES} lines costs: writing, opening and searching it, and its memory. Each round is a
 * process of its own with the flags of the image. It writes Markdown to standard output.
 */
final class HistoryBenchmark {
    private static final int LINES = 100_000;
    private static final int ROUNDS = 7;
    private static final int PEOPLE = 20;
    private static final int LIMIT = 500;
    private static final int FIRST_SEARCH = 5;
    private static final double MS = 1e6;
    private static final double MB = 1e6;
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> QUERIES = List.of("word17", "needle", "nowhere", "Zürich", "from:p7 word3");

    private final EventBus bus = new EventBus();
    private final Mailbox<Object> front = new Mailbox<>(2 * LINES);
    private final History history;

    private HistoryBenchmark(Path folder) {
        history = new History(folder, KEY, new SecureRandom(), bus, Retention.DEFAULT, true);
        bus.subscribe(HistoryEvent.class, front);
        bus.subscribe(ChatEvent.class, front);
    }

    /** With a folder, one round on what is there; without, all of it. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1) {
            new HistoryBenchmark(Path.of(arguments[0])).round();
            return;
        }
        Path folder = Files.createTempDirectory("floodchat-history");
        System.out.println(Machine.described() + " Medians of " + ROUNDS + " processes.\n");
        new HistoryBenchmark(folder).fill(folder);
        print(rounds(folder));
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private void fill(Path folder) throws IOException, InterruptedException {
        Random random = new Random(1);
        history.start();
        long start = System.nanoTime();
        for (int i = 1; i <= LINES; i++) {
            history.show(line(i, random));
        }
        history.show(new ChatEvent.Left(0, 0));
        next(ChatEvent.Left.class);
        double seconds = (System.nanoTime() - start) / MS / 1_000;
        history.close();
        try (var files = Files.list(folder.resolve("history"))) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            System.out.printf(Locale.ROOT, "%,d lines, %.1f MB on the disk, written in %.1f s.%n%n", LINES, bytes / MB,
                    seconds);
        }
    }

    /** 3 to 14 words. The oldest line has a word that no other has. */
    private static ChatEvent.Said line(int number, Random random) {
        StringBuilder text = new StringBuilder(number == 1 ? "needle" : "word");
        int words = 2 + random.nextInt(12);
        for (int i = 0; i < words; i++) {
            text.append(" word").append(random.nextInt(2_000));
        }
        int who = random.nextInt(PEOPLE);
        Person from = new Person("%02x".formatted(who).repeat(32), "p" + who);
        Instant at = Instant.ofEpochMilli(System.currentTimeMillis());
        return new ChatEvent.Said(new MessageId(from.key(), 1, number), from, text.toString(), at, false);
    }

    private void round() throws InterruptedException {
        List<Double> figures = new ArrayList<>();
        long before = usedBytes();
        long start = System.nanoTime();
        history.start();
        next(HistoryEvent.Opened.class);
        figures.add((System.nanoTime() - start) / MS);
        figures.add((usedBytes() - before) / MB);
        start = System.nanoTime();
        history.ask(new HistoryInquiry.Older(HistoryPosition.END, 1, HistoryQuery.ALL));
        next(HistoryEvent.Lines.class);
        figures.add((System.nanoTime() - start) / MS);
        next(HistoryEvent.Loaded.class);
        figures.add((System.nanoTime() - start) / MS);
        figures.add((usedBytes() - before) / MB);
        for (String query : QUERIES) {
            search(query, figures);
        }
        history.close();
        figures.forEach(figure -> System.out.print(figure + " "));
    }

    private void search(String query, List<Double> figures) throws InterruptedException {
        long start = System.nanoTime();
        history.ask(new HistoryInquiry.Search(HistoryQuery.parse(query, ZoneOffset.UTC), LIMIT));
        HistoryEvent.Found found = next(HistoryEvent.Found.class);
        figures.add((System.nanoTime() - start) / MS);
        while (!found.complete()) {
            found = next(HistoryEvent.Found.class);
        }
        figures.add((System.nanoTime() - start) / MS);
    }

    private <E> E next(Class<E> type) throws InterruptedException {
        Object event = front.take();
        while (!type.isInstance(event)) {
            event = front.take();
        }
        return type.cast(event);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static List<double[]> rounds(Path folder) throws IOException, InterruptedException {
        List<double[]> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Process round = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-Xms5m", "-Xmn1m", "-Xmx256m", "-XX:CompileThresholdScaling=16",
                    "-XX:+UnlockDiagnosticVMOptions", "-XX:-DisplayVMOutput",
                    "-XX:CompilerDirectivesFile=" + BuiltImage.compilerDirectives(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    HistoryBenchmark.class.getName(),
                    folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] figures = new String(round.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).split(" ");
            round.waitFor();
            double[] parsed = new double[figures.length];
            for (int j = 0; j < figures.length; j++) {
                parsed[j] = Double.parseDouble(figures[j]);
            }
            rounds.add(parsed);
        }
        return rounds;
    }

    private static void print(List<double[]> rounds) {
        System.out.println("| | median (lowest–highest) |");
        System.out.println("|---|---:|");
        row("the newest 200 lines are there, ms", rounds, 0);
        row("memory then, MB", rounds, 1);
        row("asked for the newest line, it is there, ms", rounds, 2);
        row("all are in memory, ms", rounds, 3);
        row("memory then, MB", rounds, 4);
        System.out.println();
        System.out.println("| search | first hits, ms | complete, ms |");
        System.out.println("|---|---:|---:|");
        for (int i = 0; i < QUERIES.size(); i++) {
            System.out.printf("| `%s` | %s | %s |%n", QUERIES.get(i), median(rounds, FIRST_SEARCH + 2 * i),
                    median(rounds, FIRST_SEARCH + 1 + 2 * i));
        }
    }

    private static void row(String name, List<double[]> rounds, int figure) {
        System.out.printf("| %s | %s |%n", name, median(rounds, figure));
    }

    private static String median(List<double[]> rounds, int figure) {
        double[] sorted = rounds.stream().mapToDouble(round -> round[figure]).sorted().toArray();
        return String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", sorted[sorted.length / 2], sorted[0],
                sorted[sorted.length - 1]);
    }
}
