package floodchat.protocol.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The first frame in either direction, the only one that says something in clear: which program and which version of
 * its protocol. So peers of different versions can tell their people why they do not link.
 *
 * @param version of the protocol, 0 to 65,535
 */
public record Hello(int version) {
    /** Our version of the protocol. */
    public static final int VERSION = 6;

    /** "FLDC": tells a peer from another program on the same port. */
    static final int MAGIC = 0x464C4443;

    private static final int BYTES = Integer.BYTES + Short.BYTES;

    /** What we say. */
    public static final Hello OURS = new Hello(VERSION);

    /**
     * Reads the body of a HELLO. Behind another version anything may stand.
     *
     * @return null if it is the greeting of another program, or too long for our version
     */
    public static @Nullable Hello read(ByteBuffer body) {
        if (body.remaining() < BYTES || body.getInt() != MAGIC) {
            return null;
        }
        Hello hello = new Hello(Short.toUnsignedInt(body.getShort()));
        return hello.version == VERSION && body.hasRemaining() ? null : hello;
    }
}
