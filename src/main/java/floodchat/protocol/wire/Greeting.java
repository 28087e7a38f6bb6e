package floodchat.protocol.wire;

import floodchat.protocol.flood.NetworkTerms;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What each side of a link says of itself within the handshake, so that only a peer of its network can read it.
 *
 * @param listeningPort the port where the sender listens, 1 to 65,535; the receiver sees the host itself
 * @param hashesPerByte of its terms, 0 to 65,535
 * @param packetsPerSecond of its terms, 0 to {@link NetworkTerms#MAX_PACKETS_PER_SECOND}
 * @param timeMs the sender's clock, ms since 1970; may be any number
 */
public record Greeting(int listeningPort, int hashesPerByte, int packetsPerSecond, long timeMs) {
    public static final int BYTES = Short.BYTES + Short.BYTES + Integer.BYTES + Long.BYTES;

    /** What a peer on these terms says. */
    public static Greeting of(NetworkTerms terms, int listeningPort, long timeMs) {
        return new Greeting(listeningPort, terms.hashesPerByte(), terms.packetsPerSecond(), timeMs);
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putShort((short) listeningPort)
                .putShort((short) hashesPerByte)
                .putInt(packetsPerSecond)
                .putLong(timeMs)
                .array();
    }

    /** Null if a value is out of its bounds. @param bytes exactly {@value #BYTES} */
    public static @Nullable Greeting read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int port = Short.toUnsignedInt(in.getShort());
        int hashesPerByte = Short.toUnsignedInt(in.getShort());
        long packetsPerSecond = Integer.toUnsignedLong(in.getInt());
        boolean valid = port > 0 && packetsPerSecond <= NetworkTerms.MAX_PACKETS_PER_SECOND;
        return valid ? new Greeting(port, hashesPerByte, (int) packetsPerSecond, in.getLong()) : null;
    }
}
