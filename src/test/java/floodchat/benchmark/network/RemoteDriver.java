package floodchat.benchmark.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Drives a peer in a process of its own. Only one thread at a time may call it. */
final class RemoteDriver implements PeerDriver {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter lines;
    private String address;

    /**
     * Starts the process. {@link #address} waits until its peer is ready.
     *
     * @param javaOptions for its JVM
     */
    RemoteDriver(int number, Candidate candidate, List<String> javaOptions, List<String> earlier) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(javaOptions);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), DriverProcess.class.getName()));
        command.addAll(List.of(Integer.toString(number), candidate.name()));
        command.addAll(earlier);
        process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        lines = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    @Override
    public String address() {
        if (address == null) {
            address = answer();
        }
        return address;
    }

    @Override
    public void awaitPeers(int peers) {
        ask("await " + peers);
    }

    @Override
    public long publish(Workload workload) {
        return Long.parseLong(ask("publish " + workload));
    }

    @Override
    public Receipt awaitReceipt(int run, int messages, Duration within) {
        return Receipt.parse(ask("await-receipt " + run + " " + messages + " " + within.toMillis()));
    }

    private String ask(String line) {
        address(); // the first line that the process writes
        lines.println(line);
        return answer();
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("a peer's process has ended");
            }
            return line;
        } catch (IOException e) {
            throw new IllegalStateException("a peer's process does not answer", e);
        }
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Kills the process with SIGKILL, so the peer cannot say goodbye. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
