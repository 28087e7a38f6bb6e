package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.OtherVersion;
import org.jspecify.annotations.Nullable;

/**
 * Peers of other versions that we dialled, that dialled us, or that the local network announces. A person has to be
 * told who must upgrade. Owned by {@link Bootstrap}.
 */
final class OtherVersions {
    /** Two of the longest pauses between rounds: a peer that is still there was met again by then. */
    static final long VALID_MS = 2 * MembershipLimits.LAST_RETRY_MS;

    private @Nullable Met newer;
    private @Nullable Met older;

    /**
     * @param sinceMs when the first of them was met
     * @param atMs when the last one was met
     */
    record Met(OtherVersion version, long sinceMs, long atMs) {}

    void add(OtherVersion version, long nowMs) {
        if (version.isOursOlder()) {
            newer = met(version, valid(newer, nowMs), nowMs);
        } else {
            older = met(version, valid(older, nowMs), nowMs);
        }
    }

    /** The first version stays while others follow it: each change is told, and anybody can name any version. */
    private static Met met(OtherVersion version, @Nullable Met before, long nowMs) {
        return before == null ? new Met(version, nowMs, nowMs) : new Met(before.version(), before.sinceMs(), nowMs);
    }

    private static @Nullable Met valid(@Nullable Met met, long nowMs) {
        return met == null || nowMs - met.atMs() >= VALID_MS ? null : met;
    }

    /** A newer version that was met lately; null if none was. */
    @Nullable Met newer(long nowMs) {
        return valid(newer, nowMs);
    }

    /** What explains why there is no link: a newer version, else an older one; null if none was met lately. */
    @Nullable Met worst(long nowMs) {
        Met first = newer(nowMs);
        return first == null ? valid(older, nowMs) : first;
    }
}
