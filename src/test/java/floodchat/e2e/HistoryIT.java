package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.TerminalWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the image has shown is there again after kill -9. */
class HistoryIT extends WindowsOnTheImage {
    private static final int LINES = 400;
    private static final int SHOWN_BEFORE_THE_KILL = 150;

    /** Messages cost no work, so that there are many in a moment. */
    private PlainPeer start(String name, String entry) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("floodchat.toml"), "[network]\nwork = 0\n");
        return PlainPeer.start(name, folder, entry);
    }

    @Test
    void everyLineThatPlainModeHasWrittenIsThereAfterKillMinus9() throws Exception {
        List<String> shown;
        try (PlainPeer ada = start("ada", PlainPeer.NOWHERE); PlainPeer bob = start("bob", ada.address())) {
            bob.awaitJoined("ada");
            bob.type(IntStream.rangeClosed(1, LINES).mapToObj(i -> "line " + i).toArray(String[]::new));
            ada.said().await("bob -> line " + SHOWN_BEFORE_THE_KILL);
            ada.kill();
            ada.said().awaitEnd();
            shown = ada.said().all();
        }
        assertTrue(shown.size() >= SHOWN_BEFORE_THE_KILL, shown::toString);

        List<String> kept = exported("ada");
        int whole = shown.getLast().matches("bob -> line \\d+") ? shown.size() : shown.size() - 1;
        for (int i = 0; i < whole; i++) {
            String text = shown.get(i).replace("bob -> ", "");
            assertTrue(kept.get(i).endsWith(" -> " + text), kept.get(i) + ", not " + text);
        }
    }

    /** What the history of this home holds, line by line. */
    private List<String> exported(String name) throws Exception {
        Path file = folder.resolve("exported");
        try (PlainPeer again = start(name, PlainPeer.NOWHERE)) {
            again.type("/export " + file);
            assertEquals(0, again.endInput());
        }
        return Files.readAllLines(file);
    }

    @Test
    void aWindowThatWasKilledShowsAtTheNextStartWhatItHasShown() throws Exception {
        TerminalWindow ada = person("ada", PlainPeer.NOWHERE);
        PlainPeer bob = PlainPeer.start("bob", folder, address(ada));
        try (bob) {
            bob.awaitJoined("ada");
            bob.type("hello", "@ada psst");
            ada.await("(direct) bob -> psst");
            ada.enter("good morning");
            bob.said().await("ada -> good morning");
            ada.await("good morning");
            signal(ada.program(), "KILL");
        }
        ada.await(TerminalWindow.PROMPT);

        TerminalWindow again = open("ada", PlainPeer.NOWHERE);

        again.await("bob -> hello");
        again.await("(direct) bob -> psst");
        again.await("ada -> good morning");
        assertFalse(again.screen().contains("What is your name?"), again.screen());
    }

    @Test
    void whatIsDeletedIsGone() throws Exception {
        try (PlainPeer ada = start("ada", PlainPeer.NOWHERE); PlainPeer bob = start("bob", ada.address())) {
            bob.awaitJoined("ada");
            bob.type("hello");
            ada.said().await("bob -> hello");
            ada.type("/clear");
            ada.noticed().await("what to write", line -> line.contains("Nothing was deleted: /clear history yes"));
            ada.type("/clear history yes");
            ada.noticed().await("1 line was deleted. What a window shows stays there until it is closed.");
        }
        assertEquals(List.of(), exported("ada"));
    }
}
