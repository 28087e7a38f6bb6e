package floodchat.node.store.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.node.store.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthFileTest {
    private static final LogName NAME = new LogName(202611, 1);
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LINES = 20;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(NAME.text());
    }

    @Test
    void whatWasWrittenIsReadInItsOrder() throws IOException {
        write("a", "b");
        write("c");
        assertEquals(List.of("a", "b", "c"), read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aNewPartBeginsBeforeOneIsTooLong() throws IOException {
        String[] many = IntStream.range(0, 2 * MonthFile.RECORDS_PER_PART + 1)
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
        write(many);
        assertEquals(List.of(many), read());
        assertEquals(3, parts());
    }

    @Test
    void whatWasSaidCannotBeReadInTheFile() throws IOException {
        write("a secret that is long enough");
        assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("secret"));
    }

    @Test
    void anotherPersonsFileIsNotRead() throws IOException {
        write("a", "b");
        byte[] other = KEY.clone();
        other[0]++;
        assertEquals(List.of(), read(other, NAME));
        assertEquals(List.of("a", "b"), read());
    }

    @Test
    void aFileThatWasRenamedToAnotherMonthIsNotRead() throws IOException {
        write("a");
        assertEquals(List.of(), read(KEY, new LogName(202612, 1)));
        assertEquals(List.of(), read(KEY, NAME.next()));
    }

    @Test
    void aFileThatWasCutAnywhereKeepsWhatIsWholeAndTakesMore() throws IOException {
        byte[] whole = lines();
        for (int length = 0; length < whole.length; length += 11) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<String> before = read();
            assertEquals(0, damaged(), "cut at " + length);
            write("next");
            List<String> after = read();
            assertEquals("next", after.getLast());
            assertEquals(before, after.subList(0, after.size() - 1));
        }
    }

    @Test
    void aFlippedBitCostsTheLinesOfOnePartAtMost() throws IOException {
        byte[] whole = lines();
        Random random = new Random(1);
        for (int i = 0; i < whole.length; i += 3) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, damaged);
            if (!isVersion(damaged)) {
                assertTrue(read().size() >= LINES / 2, "flipped at " + i);
                assertTrue(damaged() > 0, "flipped at " + i);
            }
        }
    }

    private static boolean isVersion(byte[] file) {
        char version = (char) file[MonthFile.FIRST_LINE.length() - 2];
        return version > '1' && version <= '9';
    }

    @Test
    void garbageInTheMiddleCostsNoOtherLine() throws IOException {
        byte[] whole = lines();
        byte[] garbage = new byte[1_000];
        new Random(2).nextBytes(garbage);
        for (int at = MonthFile.FIRST_LINE.length(); at < whole.length; at += 37) {
            byte[] damaged = new byte[whole.length + garbage.length];
            System.arraycopy(whole, 0, damaged, 0, at);
            System.arraycopy(garbage, 0, damaged, at, garbage.length);
            System.arraycopy(whole, at, damaged, at + garbage.length, whole.length - at);
            Files.write(file, damaged);
            assertTrue(read().size() >= LINES / 2, "at " + at);
            write("next");
            assertEquals("next", read().getLast());
        }
    }

    @Test
    void bytesThatAreGoneFromTheMiddleCostOnlyWhatTheyTouched() throws IOException {
        byte[] whole = lines();
        int at = whole.length - 200;
        byte[] damaged = new byte[whole.length - 50];
        System.arraycopy(whole, 0, damaged, 0, at);
        System.arraycopy(whole, at + 50, damaged, at, damaged.length - at);
        Files.write(file, damaged);
        assertTrue(read().size() >= LINES - 2);
        assertTrue(damaged() > 0);
    }

    @Test
    void zerosAtTheEndAreWhatACrashLeaves() throws IOException {
        byte[] whole = lines();
        Files.write(file, Arrays.copyOf(whole, whole.length + 4_096));
        assertEquals(0, damaged());
        write("next");
        assertEquals(LINES + 1, read().size());
        assertEquals(0, damaged());
    }

    @Test
    void aNewerVersionIsRefusedAndStays() throws IOException {
        write("a");
        byte[] newer = Files.readAllBytes(file);
        newer[MonthFile.FIRST_LINE.length() - 2] = '2';
        Files.write(file, newer);
        assertThrows(FileFormat.NewerVersionException.class, this::read);
        assertThrows(FileFormat.NewerVersionException.class, () -> write("b"));
        assertEquals(Arrays.hashCode(newer), Arrays.hashCode(Files.readAllBytes(file)));
    }

    @Test
    void aRecordOfALaterVersionIsPassedOver() throws IOException {
        try (MonthWriter out = MonthWriter.open(file, NAME, KEY, new SecureRandom())) {
            out.append(List.of(line("a"), new byte[] {77, 1, 2}, line("b")));
        }
        assertEquals(List.of("a", "b"), read());
        assertEquals(0, damaged());
    }

    // ---- helpers

    /** Ten lines in each of two parts. */
    private byte[] lines() throws IOException {
        for (int part = 0; part < 2; part++) {
            write(IntStream.range(0, LINES / 2).mapToObj(i -> "line " + i).toArray(String[]::new));
        }
        return Files.readAllBytes(file);
    }

    private void write(String... texts) throws IOException {
        try (MonthWriter out = MonthWriter.open(file, NAME, KEY, new SecureRandom())) {
            for (String text : texts) {
                out.append(List.of(line(text)));
            }
        }
    }

    private static byte[] line(String text) {
        return LineRecord.encode(Spoken.said(1, text), Spoken.START_MS);
    }

    private List<String> read() throws IOException {
        return read(KEY, NAME);
    }

    private List<String> read(byte[] key, LogName name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (MonthFile.Contents part : contents(key, name)) {
            Segment segment = part.segment();
            for (int i = 0; i < segment.lines(); i++) {
                texts.add(segment.line(i).spoken().text());
            }
        }
        return texts;
    }

    private int parts() throws IOException {
        return contents(KEY, NAME).size();
    }

    private int damaged() throws IOException {
        int start;
        try (MonthFile reading = new MonthFile(file, NAME, KEY)) {
            reading.open();
            start = reading.damagedAtStart();
        }
        return start + contents(KEY, NAME).stream().mapToInt(MonthFile.Contents::damaged).sum();
    }

    /** Of all parts, oldest first. */
    private List<MonthFile.Contents> contents(byte[] key, LogName name) throws IOException {
        List<MonthFile.Contents> contents = new ArrayList<>();
        try (MonthFile reading = new MonthFile(file, name, key)) {
            reading.open();
            for (MonthFile.Part part = reading.last(); part != null; part = reading.before(part.offset())) {
                contents.addFirst(reading.read(part));
            }
        }
        return contents;
    }
}
