package floodchat.benchmark;

import floodchat.fixture.PlainPeer;
import floodchat.protocol.flood.NetworkTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a packet costs its author on this machine: with the image's runtime and flags, the same without the optimising
 * compiler, and OpenSSL, if it is installed, for a program in C that uses the processor's instructions for SHA-256. It
 * writes Markdown to standard output.
 */
final class StampBenchmark {
    /** A line with a signed envelope of 250 bytes, and the smallest letter. */
    static final int LINE_BYTES = 267;

    private static final int LETTER_BYTES = 2_065;

    private static final int ROUNDS = 5;
    private static final int BLOCK_BYTES = 64;
    private static final double MS_PER_SECOND = 1e3;
    private static final double MILLION = 1e6;

    private final Path folder;

    private StampBenchmark(Path folder) {
        this.folder = folder;
    }

    /** One optional argument: the number of rounds, {@link #ROUNDS} if absent. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        new StampBenchmark(Files.createTempDirectory("floodchat-stamps")).run(rounds);
    }

    private void run(int rounds) throws IOException, InterruptedException {
        List<String> image = image();
        System.out.println(Machine.described() + " Medians of " + rounds + " processes.\n");
        System.out.println("| | million hashes per second | a line, ms | a letter, ms | the first line, ms |");
        System.out.println("|---|---:|---:|---:|---:|");
        row("the image", image, rounds);
        row("without the optimising compiler", with(image, "-XX:TieredStopAtLevel=1"), rounds);
        openssl();
    }

    /** The runtime and its flags, as the launcher gives them: what stands before the class path. */
    private List<String> image() throws IOException, InterruptedException {
        try (PlainPeer peer = PlainPeer.start("ada", folder, PlainPeer.NOWHERE)) {
            peer.address();
            ProcessHandle.Info info = ProcessHandle.of(peer.pid()).orElseThrow().info();
            List<String> command = new ArrayList<>(List.of(info.command().orElseThrow()));
            List<String> arguments = Arrays.asList(info.arguments().orElseThrow());
            int classPath = arguments.indexOf("-cp");
            command.addAll(arguments.subList(0, classPath));
            String jars = arguments.get(classPath + 1);
            command.addAll(List.of("-cp", jars + ":" + Path.of("target/test-classes").toAbsolutePath()));
            return command;
        }
    }

    private static List<String> with(List<String> command, String flag) {
        List<String> changed = new ArrayList<>(command);
        changed.add(command.indexOf("-cp"), flag);
        return changed;
    }

    private static void row(String name, List<String> runtime, int rounds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(runtime);
        command.add(StampRate.class.getName());
        double[] first = new double[rounds];
        double[] rate = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            String[] figures = output(command).trim().split(" ");
            first[round] = Double.parseDouble(figures[0]);
            rate[round] = Double.parseDouble(figures[1]);
        }
        print(name, median(rate), String.format(Locale.ROOT, "%.0f", median(first)));
    }

    /** It prints thousands of bytes per second; a try hashes one block. */
    private static void openssl() throws InterruptedException {
        try {
            String speed = output(List.of("openssl", "speed", "-seconds", "2", "-bytes", "16384", "sha256"));
            String last = speed.trim().replaceFirst("(?s).*\\s", "").replaceFirst("k$", "");
            print("OpenSSL", Double.parseDouble(last) * MS_PER_SECOND / BLOCK_BYTES, "");
        } catch (IOException | NumberFormatException e) {
            System.err.println("OpenSSL is not measured: " + e.getMessage());
        }
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static void print(String name, double hashesPerSecond, String first) {
        NetworkTerms usual = NetworkTerms.of("rate");
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.0f | %s |%n",
                name,
                hashesPerSecond / MILLION,
                usual.work(LINE_BYTES) * MS_PER_SECOND / hashesPerSecond,
                usual.work(LETTER_BYTES) * MS_PER_SECOND / hashesPerSecond,
                first);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
