package floodchat.front.plain;

import floodchat.protocol.chat.ChatEvent;

/** Decides which comings and goings plain mode tells, so that a crowd can't fill the output. Confined to one thread. */
final class PresenceLines {
    /** As many as come to a chat among acquaintances at its start. */
    static final int MAX_AT_ONCE = 20;

    /** Then one in this time: as slow as somebody reads who also reads the lines. */
    static final long MS_PER_LINE = 10_000;

    private static final int FIRST_TOLD = 10;

    /** When all lines at once are free again (GCRA, ITU-T I.371, appendix I). */
    private long freeMs;

    private int untold;
    private int tellAt = FIRST_TOLD;

    /** Whether this is about somebody who came, went or took another name. */
    static boolean isOne(ChatEvent event) {
        return event instanceof ChatEvent.PeerFound
                || event instanceof ChatEvent.PeerJoined
                || event instanceof ChatEvent.PeerLeft
                || event instanceof ChatEvent.PeerRenamed;
    }

    /** Whether the next one is told. Otherwise it is counted. */
    boolean admits(long nowMs) {
        if (nowMs < freeMs - (MAX_AT_ONCE - 1) * MS_PER_LINE) {
            untold++;
            return false;
        }
        freeMs = Math.max(nowMs, freeMs) + MS_PER_LINE;
        return true;
    }

    /** How many were not told, at 10, 100 and so on; 0 if it is not the time to tell that. */
    int takeUntold() {
        if (untold < tellAt) {
            return 0;
        }
        tellAt *= FIRST_TOLD;
        return untold;
    }
}
