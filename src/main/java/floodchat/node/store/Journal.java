package floodchat.node.store;

import floodchat.protocol.identity.RecordSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A sealed file that only grows: a list of records, each of which is whole or absent after a crash. It is one person's:
 * without the person's store key nobody reads or forges a record. One thread at a time may call it.
 *
 * <p>The first line says the version ({@link FileFormat}). What follows is a sequence of chunks: a kind of 1 byte, a
 * length of 4, the CRC-32C of these 5 bytes, and that many bytes. Kind 1 begins a part: the bytes are its salt. Kind 2
 * is a sealed record of the part before it ({@link RecordSeal}). The check tells a length that was damaged from a chunk
 * that a crash left unfinished.
 */
public final class Journal implements AutoCloseable {
    /** The longest record: more than any line with all that belongs to it. */
    public static final int MAX_RECORD_BYTES = 64 * 1024;

    /** A longer file is not read. It is far more than the bounds of what is kept in one. */
    static final int MAX_FILE_BYTES = 64 * 1024 * 1024;

    private static final byte PART = 1;
    private static final byte RECORD = 2;
    private static final int CHECKED_BYTES = 1 + Integer.BYTES;

    /** What stands before the bytes of a chunk. */
    static final int PREFIX_BYTES = CHECKED_BYTES + Integer.BYTES;

    private final Path file;
    private final FileFormat format;
    private final SafeFile whole;
    private final byte[] storeKey;
    private final SecureRandom random;
    private @Nullable FileChannel channel;
    private @Nullable RecordSeal seal;
    private long nextNumber;

    /** Where the last whole chunk ends; what a crash has left behind it is cut off. Negative until it is known. */
    private long wholeBytes = -1;

    /** Whether the file was of an older version when it was read. */
    private boolean isOlder;

    /** What stood in a journal. @param damaged how many records could not be read, at least */
    public record Contents(List<byte[]> records, int damaged) {}

    /**
     * Nothing is read or written yet.
     *
     * @param format says the name of the file, too
     * @param random makes salts; must be cryptographically secure
     */
    public Journal(Path folder, FileFormat format, byte[] storeKey, SecureRandom random) {
        this.file = folder.resolve(format.kind());
        this.format = format;
        this.whole = new SafeFile(file, MAX_FILE_BYTES);
        this.storeKey = storeKey.clone();
        this.random = random;
    }

    public Path path() {
        return file;
    }

    /** How long the file is; 0 if there is none. */
    long bytes() throws IOException {
        return FileProblem.isThere(file) ? Files.size(file) : 0;
    }

    /**
     * All records that can be read. A record that a crash left unfinished at the end does not count as damaged: it was
     * never said to be safe.
     *
     * @throws IOException with the path of the file, if it can't be read or something else has its place
     */
    public Contents read() throws IOException {
        if (!FileProblem.isThere(file)) {
            wholeBytes = 0;
            return new Contents(List.of(), 0);
        }
        FileProblem.refuseWhatIsNoFile(file);
        refuseWhatIsTooLong();
        byte[] bytes = Files.readAllBytes(file);
        if (isBegunLine(bytes)) {
            wholeBytes = 0;
            return new Contents(List.of(), 0); // a crash has left it, and nothing behind it
        }
        FileFormat.Found found = format.refuseNewer(file, format.find(bytes));
        isOlder = format.isOlder(found);
        byte[] current = isOlder ? format.upgraded(bytes) : bytes;
        return new Reading(ByteBuffer.wrap(current).position(lineBytes().length)).all();
    }

    private boolean isBegunLine(byte[] bytes) {
        byte[] line = lineBytes();
        return bytes.length < line.length && Arrays.equals(bytes, Arrays.copyOf(line, bytes.length));
    }

    private byte[] lineBytes() {
        return format.line().getBytes(StandardCharsets.US_ASCII);
    }

    private void refuseWhatIsTooLong() throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new FileSystemException(
                    file.toString(), null, "it is larger than %,d bytes".formatted(MAX_FILE_BYTES));
        }
    }

    /** Walks through the chunks. */
    private final class Reading {
        private final ByteBuffer in;
        private final List<byte[]> records = new ArrayList<>();
        private @Nullable RecordSeal part;
        private long number;
        private int damaged;

        Reading(ByteBuffer in) {
            this.in = in;
        }

        Contents all() {
            boolean more = true;
            wholeBytes = in.position();
            while (more && in.remaining() >= PREFIX_BYTES) {
                more = chunk(in.get(), in.getInt(), in.getInt());
                wholeBytes = more ? in.position() : wholeBytes;
            }
            return new Contents(records, damaged);
        }

        /** Returns false if nothing can be read behind it. */
        private boolean chunk(byte kind, int length, int check) {
            boolean known = kind == PART && length == RecordSeal.SALT_BYTES
                    || kind == RECORD && length >= 0 && length <= MAX_RECORD_BYTES + RecordSeal.TAG_BYTES;
            if (!known || check != check(kind, length)) {
                damaged++;
                return false;
            }
            if (in.remaining() < length) {
                return false;
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            if (kind == PART) {
                part = RecordSeal.of(storeKey, bytes);
                number = 0;
            } else {
                record(bytes);
            }
            return true;
        }

        private void record(byte[] sealed) {
            byte[] record = part == null ? null : part.open(number++, sealed);
            if (record == null) {
                damaged++;
            } else {
                records.add(record);
            }
        }
    }

    /**
     * Copies the file as it is to one beside it, for a person to look at. An earlier copy is replaced.
     *
     * @return the copy
     */
    Path keepDamaged() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return aside;
    }

    /** Puts these records in place of the file. They are on disk when the call returns. */
    public void replace(List<byte[]> records) throws IOException {
        close();
        format.refuseNewer(file, FileUpgrade.find(file, format));
        whole.write(withLine(part(records)));
    }

    private ByteBuffer withLine(ByteBuffer part) {
        byte[] line = lineBytes();
        return ByteBuffer.allocate(line.length + part.remaining()).put(line).put(part).flip();
    }

    /** Deletes what a program that was killed has left while it replaced the file. It may hold a destroyed key. */
    void deleteDrafts() throws IOException {
        whole.deleteDrafts(0);
    }

    /**
     * Adds these records. They are on disk when the call returns. If it throws, none of them is there, and they may be
     * added again.
     */
    public void append(List<byte[]> records) throws IOException {
        FileChannel opened = channel;
        boolean begins = opened == null;
        FileChannel out = opened == null ? open() : opened;
        long before = out.size();
        try {
            ByteBuffer bytes = begins ? part(records) : sealed(records);
            writeFully(out, before == 0 ? withLine(bytes) : bytes);
            out.force(true);
        } catch (IOException e) {
            endPart(out, before);
            throw e;
        }
    }

    /** What was written in part is cut off, and its numbers are not used again: the next append begins a new part. */
    private void endPart(FileChannel out, long before) throws IOException {
        wholeBytes = before;
        try (out) {
            out.truncate(before);
        } finally {
            channel = null;
            seal = null;
        }
    }

    private FileChannel open() throws IOException {
        if (wholeBytes < 0 && read().damaged() > 0) {
            keepDamaged(); // what follows the damage is cut off below
        }
        if (isOlder) {
            FileUpgrade.ofFile(file, format);
            isOlder = false;
        }
        boolean isNew = !FileProblem.isThere(file);
        FileChannel opened = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            opened.truncate(wholeBytes);
            if (isNew) {
                whole.syncFolder();
            }
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
        return opened;
    }

    private ByteBuffer part(List<byte[]> records) {
        byte[] salt = RecordSeal.newSalt(random);
        seal = RecordSeal.of(storeKey, salt);
        nextNumber = 0;
        ByteBuffer sealed = sealed(records);
        ByteBuffer part = ByteBuffer.allocate(PREFIX_BYTES + salt.length + sealed.remaining());
        return prefix(part, PART, salt.length).put(salt).put(sealed).flip();
    }

    private static ByteBuffer prefix(ByteBuffer out, byte kind, int length) {
        return out.put(kind).putInt(length).putInt(check(kind, length));
    }

    private static int check(byte kind, int length) {
        CRC32C check = new CRC32C();
        check.update(ByteBuffer.allocate(CHECKED_BYTES).put(kind).putInt(length).flip());
        return (int) check.getValue();
    }

    private ByteBuffer sealed(List<byte[]> records) {
        RecordSeal current = seal;
        if (current == null) {
            throw new IllegalStateException("no part has begun");
        }
        int room = records.stream().mapToInt(record -> PREFIX_BYTES + record.length + RecordSeal.TAG_BYTES).sum();
        ByteBuffer out = ByteBuffer.allocate(room);
        for (byte[] record : records) {
            if (record.length > MAX_RECORD_BYTES) {
                throw new IllegalArgumentException("a record of " + record.length + " bytes");
            }
            byte[] sealed = current.seal(nextNumber++, record);
            prefix(out, RECORD, sealed.length).put(sealed);
        }
        return out.flip();
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        seal = null;
        wholeBytes = -1;
        if (open != null) {
            open.close();
        }
    }
}
