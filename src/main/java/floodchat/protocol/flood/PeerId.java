package floodchat.protocol.flood;

import floodchat.protocol.kdf.Label;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells peers apart: 128 bits of the hash of a static key that is new at every start. Each handshake proves the key, so
 * nobody can take another's id. It is independent of addresses and of people. The unsigned order of two ids decides
 * which of two links between the same peers stays.
 */
public record PeerId(long high, long low) implements Comparable<PeerId> {
    public static final int BYTES = 16;

    /** The id of the peer whose links have this static key. @param publicKey as the handshake shows it */
    public static PeerId ofKey(byte[] publicKey) {
        MessageDigest digest = Sha256.digest();
        digest.update(Label.PEER.bytes());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(publicKey));
        return new PeerId(hash.getLong(), hash.getLong());
    }

    @Override
    public int compareTo(PeerId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
