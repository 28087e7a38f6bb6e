package floodchat.node.store.history;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to files of the history, reading them ends, shows what is whole, and tells of the rest once. */
class DamagedHistoryTest {
    private static final byte[] KEY = StartedHistory.KEY;
    private static final LogName OCTOBER = new LogName(202610, 1);
    private static final LogName NOVEMBER = new LogName(202611, 1);
    /** Each damages a file or a record in another way. */
    private static final int SEEDS = 300;

    private static final int PARTS = 3;
    private static final int LINES_PER_PART = 6;

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    private Path file(LogName name) {
        return folder.resolve(name.text());
    }

    private void write(LogName name, byte[]... records) throws IOException {
        try (MonthWriter out = MonthWriter.open(file(name), name, KEY, new SecureRandom())) {
            out.append(List.of(records));
        }
    }

    private static byte[] line(String text) {
        return LineRecord.encode(Spoken.told(1, text), Spoken.START_MS);
    }

    /** Writes a month in parts. Returns its texts. */
    private List<String> write(LogName name) throws IOException {
        List<String> texts = IntStream.range(0, PARTS * LINES_PER_PART).mapToObj(i -> name.text() + " " + i).toList();
        for (int part = 0; part < PARTS; part++) {
            List<String> ofPart = texts.subList(part * LINES_PER_PART, (part + 1) * LINES_PER_PART);
            write(name, ofPart.stream().map(DamagedHistoryTest::line).toArray(byte[][]::new));
        }
        return texts;
    }

    /** The texts of all that can be read, oldest first. Each line is looked at as a window and a search do. */
    private List<String> read(List<MonthFile> newestFirst) throws IOException {
        List<String> texts = new ArrayList<>();
        try (HistoryLoader loader = new HistoryLoader(newestFirst, notices::add)) {
            for (MonthFile.Contents older = loader.next(); older != null; older = loader.next()) {
                Segment segment = older.segment();
                List<String> ofPart = new ArrayList<>();
                for (int i = 0; i < segment.lines(); i++) {
                    segment.mayHold(i, "absent".getBytes(StandardCharsets.US_ASCII));
                    segment.ownLine(i);
                    ofPart.add(segment.line(i).spoken().text());
                }
                texts.addAll(0, ofPart);
            }
        }
        return texts;
    }

    private List<String> read() throws IOException {
        return read(new HistoryFolder(folder, KEY).files());
    }

    /** Bits are flipped; bytes are cut off at an end, gone from the middle, repeated, or replaced by others. */
    private static byte[] damaged(byte[] whole, Random random) {
        int from = random.nextInt(whole.length);
        int to = from + random.nextInt(Math.min(200, whole.length - from + 1));
        byte[] changed = whole.clone();
        switch (random.nextInt(7)) {
            case 0 -> changed[from] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> changed = Arrays.copyOf(whole, from);
            case 2 -> changed = Arrays.copyOfRange(whole, from, whole.length);
            case 3 -> changed = joined(Arrays.copyOf(whole, from), Arrays.copyOfRange(whole, to, whole.length));
            case 4 -> changed = joined(Arrays.copyOf(whole, to), Arrays.copyOfRange(whole, from, whole.length));
            case 5 -> Arrays.fill(changed, from, to, (byte) random.nextInt());
            default -> header(random).get(changed, from, Math.min(Chunk.HEADER_BYTES, whole.length - from));
        }
        return changed;
    }

    /** A header with a right checksum, and a kind, a number and a length that may be anything. */
    private static ByteBuffer header(Random random) {
        int[] numbers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Chunk.MAX_CONTENT_BYTES, random.nextInt()};
        ByteBuffer header = ByteBuffer.allocate(Chunk.HEADER_BYTES).putInt(Chunk.MARK);
        header.put((byte) random.nextInt(4))
                .putInt(numbers[random.nextInt(numbers.length)])
                .putInt(numbers[random.nextInt(numbers.length)]);
        CRC32 crc = new CRC32();
        crc.update(header.array(), 0, header.position());
        return header.putInt((int) crc.getValue()).flip();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    @Test
    void aDamagedMonthCostsNoLineOfAnotherAndIsToldOnce() throws IOException {
        List<String> october = write(OCTOBER);
        List<String> november = write(NOVEMBER);
        byte[] whole = Files.readAllBytes(file(NOVEMBER));
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] changed = damaged(whole, random);
            Files.write(file(NOVEMBER), random.nextInt(4) == 0 ? damaged(joined(changed, changed), random) : changed);
            notices.clear();
            String replay = "seed " + seed;
            List<String> read = assertDoesNotThrow(() -> read(), replay);
            assertEquals(october, read.subList(0, october.size()), replay);
            assertTrue(november.containsAll(read.subList(october.size(), read.size())), replay);
            assertTrue(notices.size() <= 1, replay + notices);
            Files.deleteIfExists(folder.resolve(NOVEMBER.text() + ".damaged"));
        }
    }

    /** A record that a defect has written: it is sealed as it should be, and is no line. */
    @Test
    void aRecordThatIsMalformedInsideIsPassedOver() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] record = line("malformed");
            if (random.nextBoolean()) {
                record = Arrays.copyOf(record, random.nextInt(record.length));
            }
            for (int i = random.nextInt(4); i > 0 && record.length > 0; i--) {
                record[random.nextInt(record.length)] = (byte) random.nextInt();
            }
            Files.deleteIfExists(file(NOVEMBER));
            write(NOVEMBER, line("before"), record, line("after"));
            String replay = "seed " + seed;
            List<String> read = assertDoesNotThrow(() -> read(), replay);
            assertEquals("before", read.getFirst(), replay);
            assertEquals("after", read.getLast(), replay);
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void namesThatReachIntoTheNextRecordAreNoLine() {
        byte[] record = line("");
        assertTrue(LineRecord.isOne(record));
        for (int length = 0; length < record.length; length++) {
            assertFalse(LineRecord.isOne(Arrays.copyOf(record, length)), "of " + length);
        }
    }

    /** A bad sector, or another program that cuts the file while we read: what stands before that place is read. */
    @Test
    void aPartThatTheDiskDoesNotGiveCostsNoOtherPart() throws IOException {
        write(OCTOBER, line("october"));
        write(NOVEMBER, line("first"));
        long afterFirst = Files.size(file(NOVEMBER));
        write(NOVEMBER, line("second"));
        write(NOVEMBER, line("third"));
        List<String> texts = new ArrayList<>();
        try (HistoryLoader loader = new HistoryLoader(new HistoryFolder(folder, KEY).files(), notices::add)) {
            MonthFile.Contents older = loader.next();
            try (FileChannel cut = FileChannel.open(file(NOVEMBER), StandardOpenOption.WRITE)) {
                cut.truncate(afterFirst + Chunk.HEADER_BYTES);
            }
            for (; older != null; older = loader.next()) {
                texts.add(older.segment().line(0).spoken().text());
            }
            assertEquals(1, loader.damaged());
        }
        assertEquals(List.of("third", "first", "october"), texts);
        assertEquals(1, notices.size());
    }
}
