package floodchat.node.store.history;

import floodchat.protocol.identity.RecordSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds records to a file of the history. What was written survives the end of this process at once, and that of the
 * machine after {@link #force}. One thread at a time may call it.
 */
final class MonthWriter implements AutoCloseable {
    private final LogName name;
    private final byte[] storeKey;
    private final SecureRandom random;
    private final FileChannel out;

    /** Null if the next record begins a part. */
    private @Nullable RecordSeal seal;

    private int nextNumber;
    private boolean isForced = true;

    private MonthWriter(LogName name, byte[] storeKey, SecureRandom random, FileChannel out) {
        this.name = name;
        this.storeKey = storeKey.clone();
        this.random = random;
        this.out = out;
    }

    /** Opens the file, or makes it. What a crash has left unfinished at its end is cut off. */
    static MonthWriter open(Path file, LogName name, byte[] storeKey, SecureRandom random) throws IOException {
        FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (MonthFile reading = new MonthFile(file, name, storeKey)) {
            reading.open();
            MonthFile.Part last = reading.last();
            if (last != null) {
                out.truncate(reading.read(last).wholeBytes());
            }
            if (!reading.isBegun()) {
                out.truncate(0);
                write(out, StandardCharsets.US_ASCII.encode(MonthFile.FIRST_LINE));
            }
            return new MonthWriter(name, storeKey, random, out);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    LogName name() {
        return name;
    }

    /** How long the file is. */
    long bytes() throws IOException {
        return out.size();
    }

    /**
     * Adds these records. If it throws, none of them is there, and they may be added again.
     *
     * @return where each of them begins in the file
     */
    int[] append(List<byte[]> added) throws IOException {
        long before = out.size();
        int[] offsets = new int[added.size()];
        try {
            write(out, sealed(added, (int) before, offsets));
        } catch (IOException e) {
            seal = null; // no number is used twice
            out.truncate(before);
            throw e;
        }
        isForced = false;
        return offsets;
    }

    /** How much longer these records make the file, at most. */
    static int bytesOf(List<byte[]> added) {
        int parts = 1 + added.size() / MonthFile.RECORDS_PER_PART + 1;
        int bytes = parts * (Chunk.HEADER_BYTES + RecordSeal.SALT_BYTES);
        for (byte[] record : added) {
            bytes += Chunk.HEADER_BYTES + record.length + RecordSeal.TAG_BYTES;
        }
        return bytes;
    }

    private ByteBuffer sealed(List<byte[]> added, int before, int[] offsets) {
        ByteBuffer bytes = ByteBuffer.allocate(bytesOf(added));
        for (int i = 0; i < offsets.length; i++) {
            RecordSeal current = seal;
            if (current == null || nextNumber == MonthFile.RECORDS_PER_PART) {
                current = beginPart(bytes);
            }
            offsets[i] = before + bytes.position();
            Chunk.put(bytes, Chunk.RECORD, nextNumber, current.seal(nextNumber, added.get(i)));
            nextNumber++;
        }
        return bytes.flip();
    }

    private RecordSeal beginPart(ByteBuffer bytes) {
        byte[] salt = RecordSeal.newSalt(random);
        Chunk.put(bytes, Chunk.PART, 0, salt);
        RecordSeal begun = MonthFile.seal(storeKey, name, salt);
        seal = begun;
        nextNumber = 0;
        return begun;
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    boolean isForced() {
        return isForced;
    }

    /** What was written is on the disk itself when the call returns. */
    void force() throws IOException {
        isForced = true;
        out.force(false);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (!isForced) {
                force();
            }
        }
    }
}
