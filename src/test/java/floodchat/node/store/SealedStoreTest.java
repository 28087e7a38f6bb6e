package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.identity.RecordSeal;
import floodchat.protocol.sealed.Item;
import floodchat.protocol.sealed.LineId;
import floodchat.protocol.sealed.Stored;
import floodchat.protocol.sealed.StoredChange;
import floodchat.protocol.sealed.StoredChangeCoding;
import floodchat.protocol.sealed.StoredPrekey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SealedStoreTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PersonKey BOB = Identity.create(RANDOM).key();

    @TempDir
    Path folder;

    private final byte[] storeKey = Identity.create(RANDOM).storeKey();
    private final List<String> notices = new ArrayList<>();

    private SealedStore store() {
        return new SealedStore(folder, storeKey, RANDOM);
    }

    private static StoredChange line(int number) {
        return new StoredChange.LineAdded(BOB, new Item.Line(new LineId(1, number), 5, "hi", List.of(), null));
    }

    private static StoredChange.OwnPrekeys prekeys(int filling) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) filling);
        return new StoredChange.OwnPrekeys(List.of(new StoredPrekey(filling, 0, key, key)));
    }

    private List<StoredChange> stored() throws IOException {
        try (SealedStore store = store()) {
            return store.read(notices::add).changes();
        }
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws IOException {
        try (SealedStore store = store()) {
            store.read(notices::add);
            store.write(List.of(line(1), prekeys(1), line(2)));
            store.write(List.of(new StoredChange.LineRemoved(BOB, new LineId(1, 1)), prekeys(2)));
        }
        assertEquals(List.of(prekeys(2), line(2)), stored());
        assertEquals(List.of(), notices);
    }

    /** A file of an earlier version has no names. */
    @Test
    void whatARecipientIsCalledIsKeptAsLongAsALineWaits() throws IOException {
        try (SealedStore store = store()) {
            store.read(notices::add);
            store.write(List.of(line(1), line(2)));
        }
        try (SealedStore store = store()) {
            assertEquals(Map.of(), store.read(notices::add).names());
            store.write(List.of(new StoredChange.RecipientNamed(BOB, "bob")));
            store.write(List.of(new StoredChange.LineRemoved(BOB, new LineId(1, 1))));
        }
        assertTrue(stored().contains(new StoredChange.RecipientNamed(BOB, "bob")));
        try (SealedStore store = store()) {
            assertEquals(Map.of(BOB, "bob"), store.read(notices::add).names());
            store.write(List.of(new StoredChange.LineRemoved(BOB, new LineId(1, 2))));
        }
        assertEquals(List.of(new StoredChange.OwnPrekeys(List.of())), stored());
        assertEquals(List.of(), notices);
    }

    /** Attack 33: a private key that was destroyed is on the disk no longer. */
    @Test
    void aPrekeyThatWasReplacedIsNotOnTheDisk() throws IOException {
        try (SealedStore store = store()) {
            store.read(notices::add);
            store.write(List.of(prekeys(1)));
            long before = Files.size(folder.resolve("prekeys"));
            store.write(List.of(prekeys(2)));
            assertEquals(before, Files.size(folder.resolve("prekeys")));
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "no draft and no old file is left");
        }
    }

    @Test
    void aJournalThatIsMostlyHistoryIsWrittenAgain() throws IOException {
        try (SealedStore store = store()) {
            store.read(notices::add);
            List<StoredChange> changes = new ArrayList<>();
            for (int i = 1; i <= 2_000; i++) {
                changes.add(new StoredChange.LastSealed(BOB, i));
            }
            store.write(changes);
        }
        assertEquals(
                List.of(new StoredChange.OwnPrekeys(List.of()), new StoredChange.LastSealed(BOB, 2_000)), stored());
        assertTrue(Files.size(folder.resolve("private-lines")) < 1_024);
    }

    /** Attack 33: what a killed program left while it replaced its prekeys is gone at the next start. */
    @Test
    void aDraftOfPrekeysIsNotLeftOnTheDisk() throws IOException {
        Files.createFile(folder.resolve("prekeys.123.new"));
        stored();
        assertFalse(Files.exists(folder.resolve("prekeys.123.new")));
    }

    /** A peer may run for months, and strangers may write to it all that time. */
    @Test
    void theJournalOfAProgramThatIsNeverEndedStaysShort() throws IOException {
        try (SealedStore store = store()) {
            store.read(notices::add);
            for (int i = 1; i <= 4_000; i++) {
                store.write(List.of(new StoredChange.LastSealed(BOB, i)));
                assertTrue(Files.size(folder.resolve("private-lines")) < 80 * 1024, "after " + i);
            }
        }
        assertEquals(List.of(new StoredChange.OwnPrekeys(List.of()), new StoredChange.LastSealed(BOB, 4_000)),
                stored());
    }

    /** On a full disk nothing can be shortened. If the path leaves no room for the name of a draft, it is the same. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aJournalThatCannotBeShortenedIsReadAtTheStart() throws IOException {
        Path full = Files.createDirectories(folderWithoutRoomForDrafts("private-lines"));
        List<StoredChange> changes = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            changes.add(new StoredChange.LastSealed(BOB, i));
        }
        try (SealedStore store = new SealedStore(full, storeKey, RANDOM)) {
            store.write(changes);
        }
        long before = Files.size(full.resolve("private-lines"));
        try (SealedStore store = new SealedStore(full, storeKey, RANDOM)) {
            assertTrue(store.read(notices::add).changes().contains(changes.getLast()));
            store.write(List.of(line(1)));
        }
        assertTrue(Files.size(full.resolve("private-lines")) > before, "it was left as it was, and goes on");
        assertEquals(List.of(), notices);
    }

    /** The longest path in which a file of this name fits: PATH_MAX is 4,096 with the byte behind it. */
    private Path folderWithoutRoomForDrafts(String name) {
        int length = 4_095 - 1 - name.length();
        Path path = folder.toAbsolutePath();
        while (length - path.toString().length() > 200) {
            path = path.resolve("a".repeat(100));
        }
        return path.resolve("a".repeat(length - path.toString().length() - 1));
    }

    /** What is on disk must not be written again and again because the file could not be made shorter. */
    @Test
    void aJournalThatCannotBeShortenedIsStillWritten() throws IOException {
        Path file = folder.resolve("private-lines");
        try (SealedStore store = store()) {
            store.read(notices::add);
            store.write(List.of(line(1)));
            Files.delete(file);
            try (RandomAccessFile tooLong = new RandomAccessFile(file.toFile(), "rw")) {
                tooLong.setLength(Journal.MAX_FILE_BYTES + 1L);
            }
            store.write(List.of(line(2)));
            store.write(List.of(line(3)));
        }
        assertEquals(Journal.MAX_FILE_BYTES + 1L, Files.size(file), "it was left alone");
    }

    @Test
    void aDamagedFileIsSetAsideAndWhatCanBeReadIsKept() throws IOException {
        try (SealedStore store = store()) {
            store.read(notices::add);
            store.write(List.of(line(1), line(2)));
        }
        Path file = folder.resolve("private-lines");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertEquals(List.of(new StoredChange.OwnPrekeys(List.of()), line(1)), stored());
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().contains("private-lines.damaged"), notices.getFirst());
        assertTrue(Files.exists(folder.resolve("private-lines.damaged")));
        notices.clear();
        assertEquals(List.of(new StoredChange.OwnPrekeys(List.of()), line(1)), stored());
        assertEquals(List.of(), notices);
    }

    /** The person is told, as of any other damage, and nothing of the file is lost. */
    @Test
    void aDamagedLengthIsSetAsideToo() throws IOException {
        try (SealedStore store = store()) {
            store.read(notices::add);
            store.write(List.of(line(1)));
            store.write(List.of(line(2)));
        }
        Path file = folder.resolve("private-lines");
        byte[] bytes = Files.readAllBytes(file);
        int lastRecord = bytes.length - StoredChangeCoding.encode(line(2)).length - RecordSeal.TAG_BYTES;
        bytes[lastRecord - Journal.PREFIX_BYTES + 3] ^= 1;
        Files.write(file, bytes);
        assertEquals(List.of(new StoredChange.OwnPrekeys(List.of()), line(1)), stored());
        assertEquals(1, notices.size());
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("private-lines.damaged")));
    }

    /** An identity that was imported has nothing to do with what the one before it has left. */
    @Test
    void theFilesOfAnotherPersonAreSetAside() throws IOException {
        try (SealedStore others = new SealedStore(folder, Identity.create(RANDOM).storeKey(), RANDOM)) {
            others.read(notices::add);
            others.write(List.of(line(1), prekeys(1)));
        }
        assertEquals(List.of(new StoredChange.OwnPrekeys(List.of())), stored());
        assertEquals(2, notices.size());
        assertTrue(notices.getFirst().contains("another person's"), notices.getFirst());
        assertTrue(Files.exists(folder.resolve("private-lines.damaged")));
        assertTrue(Files.exists(folder.resolve("prekeys.damaged")));
    }

    @Test
    void theWriterSaysWhatIsSafeAndWritesAllBeforeItEnds() throws Exception {
        BlockingQueue<Long> saved = new LinkedBlockingQueue<>();
        SealedStore store = store();
        store.read(notices::add);
        try (SealedWriter writer = new SealedWriter(store, saved::add, (_, sentence) -> notices.add(sentence))) {
            writer.start();
            writer.save(1, line(1));
            assertEquals(1, saved.poll(10, TimeUnit.SECONDS));
            for (int i = 2; i <= 1_000; i++) {
                writer.save(i, line(i));
            }
        }
        Stored read = store().read(notices::add);
        assertEquals(1_001, read.changes().size());
        assertEquals(List.of(), notices);
    }

    /** Nothing is said to be safe that is not. */
    @Test
    void whileTheDiskFailsNothingIsSafeAndThePersonIsTold() throws Exception {
        BlockingQueue<Long> saved = new LinkedBlockingQueue<>();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        SealedStore store = store();
        store.read(notices::add);
        Path file = folder.resolve("private-lines");
        Files.createDirectory(file); // so that it can't be opened
        try (SealedWriter writer = new SealedWriter(store, saved::add, (_, sentence) -> told.add(sentence))) {
            writer.start();
            writer.save(1, line(1));
            String sentence = told.poll(10, TimeUnit.SECONDS);
            assertTrue(sentence != null && sentence.startsWith("Private lines can't be kept in " + file), sentence);
            assertTrue(saved.isEmpty());
            Files.delete(file);
            assertEquals(1, saved.poll(20, TimeUnit.SECONDS));
            assertEquals("Private lines can be kept again.", told.poll(10, TimeUnit.SECONDS));
        }
        assertFalse(stored().isEmpty());
    }

    /** A record that is too long is one. */
    @Test
    void aDefectIsToldAndNobodyWaitsForTheWriter() throws Exception {
        BlockingQueue<Long> saved = new LinkedBlockingQueue<>();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        SealedStore store = store();
        store.read(notices::add);
        try (SealedWriter writer = new SealedWriter(store, saved::add, (_, sentence) -> told.add(sentence))) {
            writer.start();
            writer.save(1, new StoredChange.KeysKept(BOB, new byte[Journal.MAX_RECORD_BYTES]));
            String sentence = told.poll(10, TimeUnit.SECONDS);
            assertTrue(sentence != null && sentence.startsWith("Floodchat has a defect and can't keep private lines"),
                    sentence);
            for (int i = 2; i <= 10_000; i++) {
                writer.save(i, line(i));
            }
        }
        assertTrue(saved.isEmpty());
        assertEquals(List.of(), List.copyOf(told), "it is told once");
    }
}
