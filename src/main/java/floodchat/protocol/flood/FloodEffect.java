package floodchat.protocol.flood;

/** What a core wants done; effects are carried out in the order in which they come out. */
public sealed interface FloodEffect {
    /** Connect and greet; answered by {@link FloodInput.LinkOpened} or {@link FloodInput.DialFailed} with this errand. */
    record Dial(DialReason errand) implements FloodEffect {}

    record Send(LinkId link, Frame frame) implements FloodEffect {}

    /** Sends an own packet; answered by {@link FloodInput.Written} with this ticket once the link has written it. */
    record SendOwn(LinkId link, Frame.PacketFrame frame, long ticket) implements FloodEffect {}

    /**
     * Finds the stamp of an own packet; answered by {@link FloodInput.Stamped}, in the order in which this was asked for. It may take a processor for a
     * second: it is for another thread than the one that runs the core.
     */
    record Stamp(UnstampedPacket draft) implements FloodEffect {}

    /** Ends the link once what was sent is written; answered by {@link FloodInput.LinkClosed}. @param reason for the log */
    record Close(LinkId link, String reason) implements FloodEffect {}

    /** Ends the link at once, for its peer misbehaved; answered by {@link FloodInput.LinkClosed}. @param reason for the log */
    record Abort(LinkId link, String reason) implements FloodEffect {}

    /** Tells the user of the network. */
    record Tell(FloodEvent event) implements FloodEffect {}

    /** Comes back as {@link FloodInput.TimerFired} after this time; it can't be taken back, a late one is ignored. */
    record StartTimer(FloodTimer timer, long afterMs) implements FloodEffect {}
}
