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
 * A terminal chat that is measured, connected to nobody unless it is told to be.
 *
 * @param name as its makers write it
 * @param file what is run
 * @param options with HOME where the folder goes that it keeps everything in
 * @param frame what is on its screen as soon as it has painted its window, and on no screen before
 */
record Program(String name, Path file, String options, String frame) {
    /** No program of these has it in its frame. All of them have their input in the last row. */
    static final String TYPED = "~";

    private static final String HOME = "HOME";

    /** Floodchat, and those of the others that are installed. */
    static List<Program> all() {
        List<Program> programs = new ArrayList<>();
        programs.add(floodchat());
        addIfInstalled("WeeChat", "weechat", "--no-connect --dir " + HOME, "[core]", programs);
        addIfInstalled("irssi", "irssi", "--noconnect --home=" + HOME, "[(status)]", programs);
        return programs;
    }

    private static Program floodchat() {
        String options = "--home " + HOME + " --name ada --listen 127.0.0.1:0 --join " + PlainPeer.NOWHERE;
        return new Program("Floodchat", BuiltImage.launcher(), options, "to everyone");
    }

    private static void addIfInstalled(String name, String file, String options, String frame, List<Program> programs) {
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, file))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(found -> programs.add(new Program(name, found, options, frame)));
    }

    /** The same, entering a network here. */
    Program joining(String address) {
        return new Program(name, file, options.replace(PlainPeer.NOWHERE, address), frame);
    }

    /** What a person would type into a shell. */
    String command(Path home) {
        return file + " " + options.replace(HOME, home.toString());
    }

    boolean isPainted(String screen) {
        return screen.contains(frame);
    }

    boolean showsTyped(String screen) {
        return isPainted(screen) && lastRow(screen).contains(TYPED);
    }

    private static String lastRow(String screen) {
        return screen.lines().toList().getLast();
    }

    /** What it says of itself, in short. */
    String version() throws IOException {
        Process process = new ProcessBuilder(file.toString(), "--version").start();
        try (var words = process.inputReader(StandardCharsets.UTF_8)) {
            String line = words.readLine();
            return line == null ? "?" : line.replaceAll("^\\D*", "").replaceAll(" .*", "");
        }
    }
}
