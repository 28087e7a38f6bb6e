package floodchat.benchmark;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures how the memory of a plain peer and of a window grows with messages, and what is given back afterwards. Five
 * plain peers say as much as the network takes, and a window shows it. Writes Markdown to standard output, its progress
 * to standard error, and a plot.
 */
final class MemoryBenchmark {
    private static final int PEERS = 5;

    /** After this time all have finished starting. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);

    /** Without another message for this time, everything has come. */
    private static final int STILL_SAMPLES = 3;

    private static final int SHORTEST_WORDS = 3;
    private static final int LONGEST_WORDS = 14;
    private static final String[] WORDS =
            "the way people talk here is short and plain if you ask me why not see you at seven".split(" ");

    private final int messages;
    private final Duration quiet;
    private final int work;
    private final Path home;
    private final List<PlainPeer> peers = new ArrayList<>();
    private final List<MemorySample> samples = new ArrayList<>();
    private double talkedS;

    private MemoryBenchmark(int messages, Duration quiet, int work, Path home) {
        this.messages = messages;
        this.quiet = quiet;
        this.work = work;
        this.home = home;
    }

    /** Arguments: the folder for the plot, the number of messages, minutes of quiet, and hashes for each byte. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        Path figures = Path.of(arguments[0]);
        int messages = Integer.parseInt(arguments[1]);
        Duration quiet = Duration.ofMinutes(Integer.parseInt(arguments[2]));
        int work = Integer.parseInt(arguments[3]);
        Path home = Files.createTempDirectory("floodchat-memory");
        try {
            new MemoryBenchmark(messages, quiet, work, home).run(figures);
        } finally {
            WindowBenchmark.delete(home);
        }
    }

    private void run(Path figures) throws IOException, InterruptedException {
        System.out.println(Machine.described() + "\n");
        PlainPeer first = peer(PlainPeer.NOWHERE);
        String entry = first.address();
        while (peers.size() < PEERS) {
            peer(entry);
        }
        Program program = Program.all().getFirst();
        try (TerminalWindow window = TerminalWindow.open(StartTime.COLUMNS, StartTime.ROWS, home)) {
            window.enter(program.joining(entry).command(home("window")));
            window.await(PEERS + " links");
            measure(first, window.program().pid());
        } finally {
            for (PlainPeer peer : peers) {
                peer.close();
            }
        }
        new MemoryBenchmarkReport(samples, talkedS).write(figures);
    }

    private PlainPeer peer(String entry) throws IOException {
        Path its = home("peer" + (peers.size() + 1));
        PlainPeer peer = PlainPeer.start(its.getFileName().toString(), home, entry);
        peers.add(peer);
        return peer;
    }

    private Path home(String name) throws IOException {
        Path its = Files.createDirectory(home.resolve(name));
        Files.writeString(its.resolve("floodchat.toml"), "[network]\nwork = " + work + "\n");
        return its;
    }

    private void measure(PlainPeer plain, long window) throws IOException, InterruptedException {
        Thread.sleep(SETTLING);
        long begunNs = System.nanoTime();
        sample(begunNs, plain, window);
        List<Thread> talking = peers.stream().map(peer -> Thread.ofVirtual().start(() -> talk(peer))).toList();
        for (int still = 0; still < STILL_SAMPLES;) {
            Thread.sleep(BETWEEN_SAMPLES);
            int before = samples.getLast().messages();
            sample(begunNs, plain, window);
            boolean more = samples.getLast().messages() > before || talking.stream().anyMatch(Thread::isAlive);
            still = more ? 0 : still + 1;
        }
        talkedS = samples.getLast().atS() - STILL_SAMPLES * BETWEEN_SAMPLES.toSeconds();
        while (samples.getLast().atS() < talkedS + quiet.toSeconds()) {
            Thread.sleep(BETWEEN_SAMPLES);
            sample(begunNs, plain, window);
        }
    }

    private void sample(long begunNs, PlainPeer plain, long window) throws IOException {
        int said = plain.said().count() * PEERS / (PEERS - 1); // it does not print its own
        samples.add(MemorySample.now(begunNs, said, plain.pid(), window));
        System.err.println(samples.getLast());
    }

    /** Says this peer's share, as fast as the peer reads it. */
    private void talk(PlainPeer peer) {
        SplittableRandom random = new SplittableRandom(peers.indexOf(peer));
        for (int i = 0; i < messages / PEERS; i++) {
            peer.type(sentence(random));
        }
    }

    private static String sentence(SplittableRandom random) {
        int words = random.nextInt(SHORTEST_WORDS, LONGEST_WORDS + 1);
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < words; i++) {
            sentence.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return sentence.toString();
    }
}
