package floodchat.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.PlainPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of the image after much talk. The memory benchmark measures it for longer, with a window too. */
class MemoryIT {
    private static final int LINES = 10_000;
    private static final int KIB_PER_MIB = 1024;
    private static final String LONG_TEXT = "word ".repeat(600);

    /**
     * The last packets take 8 MiB, what the heap may grow before it is collected 4, the rest is compiled code. If
     * nothing were given back, it would be 60 or more.
     */
    private static final long ALLOWED_MIB = 30;

    /** More than the trimmer takes to look at an idle heap. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(100);

    @TempDir
    Path folder;

    /**
     * Messages cost no work and links have no limit: only the memory matters here. The history is on the disk, and
     * nothing of its 30 MB may stay in memory.
     */
    private PlainPeer start(String name, String entry) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Files.writeString(home.resolve("floodchat.toml"),
                "[network]\nwork = 0\npackets_per_second = 0\n");
        return PlainPeer.start(name, folder, entry);
    }

    @Test
    void memoryIsGivenBackAfterMuchTalk() throws Exception {
        try (PlainPeer ada = start("ada", PlainPeer.NOWHERE); PlainPeer bob = start("bob", ada.address())) {
            bob.awaitJoined("ada");
            bob.type("hello");
            ada.said().await("bob -> hello");
            long beforeMib = residentMib(ada);

            for (int i = 0; i < LINES; i++) {
                bob.type(LONG_TEXT);
            }
            bob.type("done");
            ada.said().await("bob -> done");

            awaitAtMost(beforeMib + ALLOWED_MIB, ada);
        }
    }

    private static void awaitAtMost(long allowedMib, PlainPeer peer) throws IOException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (residentMib(peer) > allowedMib) {
            long leftNs = deadlineNs - System.nanoTime();
            assertTrue(leftNs > 0, residentMib(peer) + " MiB, not " + allowedMib);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** What is in RAM: VmRSS of proc(5). */
    private static long residentMib(PlainPeer peer) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(peer.pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst()
                .orElseThrow();
    }
}
