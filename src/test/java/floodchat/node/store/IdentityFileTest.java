package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void aHomeHasOneIdentity() throws IOException {
        Identity made = IdentityFile.loadOrCreate(folder, random);
        assertEquals(made, IdentityFile.loadOrCreate(folder, random));
        assertNotEquals(made, IdentityFile.loadOrCreate(elsewhere, random));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("identity"))));
    }

    @Test
    void aDamagedIdentityIsNeverReplaced() throws IOException {
        Files.writeString(folder.resolve("identity"), "0123");
        assertThrows(IOException.class, () -> IdentityFile.loadOrCreate(folder, random));
        assertEquals("0123", Files.readString(folder.resolve("identity")));
    }
}
