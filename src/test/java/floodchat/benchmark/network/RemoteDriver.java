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

/** A station in a process of its own. One thread at a time may call. */
final class RemoteDriver implements PeerDriver {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter lines;
    private String address;

    /** Starts it; {@link #address} waits until it is there. @param javaOptions for its virtual machine */
    RemoteDriver(int number, Candidate contender, List<String> javaOptions, List<String> earlier) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(javaOptions);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), DriverProcess.class.getName()));
        command.addAll(List.of(Integer.toString(number), contender.name()));
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
    public long speak(Workload speech) {
        return Long.parseLong(ask("speak " + speech));
    }

    @Override
    public Receipt hear(int run, int messages, Duration within) {
        return Receipt.parse(ask("hear " + run + " " + messages + " " + within.toMillis()));
    }

    private String ask(String line) {
        address(); // is the first answer
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

    /** kill -9: no goodbye. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
