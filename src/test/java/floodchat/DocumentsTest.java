package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents claim about the program and about each other is true. */
class DocumentsTest {
    private static final Path README = Path.of("README.md");
    private static final Path SCREEN = Path.of("src/test/resources/screens/conversation-80x24.txt");
    private static final Path USER_GUIDE = Path.of("docs/user-guide.md");

    /** A relative link, without the anchor. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

    @Test
    void thePictureInTheReadmeIsWhatTheWindowDraws() throws IOException {
        String screen = Files.readString(SCREEN);
        String drawn = screen.substring(0, screen.indexOf("(cursor"));

        assertTrue(Files.readString(README).contains("```text\n" + drawn.stripTrailing() + "\n```"));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    dead.add(document + " links to " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    @Test
    void theUserGuideNamesEveryFlag() throws IOException {
        String guide = Files.readString(USER_GUIDE);

        Matcher flag = Pattern.compile("--[a-z]+").matcher(Options.usage());
        while (flag.find()) {
            assertTrue(guide.contains(flag.group()), flag.group());
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(README), docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}
