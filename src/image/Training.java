import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the start-up cache: a window on a pseudo-terminal is opened, given a name and used, while the Java runtime notes what that takes; a
 * plain peer talks with it over loopback. Both are the program itself, started by its launcher; from the notes the cache is written.
 */
final class Training {
    private static final int PATIENCE_SECONDS = 60;

    private static final String F1 = "\033OP";
    private static final String ESCAPE = "\033";

    private final Path launcher;
    private final Path folder;

    /** @param folder an empty one, for homes and notes */
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
        finish(run("-XX:AOTMode=create -XX:AOTConfiguration=notes -XX:AOTCache=cache", "--version"));
        Files.move(folder.resolve("cache"), cache);
        finish(run("-XX:AOTMode=on", "--version"));
    }

    private void talk(Process plain, Output messages, Output remarks) throws IOException, InterruptedException {
        String address = remarks.await("listening on (\\S+)\n");
        try (PseudoTerminal terminal = PseudoTerminal.open()) {
            Process window = terminal.start(launch("-XX:AOTMode=record -XX:AOTConfiguration=notes", "window", address));
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
        File words = folder.resolve("words").toFile();
        try {
            finish(builder.redirectErrorStream(true).redirectOutput(words).start());
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ":\n" + Files.readString(words.toPath()), e);
        }
    }

    private static void finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("a training run did not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException("a training run ended with exit code " + process.exitValue());
        }
    }
}
