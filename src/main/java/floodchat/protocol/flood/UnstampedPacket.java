package floodchat.protocol.flood;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An own packet whose stamp has still to be found: eight bytes at its end that make its id show the work (Hashcash,
 * Back 2002). Each search continues where the last one stopped, with a digest that has taken in all bytes before the
 * stamp. Confined to one thread at a time.
 */
public final class UnstampedPacket {
    private final NetworkTerms terms;
    private final byte[] bytes;
    private final MessageDigest prefix;
    private final ByteBuffer stamp = ByteBuffer.allocate(Packet.STAMP_BYTES);
    private long next;

    /** The search begins with stamp 0. */
    public UnstampedPacket(NetworkTerms terms, long timeMs, boolean ephemeral, byte[] payload) {
        this(terms, timeMs, ephemeral, payload, 0);
    }

    /** @param firstStamp where the search begins: far from where it begins for a packet with the same bytes */
    public UnstampedPacket(NetworkTerms terms, long timeMs, boolean ephemeral, byte[] payload, long firstStamp) {
        this.terms = terms;
        this.next = firstStamp;
        this.bytes = Packet.unstamped(timeMs, ephemeral, payload);
        this.prefix = terms.tag().digest();
        prefix.update(bytes, 0, bytes.length - Packet.STAMP_BYTES);
    }

    /**
     * Tries further stamps; null if none of them shows the work.
     *
     * @param count how many to try; {@link NetworkTerms#work} of them are needed on average, and any stamp will do if
     *     that is 1
     */
    public @Nullable Packet tryStamps(int count) {
        for (int i = 0; i < count; i++) {
            MessageDigest digest = Sha256.clone(prefix);
            digest.update(stamp.putLong(0, next).array());
            next++;
            PacketId id = Packet.id(digest.digest());
            if (terms.isPaid(id, bytes.length)) {
                return new Packet(id, stamped());
            }
        }
        return null;
    }

    private byte[] stamped() {
        byte[] packet = Arrays.copyOf(bytes, bytes.length);
        System.arraycopy(stamp.array(), 0, packet, bytes.length - Packet.STAMP_BYTES, Packet.STAMP_BYTES);
        return packet;
    }
}
