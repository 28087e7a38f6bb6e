package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.sealed.StoredChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one way by which every file of a home carries its version, is brought forward, and is refused. */
class FileUpgradeTest {
    /** A kind with a history: version 2 is in capitals, and version 3 has an end. */
    private static final FileFormat NOTES = new FileFormat("notes", "", List.of(
            old -> text(old).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
            old -> (text(old) + "END\n").getBytes(StandardCharsets.UTF_8)));

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void upgradeHome() throws IOException {
        FileUpgrade.ofHome(List.of(folder), notices::add);
    }

    // ---- one file

    @ParameterizedTest
    @CsvSource({
        "'a\n', 1, 'A\nEND\n'",
        "'floodchat notes 1\na\n', 1, 'A\nEND\n'",
        "'floodchat notes 2\nA\n', 2, 'A\nEND\n'",
    })
    void eachOlderVersionGoesThroughAllStepsAndIsKept(String old, int version, String content) throws IOException {
        FileUpgrade.ofFile(write("notes", old), NOTES);
        assertEquals("floodchat notes 3\n" + content, read("notes"));
        assertEquals(old, read("notes.v" + version));
        assertEquals("rw-------", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("notes.v" + version))));
    }

    @Test
    void theNewestVersionIsLeftAlone() throws IOException {
        FileUpgrade.ofFile(write("notes", "floodchat notes 3\nA\n"), NOTES);
        assertEquals(List.of("notes"), files());
    }

    @Test
    void anOlderVersionIsReadWithoutChangingTheDiskAndWrittenAsTheNewest() throws IOException {
        write("notes", "a\n");
        VersionedFile file = new VersionedFile(folder, NOTES, 100);
        assertEquals("A\nEND\n", file.read());
        assertEquals("a\n", read("notes"));
        file.write("B\nEND\n");
        assertEquals("floodchat notes 3\nB\nEND\n", read("notes"));
        assertEquals("B\nEND\n", file.read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "40", "9999"})
    void aNewerVersionIsRefusedAndNeverOverwritten(String version) throws IOException {
        String newer = "floodchat notes " + version + "\nwho knows\n";
        write("notes", newer);
        VersionedFile file = new VersionedFile(folder, NOTES, 100);
        IOException refused = assertThrows(FileFormat.NewerVersionException.class, file::read);
        assertEquals("it is of version " + version + ", and this Floodchat knows version 3: upgrade Floodchat",
                FileProblem.reason(refused));
        assertThrows(FileFormat.NewerVersionException.class, () -> file.write("A\n"));
        assertEquals(newer, read("notes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "floodchat notes 0\n",
        "floodchat notes 04\n",
        "floodchat notes 12345\n",
        "floodchat notes x\n",
        "floodchat notes -1\n",
        "floodchat notes 4",
        "floodchat other 4\n",
        " floodchat notes 4\n",
        "floodchat notes \n",
    })
    void whatIsNoFirstLineIsContent(String text) {
        assertEquals(new FileFormat.Found(1, 0), NOTES.find(text));
    }

    @Test
    void aLineEndOfAnotherSystemIsNoPartOfTheVersion() {
        assertEquals(new FileFormat.Found(4, 19), NOTES.find("floodchat notes 4\r\nrest"));
    }

    // ---- a home

    static List<FileFormat> kinds() {
        return FileFormat.IN_FOLDERS;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aNewerFileOfAnyKindIsRefusedBeforeAnotherIsUpgraded(FileFormat kind) throws IOException {
        for (FileFormat other : FileFormat.IN_FOLDERS) {
            write(other.kind(), "old\n");
        }
        write(kind.kind(), "floodchat " + kind.kind() + " " + (kind.version() + 1) + "\nwho knows\n");
        FileFormat.NewerVersionException refused =
                assertThrows(FileFormat.NewerVersionException.class, this::upgradeHome);
        assertEquals(folder.resolve(kind.kind()).toString(), refused.getFile());
        assertEquals(FileFormat.IN_FOLDERS.stream().map(FileFormat::kind).sorted().toList(), files());
        assertEquals(List.of(), notices);
    }

    @Test
    void thePersonIsToldOnceThatFilesWereUpgraded() throws IOException {
        write("username", "ada\n");
        write("contacts", "");
        upgradeHome();
        upgradeHome();
        assertEquals(List.of("The files of an older Floodchat in %s were upgraded. Each is kept as it was beside the "
                .formatted(folder) + "new one: its name ends in .v and the version."), notices);
        assertEquals("floodchat username 2\nada\n", read("username"));
        assertEquals(List.of("contacts", "contacts.v1", "upgrade.lock", "username", "username.v1"), files());
    }

    @Test
    void aByteOrderMarkStaysBeforeNoLine() throws IOException {
        write("username", "\uFEFFZoë\r\n");
        upgradeHome();
        assertEquals("floodchat username 2\nZoë\r\n", read("username"));
    }

    @Test
    void aFirstLineThatACrashCutOffIsNoOlderVersion() throws IOException {
        write("prekeys", "floodchat prek");
        upgradeHome();
        assertEquals(List.of("prekeys"), files());
    }

    @Test
    void aFolderInPlaceOfAFileIsLeftToItsReader() throws IOException {
        Files.createDirectory(folder.resolve("contacts"));
        upgradeHome();
        assertEquals(List.of("contacts"), files());
    }

    /** Attack 33: what was kept of prekeys must not outlive them. */
    @Test
    void theKeptPrekeysAreGoneWithTheNextOnes() throws IOException {
        byte[] storeKey = new byte[32];
        write("prekeys", "");
        upgradeHome();
        assertTrue(Files.exists(folder.resolve("prekeys.v1")));
        try (SealedStore store = new SealedStore(folder, storeKey, new SecureRandom())) {
            store.read(notices::add);
            store.write(List.of(new StoredChange.OwnPrekeys(List.of())));
        }
        assertFalse(Files.exists(folder.resolve("prekeys.v1")));
    }

    @Test
    void aCopyOfAnEarlierUpgradeIsReplaced() throws IOException {
        write("notes.v1", "of last year\n");
        FileUpgrade.ofFile(write("notes", "a\n"), NOTES);
        assertArrayEquals("a\n".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(folder.resolve("notes.v1")));
    }
}
