package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.limits.RateLimits;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a link's writer to the pace of its network: who sends much more than that is cut by the other side. What waits meanwhile congests the link,
 * and so whoever publishes waits. Confined to the writer's thread.
 */
public final class SendPacer {
    private static final long NANOS_PER_S = TimeUnit.SECONDS.toNanos(1);
    private static final long BURST_NANOS = RateLimits.BURST_S * NANOS_PER_S;

    /** What a packet takes of the time, and each of its bytes; 0 where there is no limit. */
    private final double nanosPerPacket;
    private final double nanosPerByte;

    private final long madeNanos = System.nanoTime();

    /** When all that was sent would have been, at an even pace, since this was made. */
    private double packetsDoneNanos = -BURST_NANOS;
    private double bytesDoneNanos = -BURST_NANOS;

    public SendPacer(NetworkTerms terms) {
        this.nanosPerPacket = terms.packetsPerSecond() == 0 ? 0 : NANOS_PER_S / (double) terms.packetsPerSecond();
        this.nanosPerByte = nanosPerPacket / RateLimits.BYTES_PER_PACKET;
    }

    /** This frame is about to be written. */
    void count(Frame frame) {
        if (nanosPerPacket > 0 && frame instanceof Frame.PacketFrame(int _, Frame.Route _, Packet packet)) {
            packetsDoneNanos += nanosPerPacket;
            bytesDoneNanos += nanosPerByte * packet.bytes().length;
        }
    }

    /** Waits until what was written is no more than the pace allows. */
    void rest() throws InterruptedException {
        if (nanosPerPacket == 0) {
            return;
        }
        long restNanos = restNanos(System.nanoTime() - madeNanos);
        TimeUnit.NANOSECONDS.sleep(restNanos);
    }

    /** How long to wait; after a rest, a burst may follow at once. @param nowNanos since this was made */
    long restNanos(long nowNanos) {
        double earliestNanos = (double) (nowNanos - BURST_NANOS);
        packetsDoneNanos = Math.max(packetsDoneNanos, earliestNanos);
        bytesDoneNanos = Math.max(bytesDoneNanos, earliestNanos);
        return (long) (Math.max(packetsDoneNanos, bytesDoneNanos) - nowNanos);
    }
}
