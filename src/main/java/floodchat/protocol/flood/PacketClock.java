package floodchat.protocol.flood;

/**
 * Gives an author's packets their times: each is later than the one before, up to {@value #MAX_LEAD_MS} ms ahead of the
 * clock; beyond that only their stamps differ. So two packets of one author never have the same bytes. Confined to one
 * thread.
 */
public final class PacketClock {
    /** Times may run ahead of the clock by this much, if more than one packet is published in a ms. */
    static final long MAX_LEAD_MS = 60_000;

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
     * @param nowMs ms since 1970, by a clock that never goes back
     */
    public UnstampedPacket packet(FloodCommand.Publish publish, long nowMs) {
        lastPacketMs = Math.max(nowMs, Math.min(lastPacketMs + 1, nowMs + MAX_LEAD_MS));
        long firstStamp = packets * STAMPS_APART;
        packets++;
        return new UnstampedPacket(terms, lastPacketMs, publish.ephemeral(), publish.payload(), firstStamp);
    }
}
