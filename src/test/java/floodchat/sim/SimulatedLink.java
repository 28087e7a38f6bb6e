package floodchat.sim;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;

/** One end of a simulated connection. What is sent arrives in order, a latency later; ending it lets what was sent arrive. */
final class SimulatedLink {
    private static final long PING_AFTER_MICROS = 10_000_000;

    /** Length, type and token: of a ping, and of its answer. */
    private static final int PING_BYTES = 2 + 1 + 8;

    final SimulatedPeer owner;
    final LinkId id;
    final long latencyMicros;
    private SimulatedLink other = this;
    private long lastArrivalMicros;
    private long lastSentMicros;
    private boolean acknowledged;
    private boolean endSent;
    private boolean closed;
    /** What is under way from here never arrives. */
    private boolean broken;

    SimulatedLink(SimulatedPeer owner, LinkId id, long latencyMicros) {
        this.owner = owner;
        this.id = id;
        this.latencyMicros = latencyMicros;
        this.lastSentMicros = owner.network().agenda().nowMicros();
    }

    static void join(SimulatedLink one, SimulatedLink two) {
        one.other = two;
        two.other = one;
    }

    SimulatedPeer peer() {
        return other.owner;
    }

    boolean isOpen() {
        return !closed;
    }

    /** Whether both sides keep it. */
    boolean isEstablished() {
        return acknowledged && !endSent && !closed && !other.endSent && !other.closed;
    }

    void send(Frame frame) {
        if (endSent) {
            return;
        }
        if (frame instanceof Frame.JoinAck) {
            acknowledged = true;
            other.acknowledged = true;
        }
        countPings();
        arrive(() -> other.receive(frame));
    }

    /** The pings that were due since something was last sent. */
    void countPings() {
        long nowMicros = owner.network().agenda().nowMicros();
        long pings = (nowMicros - lastSentMicros) / PING_AFTER_MICROS;
        owner.network().traffic().sent(FrameCounts.Kind.PING, 2 * pings, PING_BYTES);
        lastSentMicros = nowMicros;
    }

    private void receive(Frame frame) {
        if (!closed) {
            owner.receive(id, frame);
        }
    }

    /** Half-closes: the other side learns of it after all that was sent, and answers in kind. */
    void end(String reason) {
        if (!endSent) {
            endSent = true;
            arrive(() -> other.ended(reason));
        }
    }

    private void ended(String reason) {
        end(reason);
        close(reason);
    }

    /** This side dies: the other learns of it after what was sent. */
    void cut() {
        endSent = true;
        closed = true;
        arrive(() -> other.ended("connection reset"));
    }

    /** The connection breaks: what is under way is lost, and both sides learn of it a latency later. */
    void breaks() {
        broken = true;
        other.broken = true;
        EventQueue agenda = owner.network().agenda();
        agenda.after(latencyMicros, () -> ended("connection reset"));
        agenda.after(latencyMicros, () -> other.ended("connection reset"));
    }

    private void close(String reason) {
        if (!closed) {
            closed = true;
            owner.linkClosed(id, reason);
        }
    }

    private void arrive(Runnable happening) {
        EventQueue agenda = owner.network().agenda();
        lastArrivalMicros = Math.max(lastArrivalMicros, agenda.nowMicros() + latencyMicros);
        agenda.at(lastArrivalMicros, () -> {
            if (!broken) {
                happening.run();
            }
        });
    }
}
