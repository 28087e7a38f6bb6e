package floodchat.node.store;

import floodchat.protocol.identity.RecordSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The packets that a relay keeps for peers that come later, over a restart. The file is written as a whole, so a crash
 * leaves the old one or the new one. It is sealed with a key of the network: of a private network nobody reads it
 * without the secret, and what was changed is noticed. One thread at a time may call it.
 *
 * <p>The file is the first line of its {@link FileFormat}; a salt of {@value RecordSeal#SALT_BYTES}
 * bytes; the number of packets; and each packet as a length and as many bytes, sealed by {@link RecordSeal}. Numbers
 * have four bytes, the highest first.
 */
public final class BacklogFile {
    /** More than the network keeps: 1,000 packets that all can read, and 500 sealed ones. */
    public static final int MAX_PACKETS = 2_000;

    /** More than these may take together, 12 MiB. A longer file was not written by us. */
    static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

    private final Path file;
    private final SafeFile whole;
    private final byte[] key;
    private final SecureRandom random;

    /** What can't be read. The message is one clause for the person. */
    private static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String clause) {
            super(clause);
        }
    }

    /** @param key of the network, 32 bytes @param random makes salts; must be cryptographically secure */
    public BacklogFile(Path folder, byte[] key, SecureRandom random) {
        this.file = folder.resolve("backlog");
        this.whole = new SafeFile(file, MAX_FILE_BYTES);
        this.key = key.clone();
        this.random = random;
    }

    /** The file, for a sentence. */
    public Path path() {
        return file;
    }

    /**
     * The bytes of the packets that were written last; none if there is no file. A file that is damaged, or that can't
     * be read, is set aside, and the packets before the damage are kept: neighbours have the others.
     *
     * @param notices gets a sentence for the person if that happens
     * @throws FileFormat.NewerVersionException if a newer Floodchat has written it; the file stays as it is
     */
    public List<byte[]> read(Consumer<String> notices) throws FileFormat.NewerVersionException {
        List<byte[]> packets = new ArrayList<>();
        try {
            whole.deleteDrafts(0);
            if (FileProblem.isThere(file)) {
                read(ByteBuffer.wrap(bytes()), packets);
            }
        } catch (FileFormat.NewerVersionException e) {
            throw e;
        } catch (IOException e) {
            notices.accept(FileProblem.setAside(file, FileProblem.reason(e)));
        } catch (DamagedException e) {
            notices.accept(FileProblem.setAside(file, String.valueOf(e.getMessage())));
        }
        return packets;
    }

    private byte[] bytes() throws IOException {
        FileProblem.refuseWhatIsNoFile(file);
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new FileSystemException(
                    file.toString(), null, "it is larger than %,d bytes".formatted(MAX_FILE_BYTES));
        }
        return Files.readAllBytes(file);
    }

    private void read(ByteBuffer in, List<byte[]> packets) throws DamagedException, FileFormat.NewerVersionException {
        FileFormat.Found found = FileFormat.BACKLOG.refuseNewer(file, FileFormat.BACKLOG.find(in.array()));
        if (found.lineLength() == 0 || in.remaining() < found.lineLength() + RecordSeal.SALT_BYTES + Integer.BYTES) {
            throw new DamagedException("it is no backlog");
        }
        in.position(found.lineLength());
        byte[] salt = new byte[RecordSeal.SALT_BYTES];
        in.get(salt);
        int count = in.getInt();
        RecordSeal seal = RecordSeal.of(key, salt);
        while (packets.size() < count && packets.size() < MAX_PACKETS) {
            packets.add(packet(in, seal, packets.size()));
        }
        if (packets.size() != count || in.hasRemaining()) {
            throw new DamagedException("it does not end where it should");
        }
    }

    private static byte[] packet(ByteBuffer in, RecordSeal seal, int number) throws DamagedException {
        int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new DamagedException(number == 0 ? "it is no backlog" : "it does not end where it should");
        }
        byte[] sealed = new byte[length];
        in.get(sealed);
        byte[] packet = seal.open(number, sealed);
        if (packet == null) {
            throw new DamagedException(
                    number == 0 ? "it is damaged, or of another network" : "it is damaged at packet " + (number + 1));
        }
        return packet;
    }

    /**
     * Replaces the file. It is on disk when the call returns.
     *
     * @param packets at most {@value #MAX_PACKETS}
     */
    public void write(List<byte[]> packets) throws IOException {
        if (packets.size() > MAX_PACKETS) {
            throw new IllegalArgumentException(packets.size() + " packets");
        }
        byte[] head = FileFormat.BACKLOG.line().getBytes(StandardCharsets.US_ASCII);
        int length = head.length + RecordSeal.SALT_BYTES + Integer.BYTES;
        for (byte[] packet : packets) {
            length += Integer.BYTES + packet.length + RecordSeal.TAG_BYTES;
        }
        byte[] salt = RecordSeal.newSalt(random);
        RecordSeal seal = RecordSeal.of(key, salt);
        ByteBuffer out = ByteBuffer.allocate(length).put(head).put(salt).putInt(packets.size());
        for (int i = 0; i < packets.size(); i++) {
            byte[] sealed = seal.seal(i, packets.get(i));
            out.putInt(sealed.length).put(sealed);
        }
        whole.write(out.flip());
    }
}
