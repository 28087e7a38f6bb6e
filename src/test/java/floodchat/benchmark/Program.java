package floodchat.benchmark;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A terminal chat that is measured. It connects to nobody unless {@link #joining} says so.
 *
 * @param name as its makers write it
 * @param file its executable
 * @param options with HOME in place of its home folder
 * @param frame a text that is on the screen as soon as the window is painted, and not before
 */
record Program(String name, Path file, String options, String frame) {
    /** A key that is in no program's frame. All programs show their input in the last row. */
    static final String TYPED = "~";

    private static final String HOME = "HOME";

    private static final String NAME = "ada";

    /** The launcher of another build of Floodchat, to compare with. */
    private static final String OTHER = "benchmark.other";

    private static final String OURS = "Floodchat";

    /** Floodchat, another build of it if one is named, and the others if they are installed. */
    static List<Program> all() {
        List<Program> programs = new ArrayList<>();
        programs.add(floodchat(OURS, BuiltImage.launcher()));
        String other = System.getProperty(OTHER, "");
        if (!other.isEmpty()) {
            programs.add(floodchat(OURS + ", other build", Path.of(other)));
        }
        addIfInstalled("WeeChat", "weechat", "--no-connect --dir " + HOME, "[core]", programs);
        addIfInstalled("irssi", "irssi", "--noconnect --home=" + HOME, "[(status)]", programs);
        return programs;
    }

    private static Program floodchat(String name, Path launcher) {
        String options = "--home " + HOME + " --name " + NAME + " --listen 127.0.0.1:0 --join " + PlainPeer.NOWHERE;
        return new Program(name, launcher, options, "to everyone");
    }

    boolean isFloodchat() {
        return name.startsWith(OURS);
    }

    private static void addIfInstalled(String name, String file, String options, String frame, List<Program> programs) {
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, file))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(found -> programs.add(new Program(name, found, options, frame)));
    }

    /** The same program, but it joins a network at this address. */
    Program joining(String address) {
        return new Program(name, file, options.replace(PlainPeer.NOWHERE, address), frame);
    }

    /** The same program, but the person in it has this name instead of {@value #NAME}. */
    Program named(String other) {
        return new Program(name, file, options.replace("--name " + NAME, "--name " + other), frame);
    }

    /** The command line for a shell. */
    String command(Path home) {
        return file + " " + options.replace(HOME, "'" + home + "'");
    }

    boolean isPainted(String screen) {
        return screen.contains(frame);
    }

    boolean showsTyped(String screen) {
        return isPainted(screen) && lastRow(screen).contains(TYPED);
    }

    /** How many of the typed keys are in the input line. */
    static long typed(String screen) {
        return lastRow(screen).chars().filter(letter -> letter == TYPED.charAt(0)).count();
    }

    private static String lastRow(String screen) {
        return screen.lines().toList().getLast();
    }

    /** The version number that the program prints. */
    String version() throws IOException {
        Process process = new ProcessBuilder(file.toString(), "--version").start();
        try (var words = process.inputReader(StandardCharsets.UTF_8)) {
            String line = words.readLine();
            return line == null ? "?" : line.replaceAll("^\\D*", "").replaceAll(" .*", "");
        }
    }
}
