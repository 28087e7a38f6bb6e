package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.Setting;
import floodchat.front.SettingAnswer;
import floodchat.front.SettingRequest;
import floodchat.front.tui.TuiSettings;
import floodchat.front.tui.terminal.Notification;
import floodchat.front.tui.text.Palette;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.RequestPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class SettingsDeskTest {
    @TempDir
    Path folder;

    private final EventBus bus = new EventBus();
    private final Mailbox<SettingAnswer> answers = new Mailbox<>(10);
    private final Mailbox<TuiSettings> windows = new Mailbox<>(10);
    private final Mailbox<ChatCommand> commands = new Mailbox<>(10);

    SettingsDeskTest() {
        bus.subscribe(SettingAnswer.class, answers);
        bus.subscribe(TuiSettings.class, windows);
        bus.subscribe(ChatCommand.class, commands);
    }

    private Path file() {
        return folder.resolve("mine.toml");
    }

    private SettingsDesk desk(String... arguments) throws StartupException, IOException {
        Options options = Options.parse(arguments);
        String text = Files.exists(file()) ? Files.readString(file()) : "";
        Settings settings = SettingsFile.parse(file(), text, Settings.DEFAULTS).with(options);
        return new SettingsDesk(bus, file(), text, settings, options);
    }

    private SettingAnswer ask(String name, String value) throws InterruptedException {
        bus.publish(new SettingRequest(name, value));
        return answers.take();
    }

    private String changed(String name, String value) throws InterruptedException {
        SettingAnswer answer = ask(name, value);
        assertFalse(answer.refused(), answer::toString);
        assertEquals(1, answer.sentences().size());
        return answer.sentences().getFirst();
    }

    private String refused(String name, String value) throws InterruptedException {
        SettingAnswer answer = ask(name, value);
        assertTrue(answer.refused(), answer::toString);
        assertEquals(1, answer.sentences().size());
        return answer.sentences().getFirst();
    }

    @Test
    void allSettingsAreListedWithTheirValues() throws Exception {
        Files.writeString(file(), "[window]\ntheme = 'dark'\n");
        try (SettingsDesk _ = desk()) {
            List<String> lines = ask("", "").sentences();

            assertEquals(Setting.values().length + 1, lines.size());
            assertTrue(lines.contains("window.theme = \"dark\""), lines::toString);
            assertTrue(lines.contains("network.most_links = 8"), lines::toString);
            assertTrue(lines.getLast().contains(file().toString()), lines::toString);
        }
    }

    @Test
    void aSettingIsExplainedByItsOwnSentence() throws Exception {
        try (SettingsDesk _ = desk()) {
            assertEquals(
                    List.of(
                            "window.peer_list_columns = 22",
                            "Width of the peer list: 12 to 40 columns.",
                            "It must be a whole number from 12 to 40. Default: 22. A change acts at once."),
                    ask("peer_list_columns", "").sentences());
            assertTrue(ask("WINDOW.THEME", "").sentences().getFirst().startsWith("window.theme = "));
        }
    }

    @Test
    void aChangeIsSavedAndActsAtOnceIfItCan() throws Exception {
        Files.writeString(file(), "[window]\ntheme = 'dark' # night\n");
        try (SettingsDesk _ = desk()) {
            assertEquals("window.theme is \"mono\".", changed("window.theme", "mono"));

            assertEquals("[window]\ntheme = \"mono\" # night\n", Files.readString(file()));
            assertEquals(Palette.MONO, windows.take().theme());
            assertEquals("peer.requests is \"off\".", changed("requests", "off"));
            assertEquals(new ChatCommand.SetRequests(RequestPolicy.OFF), commands.take());
            changed("window.peer_list_columns", "30");
            assertEquals(
                    new TuiSettings(Palette.MONO, TuiSettings.DEFAULT.bell(), TuiSettings.DEFAULT.time(), 30, true,
                            TuiSettings.DEFAULT.scrollbackLines(), Notification.Kind.AUTO, false, true, false, true,
                            10),
                    windows.take());
        }
    }

    @Test
    void whatWaitsForTheNextStartIsSaid() throws Exception {
        try (SettingsDesk _ = desk()) {
            assertEquals("network.most_links is 12 from the next start.", changed("most_links", "12"));
            assertEquals("network.wanted_links is 9 from the next start.", changed("wanted_links", "9"));

            assertEquals(
                    "network.most_links = 8 (from the next start: 12)", ask("most_links", "").sentences().getFirst());
            assertEquals(12, SettingsFile.read(file(), Settings.DEFAULTS).flood().maxLinks());
        }
    }

    @Test
    void theCommandLineWinsAndThatIsSaid() throws Exception {
        Files.writeString(file(), "peer.name = \"bob\"\n");
        try (SettingsDesk _ = desk("--name", "ada")) {
            assertEquals(
                    "peer.name = \"bob\" (now --name of the command line)",
                    ask("peer.name", "").sentences().getFirst());
            assertEquals(
                    "peer.name is \"eve\", but --name of the command line wins while it is given.",
                    changed("peer.name", "eve"));
            assertEquals("peer.name = \"eve\"\n", Files.readString(file()));
        }
    }

    @Test
    void addressesAreTypedWithBlanksBetweenThem() throws Exception {
        try (SettingsDesk _ = desk()) {
            assertEquals(
                    "peer.join is [\"a:1\", \"[::1]:2\"] from the next start.", changed("peer.join", "a:1 [::1]:2"));
            assertEquals("peer.join is [\"c:3\"] from the next start.", changed("peer.join", "[\"c:3\"]"));
            assertEquals("peer.join is [] from the next start.", changed("peer.join", "[]"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            window.peer_list_columns | 41       | window.peer_list_columns must be a whole number from 12 to 40, not 41.
            window.peer_list_columns | wide     | window.peer_list_columns must be a whole number from 12 to 40, not "wide".
            window.peer_list         | yes      | window.peer_list must be true or false, not "yes".
            window.theme             | blue     | window.theme must be one of "auto", "dark", "light", "high_contrast", "mono", not "blue".
            network.wanted_links     | 9        | network.wanted_links must be a whole number from 1 to 8, not 9.
            network.most_links       | 4        | network.wanted_links must be a whole number from 1 to 4, not 5.
            peer.listen              | nowhere: | peer.listen must have the form "[HOST:]PORT", not "nowhere:".
            peer.join                | a b      | peer.join must contain only "HOST:PORT", not "a".
            peer.name                | a b      | peer.name is not valid: A name is made of letters, digits, _ - and . alone; it can't hold a space.
            nonsense                 | 1        | There is no setting nonsense; /set lists them all.
            name                     | 1        | There is no setting name; there is peer.name, network.name.
            """)
    void aRefusalNamesTheBoundsAndNothingIsSaved(String name, String value, String sentence) throws Exception {
        String text = "[network]\nwanted_links = 5\n";
        Files.writeString(file(), text);
        try (SettingsDesk _ = desk()) {
            assertEquals(sentence, refused(name, value));
            assertEquals(text, Files.readString(file()));
        }
    }

    @Test
    void aDamagedFileIsRefusedAndStaysAsItIs() throws Exception {
        try (SettingsDesk _ = desk()) {
            Files.writeString(file(), "[window\n");
            String sentence = refused("window.theme", "dark");

            assertTrue(sentence.startsWith(file() + ", line 1: this is not valid TOML: "), sentence);
            assertEquals("[window\n", Files.readString(file()));
        }
    }

    @Test
    void whatAPersonWroteThereMeanwhileStays() throws Exception {
        try (SettingsDesk _ = desk()) {
            Files.writeString(file(), "# by hand\nwindow.bell = \"none\"\n");

            changed("window.time", "none");

            assertTrue(Files.readString(file()).startsWith("# by hand\nwindow.bell = \"none\"\n"));
            assertEquals(TuiSettings.DEFAULT.bell(), windows.take().bell(), "only what was set acts");
            assertEquals(
                    "window.bell = \"mentions\" (from the next start: \"none\")",
                    ask("window.bell", "").sentences().getFirst());
        }
    }

    @Test
    void aFileThatCantBeWrittenIsNamed() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        Options options = Options.parse();
        try (SettingsDesk _ =
                new SettingsDesk(bus, inTheWay.resolve("mine.toml"), "", Settings.DEFAULTS, options)) {
            String sentence = refused("window.theme", "dark");

            assertTrue(sentence.startsWith("The settings file " + inTheWay), sentence);
            assertTrue(sentence.endsWith(". Nothing was changed."), sentence);
            assertEquals(null, windows.poll(0));
        }
    }
}
