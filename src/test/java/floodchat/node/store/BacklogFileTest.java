package floodchat.node.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogFileTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "the second".getBytes(StandardCharsets.UTF_8);
    private static final byte[] THREE = "three".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private BacklogFile file;
    private Path path;
    private Path aside;

    @BeforeEach
    void name() {
        file = new BacklogFile(folder, KEY, new SecureRandom());
        path = folder.resolve("backlog");
        aside = folder.resolve("backlog.damaged");
    }

    private void assertReads(byte[]... packets) throws Exception {
        List<byte[]> read = file.read(notices::add);
        assertEquals(packets.length, read.size());
        for (int i = 0; i < packets.length; i++) {
            assertArrayEquals(packets[i], read.get(i));
        }
    }

    private void assertSetAside(String reason) {
        assertEquals(List.of(path + " can't be used: " + reason + ". It was renamed to backlog.damaged."), notices);
        assertTrue(Files.exists(aside));
        assertFalse(Files.exists(path));
    }

    private void change(long place, int value) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
            bytes.seek(place < 0 ? bytes.length() + place : place);
            bytes.write(value);
        }
    }

    @Test
    void whatIsWrittenIsReadInItsOrder() throws Exception {
        file.write(List.of(ONE, TWO));
        file.write(List.of(THREE, ONE, TWO));

        assertReads(THREE, ONE, TWO);
        assertEquals(List.of(), notices);
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(path));
    }

    @Test
    void withoutAFileThereIsNothingAndNothingIsSaid() throws Exception {
        assertReads();
        assertEquals(List.of(), notices);
    }

    @Test
    void anEmptyBacklogIsAFile() throws Exception {
        file.write(List.of());

        assertReads();
        assertEquals(List.of(), notices);
    }

    @Test
    void nothingOfAPacketStandsInTheFile() throws Exception {
        file.write(List.of(TWO));

        String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("floodchat backlog 1\n"));
        assertFalse(text.contains("second"));
    }

    @Test
    void aFileOfAnotherNetworkIsSetAside() throws Exception {
        byte[] other = KEY.clone();
        other[0] = 1;
        new BacklogFile(folder, other, new SecureRandom()).write(List.of(ONE));

        assertReads();
        assertSetAside("it is damaged, or of another network");
    }

    @Test
    void packetsBeforeADamageAreKept() throws Exception {
        file.write(List.of(ONE, TWO, THREE));
        change(-1, 99);

        assertReads(ONE, TWO);
        assertSetAside("it is damaged at packet 3");
    }

    @Test
    void aFileThatWasCutOffIsSetAside() throws Exception {
        file.write(List.of(ONE, TWO));
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));

        assertReads(ONE);
        assertSetAside("it does not end where it should");
    }

    @Test
    void aFileWithMoreBehindItIsSetAside() throws Exception {
        file.write(List.of(ONE));
        Files.writeString(path, "more", StandardOpenOption.APPEND);

        assertReads(ONE);
        assertSetAside("it does not end where it should");
    }

    @Test
    void everyCutAndEveryChangedByteIsHarmless() throws Exception {
        file.write(List.of(ONE, TWO));
        byte[] good = Files.readAllBytes(path);
        for (int i = 0; i < good.length; i++) {
            Files.write(path, Arrays.copyOf(good, i));
            assertTrue(readAll() < 2, "cut at " + i);
            byte[] changed = good.clone();
            changed[i] ^= 0x40;
            Files.write(path, changed);
            assertTrue(readAll() <= 2, "changed at " + i);
        }
    }

    private int readAll() {
        try {
            return file.read(notices::add).size();
        } catch (FileFormat.NewerVersionException e) {
            return 0; // the changed byte was the version
        }
    }

    @Test
    void anotherTextIsSetAside() throws Exception {
        Files.writeString(path, "floodchat backlog\n");

        assertReads();
        assertSetAside("it is no backlog");
    }

    @Test
    void aFileOfALaterVersionIsRefusedAndStays() throws Exception {
        Files.writeString(path, "floodchat backlog 2\nwhat only version 2 knows");

        FileFormat.NewerVersionException refusal =
                assertThrows(FileFormat.NewerVersionException.class, () -> file.read(notices::add));

        assertEquals(
                "it is of version 2, and this Floodchat knows version 1: upgrade Floodchat", refusal.getReason());
        assertEquals("floodchat backlog 2\nwhat only version 2 knows", Files.readString(path));
        assertEquals(List.of(), notices);
    }

    @Test
    void aFileThatIsTooLongIsSetAsideUnread() throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
            bytes.setLength(BacklogFile.MAX_FILE_BYTES + 1L);
        }

        assertReads();
        assertSetAside("it is larger than 16,777,216 bytes");
    }

    @Test
    void aFolderInItsPlaceIsSetAside() throws Exception {
        Files.createDirectory(path);

        assertReads();
        assertSetAside("it is a folder");
    }

    @Test
    void morePacketsThanAnyBacklogHasAreAMistake() {
        List<byte[]> packets = Collections.nCopies(BacklogFile.MAX_PACKETS + 1, ONE);

        assertThrows(IllegalArgumentException.class, () -> file.write(packets));
    }

    @Test
    void draftsOfAKilledProgramAreDeleted() throws Exception {
        Path draft = Files.writeString(folder.resolve("backlog.123.new"), "half");
        assertReads();

        assertFalse(Files.exists(draft));
    }
}
