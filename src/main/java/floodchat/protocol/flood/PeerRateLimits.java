package floodchat.protocol.flood;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one link brings, measured against what an honest peer ever sends ({@link RateLimits}); and what we send there on others' word, kept to half of that.
 * Owned by its {@link PeerLink}.
 */
final class PeerRateLimits {
    private final boolean limited;
    private final TokenBucket packets;
    /** Whoever keeps to the pace of the network never uses up half of this. */
    private final TokenBucket pace;
    private final TokenBucket packetBytes;
    private final TokenBucket ids;
    private final TokenBucket idsAnnounced;
    private final TokenBucket controlFrames = RateLimits.allowance(RateLimits.CONTROL_FRAMES_PER_S);
    private final TokenBucket joins = RateLimits.allowance(RateLimits.JOINS_PER_S);
    private final TokenBucket joinsPassedOn = RateLimits.allowance(RateLimits.JOINS_PASSED_ON_PER_S);
    private final TokenBucket ownJoins =
            new TokenBucket(1.0 / RateLimits.OWN_JOIN_PERIOD_S, RateLimits.OWN_JOINS_AT_ONCE);
    private final TokenBucket shuffles = RateLimits.allowance(RateLimits.SHUFFLES_PER_S);
    private final TokenBucket shufflesSent = RateLimits.allowance(RateLimits.SHUFFLES_SENT_PER_S);
    private final TokenBucket endingShuffles =
            new TokenBucket(1.0 / RateLimits.ENDING_SHUFFLE_PERIOD_S, RateLimits.ENDING_SHUFFLES_AT_ONCE);
    private final TokenBucket walkersLearnt =
            new TokenBucket(1.0 / RateLimits.WALKERS_LEARNT_PERIOD_S, RateLimits.WALKERS_LEARNT_AT_ONCE);
    private final TokenBucket treeChanges = RateLimits.allowance(RateLimits.TREE_CHANGES_PER_S);

    PeerRateLimits(NetworkTerms terms) {
        double perSecond = RateLimits.TOLERANCE * Math.max(1, terms.packetsPerSecond());
        this.limited = terms.packetsPerSecond() > 0;
        this.packets = RateLimits.allowance(perSecond);
        this.pace = new TokenBucket(perSecond / RateLimits.TOLERANCE, perSecond * RateLimits.BURST_S);
        this.packetBytes = RateLimits.allowance(perSecond * RateLimits.BYTES_PER_PACKET);
        this.ids = RateLimits.allowance(perSecond * RateLimits.IDS_PER_PACKET);
        this.idsAnnounced = RateLimits.allowance(perSecond / RateLimits.TOLERANCE);
    }

    /** Counts the frame; null where it is one that may come, else what there is too much of, as one clause. */
    @Nullable String excess(Frame frame, long nowMs) {
        return switch (frame) {
            case Frame.PacketFrame(int _, Frame.Route _, Packet packet) -> excessOfPackets(packet, nowMs);
            case Frame.IHave(Frame.IdKind _, List<PacketId> announced) -> excessOfIds(announced.size(), nowMs);
            case Frame.IWant(List<PacketId> wanted) -> excessOfIds(wanted.size(), nowMs);
            case Frame.JoinRequest _ -> joins.take(1, nowMs) ? null : "too many requests to join";
            case Frame.Shuffle _, Frame.ShuffleReply _ -> shuffles.take(1, nowMs) ? null : "too many shuffles";
            case Frame.Graft _, Frame.Prune _ -> treeChanges.take(1, nowMs) ? null : "too many grafts and prunes";
            case Frame.JoinAck _, Frame.NeighbourRequest _, Frame.Disconnect _, Frame.Ping _, Frame.Pong _ ->
                controlFrames.take(1, nowMs) ? null : "too many control frames";
        };
    }

    private @Nullable String excessOfPackets(Packet packet, long nowMs) {
        if (!limited) {
            return null;
        }
        pace.take(1, nowMs);
        boolean few = packets.take(1, nowMs);
        return few && packetBytes.take(packet.bytes().length, nowMs)
                ? null
                : few ? "too many bytes" : "too many packets";
    }

    private @Nullable String excessOfIds(int count, long nowMs) {
        if (!controlFrames.take(1, nowMs)) {
            return "too many control frames";
        }
        return !limited || ids.take(count, nowMs) ? null : "too many ids";
    }

    /** Whether a walk of this neighbour's own is to be followed once more. */
    boolean mayStartWalk(long nowMs) {
        return ownJoins.take(1, nowMs);
    }

    /** Whether one more request to join may go to this neighbour. */
    boolean mayPassOnJoin(long nowMs) {
        return joinsPassedOn.take(1, nowMs);
    }

    /** Whether one more shuffle, or an answer to one, may go to this neighbour. */
    boolean maySendShuffle(long nowMs) {
        return shufflesSent.take(1, nowMs);
    }

    /** Whether one more shuffle of this neighbour's may end here: what it says then fills the reserve. */
    boolean mayEndShuffle(long nowMs) {
        return endingShuffles.take(1, nowMs);
    }

    /** Whether one more newcomer whose walk comes from this neighbour may enter the reserve. */
    boolean mayTeachWalker(long nowMs) {
        return walkersLearnt.take(1, nowMs);
    }

    /** How many ids may be announced to this neighbour now; they are counted by {@link #announced}. */
    int mayAnnounce(long nowMs) {
        return limited ? (int) idsAnnounced.left(nowMs) : Integer.MAX_VALUE;
    }

    void announced(int count, long nowMs) {
        idsAnnounced.take(count, nowMs);
    }

    /** How far the link is ahead of the pace of its network, in packets: after a rest a burst may be. */
    double aheadOfPace(long nowMs) {
        return pace.used(nowMs);
    }
}
