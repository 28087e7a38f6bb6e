package floodchat.node.link;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.limits.RateLimits;
import java.util.concurrent.TimeUnit;

/**
 * Limits the writer of a link to the rate that the network has agreed on. A peer that sends much more would lose the
 * link. Frames that wait meanwhile make the link congested, so publishers have to wait too. Confined to the writer's
 * thread.
 */
public final class SendPacer {
    private static final long NANOS_PER_S = TimeUnit.SECONDS.toNanos(1);
    private static final long BURST_NANOS = RateLimits.BURST_S * NANOS_PER_S;

    /** The time that one packet takes at the agreed rate; 0 if there is no limit. */
    private final double nanosPerPacket;
    private final double nanosPerByte;

    private final long madeNanos = System.nanoTime();

    /** The time at which everything sent so far would be done at the agreed rate, counted from {@link #madeNanos}. */
    private double packetsDoneNanos = -BURST_NANOS;
    private double bytesDoneNanos = -BURST_NANOS;

    public SendPacer(NetworkTerms terms) {
        this.nanosPerPacket = terms.packetsPerSecond() == 0 ? 0 : NANOS_PER_S / (double) terms.packetsPerSecond();
        this.nanosPerByte = nanosPerPacket / RateLimits.BYTES_PER_PACKET;
    }

    /** Counts a frame that is about to be written. */
    void count(Frame frame) {
        if (nanosPerPacket > 0 && frame instanceof Frame.Carrier carrier) {
            packetsDoneNanos += nanosPerPacket;
            bytesDoneNanos += nanosPerByte * carrier.packet().bytes().length;
        }
    }

    /** How many packets the agreed rate allows in this time, at least 1. Without a limit, more than any queue holds. */
    int packetsIn(int ms) {
        return nanosPerPacket == 0
                ? Integer.MAX_VALUE
                : (int) Math.max(1, TimeUnit.MILLISECONDS.toNanos(ms) / nanosPerPacket);
    }

    /** How many packets one write may have, so that the rest after it is short. */
    int packetsAtOnce() {
        return packetsAtOnce(System.nanoTime() - madeNanos);
    }

    /** @param nowNanos counted from {@link #madeNanos} */
    int packetsAtOnce(long nowNanos) {
        if (nanosPerPacket == 0) {
            return LinkLimits.WRITE_FRAMES;
        }
        double untilNanos = nowNanos + (double) TimeUnit.MILLISECONDS.toNanos(LinkLimits.WRITE_MS);
        return (int) Math.clamp((untilNanos - packetsDoneNanos) / nanosPerPacket, 1, LinkLimits.WRITE_FRAMES);
    }

    /** Waits until the agreed rate allows the next write. */
    void rest() throws InterruptedException {
        if (nanosPerPacket == 0) {
            return;
        }
        long restNanos = restNanos(System.nanoTime() - madeNanos);
        TimeUnit.NANOSECONDS.sleep(restNanos);
    }

    /**
     * How long to wait. After a quiet time a burst may go out at once.
     *
     * @param nowNanos counted from {@link #madeNanos}
     */
    long restNanos(long nowNanos) {
        double earliestNanos = (double) (nowNanos - BURST_NANOS);
        packetsDoneNanos = Math.max(packetsDoneNanos, earliestNanos);
        bytesDoneNanos = Math.max(bytesDoneNanos, earliestNanos);
        return (long) (Math.max(packetsDoneNanos, bytesDoneNanos) - nowNanos);
    }
}
