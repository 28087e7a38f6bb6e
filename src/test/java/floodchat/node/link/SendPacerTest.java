package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.kdf.NetworkKeys;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendPacerTest {
    private static final NetworkKeys KEYS = NetworkKeys.ofPublic("paced");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SendPacer pacer = new SendPacer(new NetworkTerms(KEYS, 0, 100));

    private static Frame packet(int bytes) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, Packet.received(NetworkTag.of("paced"), new byte[bytes]));
    }

    private void write(int frames, int bytes) {
        for (int i = 0; i < frames; i++) {
            pacer.count(packet(bytes));
        }
    }

    private long restMs(long nowNanos) {
        return Math.round(pacer.restNanos(nowNanos) / 1e6);
    }

    @Test
    void aBurstOfTenSecondsIsAllowedThenTheRateIsKept() {
        write(1_000, 100);
        assertTrue(pacer.restNanos(0) <= 0);
        write(50, 100);
        assertEquals(500, restMs(0));
        assertEquals(250, restMs(SECOND / 4));
    }

    /** A packet that comes during the rest waits for its end. */
    @Test
    void aWriterThatRestsTakesWhat50MsAllow() {
        assertEquals(LinkLimits.WRITE_FRAMES, pacer.packetsAtOnce(0));
        write(1_000, 100);
        assertEquals(5, pacer.packetsAtOnce(0));
        write(5, 100);
        assertEquals(50, restMs(0));
        assertEquals(1, pacer.packetsAtOnce(0));
    }

    @Test
    void bytesCountToo() {
        write(100, 20_480);
        assertTrue(pacer.restNanos(0) <= 0);
        write(10, 20_480);
        assertEquals(1_000, restMs(0));
    }

    @Test
    void aLongPauseAllowsNoMoreThanOneBurst() {
        assertTrue(pacer.restNanos(1_000 * SECOND) <= 0);
        write(1_100, 100);
        assertEquals(1_000, restMs(1_000 * SECOND));
    }

    @Test
    void aLongPauseAllowsNoMoreThanOneBurstOfBytes() {
        assertTrue(pacer.restNanos(1_000 * SECOND) <= 0);
        write(110, 20_480);
        assertEquals(1_000, restMs(1_000 * SECOND));
    }

    @Test
    void controlFramesAreFree() {
        for (int i = 0; i < 10_000; i++) {
            pacer.count(new Frame.Ping(i));
        }
        write(1_000, 100);
        assertTrue(pacer.restNanos(0) <= 0);
    }

    @Test
    void theRateSaysHowManyPacketsGoInATime() {
        assertEquals(6, pacer.packetsIn(64));
        assertEquals(1, pacer.packetsIn(1));
    }

    @Test
    void withoutALimitThereIsNoWait() throws InterruptedException {
        SendPacer none = new SendPacer(NetworkTerms.unlimited("paced"));
        assertEquals(Integer.MAX_VALUE, none.packetsIn(64));
        for (int i = 0; i < 100_000; i++) {
            none.count(packet(100));
        }
        assertTrue(none.restNanos(0) <= 0);
        none.rest();
    }
}
