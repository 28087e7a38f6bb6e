import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the start-up cache. It opens a window on a pseudo-terminal, gives it a name and uses it, while a plain peer
 * talks to it over loopback and the Java runtime records which classes that needs. The cache is made from the
 * recording. Both peers are the program itself, started by its launcher.
 */
final class Training {
    private static final int TIMEOUT_S = 60;

    private static final String F1 = "\033OP";
    private static final String ESCAPE = "\033";

    private final Path launcher;
    private final Path folder;

    /** @param folder an empty folder for homes and recordings */
    Training(Path launcher, Path folder) {
        this.launcher = launcher.toAbsolutePath();
        this.folder = folder;
    }

    void make(Path cache) throws IOException, InterruptedException {
        Process plain = launch("", "plain", "127.0.0.1:1", "--plain", "--name", "ada").start();
        try {
            talk(plain, new Output(plain.getInputStream()), new Output(plain.getErrorStream()));
        } finally {
            plain.destroy();
        }
        finish(run("-XX:AOTMode=create -XX:AOTConfiguration=recording -XX:AOTCache=cache", "--version"));
        Files.move(folder.resolve("cache"), cache);
        finish(run("-XX:AOTMode=on", "--version"));
    }

    private void talk(Process plain, Output messages, Output notices) throws IOException, InterruptedException {
        String address = notices.await("listening on (\\S+)\n");
        try (PseudoTerminal terminal = PseudoTerminal.open()) {
            Process window =
                    terminal.start(launch("-XX:AOTMode=record -XX:AOTConfiguration=recording", "window", address));
            try {
                use(terminal, plain, messages);
                finish(window);
            } finally {
                window.destroyForcibly();
            }
        }
    }

    private static void use(PseudoTerminal terminal, Process plain, Output messages)
            throws IOException, InterruptedException {
        terminal.screen().await("What is your name");
        terminal.type("bob\r");
        terminal.screen().await("ada");
        terminal.type("hello\r");
        messages.await("bob -> hello\n");
        plain.getOutputStream().write("welcome\n".getBytes(StandardCharsets.UTF_8));
        plain.getOutputStream().flush();
        terminal.screen().await("welcome");
        terminal.type("@a\tpsst\r");
        messages.await("\\(direct\\) bob -> psst\n");
        terminal.type(F1);
        terminal.type(ESCAPE);
        terminal.type("/quit\r");
    }

    private ProcessBuilder launch(String javaOptions, String home, String entry, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--home", home, "--listen", "127.0.0.1:0", "--join", entry));
        arguments.addAll(List.of(more));
        return run(javaOptions, arguments.toArray(String[]::new));
    }

    private ProcessBuilder run(String javaOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("FLOODCHAT_JAVA_OPTS", javaOptions);
        builder.environment().put("TERM", "xterm-256color");
        return builder;
    }

    private void finish(ProcessBuilder builder) throws IOException, InterruptedException {
        File output = folder.resolve("output").toFile();
        try {
            finish(builder.redirectErrorStream(true).redirectOutput(output).start());
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ":\n" + Files.readString(output.toPath()), e);
        }
    }

    private static void finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("a training run did not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException("a training run ended with exit code " + process.exitValue());
        }
    }
}
