package floodchat.protocol.flood;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A packet of our own that lacks its stamp: eight bytes at its end, such that the id shows the work (Hashcash, Back 2002). The search
 * goes on where it stopped, from a digest that has taken in all that stands before the stamp. Confined to one thread at a time.
 */
public final class UnstampedPacket {
    private final NetworkTerms terms;
    private final byte[] bytes;
    private final MessageDigest prefix;
    private final ByteBuffer stamp = ByteBuffer.allocate(Packet.STAMP_BYTES);
    private long next;

    /** One that begins with the first stamp there is. */
    public UnstampedPacket(NetworkTerms terms, long timeMs, boolean ephemeral, byte[] payload) {
        this(terms, timeMs, ephemeral, payload, 0);
    }

    /** @param firstStamp where the search begins: far from that of another packet that is the same but for its stamp */
    public UnstampedPacket(NetworkTerms terms, long timeMs, boolean ephemeral, byte[] payload, long firstStamp) {
        this.terms = terms;
        this.next = firstStamp;
        this.bytes = Packet.unstamped(timeMs, ephemeral, payload);
        this.prefix = terms.tag().digest();
        prefix.update(bytes, 0, bytes.length - Packet.STAMP_BYTES);
    }

    /** Tries so many further stamps; null where none of them will do. On average it takes {@link NetworkTerms#work}. */
    public @Nullable Packet tryStamps(int count) {
        for (int i = 0; i < count; i++) {
            MessageDigest digest = Sha256.clone(prefix);
            digest.update(stamp.putLong(0, next++).array());
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
