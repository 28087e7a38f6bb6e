package floodchat.protocol.flood;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One call of a core: its time, and where its effects go. The parts of a core share it, so that none of them keeps a sink of its own. */
final class FloodContext {
    private long nowMs;
    private Consumer<FloodEffect> effects = effect -> {};

    void begin(long nowMs, Consumer<FloodEffect> effects) {
        this.nowMs = nowMs;
        this.effects = effects;
    }

    long nowMs() {
        return nowMs;
    }

    void dial(DialReason errand) {
        effects.accept(new FloodEffect.Dial(errand));
    }

    void send(PeerLink to, Frame frame) {
        effects.accept(new FloodEffect.Send(to.link(), frame));
    }

    void sendOwn(PeerLink to, Frame.PacketFrame frame, long ticket) {
        effects.accept(new FloodEffect.SendOwn(to.link(), frame, ticket));
    }

    /** Sends these ids in as many frames as it takes. */
    void sendIds(PeerLink to, List<PacketId> ids, Function<List<PacketId>, Frame> frame) {
        for (int from = 0; from < ids.size(); from += FloodLimits.MAX_IDS) {
            int until = Math.min(ids.size(), from + FloodLimits.MAX_IDS);
            send(to, frame.apply(List.copyOf(ids.subList(from, until))));
        }
    }

    void stamp(UnstampedPacket draft) {
        effects.accept(new FloodEffect.Stamp(draft));
    }

    void close(LinkId link, String reason) {
        effects.accept(new FloodEffect.Close(link, reason));
    }

    void abort(LinkId link, String reason) {
        effects.accept(new FloodEffect.Abort(link, reason));
    }

    void tell(FloodEvent event) {
        effects.accept(new FloodEffect.Tell(event));
    }

    void startTimer(FloodTimer timer, long afterMs) {
        effects.accept(new FloodEffect.StartTimer(timer, afterMs));
    }
}
