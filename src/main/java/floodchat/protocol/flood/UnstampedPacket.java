package floodchat.protocol.flood;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An own packet whose stamp has still to be found: eight bytes at its end that make its id show the work (Hashcash,
 * Back 2002). Each search continues where the last one stopped. Confined to one thread at a time.
 *
 * <p>A try hashes 40 bytes, the hash of what comes before the stamp and the stamp: one block, however long the packet
 * is. It makes no object. In the image the optimising compiler compiles this class and SHA-256 and nothing else, so
 * that the processor's own instructions hash (docs/decisions/0017).
 */
public final class UnstampedPacket {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final long highestPaid;
    private final MessageDigest digest = Sha256.digest();
    /** The hash of all bytes before the stamp, and the stamp. */
    private final byte[] hashed = new byte[Sha256.BYTES + Packet.STAMP_BYTES];
    private final byte[] hash = new byte[Sha256.BYTES];
    private long next;

    /** The search begins with stamp 0. */
    public UnstampedPacket(NetworkTerms terms, long timeMs, PacketKind kind, byte[] payload) {
        this(terms, timeMs, kind, payload, 0);
    }

    /** @param firstStamp where the search begins: far from where it begins for a packet with the same bytes */
    public UnstampedPacket(NetworkTerms terms, long timeMs, PacketKind kind, byte[] payload, long firstStamp) {
        this.next = firstStamp;
        this.bytes = Packet.unstamped(timeMs, kind, payload);
        this.highestPaid = terms.highestPaid(bytes.length);
        System.arraycopy(Packet.contentHash(terms.tag(), bytes), 0, hashed, 0, Sha256.BYTES);
    }

    /**
     * Tries further stamps; null if none of them shows the work.
     *
     * @param count how many to try; {@link NetworkTerms#work} of them are needed on average, and any stamp will do if
     *     that is 1
     */
    public @Nullable Packet tryStamps(int count) {
        for (int i = 0; i < count; i++) {
            LONG.set(hashed, Sha256.BYTES, next);
            Sha256.hash(digest, hashed, hash);
            next++;
            if (Long.compareUnsigned((long) LONG.get(hash, 0), highestPaid) <= 0) {
                return new Packet(Packet.id(hash), stamped());
            }
        }
        return null;
    }

    private byte[] stamped() {
        byte[] packet = Arrays.copyOf(bytes, bytes.length);
        System.arraycopy(hashed, Sha256.BYTES, packet, bytes.length - Packet.STAMP_BYTES, Packet.STAMP_BYTES);
        return packet;
    }
}
