package floodchat.protocol.flood.limits;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one link may bring, each kind of frame by its own token bucket ({@link RateLimits}); owned by
 * {@link FloodGuard}.
 */
final class PeerRateLimits {
    private final boolean limited;
    private final TokenBucket packets;
    /** Filled at the pace of the network: a peer that keeps to the pace never uses up half of it. */
    private final TokenBucket pace;
    private final TokenBucket packetBytes;
    private final TokenBucket ids;
    private final TokenBucket controlFrames = RateLimits.bucket(RateLimits.CONTROL_FRAMES_PER_S);
    private final TokenBucket shuffles = RateLimits.bucket(RateLimits.SHUFFLES_PER_S);
    private final TokenBucket treeChanges = RateLimits.bucket(RateLimits.TREE_CHANGES_PER_S);

    PeerRateLimits(NetworkTerms terms) {
        double perSecond = RateLimits.TOLERANCE * Math.max(1, terms.packetsPerSecond());
        this.limited = terms.packetsPerSecond() > 0;
        this.packets = RateLimits.bucket(perSecond);
        this.pace = new TokenBucket(perSecond / RateLimits.TOLERANCE, perSecond * RateLimits.BURST_S);
        this.packetBytes = RateLimits.bucket(perSecond * RateLimits.BYTES_PER_PACKET);
        this.ids = RateLimits.bucket(perSecond * RateLimits.IDS_PER_PACKET);
    }

    /** Counts the frame. Null if it may come, else one clause that says what there is too much of. */
    @Nullable String excess(Frame frame, long nowMs) {
        return switch (frame) {
            case Frame.Carrier carrier -> excessOfPackets(carrier.packet(), nowMs);
            case Frame.IHave(Frame.IdKind _, List<PacketId> announced) -> excessOfIds(announced.size(), nowMs);
            case Frame.IWant(List<PacketId> wanted) -> excessOfIds(wanted.size(), nowMs);
            case Frame.Shuffle _, Frame.ShuffleReply _ -> shuffles.take(1, nowMs) ? null : "too many shuffles";
            case Frame.Graft _, Frame.Prune _ -> treeChanges.take(1, nowMs) ? null : "too many grafts and prunes";
            case Frame.JoinRequest _, Frame.JoinAck _, Frame.Disconnect _, Frame.Ping _, Frame.Pong _ ->
                controlFrames.take(1, nowMs) ? null : "too many control frames";
        };
    }

    private @Nullable String excessOfPackets(Packet packet, long nowMs) {
        if (!limited) {
            return null;
        }
        pace.take(1, nowMs);
        if (!packets.take(1, nowMs)) {
            return "too many packets";
        }
        return packetBytes.take(packet.bytes().length, nowMs) ? null : "too many bytes";
    }

    private @Nullable String excessOfIds(int count, long nowMs) {
        if (!controlFrames.take(1, nowMs)) {
            return "too many control frames";
        }
        return !limited || ids.take(count, nowMs) ? null : "too many ids";
    }

    /** How many packets the link is ahead of the pace of its network; after a rest a burst is allowed. */
    double aheadOfPace(long nowMs) {
        return pace.used(nowMs);
    }
}
