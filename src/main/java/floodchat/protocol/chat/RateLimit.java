package floodchat.protocol.chat;

import floodchat.protocol.message.Bounds;

/**
 * How rare a heartbeat may be. Who tells a rate of 5,000 s says that 10,000 people are here. They send two
 * heartbeats a second in all, as {@link OwnPresence} does. If far fewer come, there are no such people, and rates count
 * as less, from minute to minute. The number of people in the list decides nothing here: they may be invented.
 *
 * <p>A newcomer in a large network hears those two a second at once. So it believes the rates, though it knows three
 * people yet. A peer without a link does not judge. Owned by an {@link InboundMessages}.
 */
final class RateLimit {
    /** Heartbeats are counted over this time. */
    static final long WINDOW_MS = 60_000;

    /** A network of more than 30 people sends this many in a window. A few of them may be lost, or cut off. */
    static final int EXPECTED_HEARTBEATS = 120;

    /** With fewer, heartbeats are too rare for the people that there are. Seven people send as many. */
    static final int MIN_HEARTBEATS = EXPECTED_HEARTBEATS / 4;

    /** With more, there are more people than we thought. */
    static final int MAX_HEARTBEATS = EXPECTED_HEARTBEATS * 2;

    /**
     * What others tell counts up to this many times our limit. They count their minutes at other times, and hear
     * a little more or less, so their limits are up to two steps away. With 2, some of 100 real people were lost in a
     * simulation; with 4, nobody.
     */
    static final int TOLERANCE = 4;

    private int seconds = Bounds.MAX_RATE_SECONDS;
    private int heartbeats;
    private boolean isCounting;
    private boolean isWhole;

    /** The longest rate for ourselves, in seconds. */
    int seconds() {
        return seconds;
    }

    /** What this rate counts as, in seconds, in the presence of somebody else. */
    int believed(int told) {
        return Math.min(told, TOLERANCE * seconds);
    }

    /** A presence that counts has come. */
    void heard() {
        heartbeats++;
    }

    /** What comes while there is no link says nothing about the others. */
    void linksChanged(int links, ChatContext context) {
        isWhole = isWhole && links > 0;
        if (!isCounting && links > 0) {
            begin(context);
        }
    }

    private void begin(ChatContext context) {
        isCounting = true;
        isWhole = true;
        heartbeats = 0;
        context.start(new ChatTimer.RateWindow(), WINDOW_MS);
    }

    /** A window is over. Returns whether rates count as less now. */
    boolean windowOver(boolean linked, ChatContext context) {
        int before = seconds;
        if (isWhole && heartbeats < MIN_HEARTBEATS) {
            seconds = Math.max(OwnPresence.MIN_RATE_SECONDS, seconds / 2);
        } else if (isWhole && heartbeats > MAX_HEARTBEATS) {
            long enough = (long) seconds * heartbeats / EXPECTED_HEARTBEATS;
            seconds = (int) Math.min(Bounds.MAX_RATE_SECONDS, enough);
        }
        isCounting = false;
        if (linked) {
            begin(context);
        }
        return seconds < before;
    }
}
