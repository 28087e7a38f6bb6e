package floodchat.node.store;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.identity.Identity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWhileWritingTest {
    private static final int KILLS = 8;
    private static final int MAX_WRITES = 400;

    @TempDir
    Path folder;

    /** Attack 83. kill -9 while an identity is written: the file is whole, and it is always the same person. */
    @Test
    void anIdentityIsWholeWheneverItsWriterIsKilled() throws Exception {
        Random random = new Random(83);
        Identity first = null;
        for (int i = 0; i < KILLS; i++) {
            killAfter(random.nextInt(MAX_WRITES));
            IdentityFile file = new IdentityFile(folder);
            StoredIdentity stored = file.read(_ -> {});
            assertNotNull(stored);
            Identity identity = file.open(stored);
            first = first == null ? identity : first;
            assertEquals(first, identity);
        }
    }

    /** Waits for this many writes, each of which is another file of the same name. */
    private void killAfter(int writes) throws IOException {
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
