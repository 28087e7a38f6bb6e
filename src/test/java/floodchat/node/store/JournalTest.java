package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.RecordSeal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Version 2 is version 1 with a first line, as of all journals. */
    private static final FileFormat FORMAT = new FileFormat("j", "", List.of(content -> content));

    /** How long the first line is. */
    private static final int LINE = FORMAT.line().length();

    @TempDir
    Path folder;

    private final byte[] storeKey = Identity.create(RANDOM).storeKey();

    private Journal journal() {
        return new Journal(folder, FORMAT, storeKey, RANDOM);
    }

    private static List<byte[]> records(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream().map(record -> new String(record, StandardCharsets.UTF_8)).toList();
    }

    private void write(String... texts) throws IOException {
        try (Journal journal = journal()) {
            journal.append(records(texts));
        }
    }

    @Test
    void recordsOfSeveralOpeningsAreReadInOrder() throws IOException {
        write("one", "two");
        try (Journal journal = journal()) {
            assertEquals(List.of("one", "two"), texts(journal.read().records()));
            journal.append(records("three"));
            journal.append(records("four", ""));
        }
        assertEquals(List.of("one", "two", "three", "four", ""), texts(journal().read().records()));
        assertEquals(0, journal().read().damaged());
    }

    /** Attack 83: a crash may leave any beginning of what was written. */
    @Test
    void aFileThatWasCutAtAnyByteHasTheFirstRecordsAndCanBeContinued() throws IOException {
        write("one", "two");
        write("three");
        byte[] whole = Files.readAllBytes(folder.resolve("j"));
        List<String> all = List.of("one", "two", "three");
        for (int length = 0; length <= whole.length; length++) {
            Files.write(folder.resolve("j"), Arrays.copyOf(whole, length));
            List<String> read = texts(journal().read().records());
            assertEquals(all.subList(0, read.size()), read, "cut at " + length);
            assertEquals(0, journal().read().damaged(), "cut at " + length);
            write("next");
            List<String> expected = new ArrayList<>(read);
            expected.add("next");
            assertEquals(expected, texts(journal().read().records()), "continued at " + length);
        }
    }

    @Test
    void aFlippedByteCostsOneRecordAtMostAndIsNoticed() throws IOException {
        write("one", "two", "three");
        byte[] whole = Files.readAllBytes(folder.resolve("j"));
        byte[] changed = whole.clone();
        int firstRecord = LINE + Journal.PREFIX_BYTES + RecordSeal.SALT_BYTES + Journal.PREFIX_BYTES;
        changed[firstRecord] ^= 1;
        Files.write(folder.resolve("j"), changed);
        assertEquals(List.of("two", "three"), texts(journal().read().records()));
        assertEquals(1, journal().read().damaged());
    }

    /** A longer length than what follows must not pass for the end that a crash leaves. */
    @Test
    void eachFlippedBitIsNoticed() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(folder.resolve("j"));
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] changed = whole.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(folder.resolve("j"), changed);
            if (FORMAT.find(changed).version() > FORMAT.version()) {
                assertThrows(FileFormat.NewerVersionException.class, () -> journal().read(), "bit " + bit);
            } else {
                assertNotEquals(0, journal().read().damaged(), "bit " + bit);
            }
        }
    }

    @Test
    void whatFollowsADamagedLengthIsCopiedBeforeItIsCutOff() throws IOException {
        write("one", "two");
        byte[] damaged = Files.readAllBytes(folder.resolve("j"));
        damaged[LINE + Journal.PREFIX_BYTES + RecordSeal.SALT_BYTES + 3] ^= 1; // the first record is 256 bytes longer
        Files.write(folder.resolve("j"), damaged);
        write("three");
        assertEquals(List.of("three"), texts(journal().read().records()));
        assertArrayEquals(damaged, Files.readAllBytes(folder.resolve("j.damaged")));
    }

    @Test
    void anUnfinishedEndLeavesNoCopy() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(folder.resolve("j"));
        Files.write(folder.resolve("j"), Arrays.copyOf(whole, whole.length - 1));
        write("three");
        assertEquals(List.of("one", "three"), texts(journal().read().records()));
        assertFalse(Files.exists(folder.resolve("j.damaged")));
    }

    @Test
    void recordsThatChangePlacesAreRefused() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(folder.resolve("j"));
        int start = LINE + Journal.PREFIX_BYTES + RecordSeal.SALT_BYTES;
        int length = Journal.PREFIX_BYTES + 3 + RecordSeal.TAG_BYTES;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, start, swapped, start + length, length);
        System.arraycopy(whole, start + length, swapped, start, length);
        Files.write(folder.resolve("j"), swapped);
        assertEquals(List.of(), journal().read().records());
        assertEquals(2, journal().read().damaged());
    }

    @Test
    void nobodyElseReadsIt() throws IOException {
        write("a private line");
        Path file = folder.resolve("j");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("private"));
        Journal stolen = new Journal(folder, FORMAT, Identity.create(RANDOM).storeKey(), RANDOM);
        assertEquals(List.of(), stolen.read().records());
    }

    /** Attack 17: after a backup is restored, the same place in the file holds another record under another key. */
    @Test
    void aRestoredBackupIsContinuedUnderAnotherKey() throws IOException {
        write("one");
        byte[] backup = Files.readAllBytes(folder.resolve("j"));
        write("two");
        byte[] once = Files.readAllBytes(folder.resolve("j"));
        Files.write(folder.resolve("j"), backup);
        write("two");
        byte[] again = Files.readAllBytes(folder.resolve("j"));
        assertEquals(once.length, again.length);
        int sealed = backup.length + Journal.PREFIX_BYTES + RecordSeal.SALT_BYTES + Journal.PREFIX_BYTES;
        assertFalse(Arrays.equals(once, sealed, once.length, again, sealed, again.length));
    }

    @Test
    void aJournalWithoutTheFirstLineIsReadAndGetsOneBeforeItGrows() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(folder.resolve("j"));
        byte[] old = Arrays.copyOfRange(whole, LINE, whole.length);
        Files.write(folder.resolve("j"), old);
        assertEquals(List.of("one", "two"), texts(journal().read().records()));
        assertArrayEquals(old, Files.readAllBytes(folder.resolve("j")), "reading changes nothing");
        write("three");
        assertEquals(List.of("one", "two", "three"), texts(journal().read().records()));
        assertTrue(Files.readString(folder.resolve("j"), StandardCharsets.ISO_8859_1).startsWith("floodchat j 2\n"));
        assertArrayEquals(old, Files.readAllBytes(folder.resolve("j.v1")));
    }

    @Test
    void aNewerJournalIsNeitherReadNorWritten() throws IOException {
        byte[] newer = "floodchat j 3\nwho knows".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("j"), newer);
        assertThrows(FileFormat.NewerVersionException.class, () -> journal().read());
        assertThrows(FileFormat.NewerVersionException.class, () -> write("one"));
        assertThrows(FileFormat.NewerVersionException.class, () -> journal().replace(records("one")));
        assertArrayEquals(newer, Files.readAllBytes(folder.resolve("j")));
    }

    @Test
    void whatIsReplacedIsGone() throws IOException {
        write("old");
        try (Journal journal = journal()) {
            journal.replace(records("new"));
            journal.append(records("newer"));
        }
        assertEquals(List.of("new", "newer"), texts(journal().read().records()));
    }

    @Test
    void aRecordHasABound() {
        assertThrows(
                IllegalArgumentException.class,
                () -> journal().append(List.of(new byte[Journal.MAX_RECORD_BYTES + 1])));
    }

    @Test
    void theLongestRecordIsReadAsItWasWritten() throws IOException {
        byte[] longest = new byte[Journal.MAX_RECORD_BYTES];
        RANDOM.nextBytes(longest);
        try (Journal journal = journal()) {
            journal.append(List.of(longest));
        }
        assertArrayEquals(longest, journal().read().records().getFirst());
    }

    @Test
    void aFileOfOtherBytesIsDamagedAndStopsNothing() throws IOException {
        Files.write(folder.resolve("j"), "not a journal at all".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, journal().read().damaged());
        assertEquals(List.of(), journal().read().records());
    }

    @Test
    void whatIsNoFileIsNamedAndNotRead() throws IOException {
        Files.createDirectory(folder.resolve("j"));
        assertEquals("it is a folder", reason());
        Files.delete(folder.resolve("j"));
        Files.createSymbolicLink(folder.resolve("j"), Path.of("/dev/null"));
        assertEquals("it is no file", reason());
    }

    private String reason() {
        IOException failure = assertThrows(IOException.class, () -> journal().read());
        assertEquals(folder.resolve("j").toString(), FileProblem.place(failure, folder));
        return FileProblem.reason(failure);
    }
}
