package floodchat.node.store.history;

import floodchat.node.store.FileFormat;
import floodchat.protocol.identity.RecordSeal;
import java.io.EOFException;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of one month: a first line, and then {@link Chunk}s in parts. A part has a salt and at most
 * {@link #RECORDS_PER_PART} sealed records, so that a damaged salt costs no more than these. One thread at a time may
 * call it.
 */
final class MonthFile implements AutoCloseable {
    static final int RECORDS_PER_PART = 256;

    static final String FIRST_LINE = FileFormat.LOG.line();

    /** A longer file is not read. */
    private static final long MAX_FILE_BYTES = Integer.MAX_VALUE;

    private static final int WINDOW_BYTES = 64 * 1024;
    private static final int PART_START_BYTES = Chunk.HEADER_BYTES + RecordSeal.SALT_BYTES;
    private static final byte FIRST_OF_MARK = (byte) (Chunk.MARK >>> 24);

    private static final int RECORDS_PER_SLICE = 64;

    private final Path file;
    private final LogName name;
    private final byte[] storeKey;
    private final long endsAt;
    private @Nullable FileChannel channel;

    /** Where the first chunk may begin, and where the file ended when it was opened. */
    private int start;

    private int end;
    private boolean isStartDamaged;

    /**
     * @param salt null if the start of the part is lost
     * @param offset where it begins
     * @param start where its records begin
     */
    record Part(byte @Nullable [] salt, int offset, int start, int end) {}

    /**
     * What could be read of a part.
     *
     * @param notes what it says of own lines, oldest first
     * @param damaged how many places are no chunk, or a record that can't be opened
     * @param wholeBytes what stands behind this offset was never finished
     */
    record Contents(Segment segment, List<DeliveryNote> notes, int damaged, int wholeBytes) {}

    /** Nothing is read yet. @param endsAt what stands behind this offset is not read */
    MonthFile(Path file, LogName name, byte[] storeKey, long endsAt) {
        this.file = file;
        this.name = name;
        this.storeKey = storeKey.clone();
        this.endsAt = endsAt;
    }

    /** Reads all of it. */
    MonthFile(Path file, LogName name, byte[] storeKey) {
        this(file, name, storeKey, MAX_FILE_BYTES);
    }

    Path path() {
        return file;
    }

    LogName name() {
        return name;
    }

    /** What seals a part. A part of another file is not taken for one of this. */
    static RecordSeal seal(byte[] storeKey, LogName name, byte[] salt) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(("floodchat history " + name.text()).getBytes(StandardCharsets.US_ASCII));
            return RecordSeal.of(storeKey, hash.digest(salt));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Looks at the first line and the length. Called before the methods below. */
    void open() throws IOException {
        FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        channel = in;
        if (in.size() > MAX_FILE_BYTES) {
            throw new IOException("it is larger than %,d bytes".formatted(MAX_FILE_BYTES));
        }
        end = (int) Math.min(in.size(), endsAt);
        ByteBuffer read = ByteBuffer.allocate(Math.min(FileFormat.MAX_LINE_BYTES, end));
        in.read(read, 0);
        String begin = new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
        FileFormat.LOG.refuseNewer(file, FileFormat.LOG.find(begin));
        if (begin.startsWith(FIRST_LINE)) {
            start = FIRST_LINE.length();
        } else if (FIRST_LINE.startsWith(begin)) {
            start = begin.length(); // a crash may have left a part of it, and nothing behind it
        } else {
            isStartDamaged = true;
        }
    }

    /** Whether the first line is there. */
    boolean isBegun() {
        return start == FIRST_LINE.length() || isStartDamaged && end > FIRST_LINE.length();
    }

    /** 1 if the first line can't be read. */
    int damagedAtStart() {
        return isStartDamaged ? 1 : 0;
    }

    /** The last part; null if there is none. */
    @Nullable Part last() throws IOException {
        return before(end);
    }

    /** The part that ends here; null at the start. */
    @Nullable Part before(int partEnd) throws IOException {
        if (partEnd <= start) {
            return null;
        }
        for (int to = partEnd; to > start; to -= WINDOW_BYTES) {
            int from = Math.max(start, to - WINDOW_BYTES);
            Part found = find(from, to, partEnd);
            if (found != null) {
                return found;
            }
        }
        return new Part(null, start, start, partEnd);
    }

    /** The last part that begins between from and to. */
    private @Nullable Part find(int from, int to, int partEnd) throws IOException {
        ByteBuffer window = read(from, Math.min(partEnd, to + PART_START_BYTES - 1) - from);
        for (int i = Math.min(to - from - 1, window.limit() - PART_START_BYTES); i >= 0; i--) {
            Chunk chunk = window.get(i) == FIRST_OF_MARK ? Chunk.read(window.position(i), from + i) : null;
            if (chunk != null && chunk.kind() == Chunk.PART && chunk.length() == RecordSeal.SALT_BYTES) {
                byte[] salt = new byte[RecordSeal.SALT_BYTES];
                window.get(i + Chunk.HEADER_BYTES, salt);
                return new Part(salt, from + i, (int) chunk.end(), partEnd);
            }
        }
        return null;
    }

    private ByteBuffer read(int from, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes);
        while (read.hasRemaining()) {
            if (opened().read(read, from + read.position()) < 0) {
                throw new EOFException("it has become shorter");
            }
        }
        return read.flip();
    }

    private FileChannel opened() {
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("not open");
        }
        return open;
    }

    /** Opens the records of a part. */
    Contents read(Part part) throws IOException {
        Segment segment = new Segment(name);
        List<DeliveryNote> notes = new ArrayList<>();
        RecordSeal seal = part.salt() == null ? null : seal(storeKey, name, part.salt());
        ChunkReader chunks = new ChunkReader(opened(), part.start(), part.end());
        int next = 0;
        int records = 0;
        int unreadable = 0;
        for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
            if (chunk.kind() == Chunk.RECORD) {
                byte[] record = seal == null || chunk.number() < next
                        ? null
                        : seal.open(chunk.number(), chunks.content(chunk));
                if (record == null) {
                    unreadable++;
                } else {
                    next = chunk.number() + 1;
                    take(chunk, record, segment, notes);
                }
                if (++records % RECORDS_PER_SLICE == 0) {
                    Processor.share();
                }
            }
        }
        int wholeBytes = (int) chunks.wholeBytes();
        return new Contents(segment.trimmed(), notes, chunks.damaged() + unreadable, wholeBytes);
    }

    private static void take(Chunk chunk, byte[] record, Segment segment, List<DeliveryNote> notes) {
        if (!segment.add((int) chunk.offset(), record)) {
            DeliveryNote note = DeliveryNote.decode(record);
            if (note != null) {
                notes.add(note);
            }
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
