package floodchat.protocol.flood;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a peer's core. */
public sealed interface FloodInput {
    /** The peer begins: it looks for neighbours from now on. Comes first, and once. */
    record Started() implements FloodInput {}

    /**
     * The wall clock was set. Packets bear its time; timers and waits do not follow it.
     *
     * @param wallAheadMs how far it is ahead of the clock of the core from now on, in ms; 0 at the start
     */
    record ClockSet(long wallAheadMs) implements FloodInput {}

    /**
     * The user of the network publishes a packet; it is stamped. A ticket that comes again replaces its packet.
     *
     * @param ticket comes back in {@link FloodEvent.HandedOver}; 0 if the packet is {@link PacketKind#EPHEMERAL}
     */
    record Published(long ticket, Packet packet) implements FloodInput {}

    /** The user of the network knows who has written what. */
    record Attributed(FloodAttribution attribution) implements FloodInput {}

    /** The user of the network has kept these packets since an earlier run, as {@link FloodCommand.Restore} says. */
    record BacklogRestored(List<Packet> packets) implements FloodInput {}

    /** The user of the network wants to keep the backlog; answered by {@link FloodEvent.BacklogTold}. */
    record BacklogAsked() implements FloodInput {}

    /** A person wants to enter the network through this address too, now. */
    record JoinAsked(Address address) implements FloodInput {}

    /**
     * These peers are on the local network now; replaces what was found before. Nobody vouches for them.
     *
     * @param peers the first {@link FloodLimits#MAX_LAN_PEERS} are taken
     */
    record LanPeersFound(List<Contact> peers) implements FloodInput {}

    /** This is what the router says about our port now; replaces what was said before. */
    record PortMapped(PortMapping mapping) implements FloodInput {}

    /** The user of the network leaves; answered by {@link FloodEvent.Stopped}. No {@link Published} comes after it. */
    record StopAsked() implements FloodInput {}

    /** A person wants to know how this peer stands; answered by {@link FloodEffect.Report}. */
    record Inquired() implements FloodInput {}

    /**
     * A connection stands, and both sides have said who they are.
     *
     * @param peer who is there, by the address under which we could dial it
     * @param reason what we dialled for, as in {@link FloodEffect.Dial}; null if the peer dialled us
     * @param peerClockMs the peer's wall clock just now, in ms since 1970
     */
    record LinkOpened(LinkId link, Contact peer, @Nullable DialReason reason, long peerClockMs) implements FloodInput {}

    record FrameReceived(LinkId link, Frame frame) implements FloodInput {}

    /** A link's queue is so full that new packets should wait. */
    record Congested() implements FloodInput {}

    /** No link is congested, and packets wait in the core: the answer to {@link FloodEffect.AwaitRoom}. */
    record RoomToSend() implements FloodInput {}

    /** These own packets are written to a link. */
    record Written(List<Long> tickets) implements FloodInput {}

    /** This packet was sent on this link, and left out because the link's queue had no room for it. */
    record LeftOut(LinkId link, PacketId packet) implements FloodInput {}

    /** The link brought what is no valid frame. @param fault one clause for the log */
    record Misbehaved(LinkId link, String fault) implements FloodInput {}

    /** The connection is gone; every opened link closes once. */
    record LinkClosed(LinkId link) implements FloodInput {}

    /**
     * A dial came to nothing.
     *
     * @param why one clause that a person may see
     * @param refused true if a peer answered with which we can't link, so that trying again is of little use
     * @param clocks how far the two clocks are apart, if that is the reason; else null
     */
    record DialFailed(DialReason reason, String why, boolean refused, @Nullable ClockGap clocks) implements FloodInput {
        public DialFailed(DialReason reason, String why, boolean refused) {
            this(reason, why, refused, null);
        }
    }

    /** A peer of another version was met: we dialled it, it dialled us, or the local network announces it. */
    record OtherVersionMet(OtherVersion version) implements FloodInput {}

    record TimerFired(FloodTimer timer) implements FloodInput {}
}
