import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes completions for bash, zsh and fish, from the description that the program itself reads its arguments by. So
 * none of them can miss an option.
 */
final class Completions {
    private static final String NAME = "floodchat";

    private Completions() {}

    /** Argument: the folder for the files. It is made if it is missing. */
    static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        write(description(), Path.of(arguments[0]));
    }

    static void write(CommandSpec spec, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(NAME + ".bash"), bash(spec));
        Files.writeString(folder.resolve(NAME + ".zsh"), ZshCompletion.of(spec));
        Files.writeString(folder.resolve(NAME + ".fish"), FishCompletion.of(spec));
    }

    /** The shell reads the script and does not start it, so the first line, which names a shell, is left out. */
    private static String bash(CommandSpec spec) {
        return AutoComplete.bash(NAME, spec.commandLine()).replaceFirst("^#!.*\n", "");
    }

    /**
     * The description of the command line. Its class is not public, because nobody but the build wants it. The program
     * takes all values as text; here the type of an option tells if its value is a path, as picocli wants it.
     */
    static CommandSpec description() throws ReflectiveOperationException {
        Method description = Class.forName("floodchat.Options").getDeclaredMethod("commandLine");
        description.setAccessible(true);
        CommandSpec spec = ((CommandLine) description.invoke(null)).getCommandSpec();
        for (OptionSpec option : List.copyOf(spec.options())) {
            spec.remove(option);
            spec.addOption(takesFile(option) || takesFolder(option) ? pathOption(option) : option);
        }
        return spec;
    }

    private static OptionSpec pathOption(OptionSpec option) {
        return OptionSpec.builder(option.names())
                .arity("1")
                .paramLabel(option.paramLabel())
                .description(option.description())
                .type(Path.class)
                .build();
    }

    static boolean takesFile(ArgSpec value) {
        return value.paramLabel().equals("FILE");
    }

    static boolean takesFolder(ArgSpec value) {
        return value.paramLabel().equals("DIR");
    }

    /** What fits beside an option in a list: the first sentence, without its full stop. */
    static String firstSentence(OptionSpec option) {
        String text = String.join(" ", option.description());
        int end = text.indexOf(". ");
        return end >= 0 ? text.substring(0, end) : text.replaceFirst("[.]$", "");
    }
}
