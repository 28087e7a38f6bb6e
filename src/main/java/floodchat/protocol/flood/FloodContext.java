package floodchat.protocol.flood;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call of a core: its time, and the sink of its effects. Every rule that needs one of them gets this as a
 * parameter.
 *
 * @param nowMs ms since 1970, by a clock that never goes back; all times that the rules keep are of this clock
 * @param wallAheadMs how far the wall clock is ahead of it, see {@link FloodInput.ClockSet}
 * @param effects takes the effects in the order in which they are to be carried out
 */
public record FloodContext(long nowMs, long wallAheadMs, Consumer<FloodEffect> effects) {
    /** What the wall clock shows at this time of ours. For peers and for people. */
    public long wallMs(long timeMs) {
        return timeMs + wallAheadMs;
    }

    /** When the packet was published, by the clock of {@link #nowMs}, if its author's wall clock agrees with ours. */
    public long timeOf(Packet packet) {
        return packet.timeMs() - wallAheadMs;
    }

    public void dial(DialReason reason) {
        effects.accept(new FloodEffect.Dial(reason));
    }

    public void send(LinkId to, Frame frame) {
        effects.accept(new FloodEffect.Send(to, frame));
    }

    public void sendOwn(LinkId to, Frame.PacketFrame frame, long ticket) {
        effects.accept(new FloodEffect.SendOwn(to, frame, ticket));
    }

    /** Sends these ids, {@link FloodLimits#MAX_IDS} in a frame. */
    public void sendIds(LinkId to, List<PacketId> ids, Function<List<PacketId>, Frame> frame) {
        for (int from = 0; from < ids.size(); from += FloodLimits.MAX_IDS) {
            int until = Math.min(ids.size(), from + FloodLimits.MAX_IDS);
            send(to, frame.apply(List.copyOf(ids.subList(from, until))));
        }
    }

    public void stampAgain(long ticket, Packet packet, long madeAheadMs) {
        effects.accept(new FloodEffect.StampAgain(ticket, packet, madeAheadMs));
    }

    public void awaitRoom() {
        effects.accept(new FloodEffect.AwaitRoom());
    }

    public void hold(LinkId from) {
        effects.accept(new FloodEffect.Hold(from));
    }

    public void release(LinkId from) {
        effects.accept(new FloodEffect.Release(from));
    }

    public void close(LinkId link, String reason) {
        effects.accept(new FloodEffect.Close(link, reason));
    }

    public void abort(LinkId link, String reason) {
        effects.accept(new FloodEffect.Abort(link, reason));
    }

    public void commonClock(long aheadMs) {
        effects.accept(new FloodEffect.CommonClock(aheadMs));
    }

    public void tell(FloodEvent event) {
        effects.accept(new FloodEffect.Tell(event));
    }

    public void report(NetworkReport report) {
        effects.accept(new FloodEffect.Report(report));
    }

    public void startTimer(FloodTimer timer, long afterMs) {
        effects.accept(new FloodEffect.StartTimer(timer, afterMs));
    }
}
