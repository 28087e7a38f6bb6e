package floodchat.protocol.flood;

/** What a core wants done. Effects are carried out in the order in which they come out. */
public sealed interface FloodEffect {
    /**
     * Connect and shake hands; answered by {@link FloodInput.LinkOpened} or {@link FloodInput.DialFailed} with this
     * reason.
     */
    record Dial(DialReason reason) implements FloodEffect {}

    record Send(LinkId link, Frame frame) implements FloodEffect {}

    /** Send an own packet; answered by {@link FloodInput.Written} with this ticket once the link has written it. */
    record SendOwn(LinkId link, Frame.PacketFrame frame, long ticket) implements FloodEffect {}

    /**
     * The wall clock was set, and this own packet has a time that is wrong now: stamp it again with the right one.
     * Answered by {@link FloodInput.Published} with the same ticket.
     *
     * @param madeAheadMs how far the wall clock was ahead, as in {@link FloodInput.ClockSet}, when the time was right
     */
    record StampAgain(long ticket, Packet packet, long madeAheadMs) implements FloodEffect {}

    /**
     * Packets wait until no link is congested; answered by one {@link FloodInput.RoomToSend}, at once if no link is
     * congested now. Not asked for again before that.
     */
    record AwaitRoom() implements FloodEffect {}

    /**
     * The packet of the {@link FloodInput.FrameReceived} that is being handled waits in the core: it counts as not
     * handled yet.
     */
    record Hold(LinkId from) implements FloodEffect {}

    /** One packet from this link that waited is handled now. */
    record Release(LinkId from) implements FloodEffect {}

    /**
     * End the link after what was sent is written; answered by {@link FloodInput.LinkClosed}.
     *
     * @param reason one clause for the log
     */
    record Close(LinkId link, String reason) implements FloodEffect {}

    /**
     * End the link at once, because its peer misbehaved; answered by {@link FloodInput.LinkClosed}.
     *
     * @param reason one clause for the log
     */
    record Abort(LinkId link, String reason) implements FloodEffect {}

    /**
     * The clock that the neighbours and this peer agree on; sealed packets bear its time. It is the wall clock before
     * this effect comes.
     *
     * @param aheadMs how far it is ahead of the clock of the core, in ms
     */
    record CommonClock(long aheadMs) implements FloodEffect {}

    /** Tell the user of the network. */
    record Tell(FloodEvent event) implements FloodEffect {}

    /** The answer to {@link FloodInput.Inquired}. */
    record Report(NetworkReport report) implements FloodEffect {}

    /**
     * Give it back as {@link FloodInput.TimerFired} after this time. It can't be taken back; the core ignores one that
     * is outdated.
     */
    record StartTimer(FloodTimer timer, long afterMs) implements FloodEffect {}
}
