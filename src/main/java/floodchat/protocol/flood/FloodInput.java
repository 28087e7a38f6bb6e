package floodchat.protocol.flood;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a peer's core. */
public sealed interface FloodInput {
    /** A user of the network asks for something. */
    record Asked(FloodCommand command) implements FloodInput {}

    /**
     * A connection stands and both sides have greeted each other.
     *
     * @param peer who is there, by the address under which we could dial it
     * @param errand what we dialled for, as in {@link FloodEffect.Dial}; null where the peer dialled us
     */
    record LinkOpened(LinkId link, Contact peer, @Nullable DialReason errand) implements FloodInput {}

    record FrameReceived(LinkId link, Frame frame) implements FloodInput {}

    /** An own packet has its stamp: the one that was asked for first of those that are awaited. */
    record Stamped(Packet packet) implements FloodInput {}

    /** These own publications are written to a link. */
    record Written(List<Long> tickets) implements FloodInput {}

    /** This packet was sent on this link, which had no room for it. */
    record LeftOut(LinkId link, PacketId packet) implements FloodInput {}

    /** What came on the link was no frame that any peer sends. @param fault one clause for the log */
    record Misbehaved(LinkId link, String fault) implements FloodInput {}

    /** The connection is gone; every opened link closes once. @param reason one clause for the log */
    record LinkClosed(LinkId link, String reason) implements FloodInput {}

    /**
     * A dial came to nothing.
     *
     * @param reason one clause that a person may see
     * @param refused true where somebody answered with whom we can't link: trying again is of little use
     */
    record DialFailed(DialReason errand, String reason, boolean refused) implements FloodInput {}

    record TimerFired(FloodTimer timer) implements FloodInput {}
}
