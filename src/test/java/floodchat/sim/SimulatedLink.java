package floodchat.sim;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;

/** One end of a simulated connection. What is sent arrives in order, a latency later; ending it lets what was sent arrive. */
final class SimulatedLink {
    final SimulatedPeer owner;
    final LinkId id;
    final long latencyMicros;
    private SimulatedLink other = this;
    private long lastArrivalMicros;
    private boolean endSent;
    private boolean closed;

    SimulatedLink(SimulatedPeer owner, LinkId id, long latencyMicros) {
        this.owner = owner;
        this.id = id;
        this.latencyMicros = latencyMicros;
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

    void send(Frame frame) {
        if (!endSent) {
            arrive(() -> other.receive(frame));
        }
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

    /** The connection breaks: both sides learn of it when it could reach them. */
    void cut() {
        endSent = true;
        closed = true;
        arrive(() -> other.ended("connection reset"));
    }

    private void close(String reason) {
        if (!closed) {
            closed = true;
            owner.linkClosed(id, reason);
        }
    }

    private void arrive(Runnable happening) {
        Agenda agenda = owner.network().agenda();
        lastArrivalMicros = Math.max(lastArrivalMicros, agenda.nowMicros() + latencyMicros);
        agenda.at(lastArrivalMicros, happening);
    }
}
