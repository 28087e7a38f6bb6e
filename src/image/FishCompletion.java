import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for fish, which picocli does not make: a line for each option. */
final class FishCompletion {
    private FishCompletion() {}

    static String of(CommandSpec spec) {
        String command = "complete -c " + spec.name();
        List<String> lines = new ArrayList<>();
        lines.add("# Completion of " + spec.name()
                + " for fish. The build makes it from the command line's description.");
        lines.add(command + " -f");
        for (OptionSpec option : spec.options()) {
            lines.add(command + names(option) + value(option) + " -d " + quoted(Completions.firstSentence(option)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return names.toString();
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (Completions.takesFolder(option)) {
            return " -x -a '(__fish_complete_directories)'";
        }
        return Completions.takesFile(option) ? " -r -F" : " -x";
    }

    /** Between single quotes fish reads only these two characters in another way. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
