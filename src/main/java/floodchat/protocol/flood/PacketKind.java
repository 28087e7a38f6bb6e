package floodchat.protocol.flood;

import org.jspecify.annotations.Nullable;

/** What the network has to know of a packet: whether it is kept, and whose clock its time is of. */
public enum PacketKind {
    /** Kept in the backlog for peers that come later. */
    KEPT,
    /** Worthless later: it is not kept. */
    EPHEMERAL,
    /**
     * For one person, and only that person can read it. It is kept apart from the others, so that packets that nobody
     * can judge do not push out those that all can read. Its time does not show its author's clock.
     */
    SEALED;

    private static final PacketKind[] BY_FLAGS = values();

    /** The flags of a packet: bit 0 is ephemeral, bit 1 is sealed, and a packet has one of them at most. */
    byte flags() {
        return (byte) ordinal();
    }

    /** Null if no packet has these flags. */
    static @Nullable PacketKind ofFlags(byte flags) {
        return flags >= 0 && flags < BY_FLAGS.length ? BY_FLAGS[flags] : null;
    }
}
