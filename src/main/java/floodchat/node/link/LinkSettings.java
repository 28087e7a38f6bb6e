package floodchat.node.link;

/**
 * The timeouts of a peer's connections. Each peer may choose its own, as long as its pings come in time for the others.
 *
 * @param handshakeWithinMs timeout for the whole handshake, at least 1
 * @param silenceMs a link that brings no whole frame for this time is dead, at least 2; pings are sent twice as often
 * @param endingWithinMs time to finish sending and receiving after a DISCONNECT, at least 1
 * @param drainWithinMs a congested link that does not drain within this time is dropped, at least 1
 */
public record LinkSettings(int handshakeWithinMs, int silenceMs, int endingWithinMs, int drainWithinMs) {
    public static final LinkSettings DEFAULT = new LinkSettings(10_000, 20_000, 2_000, 10_000);

    public LinkSettings {
        if (handshakeWithinMs < 1 || silenceMs < 2 || endingWithinMs < 1 || drainWithinMs < 1) {
            throw new IllegalArgumentException("times must be positive");
        }
    }

    /** The first ping measures the round trip early, but not while both sides are still busy with the new link. */
    long firstPingAfterMs() {
        return Math.min(1_000, pingAfterMs());
    }

    long pingAfterMs() {
        return silenceMs / 2;
    }

    /** How often the watch checks a link. Pings and the end of silent links may be late by this much. */
    long lookAfterMs() {
        return Math.max(1, silenceMs / 8);
    }
}
