package floodchat.node.link;

/**
 * How patient a peer is with its connections; each peer may choose for itself, as long as its pings come in time for the others.
 *
 * @param greetingWithinMs a stranger that has not greeted in full by then is sent away: it holds a socket no longer, at least 1
 * @param silenceMs a link that brings no whole frame for so long is dead; pings come twice as often, at least 2
 * @param endingWithinMs after a goodbye, how long the other side may still send and take what was under way, at least 1
 * @param drainWithinMs a link that takes nothing of what waits for it for so long is dropped, at least 1
 */
public record LinkSettings(int greetingWithinMs, int silenceMs, int endingWithinMs, int drainWithinMs) {
    public static final LinkSettings DEFAULT = new LinkSettings(10_000, 20_000, 2_000, 10_000);

    public LinkSettings {
        if (greetingWithinMs < 1 || silenceMs < 2 || endingWithinMs < 1 || drainWithinMs < 1) {
            throw new IllegalArgumentException("times must be positive");
        }
    }

    /** Soon after the start, so that it is known how far the peer is; not at once, while both sides are still busy with it. */
    long firstPingAfterMs() {
        return Math.min(1_000, pingAfterMs());
    }

    long pingAfterMs() {
        return silenceMs / 2;
    }

    /** How often a link is looked at: pings and the end of silent links may be so late. */
    long lookAfterMs() {
        return Math.max(1, silenceMs / 8);
    }
}
