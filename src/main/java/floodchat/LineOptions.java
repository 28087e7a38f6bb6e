package floodchat;

import floodchat.front.plain.ExitCodes;
import floodchat.front.plain.PlainSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The part of the command line that is about lines in place of a window, and the exit codes. It is apart from
 * {@link Options}, so that a window without arguments does not load it.
 */
final class LineOptions {
    private static final String PLAIN = "--plain";
    private static final String JSON = "--json";
    private static final String SAY = "--say";
    private static final String TO = "--to";
    private static final String WAIT = "--wait";
    private static final String HISTORY = "--history";
    private static final String NO_HISTORY = "--no-history";

    static final List<String> ALL = List.of(PLAIN, JSON, SAY, TO, WAIT, HISTORY, NO_HISTORY);

    private static final Pattern TIME = Pattern.compile("(?<number>[0-9]{1,7})(?<unit>ms|s|m|h)");

    private LineOptions() {}

    /** True if no window is wanted. Can be called before the arguments are parsed. */
    static boolean sayPlain(String... arguments) {
        for (String argument : arguments) {
            if (argument.equals(PLAIN) || argument.equals(JSON) || argument.startsWith(SAY)) {
                return true;
            }
        }
        return false;
    }

    static boolean isPlain(ParseResult given) {
        return given.hasMatchedOption(PLAIN) || given.hasMatchedOption(JSON) || given.hasMatchedOption(SAY);
    }

    static PlainSettings read(ParseResult given) throws StartupException {
        String say = given.matchedOptionValue(SAY, null);
        List<String> to = given.matchedOptionValue(TO, List.<String>of());
        String wait = given.matchedOptionValue(WAIT, null);
        if (say == null && !to.isEmpty()) {
            throw Options.misused(TO + " belongs to " + SAY);
        }
        if (wait != null && !isPlain(given)) {
            throw Options.misused(WAIT + " belongs to " + PLAIN + ", " + JSON + " and " + SAY);
        }
        if (to.stream().anyMatch(String::isBlank)) {
            throw Options.misused(TO + " needs a name or a key");
        }
        return new PlainSettings(
                given.hasMatchedOption(JSON),
                history(given.matchedOptionValue(HISTORY, null), given.hasMatchedOption(NO_HISTORY)),
                say,
                to,
                wait == null ? PlainSettings.DEFAULT_PATIENCE : time(wait));
    }

    /** Such as {@code 500ms}, {@code 10s}, {@code 2m} and {@code 1h}. */
    private static Duration time(String text) throws StartupException {
        Matcher matcher = TIME.matcher(text);
        Duration time = null;
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group("number"));
            time = switch (matcher.group("unit")) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
        if (time == null || time.compareTo(PlainSettings.MAX_PATIENCE) > 0) {
            throw Options.misused(WAIT + " \"" + text + "\" is not a time from 0s to 1h, such as 500ms, 10s or 2m");
        }
        return time;
    }

    private static int history(@Nullable String text, boolean none) throws StartupException {
        if (text != null && none) {
            throw Options.misused(HISTORY + " and " + NO_HISTORY + " exclude each other");
        }
        boolean number = text != null && text.matches("[0-9]{1,4}");
        if (text != null && (!number || Integer.parseInt(text) > PlainSettings.MAX_HISTORY)) {
            throw Options.misused((HISTORY + " \"%s\" is not a number from 0 to %,d")
                    .formatted(text, PlainSettings.MAX_HISTORY));
        }
        return none ? 0 : text == null ? PlainSettings.DEFAULT_HISTORY : Integer.parseInt(text);
    }

    /** Adds them to what the command line understands. */
    static void add(CommandSpec spec) {
        spec.addOption(Options.flag("No window: lines from standard input, messages to standard output.", PLAIN)
                .build());
        spec.addOption(Options.flag(
                "Like --plain with JSON objects, one a line, in both directions. For programs.", JSON).build());
        Options.text(spec, SAY, "TEXT",
                "Say this one line, wait until it is delivered, and exit. Only problems are told.");
        spec.addOption(Options.valued(TO, "NAME", "With --say: to this person alone, by name or key. May be repeated.")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        Options.text(spec, WAIT, "TIME", "Without a window: how long the last lines may wait to be delivered, such as "
                + "500ms, 10s or 2m; at most 1h. Default: 10s.");
        Options.text(spec, HISTORY, "N", "Without a window, the most earlier lines. Default: "
                + PlainSettings.DEFAULT_HISTORY + ".");
        spec.addOption(Options.flag("Without a window, no earlier lines.", NO_HISTORY).build());
    }

    /** What each exit code means, for --help and the manual page. */
    static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(String.valueOf(ExitCodes.DELIVERED), "Left; without a window: all that was said is delivered.");
        codes.put(String.valueOf(ExitCodes.FAILED), "Could not run; without a window: a line was refused, or a search "
                + "found nothing.");
        codes.put(String.valueOf(StartupException.EXIT_USAGE), "The command line or the settings are wrong.");
        codes.put(String.valueOf(ExitCodes.GIVEN_UP), "Without a window: nobody got a line in time. One to everyone is "
                + "lost; one to a person is kept, and the next start sends it.");
        codes.put(String.valueOf(ExitCodes.NOT_SHOWN), "With --say and --to: the line was passed on, and nobody told "
                + "in time that it was shown.");
        codes.put("129, 130, 143", "Ended by a signal: HUP, INT, TERM.");
        codes.put("141", "Without a window: nobody reads the output any more.");
        return codes;
    }
}
