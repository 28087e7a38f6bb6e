package floodchat.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import floodchat.embed.FloodNetwork;
import floodchat.node.link.PortRange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The network without the chat: the document's example compiles, runs, and is what the document shows. */
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

    @Test
    void whatIsPublishedComesOutAsItWentIn() throws Exception {
        try (FloodNetwork one = FloodNetwork.join("embedded", PortRange.anyOnLoopback());
                FloodNetwork two = FloodNetwork.join("embedded", PortRange.anyOnLoopback(), one.address())) {
            byte[] largest = new byte[FloodNetwork.MAX_PAYLOAD_BYTES];
            largest[7] = -1;
            one.publish(largest);
            assertArrayEquals(largest, two.receive().payload());
            assertNull(one.receive(Duration.ZERO));
            assertEquals(0, one.takeMissed());
        }
    }

    @Test
    void emptyAndOversizedPayloadsAreRefused() throws Exception {
        try (FloodNetwork one = FloodNetwork.join("embedded", PortRange.anyOnLoopback())) {
            assertThrows(IllegalArgumentException.class, () -> one.publish(new byte[0]));
            assertThrows(IllegalArgumentException.class,
                    () -> one.publish(new byte[FloodNetwork.MAX_PAYLOAD_BYTES + 1]));
        }
    }

    @Test
    void whoeverWaitsForAMessageIsToldWhenThePeerHasLeft() throws Exception {
        FloodNetwork one = FloodNetwork.join("embedded", PortRange.anyOnLoopback());
        Thread closer = Thread.ofVirtual().start(one::close);
        assertThrows(IllegalStateException.class, one::receive);
        closer.join();
        assertThrows(IllegalStateException.class, one::receive);
    }
}
