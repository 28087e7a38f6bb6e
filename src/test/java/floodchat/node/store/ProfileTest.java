package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    @TempDir
    Path folder;

    @Test
    void aNameIsSavedForTheNextStart() throws IOException {
        try (Profile profile = Profile.open(folder)) {
            assertNull(profile.name());
            profile.saveName("ada");
            profile.saveName("Zoë");
        }
        try (Profile next = Profile.open(folder)) {
            assertEquals("Zoë", next.name());
        }
    }

    @Test
    void aSecondWindowIsAGuestUntilTheFirstIsGone() throws IOException {
        try (Profile first = Profile.open(folder)) {
            first.saveName("ada");
            try (Profile second = Profile.open(folder)) {
                assertTrue(first.owned());
                assertFalse(second.owned());
                assertNull(second.name());
                second.saveName("bob");
            }
            assertEquals("ada", first.name());
        }
        try (Profile third = Profile.open(folder)) {
            assertTrue(third.owned());
            assertEquals("ada", third.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "", "\u001b[2J", "a\nb", "\ud800"})
    void aDamagedNameIsSetAside(String damaged) throws IOException {
        byte[] bytes =
                damaged.equals("\ud800") ? new byte[] {(byte) 0xff, 0} : damaged.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("username"), bytes);

        try (Profile profile = Profile.open(folder)) {
            assertNull(profile.name());
        }

        assertEquals(List.of("lock", "username.damaged"), files());
    }

    @Test
    void aHugeFileIsSetAsideUnread() throws IOException {
        Files.writeString(folder.resolve("username"), "a".repeat(2000));

        try (Profile profile = Profile.open(folder)) {
            assertNull(profile.name());
        }

        assertEquals(List.of("lock", "username.damaged"), files());
    }

    @Test
    void theFilesAreForTheirOwnerAloneAndNoTemporaryFileIsLeft() throws IOException {
        try (Profile profile = Profile.open(folder)) {
            profile.saveName("ada");
        }

        assertEquals(List.of("lock", "username"), files());
        for (String file : files()) {
            assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))), file);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
