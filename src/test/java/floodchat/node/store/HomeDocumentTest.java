package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/home.md lists every kind of file with its version and its first line. */
class HomeDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/home.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `(?<file>[^`]+)` \\| `(?<line>[^`]+)` \\| (?<version>\\d+) \\| .+ \\|");

    private static String file(FileFormat format) {
        return switch (format.kind()) {
            case "log" -> "history/YYYY-MM.log";
            case "settings" -> "floodchat.toml";
            case "backlog" -> "relay/backlog";
            default -> format.kind();
        };
    }

    @Test
    void theTableHasEachKindOfFileWithItsVersion() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Stream.concat(FileFormat.IN_FOLDERS.stream(), Stream.of(FileFormat.LOG, FileFormat.SETTINGS))
                .forEach(format -> expected.put(
                        file(format),
                        format.line().strip() + ", version " + format.version()));
        Map<String, String> listed = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(DOCUMENT)).results().toList()) {
            listed.put(row.group("file"), row.group("line") + ", version " + row.group("version"));
        }
        assertEquals(expected, listed);
    }
}
