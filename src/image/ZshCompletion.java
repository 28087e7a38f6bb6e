import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion for zsh: arguments of its function {@code _arguments} (zshcompsys). Picocli's script for bash would
 * run in zsh, too, but it says nothing of what the options do.
 */
final class ZshCompletion {
    private ZshCompletion() {}

    static String of(CommandSpec spec) {
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            arguments.add(
                    names(option) + quoted("[" + escaped(Completions.firstSentence(option)) + "]" + value(option)));
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            arguments.add(quoted("*" + value(parameter)));
        }
        return "#compdef " + spec.name() + "\n"
                + "# Completion of " + spec.name()
                + " for zsh. The build makes it from the command line's description.\n\n"
                + "_arguments -s \\\n    " + String.join(" \\\n    ", arguments) + "\n";
    }

    /** Each name excludes the others, and itself unless the option may be repeated. */
    private static String names(OptionSpec option) {
        String sign = option.arity().max() > 0 ? "=" : "";
        String names = String.join(" ", option.names());
        String before = option.isMultiValue() ? "'*'" : "'(" + names + ")'";
        if (option.names().length == 1) {
            return before + names + sign;
        }
        return before + "{" + names.replace(" ", sign + ",") + sign + "}";
    }

    private static String value(ArgSpec value) {
        return value.arity().max() == 0 ? "" : ":" + escaped(value.paramLabel()) + ":" + action(value);
    }

    /**
     * What completes a value. A blank means that nothing does. It must not stand for an argument without an option:
     * zsh would then list options, but complete none.
     */
    private static String action(ArgSpec value) {
        if (Completions.takesFolder(value)) {
            return "_files -/";
        }
        if (Completions.takesFile(value)) {
            return "_files";
        }
        return value.paramLabel().startsWith("HOST:") ? "_hosts" : " ";
    }

    /** In an argument of the function, brackets end a description and a colon ends a message. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\:\\[\\]]", "\\\\$0");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
