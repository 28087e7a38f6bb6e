package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.tui.TuiSettings;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.front.tui.widget.Bell;
import floodchat.front.tui.widget.TimeFormat;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Path DOCUMENTED = Path.of("config/floodchat.toml");

    /** A documented setting: its line starts with a # and no blank behind it. */
    private static final Pattern DOCUMENTED_SETTING = Pattern.compile("(?m)^#(?=[a-z_]+ = )");

    @TempDir
    Path folder;

    @Test
    void theShippedFileChangesNothing() throws Exception {
        assertEquals(Settings.DEFAULTS, SettingsFile.read(DOCUMENTED, Settings.DEFAULTS));
    }

    @Test
    void theShippedFileShowsTheDefaults() throws Exception {
        assertEquals(Settings.DEFAULTS, read(uncommented()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"peer", "network", "window", "log"})
    void theShippedFileShowsEverySettingAndNoOther(String section) throws IOException {
        StartupException refusal = assertThrows(StartupException.class, () -> read("[" + section + "]\nnonsense = 1"));

        String names = String.join(", ", namesIn(section));
        assertEquals(
                folder.resolve("mine.toml") + ", line 2: there is no setting " + section + ".nonsense; [" + section
                        + "] has "
                        + names + ".",
                refusal.getMessage());
    }

    @Test
    void everySectionIsShown() {
        StartupException refusal = assertThrows(StartupException.class, () -> read("nonsense = 1"));

        assertEquals(
                folder.resolve("mine.toml")
                        + ", line 1: there is no setting nonsense; "
                        + "the sections are [history], [log], [network], [peer], [relay], [window].",
                refusal.getMessage());
    }

    @Test
    void aFileOverridesTheDefaults() throws Exception {
        Settings settings = read("""
                [peer]
                name = "ada"
                listen = "127.0.0.1:4000"
                join = ["localhost:5000", "[::1]:5001"]
                [network]
                name = "desk"
                find_on_local_network = false
                work = 0
                packets_per_second = 2000
                wanted_links = 2
                most_links = 3
                reserved_links = 0
                [window]
                theme = "light"
                bell = "none"
                time = "seconds"
                peer_list = false
                peer_list_columns = 30
                scrollback_lines = 100
                notify = "osc777"
                notify_text = true
                title = false
                mouse = true
                links = false
                idle_minutes = 45
                [log]
                level = "trace"
                """);

        assertEquals("ada", settings.name());
        assertEquals(new PortRange("127.0.0.1", 4000, 4000), settings.listen());
        assertEquals(List.of(new Address("localhost", 5000), new Address("::1", 5001)), settings.join());
        assertEquals(new NetworkTerms(NetworkKeys.ofPublic("desk"), 0, 2_000), settings.network());
        assertFalse(settings.findOnLocalNetwork());
        assertEquals(new FloodSettings(2, 3, 0, true), settings.flood());
        assertEquals(
                new TuiSettings(Palette.LIGHT, Bell.NONE, TimeFormat.SECONDS, 30, false,
                        100, Notification.Kind.OSC777, true, false, true, false, 45),
                settings.window());
        assertEquals(LogLevel.TRACE, settings.logLevel());
    }

    @Test
    void fewerLinksAtMostMeanFewerWanted() throws Exception {
        assertEquals(new FloodSettings(2, 2, 1, true), read("network.most_links = 2").flood());
    }

    @Test
    void whatAFileLeavesOutKeepsItsDefault() throws Exception {
        Settings settings = read("log.level = \"warn\"");

        assertEquals(LogLevel.WARN, settings.logLevel());
        assertEquals(Settings.DEFAULTS.listen(), settings.listen());
    }

    @Test
    void theCommandLineOverridesBoth() throws Exception {
        Settings file = read("""
                [peer]
                name = "ada"
                listen = "4000"
                join = ["localhost:5000"]
                """);

        Settings settings = file.with(Options.parse("--name", "bob", "--listen", "4001", "there:1"));

        assertEquals("bob", settings.name());
        assertEquals(new PortRange(null, 4001, 4001), settings.listen());
        assertEquals(List.of(new Address("there", 1)), settings.join());
        assertEquals(file, file.with(Options.parse("--plain")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nme = "ada"               | there is no setting peer.nme; [peer] has join, listen, name, requests.
            name.first = "ada"        | peer.name must be a text in quotes, not a section.
            name = 7                  | peer.name must be a text in quotes, not 7.
            name = "a b"              | peer.name is not valid: A name is made of letters, digits, _ - and . alone; it can't hold a space.
            listen = 4000             | peer.listen must be a text in quotes, not 4000.
            listen = "4000000"        | peer.listen must have the form "[HOST:]PORT", not "4000000".
            join = "there:1"          | peer.join must be a list: ["HOST:PORT", ...].
            join = ["there:1", 7]     | peer.join must contain only "HOST:PORT", not 7.
            join = ["there"]          | peer.join must contain only "HOST:PORT", not "there".
            [log.level]               | log.level must be one of "off", "error", "warn", "info", "debug", "trace", not a section.
            [logs]                    | there is no setting logs; the sections are [history], [log], [network], [peer], [relay], [window].
            """)
    void aWrongSettingIsReportedWithFileAndLine(String line, String sentence) {
        StartupException refusal = assertThrows(StartupException.class, () -> read("# mine\n[peer]\n" + line));

        assertEquals(folder.resolve("mine.toml") + ", line 3: " + sentence, refusal.getMessage());
        assertEquals(2, refusal.exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            network.name = ""                 | network.name must have 1 to 64 characters, not "".
            network.wanted_links = 0          | network.wanted_links must be a whole number from 1 to 8, not 0.
            network.wanted_links = 9          | network.wanted_links must be a whole number from 1 to 8, not 9.
            network.most_links = 65           | network.most_links must be a whole number from 1 to 64, not 65.
            network.most_links = "7"          | network.most_links must be a whole number from 1 to 64, not "7".
            network.most_links = 7.0          | network.most_links must be a whole number from 1 to 64, not 7.0.
            network.reserved_links = 8        | network.reserved_links must be a whole number from 0 to 7, not 8.
            window.theme = "blue"             | window.theme must be one of "auto", "dark", "light", "high_contrast", "mono", not "blue".
            window.theme = "DARK"             | window.theme must be one of "auto", "dark", "light", "high_contrast", "mono", not "DARK".
            window.peer_list = 1              | window.peer_list must be true or false, not 1.
            window.peer_list_columns = 11     | window.peer_list_columns must be a whole number from 12 to 40, not 11.
            window.scrollback_lines = 99      | window.scrollback_lines must be a whole number from 100 to 50000, not 99.
            """)
    void aSettingOutOfBoundsIsReportedWithItsBounds(String line, String sentence) {
        StartupException refusal = assertThrows(StartupException.class, () -> read(line));

        assertEquals(folder.resolve("mine.toml") + ", line 1: " + sentence, refusal.getMessage());
    }

    @Test
    void anUnknownWordIsReportedWithTheKnownOnes() {
        StartupException refusal = assertThrows(StartupException.class, () -> read("[log]\nlevel = \"loud\""));

        assertEquals(
                folder.resolve("mine.toml")
                        + ", line 2: log.level must be one of \"off\", \"error\", \"warn\", \"info\", \"debug\", "
                        + "\"trace\", not \"loud\".",
                refusal.getMessage());
    }

    @Test
    void brokenTomlIsReportedWithItsLineInOneSentence() {
        StartupException refusal = assertThrows(StartupException.class, () -> read("[peer]\nname = ada\n"));

        assertTrue(refusal.getMessage().startsWith(folder.resolve("mine.toml") + ", line 2: this is not valid TOML: "),
                refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
        assertEquals(2, refusal.exitCode());
    }

    @Test
    void aSectionThatIsAValueIsRefused() {
        StartupException refusal = assertThrows(StartupException.class, () -> read("peer = 7"));

        assertEquals(
                folder.resolve("mine.toml")
                        + ", line 1: there is no setting peer; "
                        + "the sections are [history], [log], [network], [peer], [relay], [window].",
                refusal.getMessage());
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.toml");

        StartupException refusal =
                assertThrows(StartupException.class, () -> SettingsFile.read(missing, Settings.DEFAULTS));

        assertEquals(
                "The settings file " + missing
                        + " can't be read: there is no such file. Correct that, or name another file with --config.",
                refusal.getMessage());
        assertEquals(2, refusal.exitCode());
    }

    @Test
    void aFileThatIsNotTextIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("mine.toml"), new byte[] {'#', (byte) 0xFF});

        StartupException refusal =
                assertThrows(StartupException.class, () -> SettingsFile.read(file, Settings.DEFAULTS));

        assertEquals(
                "The settings file " + file
                        + " can't be read: it is not UTF-8 text. Correct that, or name another file with --config.",
                refusal.getMessage());
    }

    @Test
    void aFolderAndADeviceWithoutAnEndAreNotRead() throws IOException {
        Path folderInstead = Files.createDirectory(folder.resolve("mine.toml"));

        assertTrue(refusalOf(folderInstead).contains(folderInstead + " can't be read: it is a folder. "));
        assertTrue(refusalOf(Path.of("/dev/zero")).contains("can't be read: it is larger than 262,144 bytes. "));
    }

    @Test
    void aByteOrderMarkAndTheLineEndsOfOtherSystemsAreNoMistake() throws Exception {
        assertEquals("Zoë", read("\uFEFF[peer]\r\nname = \"Zoë\"\r\n").name());
    }

    /** The parser of TOML throws for this one. The fuzzer found it. */
    @Test
    void aTextThatTheParserStumblesOverIsRefused() {
        StartupException refusal = assertThrows(StartupException.class, () -> read("a={d,#\f]"));

        assertEquals(folder.resolve("mine.toml") + ": this is not valid TOML.", refusal.getMessage());
    }

    @Test
    void aRefusalThatQuotesASettingIsOneLineWithoutControlCharacters() {
        StartupException refusal = assertThrows(
                StartupException.class, () -> read("[window]\ntheme = \"a\\nb\\u001B[31mc\""));

        assertTrue(refusal.getMessage().endsWith("not \"a bc\"."), refusal.getMessage());
    }

    private static String refusalOf(Path file) {
        return assertThrows(StartupException.class, () -> SettingsFile.read(file, Settings.DEFAULTS)).getMessage();
    }

    private static String uncommented() throws IOException {
        return DOCUMENTED_SETTING.matcher(Files.readString(DOCUMENTED)).replaceAll("");
    }

    private static List<String> namesIn(String section) throws IOException {
        return uncommented()
                .lines()
                .dropWhile(line -> !line.equals("[" + section + "]"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("["))
                .filter(line -> !line.startsWith("#") && line.contains(" = "))
                .map(line -> line.substring(0, line.indexOf(" = ")))
                .sorted()
                .toList();
    }

    private Settings read(String toml) throws StartupException, IOException {
        Path file = Files.writeString(folder.resolve("mine.toml"), toml);
        return SettingsFile.read(file, Settings.DEFAULTS);
    }
}
