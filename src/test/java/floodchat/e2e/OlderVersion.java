package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import floodchat.fixture.BuiltImage;
import floodchat.fixture.PlainPeer;
import floodchat.protocol.wire.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An older Floodchat, built from its commit, and this one: in one network, and one after the other on one home. It
 * takes minutes, and runs with the profile {@code older-version} alone.
 */
class OlderVersion {
    private static final String COMMIT = System.getProperty("older.commit");
    private static final Path CHECKOUT = Path.of("target/older", String.valueOf(COMMIT)).toAbsolutePath();
    private static final Path OLDER = CHECKOUT.resolve("target/floodchat/bin/floodchat");
    private static final Pattern VERSION = Pattern.compile("int VERSION = (\\d+);");
    private static final int BUILD_WITHIN_MINUTES = 20;

    private static int olderVersion;

    @TempDir
    Path folder;

    private final List<PlainPeer> peers = new ArrayList<>();

    @BeforeAll
    static void build() throws Exception {
        boolean isThere = run(Path.of("."), "git", "cat-file", "-e", COMMIT + "^{commit}");
        assumeTrue(isThere, "this checkout has no commit " + COMMIT);
        if (!Files.isExecutable(OLDER)) {
            Files.createDirectories(CHECKOUT.getParent());
            boolean cloned = Files.isDirectory(CHECKOUT)
                    || run(Path.of("."), "git", "clone", "-q", ".", CHECKOUT.toString());
            assumeTrue(cloned && run(CHECKOUT, "git", "checkout", "-q", COMMIT), "git can't check out " + COMMIT);
            assumeTrue(run(CHECKOUT, "mvn", "-q", "package", "-DskipTests"), "Maven can't build " + COMMIT);
        }
        Path hello = CHECKOUT.resolve("src/main/java/floodchat/protocol/wire/Hello.java");
        Matcher version = VERSION.matcher(Files.readString(hello));
        assumeTrue(version.find(), hello + " says no version");
        olderVersion = Integer.parseInt(version.group(1));
        System.out.println(COMMIT + " speaks version " + olderVersion + ", we speak " + Hello.VERSION);
    }

    private static boolean run(Path where, String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(BUILD_WITHIN_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return process.waitFor() == 0;
        } catch (IOException _) {
            return false; // there is no such program
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        for (PlainPeer peer : peers) {
            peer.close();
        }
    }

    private PlainPeer start(Path launcher, String name, String entry) throws IOException {
        PlainPeer peer = PlainPeer.start(launcher, name, folder, entry, Map.of());
        peers.add(peer);
        return peer;
    }

    private PlainPeer older(String name, String entry) throws IOException {
        return start(OLDER, name, entry);
    }

    private PlainPeer newer(String name, String entry) throws IOException {
        return start(BuiltImage.launcher(), name, entry);
    }

    private static void awaitNotice(PlainPeer peer, String part) throws InterruptedException {
        peer.noticed().await(part, line -> line.contains(part));
    }

    @Test
    void theNewerOneDialsTheOlderOne() throws Exception {
        PlainPeer olga = older("olga", PlainPeer.NOWHERE);
        PlainPeer nils = newer("nils", olga.address());
        meet(olga, nils);
        if (olderVersion < Hello.VERSION) {
            awaitNotice(nils, "Could not reach ");
            nils.type("/net");
            awaitNotice(nils, "No link since ");
        }
    }

    @Test
    void theOlderOneDialsTheNewerOne() throws Exception {
        PlainPeer nils = newer("nils", PlainPeer.NOWHERE);
        PlainPeer olga = older("olga", nils.address());
        meet(olga, nils);
        if (olderVersion < Hello.VERSION) {
            awaitNotice(olga, "the peer speaks version " + Hello.VERSION + " of the protocol");
        }
    }

    /** Both talk, or the newer one says on its page who must upgrade. */
    private static void meet(PlainPeer olga, PlainPeer nils) throws InterruptedException {
        if (olderVersion == Hello.VERSION) {
            nils.awaitJoined("olga");
            olga.awaitJoined("nils");
            nils.type("hello");
            olga.said().await("hello", line -> line.contains("hello"));
            olga.type("hello back");
            nils.said().await("hello back", line -> line.contains("hello back"));
            return;
        }
        String who = "a peer speaks version " + olderVersion + " of the protocol, this Floodchat " + Hello.VERSION
                + ": that peer must upgrade";
        while (nils.noticed().all().stream().noneMatch(line -> line.contains(who))) {
            nils.type("/net");
            awaitNotice(nils, "Here: ");
        }
    }

    @Test
    void theHomeOfTheOlderOneIsOpened() throws Exception {
        PlainPeer olga = older("olga", PlainPeer.NOWHERE);
        PlainPeer bob = older("bob", olga.address());
        olga.awaitJoined("bob");
        bob.awaitJoined("olga");
        olga.type("set username helga");
        awaitNotice(olga, "You are helga now.");
        bob.type("good morning");
        olga.said().await("a line", line -> line.contains("good morning"));
        olga.type("/contact add bob");
        awaitNotice(olga, "bob is your contact now");
        assertEquals(0, olga.endInput());
        assertEquals(0, bob.endInput());

        PlainPeer again = newer("olga", PlainPeer.NOWHERE);
        awaitNotice(again, "The files of an older Floodchat in ");
        again.type("/contact list", "/search morning");
        awaitNotice(again, "bob*");
        again.said().await("the line of the day before", line -> line.contains("good morning"));
        assertEquals(0, again.endInput());
        assertEquals("floodchat username 2\nhelga\n", Files.readString(folder.resolve("olga/username")));
        assertEquals("helga\n", Files.readString(folder.resolve("olga/username.v1")));
    }
}
