package floodchat.node.store.history;

import floodchat.protocol.identity.RecordSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of one month: a first line, and then {@link Chunk}s in parts. A part has a salt and at most
 * {@link #RECORDS_PER_PART} sealed records, so that a damaged salt costs no more than these. One thread at a time may
 * call it.
 */
final class MonthFile implements AutoCloseable {
    static final int RECORDS_PER_PART = 256;

    /** The last character but one is the version. */
    static final String FIRST_LINE = "floodchat log 1\n";

    /** A longer file is not read. */
    private static final long MAX_FILE_BYTES = Integer.MAX_VALUE;

    private static final int VERSION = FIRST_LINE.length() - 2;
    private static final int RECORDS_PER_SLICE = 64;
    private static final int MONTHS_PER_YEAR_CODE = 100;

    private final Path file;
    private final int month;
    private final byte[] storeKey;
    private @Nullable FileChannel channel;

    /** @param records how many it has, whether they can be opened or not */
    record Part(byte @Nullable [] salt, long start, long end, int firstRecord, int records) {}

    /**
     * @param damaged how many places are no chunk
     * @param wholeBytes what stands behind this offset was never finished
     */
    record Contents(List<Part> parts, int records, int damaged, long wholeBytes) {}

    /** The file is of a version that this program does not know. */
    static final class NewerVersionException extends IOException {
        private static final long serialVersionUID = 1L;

        NewerVersionException() {
            super("it is of a newer version of Floodchat");
        }
    }

    /** Nothing is read yet. */
    MonthFile(Path file, int month, byte[] storeKey) {
        this.file = file;
        this.month = month;
        this.storeKey = storeKey.clone();
    }

    Path path() {
        return file;
    }

    int month() {
        return month;
    }

    /** {@code 2026-11.log} of 202611. */
    static String name(int month) {
        return String.format(
                Locale.ROOT, "%04d-%02d.log", month / MONTHS_PER_YEAR_CODE, month % MONTHS_PER_YEAR_CODE);
    }

    /** What seals a part. A part of another file, or of another month, is not taken for one of this. */
    static RecordSeal seal(byte[] storeKey, int month, byte[] salt) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(("floodchat history " + name(month)).getBytes(StandardCharsets.US_ASCII));
            return RecordSeal.of(storeKey, hash.digest(salt));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Finds the parts. Nothing is opened. */
    Contents scan() throws IOException {
        FileChannel in = opened();
        long end = in.size();
        if (end > MAX_FILE_BYTES) {
            throw new IOException("it is larger than %,d bytes".formatted(MAX_FILE_BYTES));
        }
        return new Scan(in, end).all();
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel == null ? FileChannel.open(file, StandardOpenOption.READ) : channel;
        channel = open;
        return open;
    }

    /** Walks through the chunks. */
    private static final class Scan {
        private final FileChannel in;
        private final long end;
        private final List<Part> parts = new ArrayList<>();
        private byte @Nullable [] salt;
        private long start;
        private int firstRecord;
        private int records;

        Scan(FileChannel in, long end) {
            this.in = in;
            this.end = end;
        }

        Contents all() throws IOException {
            int wrongStart = 0;
            switch (firstLine()) {
                case WHOLE -> start = FIRST_LINE.length();
                case UNFINISHED -> {
                    return new Contents(List.of(), 0, 0, 0);
                }
                case DAMAGED -> wrongStart = 1;
            }
            ChunkReader chunks = new ChunkReader(in, start, end);
            for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                if (chunk.kind() == Chunk.PART && chunk.length() == RecordSeal.SALT_BYTES) {
                    endPart(chunk.offset());
                    salt = chunks.content(chunk);
                    start = chunk.end();
                } else if (chunk.kind() == Chunk.RECORD) {
                    records++;
                }
            }
            endPart(end);
            int damaged = Math.max(wrongStart, chunks.damaged()); // the wrong start was skipped, too
            return new Contents(List.copyOf(parts), records, damaged, chunks.wholeBytes());
        }

        private void endPart(long offset) {
            if (records > firstRecord) {
                parts.add(new Part(salt, start, offset, firstRecord, records - firstRecord));
            }
            firstRecord = records;
        }

        private FirstLine firstLine() throws IOException {
            ByteBuffer line = ByteBuffer.allocate(FIRST_LINE.length());
            in.read(line, 0);
            String found = new String(line.array(), 0, line.position(), StandardCharsets.ISO_8859_1);
            if (found.equals(FIRST_LINE)) {
                return FirstLine.WHOLE;
            }
            if (FIRST_LINE.startsWith(found)) {
                return FirstLine.UNFINISHED;
            }
            boolean isOfUs = found.length() > VERSION && found.startsWith(FIRST_LINE.substring(0, VERSION));
            if (isOfUs && found.charAt(VERSION) > FIRST_LINE.charAt(VERSION) && found.charAt(VERSION) <= '9') {
                throw new NewerVersionException();
            }
            return FirstLine.DAMAGED;
        }
    }

    private enum FirstLine {
        WHOLE,
        UNFINISHED,
        DAMAGED
    }

    /**
     * Opens the records of a part.
     *
     * @param notes gets what it says of own lines, oldest first
     * @param unreadable hears of each record that can't be opened
     */
    Segment read(Part part, Consumer<DeliveryNote> notes, Runnable unreadable) throws IOException {
        Segment segment = new Segment(month, part.firstRecord(), true);
        RecordSeal seal = part.salt() == null ? null : seal(storeKey, month, part.salt());
        ChunkReader chunks = new ChunkReader(opened(), part.start(), part.end());
        int next = 0;
        for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
            if (chunk.kind() == Chunk.RECORD) {
                byte[] record = seal == null || chunk.number() < next
                        ? null
                        : seal.open(chunk.number(), chunks.content(chunk));
                next = record == null ? next : chunk.number() + 1;
                take(record, segment, notes, unreadable);
                if (segment.records() % RECORDS_PER_SLICE == 0) {
                    Processor.share();
                }
            }
        }
        return segment.trimmed();
    }

    private static void take(
            byte @Nullable [] record, Segment segment, Consumer<DeliveryNote> notes, Runnable unreadable) {
        if (record == null) {
            unreadable.run();
            segment.skip();
            return;
        }
        DeliveryNote note = DeliveryNote.decode(record);
        if (note == null) {
            segment.add(record);
        } else {
            notes.accept(note);
            segment.skip();
        }
    }

    /** Keeps a copy of the file as it is now, unless there is one. Returns its name, or null if there was one. */
    @Nullable String keepAside() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        if (Files.exists(aside)) {
            return null;
        }
        Files.copy(file, aside);
        return aside.getFileName().toString();
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
