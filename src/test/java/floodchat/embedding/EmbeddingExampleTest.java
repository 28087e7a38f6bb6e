package floodchat.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in docs/embedding.md compiles, runs and prints what it should. */
class EmbeddingExampleTest {
    private static final Path EXAMPLE = Path.of("src/test/java/floodchat/embedding/Weather.java");
    private static final Path DOCUMENT = Path.of("docs/embedding.md");

    @Test
    void theDocumentShowsTheExampleAsItIs() throws Exception {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf("```java\n") + "```java\n".length();
        assertEquals(Files.readString(EXAMPLE), document.substring(start, document.indexOf("```", start)));
    }

    @Test
    void theExampleRuns() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Weather.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertEquals("north: 4 degrees, rain\nsouth: 11 degrees, sun\n",
                printed.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }
}
