package floodchat.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the shipped file and the user guide against the one description of each setting. */
class SettingTest {
    private static final Path SHIPPED = Path.of("config/floodchat.toml");
    private static final Path USER_GUIDE = Path.of("docs/user-guide.md");

    /** Settings in which the bound is another setting. */
    private static final List<Setting> BOUND_BY_OTHERS =
            List.of(Setting.NETWORK_WANTED_LINKS, Setting.NETWORK_RESERVED_LINKS);

    @Test
    void theShippedFileHasEachSettingInItsPlaceBelowItsSentence() throws IOException {
        List<String> found = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(SHIPPED)) {
            if (line.startsWith("# ")) {
                comment.add(line.substring(2));
            } else if (line.startsWith("#")) {
                found.add(section + line.substring(1) + " # " + String.join(" ", comment));
            } else {
                section = line.startsWith("[") ? line.substring(1, line.length() - 1) + "." : section;
                comment.clear();
            }
        }
        assertEquals(
                Stream.of(Setting.values())
                        .map(setting -> setting.key() + " = " + setting.byDefault() + " # " + setting.sentence())
                        .collect(Collectors.joining("\n")),
                found.stream().filter(line -> line.contains(" = ")).collect(Collectors.joining("\n")));
    }

    @Test
    void theTableOfTheUserGuideHasEachSetting() throws IOException {
        String table = "| setting | default | what it may hold | a change acts |\n|---|---|---|---|\n"
                + Stream.of(Setting.values()).map(SettingTest::row).collect(Collectors.joining());

        assertTrue(Files.readString(USER_GUIDE).contains(table), table);
    }

    private static String row(Setting setting) {
        String what = switch (setting.kind()) {
            case SettingKind.Flag _ -> "`true`, `false`";
            case SettingKind.Count(int least, int most) -> least + " to " + most;
            case SettingKind.Word(List<String> words) ->
                words.stream().map(word -> "`\"" + word + "\"`").collect(Collectors.joining(", "));
            case SettingKind.Text _ -> "text";
            case SettingKind.Addresses _ -> "list of `\"HOST:PORT\"`";
        };
        return "| `%s` | `%s` | %s | %s |\n".formatted(
                setting.key(), setting.byDefault(), what, setting.when().words());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void theSentenceNamesEachBoundAndWord(Setting setting) {
        switch (setting.kind()) {
            case SettingKind.Count(int least, int most) when !BOUND_BY_OTHERS.contains(setting) ->
                assertTrue(setting.sentence().contains(least + " to " + most), setting.sentence());
            case SettingKind.Word(List<String> words) ->
                words.forEach(word -> assertTrue(setting.sentence().contains("\"" + word + "\""), word));
            default -> assertTrue(setting.sentence().endsWith("."), setting.sentence());
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void theDefaultIsOneOfTheValues(Setting setting) {
        List<String> values = setting.kind().values();
        Object byDefault = setting.kind().read(setting.byDefault());
        assertTrue(values.isEmpty() || values.stream().map(setting.kind()::read).anyMatch(byDefault::equals));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingIsFoundByItsName(Setting setting) {
        assertEquals(setting, Setting.named(setting.key().toUpperCase(Locale.ROOT)));
    }
}
