package floodchat.sim;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes the traces of five runs with one seed: growth, steady traffic, churn, a split into halves, and the death of
 * half the peers. Code that was only moved writes the same traces, byte for byte.
 */
final class Traces {
    private static final int PEERS = 100;
    private static final long GROWING_PAUSE_MICROS = SimulatedNetwork.SECOND / 10;
    private static final int MESSAGES = 300;

    private final long seed;
    private final Path folder;

    private Traces(long seed, Path folder) {
        this.seed = seed;
        this.folder = folder;
    }

    /** Arguments: the seed, and the folder for the files. */
    static void main(String[] arguments) throws IOException {
        Traces traces = new Traces(Long.parseLong(arguments[0]), Files.createDirectories(Path.of(arguments[1])));
        traces.write("growth", Traces::grow);
        traces.write("steady", network -> SteadyRun.of(grown(network), MESSAGES, MESSAGES));
        traces.write("churn", network -> ChurnRun.of(grown(network)));
        traces.write("halves", network -> PartitionRun.of(grown(network)));
        traces.write("deaths", network -> CrashRun.of(grown(network), 0.5));
    }

    private static SimulatedNetwork grown(SimulatedNetwork network) {
        return SteadyRun.grown(network, PEERS);
    }

    /** Grows more slowly than the other runs, so that newcomers also come into small networks. */
    private static void grow(SimulatedNetwork network) {
        network.addThroughOneEntry(PEERS / 2, GROWING_PAUSE_MICROS);
        Senders senders = Senders.all(network, "growth");
        senders.send(MESSAGES / 10, GROWING_PAUSE_MICROS);
        network.addThroughOneEntry(PEERS, GROWING_PAUSE_MICROS);
        senders.send(MESSAGES / 10, GROWING_PAUSE_MICROS);
        network.run(60 * SimulatedNetwork.SECOND);
    }

    private void write(String name, Consumer<SimulatedNetwork> run) throws IOException {
        MessageDigest digest = sha256();
        long[] lines = {0};
        Path file = folder.resolve(name + ".txt");
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest), 1 << 16)) {
            SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
            network.record(new Trace(line -> {
                write(out, line);
                lines[0]++;
            }));
            run.accept(network);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        System.out.printf(Locale.ROOT, "%-7s %,10d lines  sha256 %s%n", name, lines[0], hash);
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
