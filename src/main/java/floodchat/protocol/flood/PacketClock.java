package floodchat.protocol.flood;

/**
 * Gives an author's packets their times: each is later than the one before, up to {@value #MAX_LEAD_MS} ms ahead of the
 * clock; beyond that only their stamps differ. So two packets of one author never have the same bytes. The clock may be
 * set back: if it is by more than that, the times follow it. Confined to one thread.
 *
 * <p>The time of a sealed packet is of the clock that the neighbours agree on, and rounded. So nobody can see by an
 * author's clock, or by the order of its packets, that a sealed packet and a signed one are of the same author.
 */
public final class PacketClock {
    /** Times may run ahead of the clock by this much, if more than one packet is published in a ms. */
    public static final long MAX_LEAD_MS = 60_000;

    /** The times of sealed packets are multiples of this: longer than a stem, and than most clocks are wrong. */
    public static final long SEALED_ROUNDED_MS = 10_000;

    /** The distance between the first stamps tried for two packets: more stamps than are ever tried for one. */
    private static final long STAMPS_APART = 1L << 32;

    private final NetworkTerms terms;
    private long lastPacketMs = Long.MIN_VALUE;
    private long packets;

    public PacketClock(NetworkTerms terms) {
        this.terms = terms;
    }

    /**
     * Makes a packet of what is published; only its stamp is missing.
     *
     * @param wallMs ms since 1970, by the wall clock
     * @param commonMs the same by the clock of the neighbours, see {@link FloodEffect.CommonClock}
     */
    public UnstampedPacket packet(FloodCommand.Publish publish, long wallMs, long commonMs) {
        if (publish.kind() == PacketKind.SEALED) {
            return unstamped(rounded(commonMs), publish.kind(), publish.payload());
        }
        boolean wasSetBack = lastPacketMs > wallMs + MAX_LEAD_MS;
        lastPacketMs =
                wasSetBack ? wallMs : Math.max(wallMs, Math.min(lastPacketMs + 1, wallMs + MAX_LEAD_MS));
        return unstamped(lastPacketMs, publish.kind(), publish.payload());
    }

    private static long rounded(long commonMs) {
        return Math.floorDiv(commonMs, SEALED_ROUNDED_MS) * SEALED_ROUNDED_MS;
    }

    /**
     * The same packet, to be stamped again with a time that is later by this; earlier if it is negative. A sealed one
     * gets the present time.
     */
    public UnstampedPacket later(Packet packet, long byMs, long commonMs) {
        long timeMs = packet.kind() == PacketKind.SEALED ? rounded(commonMs) : packet.timeMs() + byMs;
        return unstamped(timeMs, packet.kind(), packet.payload());
    }

    private UnstampedPacket unstamped(long timeMs, PacketKind kind, byte[] payload) {
        long firstStamp = packets * STAMPS_APART;
        packets++;
        return new UnstampedPacket(terms, timeMs, kind, payload, firstStamp);
    }
}
