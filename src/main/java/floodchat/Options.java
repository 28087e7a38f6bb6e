package floodchat;

import floodchat.node.link.PortRange;
import floodchat.protocol.chat.Names;
import floodchat.protocol.flood.Address;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line, and the only class that knows its options. It uses picocli's plain API, because reading
 * annotations takes twice as long and all of it happens before the first paint. Without arguments picocli is not even
 * loaded.
 *
 * @param join in the given order; empty if there is none
 * @param name a valid username
 * @param history how many earlier lines plain mode shows at most, the newest ones
 */
record Options(
        boolean help,
        boolean version,
        boolean plain,
        List<Address> join,
        @Nullable String name,
        @Nullable PortRange listen,
        @Nullable Path home,
        @Nullable Path config,
        int history) {

    /** As many as a person reads who looks in. */
    static final int DEFAULT_HISTORY = 20;

    /** As many as anybody keeps. */
    static final int MAX_HISTORY = 1_000;

    private static final Options NONE =
            new Options(false, false, false, List.of(), null, null, null, null, DEFAULT_HISTORY);
    private static final String PLAIN = "--plain";

    /** Stands for each byte of an argument that is not UTF-8. The file with that name can't be reached. */
    private static final String NOT_UTF_8 = "\uFFFD";

    private static final String SEE_HELP = "; floodchat --help lists all options.";

    /** Reads the arguments. If one is wrong, the exception says so in one sentence. */
    static Options parse(String... arguments) throws StartupException {
        if (arguments.length == 0) {
            return NONE;
        }
        try {
            return read(commandLine().parseArgs(arguments));
        } catch (UnmatchedArgumentException e) {
            throw misused("There is no option " + e.getUnmatched().getFirst());
        } catch (ParameterException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    /** True if no window is wanted. Can be called before the arguments are parsed. */
    static boolean saysPlain(String... arguments) {
        return List.of(arguments).contains(PLAIN);
    }

    /** The text of --help. */
    static String usage() {
        return commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static Options read(ParseResult given) throws StartupException {
        List<Address> join = new ArrayList<>();
        for (String text : given.matchedPositionalValue(0, List.<String>of())) {
            join.add(address(text));
        }
        for (String text : given.matchedOptionValue("--join", List.<String>of())) {
            join.add(address(text));
        }
        return new Options(
                given.isUsageHelpRequested(),
                given.isVersionHelpRequested(),
                given.hasMatchedOption(PLAIN),
                List.copyOf(join),
                name(given.matchedOptionValue("--name", null)),
                listen(given.matchedOptionValue("--listen", null)),
                path("--home", given.matchedOptionValue("--home", null)),
                path("--config", given.matchedOptionValue("--config", null)),
                history(given.matchedOptionValue("--history", null), given.hasMatchedOption("--no-history")));
    }

    private static Address address(String text) throws StartupException {
        Address address = Address.parse(text);
        if (address == null) {
            throw misused("\"" + text + "\" is not an address of the form HOST:PORT");
        }
        return address;
    }

    private static @Nullable String name(@Nullable String text) throws StartupException {
        if (text == null) {
            return null;
        }
        String name = Names.normalize(text);
        String problem = Names.problemWith(name);
        if (problem != null) {
            throw StartupException.misused("--name \"" + text + "\" is not valid: " + problem);
        }
        return name;
    }

    private static @Nullable PortRange listen(@Nullable String text) throws StartupException {
        PortRange range = text == null ? null : PortRange.parse(text);
        if (text != null && range == null) {
            throw misused("--listen \"" + text + "\" is not of the form [HOST:]PORT");
        }
        return range;
    }

    private static @Nullable Path path(String flag, @Nullable String text) throws StartupException {
        try {
            if (text != null && (text.isEmpty() || text.contains(NOT_UTF_8))) {
                throw notAPath(flag, text);
            }
            return text == null ? null : Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw notAPath(flag, e.getInput());
        }
    }

    private static StartupException notAPath(String flag, String text) {
        return misused(flag + " \"" + text + "\" is not a path");
    }

    private static int history(@Nullable String text, boolean none) throws StartupException {
        if (text != null && none) {
            throw misused("--history and --no-history exclude each other");
        }
        boolean number = text != null && text.matches("[0-9]{1,4}");
        if (text != null && (!number || Integer.parseInt(text) > MAX_HISTORY)) {
            throw misused("--history \"%s\" is not a number from 0 to %,d".formatted(text, MAX_HISTORY));
        }
        return none ? 0 : text == null ? DEFAULT_HISTORY : Integer.parseInt(text);
    }

    private static StartupException misused(String what) {
        return StartupException.misused(what + SEE_HELP);
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("floodchat");
        spec.usageMessage()
                .customSynopsis(
                        "floodchat [HOST:PORT ...] [--name NAME] [--listen [HOST:]PORT]",
                        "                 [--join HOST:PORT]... [--home DIR] [--config FILE]",
                        "                 [--plain [--history N | --no-history]] [--version] [--help]")
                .description("", "Chat without a server: every window is one equal peer.", "")
                .sortOptions(false)
                .footer("", "Without an address: localhost:" + PortRange.DEFAULT_PORT
                        + " and the peers that were met before.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("HOST:PORT")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Enter the network through this address, like --join. IPv6 in brackets.")
                .build());
        spec.addOption(valued("--name", "NAME", "Your username. Default: the one that you set last.").type(String.class)
                .build());
        spec.addOption(valued("--listen", "[HOST:]PORT", listenHelp()).type(String.class).build());
        spec.addOption(valued("--join", "HOST:PORT", "Enter the network through this address. May be repeated.")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        spec.addOption(
                valued("--home", "DIR", "Keep settings, log and data in this folder.").type(String.class).build());
        spec.addOption(valued("--config", "FILE", "Read the settings from this file.").type(String.class).build());
        spec.addOption(flag("No window: lines from standard input, messages to standard output.", PLAIN).build());
        spec.addOption(
                valued("--history", "N", "In plain mode, the most earlier lines. Default: " + DEFAULT_HISTORY + ".")
                        .type(String.class)
                        .build());
        spec.addOption(flag("In plain mode, no earlier lines.", "--no-history").build());
        spec.addOption(flag("Show the version and exit.", "-V", "--version").versionHelp(true).build());
        spec.addOption(flag("Show this help and exit.", "-h", "--help").usageHelp(true).build());
        return new CommandLine(spec).setExpandAtFiles(false);
    }

    private static String listenHelp() {
        return "Listen here; with port 0 the system chooses a port. Default: " + PortRange.DEFAULT_PORT
                + " or the next free port, on all interfaces.";
    }

    private static OptionSpec.Builder valued(String name, String label, String description) {
        return OptionSpec.builder(name).arity("1").paramLabel(label).description(description);
    }

    private static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names).arity("0").type(boolean.class).description(description);
    }
}
