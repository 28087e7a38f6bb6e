package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aNameIsSavedForTheNextStart() throws IOException {
        try (Profile profile = Profile.open(folder, notices::add)) {
            assertNull(profile.name());
            profile.saveName("ada");
            profile.saveName("Zoë");
        }
        try (Profile next = Profile.open(folder, notices::add)) {
            assertEquals("Zoë", next.name());
        }
    }

    @Test
    void aSecondWindowIsAGuestUntilTheFirstIsGone() throws IOException {
        try (Profile first = Profile.open(folder, notices::add)) {
            first.saveName("ada");
            try (Profile second = Profile.open(folder, notices::add)) {
                assertTrue(first.owned());
                assertFalse(second.owned());
                assertNull(second.name());
                second.saveName("bob");
            }
            assertEquals("ada", first.name());
        }
        try (Profile third = Profile.open(folder, notices::add)) {
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

        try (Profile profile = Profile.open(folder, notices::add)) {
            assertNull(profile.name());
        }

        assertEquals(List.of("lock", "username.damaged"), files());
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().startsWith(folder.resolve("username") + " can't be used: "), notices.toString());
    }

    @Test
    void aByteOrderMarkAndALineEndOfOtherSystemsAreNotInTheName() throws IOException {
        Files.writeString(folder.resolve("username"), "\uFEFFZoë\r\n");

        try (Profile profile = Profile.open(folder, notices::add)) {
            assertEquals("Zoë", profile.name());
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void aNameThatCannotBeReadIsNotSetAside() throws IOException {
        Files.createDirectory(folder.resolve("username"));

        try (Profile profile = Profile.open(folder, notices::add)) {
            assertThrows(IOException.class, profile::name);
        }
        assertEquals(List.of("lock", "username"), files());
    }

    @Test
    void aFolderInPlaceOfTheLockIsSetAside() throws IOException {
        Files.createDirectory(folder.resolve("lock"));

        try (Profile profile = Profile.open(folder, notices::add)) {
            assertTrue(profile.owned());
        }
        assertEquals(List.of("lock", "lock.damaged"), files());
        assertTrue(notices.getFirst().startsWith(folder.resolve("lock") + " can't be used: "), notices.toString());
    }

    @Test
    void aHugeFileIsSetAsideUnread() throws IOException {
        Files.writeString(folder.resolve("username"), "a".repeat(2000));

        try (Profile profile = Profile.open(folder, notices::add)) {
            assertNull(profile.name());
        }

        assertEquals(List.of("lock", "username.damaged"), files());
    }

    @Test
    void theFilesAreForTheirOwnerAloneAndNoTemporaryFileIsLeft() throws IOException {
        try (Profile profile = Profile.open(folder, notices::add)) {
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
