package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.front.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTextTest {
    private static final String OWN = """
            # mine
            log . level="warn"   # quiet

              [window]   # how it looks
              # at night
              theme   =   'light' # for the day
            bell='all'
            #time = "none"

            [peer]
            join = [ # where
              "a:1", "b:2",   # two
            ]
            """;

    private static String changed(String text, Setting setting, Object value) throws StartupException {
        String changed = new SettingsText(text).with(setting, value).text();
        SettingsFile.parse(null, changed, Settings.DEFAULTS); // it can be read
        return changed;
    }

    @Test
    void onlyTheCharactersOfTheValueChange() throws Exception {
        assertEquals(
                OWN.replace("'light'", "\"high_contrast\""), changed(OWN, Setting.WINDOW_THEME, "high_contrast"));
        assertEquals(OWN.replace("\"warn\"", "\"debug\""), changed(OWN, Setting.LOG_LEVEL, "debug"));
    }

    @Test
    void lineEndsAndAMissingLastOneStay() throws Exception {
        String windows = OWN.replace("\n", "\r\n").stripTrailing();

        assertEquals(windows.replace("'all'", "\"none\""), changed(windows, Setting.WINDOW_BELL, "none"));
        String added = changed(windows, Setting.WINDOW_PEER_LIST, false);
        assertTrue(added.contains("peer_list = false\r\n"), added);
        assertEquals(0, added.replace("\r\n", "").chars().filter(c -> c == '\n').count());
    }

    @Test
    void aNewKeyComesToTheEndOfItsSectionBelowItsSentence() throws Exception {
        String end = """
                #time = "none"

                # Width of the peer list: 12 to 40 columns.
                peer_list_columns = 30
                """;
        assertEquals(
                OWN.replace("#time = \"none\"\n", end), changed(OWN, Setting.WINDOW_PEER_LIST_COLUMNS, 30L));
    }

    @Test
    void aNewSectionComesToTheEnd() throws Exception {
        String section = """
                [window]
                # How the time of a message is shown: "minutes", "seconds", or "none".
                time = "none"
                """;
        assertEquals(section, changed("", Setting.WINDOW_TIME, "none"));
        assertEquals("log.level = \"off\"\n\n" + section,
                changed("log.level = \"off\"\n", Setting.WINDOW_TIME, "none"));
    }

    @Test
    void aSectionInOneLineStaysOneLine() throws Exception {
        String text = "window = { theme = 'dark' } # short\n";

        assertEquals("window = { theme = \"mono\" } # short\n", changed(text, Setting.WINDOW_THEME, "mono"));
        assertEquals(
                "window = { theme = 'dark', bell = \"all\" } # short\n", changed(text, Setting.WINDOW_BELL, "all"));
    }

    @Test
    void aListIsReplacedAsAWhole() throws Exception {
        String text = changed(OWN, Setting.PEER_JOIN, List.of("c:3"));

        assertTrue(text.endsWith("[peer]\njoin = [\"c:3\"]\n"), text);
        assertEquals("[\"c:3\"]", new SettingsText(text).value(Setting.PEER_JOIN));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void theValueOfEachSettingIsTheDefaultOrWhatTheFileSays(Setting setting) throws Exception {
        assertEquals(setting.byDefault(), SettingsText.EMPTY.value(setting));

        String text = changed("", setting, setting.kind().read(setting.byDefault()));
        assertTrue(text.endsWith("\n" + setting.key().replaceAll(".*\\.", "") + " = " + setting.byDefault() + "\n"));
        assertEquals(setting.byDefault(), new SettingsText(text).value(setting));
    }

    /** The shipped file has each setting behind a comment sign; they are taken off at random. */
    @Test
    void inAnyFileNothingButTheOneValueChanges() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("config/floodchat.toml"));
        for (long seed = 1; seed <= 30; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            String text = String.join("\n", lines.stream()
                    .map(line -> line.matches("#[a-z_]+ = .*") && random.nextBoolean() ? line.substring(1) : line)
                    .toList());
            for (Setting setting : Setting.values()) {
                String changed = changed(text, setting, setting.kind().read(setting.byDefault()));
                List<String> others = changed.lines().filter(line -> !text.contains(line)).toList();
                assertTrue(others.stream().allMatch(line -> line.startsWith("# ")), "seed " + seed + ": " + others);
                boolean wasThere = text.lines().anyMatch(line -> line.equals(lineOf(setting)));
                assertTrue(!wasThere || changed.equals(text), "seed " + seed + ": " + setting);
            }
        }
    }

    private static String lineOf(Setting setting) {
        return setting.key().substring(setting.key().indexOf('.') + 1) + " = " + setting.byDefault();
    }
}
