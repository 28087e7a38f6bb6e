package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityFileTest {
    /** The second identity of RFC 8032, section 7.1, as it lies on a disk: a person may keep this text for years. */
    private static final String SAVED = """
            floodchat identity 1
            # Who has this file is you. Show it to nobody, and keep a copy in a safe place.
            key 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c
            seed 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb
            """;

    /** The same, locked with the passphrase "correct horse". */
    private static final String LOCKED = """
            floodchat identity 1
            # Who has this file is you. Show it to nobody, and keep a copy in a safe place.
            key 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c
            locked argon2id 19 65536 3 1 %s
            """.formatted("6e04fc5d4792fe31fc0106881892545aa3fb160b65a382f51838b07285564c49"
            + "b61612ca50136a6ce6c4a650523ecd3625ca0ff5190dd29ac5d29be3d88f1da7");

    private final List<String> notices = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private IdentityFile file;

    @BeforeEach
    void open() {
        file = new IdentityFile(folder);
    }

    @Test
    void anIdentityIsMadeOnceAndFoundAtTheNextStart() throws Exception {
        assertNull(file.read(notices::add));
        Identity made = file.create(random);

        assertEquals(made, file.open(read()));
        assertEquals(made, IdentityFile.loadOrCreate(folder, random));
        assertEquals(List.of("identity"), files());
        assertEquals("rw-------", permissions(file.path()));
        assertEquals(List.of(), notices);
    }

    /** Who opens a pipe waits for its writer, without a word. A device is refused by the same rule. */
    @Test
    void whatIsNoFileIsNamedAndNotRead() throws Exception {
        Files.createSymbolicLink(file.path(), Path.of("/dev/null"));
        IdentityProblem problem = assertThrows(IdentityProblem.class, this::read);
        assertTrue(problem.getMessage().contains("it is no file"), problem.getMessage());
    }

    @Test
    void aSavedIdentityIsReadAndWrittenAlwaysInTheSameWay() throws Exception {
        Files.writeString(file.path(), SAVED);

        Identity identity = file.open(read());

        assertEquals("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", identity.key().hex());
        assertEquals(SAVED, StoredIdentity.unlocked(identity).text());
    }

    @Test
    void aLockedIdentityOfTodayIsOpenedByItsPassphraseAlone() throws Exception {
        Files.writeString(file.path(), LOCKED);
        StoredIdentity stored = read();

        assertTrue(stored.isLocked());
        assertNull(file.open(stored, "correct horsf"));
        assertEquals(file.open(StoredIdentity.read(SAVED)), file.open(stored, "correct horse"));
        assertThrows(IdentityProblem.class, () -> IdentityFile.loadOrCreate(folder, random));
    }

    @Test
    void lockingAndUnlockingKeepsTheIdentity() throws Exception {
        Identity made = file.create(random);
        IdentityTransfer transfer = new IdentityTransfer(file);

        transfer.lock(made, "long enough", random);
        assertFalse(Files.readString(file.path()).contains("seed"));
        assertEquals(made, file.open(read(), "long enough"));
        assertEquals("rw-------", permissions(file.path()));

        transfer.unlock(made);
        assertEquals(made, file.open(read()));
    }

    /** Attack 79. A private key that others can read is taken from them, and the person is told. */
    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw----r--", "rw--w----"})
    void aFileThatOthersCanReadIsTakenFromThem(String permissions) throws Exception {
        Files.writeString(file.path(), SAVED);
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));

        read();
        read();

        assertEquals("rw-------", permissions(file.path()));
        assertEquals(
                List.of("Others on this machine could read " + file.path() + "; now only you can. If others may have "
                        + "copied it, they can be you: move it away to start as another person."),
                notices);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "hello",
        "floodchat identity 0\nkey 00\nseed 00\n",
        "floodchat identity 1\n",
        "floodchat identity 1\nkey 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\n",
    })
    void aDamagedFileIsNeverOverwrittenAndTheSentenceSaysWhatToDo(String damaged) throws Exception {
        assertDamaged(damaged);
    }

    @Test
    void anIdentityOfANewerFloodchatIsLeftAloneAndNotTakenForADamagedOne() throws Exception {
        Files.writeString(file.path(), "floodchat identity 2\nwho knows\n");
        IdentityProblem problem =
                assertThrows(IdentityProblem.class, () -> IdentityFile.loadOrCreate(folder, random));
        assertEquals("Your identity in " + file.path() + " can't be used: it is of version 2, and this Floodchat knows "
                + "version 1: upgrade Floodchat. Floodchat leaves the file as it is.", problem.sentences());
        assertEquals("floodchat identity 2\nwho knows\n", Files.readString(file.path()));
    }

    @Test
    void everyDigitOfAnIdentityMatters() throws Exception {
        for (int i = 0; i < SAVED.length(); i++) {
            char c = SAVED.charAt(i);
            boolean comment = SAVED.lastIndexOf('\n', i) == SAVED.indexOf("\n#") || c == '\n';
            if (!comment) {
                assertDamaged(SAVED.substring(0, i) + (c == '1' ? '2' : '1') + SAVED.substring(i + 1));
                assertDamaged(SAVED.substring(0, i) + SAVED.substring(i + 1));
            }
        }
        assertDamaged(SAVED + "seed 00\n");
        assertDamaged(SAVED.replace("seed ", "locked argon2id 19 65536 3 1 "));
        assertDamaged(SAVED + "#".repeat(StoredIdentity.MAX_BYTES));
        assertDamaged(LOCKED.replace("65536", "65537"));
    }

    private void assertDamaged(String text) throws IOException {
        Files.writeString(file.path(), text);

        IdentityProblem problem = assertThrows(
                IdentityProblem.class, () -> IdentityFile.loadOrCreate(folder, random), () -> "took: " + text);

        assertTrue(problem.sentences().startsWith("Your identity in " + file.path() + " can't be used: "),
                problem.sentences());
        boolean isNewer = text.startsWith("floodchat identity 2\n");
        String whatToDo = isNewer ? "upgrade Floodchat" : "--import-identity FILE --replace";
        assertTrue(problem.sentences().contains(whatToDo), problem.sentences());
        assertEquals(text, Files.readString(file.path()));
    }

    @Test
    void aFileOfAnEditorIsRead() throws Exception {
        Files.writeString(file.path(), "\uFEFF\r\n" + SAVED.replace("\n", " \r\n").replace("4ccd", "4CCD") + "\r\n");

        assertEquals("3d4017c3", file.open(read()).key().hex().substring(0, 8));
    }

    @Test
    void aFolderInPlaceOfTheIdentityStaysToo() throws IOException {
        Files.createDirectory(file.path());

        assertThrows(IdentityProblem.class, () -> IdentityFile.loadOrCreate(folder, random));
        assertTrue(Files.isDirectory(file.path()));
    }

    @Test
    void windowsThatStartTogetherAgreeOnOneIdentity() throws Exception {
        Callable<Identity> start = () -> IdentityFile.loadOrCreate(folder, new SecureRandom());
        for (int round = 0; round < 50; round++) {
            Files.deleteIfExists(file.path());
            try (ExecutorService windows = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Identity>> made = windows.invokeAll(List.of(start, start, start, start));
                for (Future<Identity> one : made) {
                    assertEquals(file.open(read()), one.get());
                }
            }
        }
        assertEquals(List.of("identity"), files());
    }

    /** Attack 83. What a killed program has left beside the file is no identity, and goes at a later start. */
    @Test
    void aDraftThatAKilledProgramLeftIsRemovedWhenNobodyCanBeWritingIt() throws Exception {
        Path old = Files.writeString(folder.resolve("identity.123.new"), SAVED.substring(0, 30));
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 120_000));
        Files.writeString(folder.resolve("identity.124.new"), SAVED.substring(0, 30));

        Identity made = IdentityFile.loadOrCreate(folder, random);

        assertEquals(List.of("identity", "identity.124.new"), files());
        assertEquals(made, file.open(read()));
    }

    @Test
    void anImportNeedsLeaveToReplaceAndKeepsTheOldFile() throws Exception {
        IdentityTransfer transfer = new IdentityTransfer(file);
        StoredIdentity other = IdentityTransfer.read(SAVED, "there");
        file.create(random);
        byte[] before = Files.readAllBytes(file.path());

        assertThrows(IdentityProblem.class, () -> transfer.put(other, false));
        assertArrayEquals(before, Files.readAllBytes(file.path()));

        Path aside = transfer.put(other, true);
        assertNotNull(aside);
        assertArrayEquals(before, Files.readAllBytes(aside));
        assertEquals("rw-------", permissions(aside));
        assertEquals(SAVED, Files.readString(file.path()));

        transfer.put(other, true);
        assertEquals(List.of("identity", "identity.old-1", "identity.old-2"), files());
    }

    @Test
    void aDamagedIdentityCanBeReplacedAndIsKept() throws Exception {
        Files.writeString(file.path(), "damaged");

        Path aside = new IdentityTransfer(file).put(IdentityTransfer.read(SAVED, "there"), true);

        assertEquals("damaged", Files.readString(aside));
        assertEquals(SAVED, Files.readString(file.path()));
    }

    @Test
    void anExportIsForItsOwnerAloneAndReplacesNothing() throws Exception {
        IdentityTransfer transfer = new IdentityTransfer(file);
        assertThrows(IdentityProblem.class, transfer::stored);
        Identity made = file.create(random);
        Path target = folder.resolve("copy");

        transfer.export(transfer.stored(), target);

        assertEquals("rw-------", permissions(target));
        assertEquals(made, file.open(IdentityTransfer.read(Files.readString(target), "copy")));
        assertThrows(IdentityProblem.class, () -> transfer.export(transfer.stored(), target));
        assertThrows(IdentityProblem.class, () -> IdentityTransfer.read("hello", "there"));
    }

    @Test
    void nothingShowsTheSeed() throws Exception {
        assertFalse(StoredIdentity.read(SAVED).toString().contains("4ccd"));
    }

    private StoredIdentity read() throws IdentityProblem {
        StoredIdentity stored = file.read(notices::add);
        assertNotNull(stored);
        return stored;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
