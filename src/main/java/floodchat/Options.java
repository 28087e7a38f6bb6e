package floodchat;

import floodchat.front.Setting;
import floodchat.front.plain.PlainSettings;
import floodchat.node.link.PortRange;
import floodchat.protocol.chat.Names;
import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.DecodedInvite;
import floodchat.protocol.invite.Invite;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: this class and {@link LineOptions} alone know its options. It uses picocli's plain API, because
 * reading annotations takes twice as long and all of it happens before the first paint. Without arguments picocli is
 * not even loaded.
 *
 * @param relay no person: a peer that only keeps the network reachable
 * @param join in the given order; empty if there is none
 * @param name a valid username
 * @param lines how lines are read and written without a window
 * @param invite into a private network
 * @param inviteFile the file of such an invite; not together with the invite itself
 * @param network a valid name of a private network
 * @param passphraseFile its first line unlocks the identity
 * @param task what to do instead of running a peer
 */
record Options(
        boolean help,
        boolean version,
        boolean plain,
        boolean relay,
        List<Address> join,
        @Nullable String name,
        @Nullable PortRange listen,
        @Nullable Path home,
        @Nullable Path config,
        PlainSettings lines,
        @Nullable Invite invite,
        @Nullable Path inviteFile,
        @Nullable String network,
        @Nullable Path passphraseFile,
        @Nullable Task task) {

    private static final Options NONE =
            new Options(false, false, false, false, List.of(), null, null, null, null,
                    PlainSettings.ofText(PlainSettings.DEFAULT_HISTORY), null, null, null, null, null);
    private static final String NAME = "--name";
    private static final String LISTEN = "--listen";
    private static final String JOIN = "--join";
    private static final String RELAY = "--relay";
    private static final String NETWORK = "--network";
    private static final String INVITE = "--invite";
    private static final String CREATE_NETWORK = "--create-network";
    private static final String SHOW_INVITE = "--show-invite";
    private static final String EXPORT_IDENTITY = "--export-identity";
    private static final String IMPORT_IDENTITY = "--import-identity";
    private static final String EXPORT_WORDS = "--export-words";
    private static final String IMPORT_WORDS = "--import-words";
    private static final String REPLACE = "--replace";
    private static final String LOCK = "--lock";
    private static final String UNLOCK = "--unlock";
    private static final String PASSPHRASE_FILE = "--passphrase-file";

    /** Stands for standard input or output in place of a file. */
    private static final String STANDARD_STREAM = "-";

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
        } catch (MissingParameterException e) {
            throw misused(named(e.getMissing().getFirst()) + " needs " + e.getMissing().getFirst().paramLabel());
        } catch (OverwrittenOptionException e) {
            throw misused(named(e.getOverwritten()) + " is given twice");
        } catch (ParameterException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private static String named(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Whether they lead into a private network. */
    boolean isPrivate() {
        return invite != null || inviteFile != null || network != null;
    }

    /** The flag that is given and says the same as this setting; null if there is none. */
    @Nullable String flagInsteadOf(Setting setting) {
        return switch (setting) {
            case PEER_NAME -> name == null ? null : NAME;
            case PEER_LISTEN -> listen == null ? null : LISTEN;
            case PEER_JOIN -> join.isEmpty() ? null : JOIN;
            default -> null;
        };
    }

    /** True if no window is wanted. Can be called before the arguments are parsed. */
    static boolean saysPlain(String... arguments) {
        return arguments.length > 0 && (List.of(arguments).contains(RELAY) || LineOptions.sayPlain(arguments));
    }

    /** The text of --help. */
    static String usage() {
        return commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static Options read(ParseResult given) throws StartupException {
        List<Address> join = new ArrayList<>();
        List<Invite> invites = new ArrayList<>();
        for (String text : given.matchedPositionalValue(0, List.<String>of())) {
            if (Invite.isMeant(text)) {
                invites.add(invite(text));
            } else {
                join.add(address(text));
            }
        }
        for (String text : given.matchedOptionValue(JOIN, List.<String>of())) {
            join.add(address(text));
        }
        Path inviteFile = path(INVITE, given.matchedOptionValue(INVITE, null));
        if (invites.size() + (inviteFile == null ? 0 : 1) > 1) {
            throw misused("Each window is in one network: give one invite");
        }
        return new Options(
                given.isUsageHelpRequested(),
                given.isVersionHelpRequested(),
                LineOptions.isPlain(given),
                relay(given),
                List.copyOf(join),
                name(given.matchedOptionValue(NAME, null)),
                listen(given.matchedOptionValue(LISTEN, null)),
                path("--home", given.matchedOptionValue("--home", null)),
                path("--config", given.matchedOptionValue("--config", null)),
                LineOptions.read(given),
                invites.isEmpty() ? null : invites.getFirst(),
                inviteFile,
                network(NETWORK, given.matchedOptionValue(NETWORK, null)),
                path(PASSPHRASE_FILE, given.matchedOptionValue(PASSPHRASE_FILE, null)),
                task(given));
    }

    /** A relay has no person: what belongs to one is a mistake. */
    private static boolean relay(ParseResult given) throws StartupException {
        boolean relay = given.hasMatchedOption(RELAY);
        List<String> ofPersons = new ArrayList<>(LineOptions.ALL);
        ofPersons.addAll(List.of(NAME, PASSPHRASE_FILE));
        for (String flag : ofPersons) {
            if (relay && given.hasMatchedOption(flag)) {
                throw misused(RELAY + " is a peer without a person: leave " + flag + " out");
            }
        }
        return relay;
    }

    private static @Nullable Task task(ParseResult given) throws StartupException {
        boolean replace = given.hasMatchedOption(REPLACE);
        List<Task> tasks = new ArrayList<>();
        String created = network(CREATE_NETWORK, given.matchedOptionValue(CREATE_NETWORK, null));
        if (created != null) {
            tasks.add(new Task.CreateNetwork(created));
        }
        if (given.hasMatchedOption(SHOW_INVITE)) {
            tasks.add(new Task.ShowInvite());
        }
        if (given.hasMatchedOption(EXPORT_IDENTITY)) {
            tasks.add(new Task.ExportIdentity(fileOrStream(given, EXPORT_IDENTITY)));
        }
        if (given.hasMatchedOption(IMPORT_IDENTITY)) {
            tasks.add(new Task.ImportIdentity(fileOrStream(given, IMPORT_IDENTITY), replace));
        }
        if (given.hasMatchedOption(EXPORT_WORDS)) {
            tasks.add(new Task.ExportWords());
        }
        if (given.hasMatchedOption(IMPORT_WORDS)) {
            tasks.add(new Task.ImportWords(replace));
        }
        if (given.hasMatchedOption(LOCK)) {
            tasks.add(new Task.Lock());
        }
        if (given.hasMatchedOption(UNLOCK)) {
            tasks.add(new Task.Unlock());
        }
        return only(tasks, given);
    }

    private static @Nullable Task only(List<Task> tasks, ParseResult given) throws StartupException {
        if (tasks.size() > 1 || !tasks.isEmpty() && given.hasMatchedOption(RELAY)) {
            throw misused("Only one thing can be done at a time");
        }
        Task task = tasks.isEmpty() ? null : tasks.getFirst();
        boolean imports = task instanceof Task.ImportIdentity || task instanceof Task.ImportWords;
        if (given.hasMatchedOption(REPLACE) && !imports) {
            throw misused(REPLACE + " belongs to an import");
        }
        if (task instanceof Task.ShowInvite && !given.hasMatchedOption(NETWORK)) {
            throw misused(SHOW_INVITE + " needs " + NETWORK + " NAME");
        }
        return task;
    }

    private static @Nullable Path fileOrStream(ParseResult given, String flag) throws StartupException {
        String text = given.matchedOptionValue(flag, "");
        return text.equals(STANDARD_STREAM) ? null : path(flag, text);
    }

    private static Invite invite(String text) throws StartupException {
        return switch (Invite.read(text)) {
            case DecodedInvite.Read(Invite invite) -> invite;
            case DecodedInvite.Refused(String sentence) -> throw StartupException.misused(sentence);
        };
    }

    /** The name of a private network; null if none is given. */
    private static @Nullable String network(String flag, @Nullable String text) throws StartupException {
        String name = text == null ? null : text.toLowerCase(Locale.ROOT);
        if (name != null && !Invite.isName(name)) {
            throw misused("%s \"%s\" is not valid: a name has 1 to %d of the characters a-z, 0-9, - and _, "
                    .formatted(flag, text, Invite.MAX_NAME_LENGTH) + "and begins with a letter or a digit");
        }
        return name;
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

    static StartupException misused(String what) {
        return StartupException.misused(what + SEE_HELP);
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("floodchat");
        spec.usageMessage()
                .customSynopsis(
                        "floodchat [HOST:PORT ...] [--name NAME] [--listen [HOST:]PORT]",
                        "                 [--join HOST:PORT]... [--home DIR] [--config FILE]",
                        "                 [--plain | --json] [--history N | --no-history] [--wait TIME]",
                        "                 [--passphrase-file FILE]",
                        "       floodchat --say TEXT [--to NAME]... [--wait TIME] [--json] [...]",
                        "       floodchat --relay [HOST:PORT ...] [--listen [HOST:]PORT] [--home DIR] [...]",
                        "       floodchat INVITE | --invite FILE | --network NAME [...]",
                        "       floodchat --create-network NAME | --network NAME --show-invite",
                        "       floodchat --export-identity FILE | --import-identity FILE [--replace]",
                        "       floodchat --export-words | --import-words [--replace] | --lock | --unlock",
                        "       floodchat --version | --help")
                .description("", "Chat without a server: every window is one equal peer.", "")
                .sortOptions(false)
                .footer("", "Without an address: localhost:" + PortRange.DEFAULT_PORT
                        + " and the peers that were met before.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(LineOptions.exitCodes());
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("HOST:PORT")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Enter the network through this address, like --join. IPv6 in brackets. "
                        + "An invite (floodchat:...) leads into its private network.")
                .build());
        spec.addOption(valued(NAME, "NAME", "Your username. Default: the one that you set last.").type(String.class)
                .build());
        spec.addOption(valued(LISTEN, "[HOST:]PORT", listenHelp()).type(String.class).build());
        spec.addOption(valued(JOIN, "HOST:PORT", "Enter the network through this address. May be repeated.")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        spec.addOption(
                valued("--home", "DIR", "Keep settings, log and data in this folder.").type(String.class).build());
        spec.addOption(valued("--config", "FILE", "Read the settings from this file.").type(String.class).build());
        LineOptions.add(spec);
        spec.addOption(flag("No person: keep the network reachable and its backlog alive, and log to standard output.",
                RELAY).build());
        networks(spec);
        identity(spec);
        spec.addOption(flag("Show the version and exit.", "-V", "--version").versionHelp(true).build());
        spec.addOption(flag("Show this help and exit.", "-h", "--help").usageHelp(true).build());
        return new CommandLine(spec).setExpandAtFiles(false);
    }

    private static void networks(CommandSpec spec) {
        text(spec, INVITE, "FILE", "Enter the private network of the invite in this file.");
        text(spec, NETWORK, "NAME", "Enter this private network again; with an invite, call it NAME here.");
        text(spec, CREATE_NETWORK, "NAME", "Make a private network, print its invite and exit. Who has the invite can "
                + "read and enter the network.");
        spec.addOption(flag("With --network: print its invite and exit.", SHOW_INVITE).build());
    }

    private static void identity(CommandSpec spec) {
        text(spec, EXPORT_IDENTITY, "FILE", "Write who you are to a new file and exit; - is standard output. Who has "
                + "this file is you.");
        text(spec, IMPORT_IDENTITY, "FILE", "Be who this file says from now on, and exit; - is standard input.");
        spec.addOption(flag("Print who you are as 24 words and exit.", EXPORT_WORDS).build());
        spec.addOption(flag("Be who 24 words say, and exit. They are asked for, or read from standard input.",
                IMPORT_WORDS).build());
        spec.addOption(flag("An import may take the place of another identity, which is kept aside.", REPLACE)
                .build());
        spec.addOption(flag("Lock your identity with a passphrase, which each start asks for, and exit.", LOCK)
                .build());
        spec.addOption(flag("Remove the passphrase and exit.", UNLOCK).build());
        text(spec, PASSPHRASE_FILE, "FILE", "The passphrase is the first line of this file. Without it you are asked.");
    }

    static void text(CommandSpec spec, String name, String label, String description) {
        spec.addOption(valued(name, label, description).type(String.class).build());
    }

    private static String listenHelp() {
        return "Listen here; with port 0 the system chooses a port. Default: " + PortRange.DEFAULT_PORT
                + " or the next free port, on all interfaces.";
    }

    static OptionSpec.Builder valued(String name, String label, String description) {
        return OptionSpec.builder(name).arity("1").paramLabel(label).description(description);
    }

    static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names).arity("0").type(boolean.class).description(description);
    }
}
