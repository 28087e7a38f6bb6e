package floodchat.protocol.wire;

/** The bounds of frames, in bytes of type and body together if nothing else is said. */
public final class WireLimits {
    /** The length that stands before every frame. */
    public static final int LENGTH_BYTES = 2;

    /** A sealed frame is longer by this much: the tag of its cipher. */
    public static final int SEAL_BYTES = 16;

    /** The shortest sealed frame, its length not counted: a type. */
    public static final int MIN_SEALED_BYTES = 1 + SEAL_BYTES;

    /** The longest sealed frame, its length not counted: the greatest number that two bytes of length can hold. */
    public static final int MAX_SEALED_BYTES = 65_535;

    public static final int MAX_PACKET_FRAME_BYTES = MAX_SEALED_BYTES - SEAL_BYTES;

    public static final int MAX_CONTROL_BYTES = 8 * 1024;

    /** A peer that has not yet shown that it is one of our network gets little room. */
    public static final int MAX_HANDSHAKE_BYTES = 2 * 1024;

    private WireLimits() {}
}
