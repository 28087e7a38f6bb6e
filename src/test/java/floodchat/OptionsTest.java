package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.plain.PlainSettings;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.Invite;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void noArgumentsAskForNothing() throws StartupException {
        Options options = Options.parse();

        assertEquals(
                new Options(
                        false, false, false, false, List.of(), null, null, null, null, PlainSettings.ofText(20), null,
                        null, null, null, null),
                options);
    }

    @Test
    void everyFlagIsUnderstood() throws StartupException {
        Options options = Options.parse(
                "--name", "ada", "--listen", "127.0.0.1:0", "--home", "/tmp/h", "--config", "/tmp/c.toml", "--plain");

        assertEquals("ada", options.name());
        assertEquals(new PortRange("127.0.0.1", 0, 0), options.listen());
        assertEquals(Path.of("/tmp/h"), options.home());
        assertEquals(Path.of("/tmp/c.toml"), options.config());
        assertTrue(options.plain());
        assertFalse(options.help());
        assertFalse(options.version());
    }

    @Test
    void aPositionalAddressIsAJoin() throws StartupException {
        Options options = Options.parse("one:1", "--join", "two:2", "[::1]:3", "--join=four:4");

        assertEquals(
                List.of(new Address("one", 1), new Address("::1", 3), new Address("two", 2), new Address("four", 4)),
                options.join());
    }

    @Test
    void aPortAloneListensOnAllInterfaces() throws StartupException {
        PortRange listen = Options.parse("--listen", "4000").listen();

        assertEquals(new PortRange(null, 4000, 4000), listen);
    }

    @Test
    void anIpv6InterfaceIsWrittenInBrackets() throws StartupException {
        assertEquals(new PortRange("::", 4000, 4000), Options.parse("--listen", "[::]:4000").listen());
    }

    @Test
    void anArgumentThatStartsWithAnAtSignIsNoFile() {
        StartupException refusal = refusalOf("@/etc/hostname");

        assertEquals(
                "\"@/etc/hostname\" is not an address of the form HOST:PORT; floodchat --help lists all options.",
                refusal.getMessage());
    }

    @Test
    void aNameIsNormalized() throws StartupException {
        assertEquals("ada", Options.parse("--name", " ada ").name());
        assertNull(Options.parse("--plain").name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --history             | --history needs N
            --history many        | --history "many" is not a number from 0 to 1,000
            --history -1          | --history "-1" is not a number from 0 to 1,000
            --history 1001        | --history "1001" is not a number from 0 to 1,000
            --history 5 --no-history | --history and --no-history exclude each other
            --to bob              | --to belongs to --say
            --say hi --to=        | --to needs a name or a key
            --wait 10s            | --wait belongs to --plain, --json and --say
            --plain --wait 10     | --wait "10" is not a time from 0s to 1h, such as 500ms, 10s or 2m
            --plain --wait 61m    | --wait "61m" is not a time from 0s to 1h, such as 500ms, 10s or 2m
            --home m\uFFFDller    | --home "m\uFFFDller" is not a path
            --nonsense            | There is no option --nonsense
            -x                    | There is no option -x
            --name                | --name needs NAME
            --say --plain         | --say needs TEXT
            --plain --plain       | --plain is given twice
            --name a --name b     | --name is given twice
            --listen here         | --listen "here" is not of the form [HOST:]PORT
            --listen 65536        | --listen "65536" is not of the form [HOST:]PORT
            --listen :1           | --listen ":1" is not of the form [HOST:]PORT
            --listen ::1          | --listen "::1" is not of the form [HOST:]PORT
            --listen a:-1         | --listen "a:-1" is not of the form [HOST:]PORT
            --listen 1234567890   | --listen "1234567890" is not of the form [HOST:]PORT
            localhost             | "localhost" is not an address of the form HOST:PORT
            localhost:0           | "localhost:0" is not an address of the form HOST:PORT
            --join ::1:5          | "::1:5" is not an address of the form HOST:PORT
            --join a:65536        | "a:65536" is not an address of the form HOST:PORT
            """)
    void aWrongOptionIsReportedInOneSentence(String arguments, String sentence) {
        StartupException refusal = refusalOf(arguments.split(" "));

        assertEquals(sentence + "; floodchat --help lists all options.", refusal.getMessage());
        assertEquals(2, refusal.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--home", "--config", "--name", "--listen", "--join"})
    void anOptionWithoutAValueIsRefused(String option) {
        StartupException refusal = refusalOf(option, "");

        assertTrue(refusal.getMessage().contains("\"\" is not "), refusal.getMessage());
        assertEquals(2, refusal.exitCode());
    }

    @Test
    void plainModeShowsTwentyEarlierLinesUnlessToldOtherwise() throws StartupException {
        assertEquals(20, Options.parse("--plain").lines().history());
        assertEquals(1000, Options.parse("--history", "1000").lines().history());
        assertEquals(0, Options.parse("--history=0").lines().history());
        assertEquals(0, Options.parse("--no-history").lines().history());
    }

    @Test
    void aRefusedNameSaysWhy() {
        StartupException refusal = refusalOf("--name", "two words");

        assertEquals(
                "--name \"two words\" is not valid: A name is made of letters, digits, _ - and . alone; "
                        + "it can't hold a space.",
                refusal.getMessage());
        assertEquals(2, refusal.exitCode());
    }

    @Test
    void aRefusalThatQuotesAnArgumentIsOneLineWithoutControlCharacters() {
        assertEquals("\"a bc\" is not an address of the form HOST:PORT; floodchat --help lists all options.",
                refusalOf("a\nb\u001B[31mc").getMessage());
    }

    @Test
    void theHelpNamesEveryFlag() {
        String usage = Options.usage();

        for (String flag : List.of("--name", "--listen", "--join", "--home", "--config", "--plain",
                "--history", "--no-history", "--version",
                "--help", "HOST:PORT")) {
            assertTrue(usage.contains(flag), flag + " in\n" + usage);
        }
    }

    @Test
    void theHelpFitsATerminalOf80Columns() {
        Options.usage().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(Options.usage().contains("[--join HOST:PORT]..."), Options.usage());
    }

    private static StartupException refusalOf(String... arguments) {
        return assertThrows(StartupException.class, () -> Options.parse(arguments));
    }

    @Test
    void anInviteMayStandAmongTheAddresses() throws StartupException {
        Invite invite = new Invite("family", new byte[Invite.SECRET_BYTES], List.of());

        Options options = Options.parse("one:1", invite.text(), "floodchat:55555");

        assertEquals(invite, options.invite());
        assertEquals(List.of(new Address("one", 1), new Address("floodchat", 55_555)), options.join());
        assertTrue(options.isPrivate());
    }

    @Test
    void aWrongInviteIsRefusedInOneSentence() {
        StartupException refused = assertThrows(StartupException.class, () -> Options.parse("floodchat:abc"));

        assertEquals("This invite is not complete, or a letter of it is wrong: copy it again, all of it.",
                refused.getMessage());
    }

    @Test
    void whatExcludesEachOtherIsRefused() {
        String invite = new Invite("family", new byte[Invite.SECRET_BYTES], List.of()).text();
        for (List<String> arguments : List.of(
                List.of(invite, invite),
                List.of(invite, "--invite", "file"),
                List.of("--lock", "--unlock"),
                List.of("--export-words", "--create-network", "family"),
                List.of("--replace"),
                List.of("--replace", "--lock"),
                List.of("--show-invite"),
                List.of("--network", "Müller"),
                List.of("--create-network", "../family"),
                List.of("--create-network", ""))) {
            String[] given = arguments.toArray(String[]::new);
            StartupException refused =
                    assertThrows(StartupException.class, () -> Options.parse(given), arguments.toString());
            assertEquals(StartupException.EXIT_USAGE, refused.exitCode(), arguments.toString());
        }
    }

    @Test
    void eachTaskHasItsOption() throws StartupException {
        assertEquals(new Task.CreateNetwork("family"), Options.parse("--create-network", "Family").task());
        assertEquals(new Task.ShowInvite(), Options.parse("--network", "family", "--show-invite").task());
        assertEquals(new Task.ExportIdentity(null), Options.parse("--export-identity", "-").task());
        assertEquals(new Task.ImportIdentity(Path.of("/f"), true),
                Options.parse("--import-identity", "/f", "--replace").task());
        assertEquals(new Task.ExportWords(), Options.parse("--export-words").task());
        assertEquals(new Task.ImportWords(false), Options.parse("--import-words").task());
        assertEquals(new Task.Lock(), Options.parse("--lock").task());
        assertEquals(new Task.Unlock(), Options.parse("--unlock").task());
        assertNull(Options.parse("--plain").task());
    }
}
