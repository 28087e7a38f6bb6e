package floodchat.sim;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;

/**
 * One end of a simulated connection. Frames arrive in order, after the latency of the link. If a connection ends, the
 * frames that were sent before still arrive.
 */
final class SimulatedLink {
    private static final long PING_AFTER_MICROS = 10_000_000;

    /** Length, type and token of a PING or a PONG. */
    private static final int PING_BYTES = 2 + 1 + 8;

    final SimulatedPeer owner;
    final LinkId id;
    final long latencyMicros;
    private SimulatedLink other = this;
    private long lastArrivalMicros;
    private long lastSentMicros;
    private boolean acknowledged;
    /** True if this end opened the connection. */
    private boolean dialled;
    private boolean endSent;
    private boolean closed;
    /** If true, frames on the way from this end never arrive. */
    private boolean broken;

    SimulatedLink(SimulatedPeer owner, LinkId id, long latencyMicros) {
        this.owner = owner;
        this.id = id;
        this.latencyMicros = latencyMicros;
        this.lastSentMicros = owner.network().events().nowMicros();
    }

    static void join(SimulatedLink one, SimulatedLink two) {
        one.other = two;
        two.other = one;
    }

    void markDialled() {
        dialled = true;
    }

    boolean isDialled() {
        return dialled;
    }

    SimulatedPeer peer() {
        return other.owner;
    }

    boolean isOpen() {
        return !closed;
    }

    /** True while both peers keep the link as one between neighbours. */
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

    /** Counts the pings that the node would have sent since the last frame. */
    void countPings() {
        long nowMicros = owner.network().events().nowMicros();
        long pings = (nowMicros - lastSentMicros) / PING_AFTER_MICROS;
        owner.network().traffic().sent(FrameCounts.Kind.PING, 2 * pings, PING_BYTES);
        lastSentMicros = nowMicros;
    }

    private void receive(Frame frame) {
        if (!closed) {
            owner.network().received(this, frame);
            owner.receive(id, frame);
        }
    }

    /** Half-closes the connection: the other end learns of it after all frames, and then closes too. */
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

    /** Closes this end at once. The other end learns of it after all frames that were sent. */
    void cut() {
        endSent = true;
        closed = true;
        arrive(() -> other.ended("connection reset"));
    }

    /** Breaks the connection: frames on the way are lost, and both ends learn of it after the latency. */
    void breaks() {
        broken = true;
        other.broken = true;
        EventQueue events = owner.network().events();
        events.after(latencyMicros, () -> ended("connection reset"));
        events.after(latencyMicros, () -> other.ended("connection reset"));
    }

    private void close(String reason) {
        if (!closed) {
            closed = true;
            owner.linkClosed(id, reason);
        }
    }

    private void arrive(Runnable action) {
        EventQueue events = owner.network().events();
        lastArrivalMicros = Math.max(lastArrivalMicros, events.nowMicros() + latencyMicros);
        events.at(lastArrivalMicros, () -> {
            if (!broken) {
                action.run();
            }
        });
    }
}
