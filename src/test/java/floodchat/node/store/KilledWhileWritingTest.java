package floodchat.node.store;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWhileWritingTest {
    private static final int KILLS = 8;
    private static final int MAX_WRITES = 100;

    @TempDir
    Path folder;

    private @Nullable String first;

    /**
     * Attack 83. kill -9 while an identity is written: the file is whole, and it is always the same person. A kill
     * leaves what others see at that moment, so looking all the time is like killing all the time.
     */
    @Test
    void anIdentityIsWholeWheneverItsWriterIsKilled() throws Exception {
        Random random = new Random(83);
        for (int i = 0; i < KILLS; i++) {
            killAfter(random.nextInt(MAX_WRITES));
            StoredIdentity stored = assertWhole();
            assertEquals(first, new IdentityFile(folder).open(stored).key().hex());
        }
    }

    private StoredIdentity assertWhole() throws IdentityProblem {
        StoredIdentity stored = new IdentityFile(folder).read(_ -> {});
        assertNotNull(stored, "the file is gone");
        first = first == null ? stored.key() : first;
        assertEquals(first, stored.key());
        return stored;
    }

    /** Waits for this many writes, each of which is another file of the same name. */
    private void killAfter(int writes) throws Exception {
        Process writer = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(KilledWriter.class, IdentityFile.class, Ed25519.class),
                KilledWriter.class.getName(),
                folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals("writing", writer.inputReader().readLine());
            Object before = Files.readAttributes(folder.resolve("identity"), "unix:ino");
            for (int seen = 0; seen < writes;) {
                Object now = Files.readAttributes(folder.resolve("identity"), "unix:ino");
                seen += now.equals(before) ? 0 : 1;
                before = now;
                assertWhole();
            }
        } finally {
            writer.destroyForcibly();
            writer.onExit().join();
        }
    }

    /** Where these classes come from. */
    private static String classPath(Class<?>... classes) {
        return Stream.of(classes)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(joining(File.pathSeparator));
    }

    /** Attack 83. A program that was killed before its first file was whole has left none. */
    @Test
    void aFileThatWasNeverFinishedIsAbsent() throws Exception {
        for (int length : List.of(0, 1, 100)) {
            Files.writeString(folder.resolve("identity." + length + ".new"), "f".repeat(length));
        }
        assertNull(new IdentityFile(folder).read(_ -> {}));
    }
}
