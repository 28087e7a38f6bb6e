package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes of the image in plain mode, as scripts and bots run them. */
@Timeout(120)
class PlainModeIT {
    private static final long PATIENCE_S = 30;

    @TempDir
    Path folder;

    private final List<PlainPeer> peers = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (PlainPeer peer : peers) {
            peer.close();
        }
    }

    @Test
    void aMessageReachesEveryoneAndADirectMessageOnePersonAlone() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        PlainPeer carol = start("carol", ada.address());
        bob.awaitJoined("ada", "carol");
        carol.awaitJoined("ada", "bob");

        bob.type("hello", "@carol psst", "bye");

        ada.said().await("bob -> bye");
        carol.said().await("bob -> bye");
        carol.said().await("(direct) bob -> psst");
        assertEquals(List.of("bob -> hello", "bob -> bye"), ada.said().all());
        assertEquals(3, carol.said().all().size());
        assertEquals(List.of(), bob.said().all());
    }

    @Test
    void aLatecomerReadsTheNewestTwentyEarlierMessagesMarkedAndInOrder() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        bob.awaitJoined("ada");
        List<String> lines = IntStream.rangeClosed(1, 22).mapToObj(i -> "line " + i).toList();
        bob.type(lines.toArray(String[]::new));
        ada.said().await("bob -> line 22");

        PlainPeer carol = start("carol", ada.address());
        carol.said().await("what was said last", line -> line.endsWith(" bob -> line 22"));
        carol.noticed().await("2 earlier lines were left out; --history N shows the newest N.");
        List<String> earlier = carol.said().all();
        assertTrue(earlier.stream().allMatch(line -> line.matches("\\(earlier \\S+Z\\) bob -> line \\w+")),
                earlier::toString);
        assertEquals(lines.subList(2, 22), earlier.stream().map(line -> line.replaceAll(".* -> ", "")).toList());

        bob.type("four");
        carol.said().await("bob -> four");
        assertEquals(21, carol.said().all().size());
    }

    @Test
    void aPipeMayAskWhoIsHereAndSpeakToOnePersonAtOnce() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bot = start("bot", ada.address());

        bot.type("/who", "@ada psst");

        assertEquals(0, bot.endInput());
        bot.noticed().await("2 here: bot (you) and ada");
        ada.said().await("(direct) bot -> psst");
    }

    @Test
    void withoutStandardInputNothingIsSaid() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);

        assertEquals(0, shell("exec \"$@\" <&-", "bob", ada.address()).waitFor());

        PlainPeer carol = start("carol", ada.address());
        carol.type("hello");
        ada.said().await("carol -> hello");
        assertEquals(List.of("carol -> hello"), ada.said().all());
    }

    @Test
    void aReaderThatHasGoneEndsTheProgramAtTheNextLine() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        Path exitCode = folder.resolve("exit code");
        Process process = shell("{ \"$@\"; echo $? >'" + exitCode + "'; } | { head -n 1; exec <&-; echo gone; }",
                "bob", ada.address());
        try (BufferedReader reader = process.inputReader()) {
            ada.awaitJoined("bob");

            ada.type("one");
            assertEquals("ada -> one", reader.readLine());
            assertEquals("gone", reader.readLine());
            ada.type("two");

            ada.noticed().await("bob left.");
            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS));
            assertEquals("141\n", Files.readString(exitCode));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aFullDiskIsOneSentenceAndExitCodeOne() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        Process process = shell("exec \"$@\" 2>&1 >/dev/full", "bob", ada.address());
        try {
            ada.awaitJoined("bob");

            ada.type("one");

            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS));
            assertEquals(1, process.exitValue());
            String last = process.inputReader().readAllAsString().lines().toList().getLast();
            assertEquals("floodchat: Can't write to standard output: No space left on device.", last);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theSignalForAThreadDumpPrintsNothing() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        bob.awaitJoined("ada");

        bob.signal("QUIT");
        ada.type("still there?");
        bob.said().await("ada -> still there?");
        bob.type("yes");

        assertEquals(0, bob.endInput());
        assertEquals(List.of("ada -> still there?"), bob.said().all());
        assertTrue(bob.noticed().all().stream().noneMatch(line -> line.contains("thread")), bob.noticed()::toString);
    }

    /** Starts a script whose arguments are the command line of a peer in plain mode. */
    private Process shell(String script, String name, String entry) throws IOException {
        return new ProcessBuilder("sh", "-c", script, "sh", BuiltImage.launcher().toString(), "--plain", "--name", name,
                "--home", folder.resolve(name).toString(), "--listen", "127.0.0.1:0", entry)
                .start();
    }

    @Test
    void netShowsALineForEachLinkAndWhatIsWrong() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        bob.awaitJoined("ada");

        String link = "Link " + ada.address() + ": dialled by us, ";

        bob.type("/net");

        bob.noticed().await("its link", line -> line.startsWith(link));
        bob.noticed().await("Size: about 2 peers, from their presence messages");
        bob.noticed().await("Nothing is wrong: 1 link, and no other peer is known.");
        ada.kill();
        bob.noticed().await("ada disappeared.");
        bob.type("/net");
        bob.noticed()
                .await("what is wrong",
                        line -> line.startsWith("No link since ") && line.contains("looking for peers "));
        assertEquals(List.of(), bob.said().all());
    }

    @Test
    void anEmptyLineDoesNothing() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        bob.awaitJoined("ada");

        bob.type("", "   ", "@", "@ada", "@nobody hi", "/nonsense", "still here");

        ada.said().await("bob -> still here");
        assertEquals(List.of("bob -> still here"), ada.said().all());
        bob.noticed().await("a refusal", line -> line.contains("Who should get this?"));
        ada.type("", "here too");
        bob.said().await("ada -> here too");
    }

    @Test
    void setUsernameTakesTheNextLineAsName() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        bob.awaitJoined("ada");

        bob.type("set username", "robert", "it is me");

        ada.said().await("robert -> it is me");
    }

    @Test
    void fiveHundredLinesAtOnceReachTenPeersCompletelyAndInOrder() throws Exception {
        PlainPeer entry = start("entry", PlainPeer.NOWHERE);
        String address = entry.address();
        for (int i = 1; i <= 9; i++) {
            start("peer" + i, address);
        }
        PlainPeer speaker = start("speaker", address);
        speaker.awaitJoined("entry", "peer1", "peer2", "peer3", "peer4", "peer5", "peer6", "peer7", "peer8", "peer9");
        List<String> lines = IntStream.rangeClosed(1, 500).mapToObj(i -> "line " + i).toList();

        speaker.type(lines.toArray(String[]::new));

        List<String> expected = lines.stream().map(line -> "speaker -> " + line).toList();
        for (PlainPeer peer : peers.subList(0, 10)) {
            assertEquals(expected, peer.said().await("500 lines", 500, line -> line.startsWith("speaker -> ")));
        }
        assertEquals(0, speaker.endInput());
    }

    @Test
    void afterTheEntryIsKilledTheOthersTalkOnAndANewcomerFindsThemThroughARememberedAddress() throws Exception {
        PlainPeer entry = start("entry", PlainPeer.NOWHERE);
        String address = entry.address();
        PlainPeer ada = start("ada", address);
        PlainPeer bob = start("bob", address);
        PlainPeer dave = start("dave", address);
        dave.awaitJoined("entry", "ada", "bob");
        ada.awaitJoined("bob", "dave");
        assertEquals(0, dave.endInput());

        entry.kill();
        ada.type("still here");
        bob.said().await("ada -> still here");

        PlainPeer again = start("dave", address);
        again.awaitJoined("ada", "bob");
        again.type("found you");
        Predicate<String> foundYou = line -> line.equals("dave -> found you"); // the same person as before
        ada.said().await("dave's line", foundYou);
        bob.said().await("dave's line", foundYou);
    }

    @Test
    void aBotSaysItsLineAndLeaves() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bot = start("bot", ada.address());

        bot.type("backup done");

        assertEquals(0, bot.endInput());
        ada.said().await("bot -> backup done");
        ada.noticed().await("bot left.");
    }

    @Test
    void withoutAnyPeerTheExitCodeTellsThatTheLineWasGivenUp() throws Exception {
        PlainPeer alone = start("alone", PlainPeer.NOWHERE);

        alone.type("is anybody there");

        assertEquals(3, alone.endInput());
        alone.noticed().await("1 message reached nobody.");
        assertEquals(List.of(), alone.said().all());
    }

    @Test
    void withoutHomeOptionTheFoldersOfTheDesktopAreUsed() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                BuiltImage.launcher().toString(), "--plain", "--listen", "127.0.0.1:0", "--join", PlainPeer.NOWHERE);
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        builder.environment().put("HOME", folder.toString());
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
        try {
            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS));

            assertEquals(0, process.exitValue());
            assertTrue(Files.exists(folder.resolve(".local/share/floodchat/lock")));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSignalMakesAPeerLeaveTheNetwork() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        ada.awaitJoined("bob");

        bob.terminate();

        ada.noticed().await("bob left.");
        assertEquals(128 + 15, bob.exitCode());
    }

    @Test
    void aKilledPeerIsNoticed() throws Exception {
        PlainPeer ada = start("ada", PlainPeer.NOWHERE);
        PlainPeer bob = start("bob", ada.address());
        ada.awaitJoined("bob");

        bob.kill();

        ada.noticed().await("bob disappeared.");
    }

    private PlainPeer start(String name, String entry) throws IOException {
        PlainPeer peer = PlainPeer.start(name, folder, entry);
        peers.add(peer);
        return peer;
    }
}
