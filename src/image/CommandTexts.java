import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what the packages say of the command line: the completions, and sections of the man page in AsciiDoc, which
 * src/main/package/man/floodchat.1.adoc includes.
 */
final class CommandTexts {
    private static final String NAME = "floodchat";

    /** In columns. Picocli would break longer lines of the synopsis, also within a word. */
    private static final int WIDTH = 1_000;

    private CommandTexts() {}

    /** Arguments: target folder, version of the program, time of the release as in ISO 8601. */
    static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        Path folder = Path.of(arguments[0]);
        CommandSpec spec = Completions.description();
        Completions.write(spec, folder);
        Files.writeString(folder.resolve("date.adoc"), ":docdate: " + arguments[2].substring(0, 10) + "\n");
        ManPageGenerator.generateManPage(folder.toFile(), null, new boolean[0], false, manual(spec, arguments[1]));
    }

    /** The program's help has no header. The man page needs one, behind the name. */
    private static CommandSpec manual(CommandSpec spec, String version) {
        String[] description = spec.usageMessage().description();
        List<String> said = Arrays.stream(description).filter(line -> !line.isBlank()).toList();
        spec.version(NAME + " " + version);
        spec.usageMessage()
                .width(WIDTH)
                .header(said.getFirst().replaceFirst("[.]$", ""))
                .customSynopsis(synopsis(spec.usageMessage().customSynopsis()));
        return spec;
    }

    /** One line for each way to call the program; the generator takes the lines as AsciiDoc. */
    private static String[] synopsis(String[] lines) {
        List<String> ways = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.startsWith(NAME + " ")) {
                ways.add("*" + NAME + "*" + text.substring(NAME.length()));
            } else {
                ways.add(ways.removeLast() + " " + text);
            }
        }
        return ways.stream().map(way -> way.replace("...", "\\...") + " +").toArray(String[]::new);
    }
}
