package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.invite.Invite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
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
    void aSecondWindowHasAProfileOfItsOwnThatIsUsedAgainNextTime() throws IOException {
        try (Profile first = Profile.open(folder, notices::add)) {
            first.saveName("ada");
            try (Profile second = Profile.open(folder, notices::add)) {
                assertEquals(2, second.number());
                assertEquals(folder.resolve("2"), second.folder());
                assertNull(second.name());
                second.saveName("bob");
                try (Profile third = Profile.open(folder, notices::add)) {
                    assertEquals(folder.resolve("3"), third.folder());
                }
            }
            try (Profile second = Profile.open(folder, notices::add)) {
                assertEquals("bob", second.name());
            }
            assertEquals("ada", first.name());
        }
        try (Profile again = Profile.open(folder, notices::add)) {
            assertEquals(1, again.number());
            assertEquals("ada", again.name());
        }
    }

    /** Attack 82. The second window of a home must not be the same person. */
    @Test
    void twoWindowsOfOneHomeHaveTwoIdentities() throws Exception {
        SecureRandom random = new SecureRandom();
        try (Profile first = Profile.open(folder, notices::add);
                Profile second = Profile.open(folder, notices::add)) {
            Identity one = first.identity().create(random);
            Identity other = second.identity().create(random);
            assertNotEquals(one, other);
        }
        try (Profile again = Profile.open(folder, notices::add)) {
            assertEquals(folder.resolve("identity"), again.identity().path());
        }
    }

    @Test
    void onePersonMayBeInSeveralNetworksAtOnce() throws IOException {
        try (Profile open = Profile.open(folder, notices::add)) {
            open.saveName("ada");
            assertTrue(Profile.isFirstOpen(folder));
            try (Profile family = Profile.open(folder, "family", notices::add);
                    Profile further = Profile.open(folder, "family", notices::add)) {
                assertEquals(open.identity().path(), family.identity().path());
                assertEquals(folder.resolve("networks/family"), family.folder());
                assertEquals("ada", family.name());
                family.saveName("mum");
                assertEquals("mum", family.name());
                assertEquals("ada", open.name());
                assertEquals(folder.resolve("2/networks/family"), further.folder());
                assertEquals(folder.resolve("2/identity"), further.identity().path());
            }
        }
    }

    @Test
    void anImportAsksWhetherAWindowOfThePersonIsOpenInAnyNetwork() throws Exception {
        assertFalse(Profile.isFirstOpen(folder));
        new PrivateNetworks(folder).add(new Invite("family", new byte[Invite.SECRET_BYTES], List.of()), 0);
        try (Profile family = Profile.open(folder, "family", notices::add)) {
            assertEquals(1, family.number());
            assertTrue(Profile.isFirstOpen(folder));
        }
        assertFalse(Profile.isFirstOpen(folder));
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
            assertEquals(1, profile.number());
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
