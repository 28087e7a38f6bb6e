package floodchat.node.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the engine waits for a slow link: a fifth of the drain timeout. */
class CongestionTest {
    private static final LinkId SLOW = new LinkId(1);
    private static final LinkId OTHER = new LinkId(2);
    private static final LinkId SOURCE = new LinkId(3);

    private final Congestion congestion = new Congestion(10_000);

    private static Frame.PacketFrame frame(int number) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + 1 + Packet.STAMP_BYTES];
        bytes[Packet.HEADER_BYTES] = (byte) number;
        return new Frame.PacketFrame(1, Frame.Route.PUSHED, Packet.received(NetworkTag.of("test"), bytes));
    }

    @Test
    void heldPacketsAreReleasedInOrderWhenTheLinkHasDrained() {
        congestion.begin(SLOW, 0);
        congestion.hold(SOURCE, frame(1));
        congestion.hold(SOURCE, frame(2));
        assertFalse(congestion.mayRelease());
        congestion.over(SLOW);
        assertFalse(congestion.isNone()); // new packets must not overtake the held ones
        assertTrue(congestion.mayRelease());
        assertEquals(frame(1), congestion.release().frame());
        assertEquals(frame(2), congestion.release().frame());
        assertTrue(congestion.isNone());
    }

    @Test
    void aLinkThatDoesNotDrainIsWaitedForTwoSecondsAndDroppedAfterTen() {
        congestion.begin(SLOW, 0);
        congestion.hold(SOURCE, frame(1));
        assertEquals(2_000, congestion.nextDelayMs(0));
        assertEquals(List.of(), congestion.pass(1_999));
        assertFalse(congestion.mayRelease());
        assertEquals(List.of(), congestion.pass(2_000));
        assertTrue(congestion.mayRelease());
        congestion.begin(SLOW, 2_001); // still congested, but already stalled
        assertTrue(congestion.mayRelease());
        assertEquals(8_000, congestion.nextDelayMs(2_000));
        assertEquals(List.of(SLOW), congestion.pass(10_000));
        assertEquals(List.of(), congestion.pass(20_000));
    }

    @Test
    void linksThatKeepDrainingAreWaitedForWithoutLimit() {
        for (int ms = 0; ms < 60_000; ms += 1_000) {
            LinkId congested = ms % 2_000 == 0 ? SLOW : OTHER;
            congestion.begin(congested, ms);
            congestion.over(ms % 2_000 == 0 ? OTHER : SLOW);
            assertEquals(List.of(), congestion.pass(ms + 500));
            assertFalse(congestion.isNone(), "after " + ms + " ms");
        }
    }

    @Test
    void oneStalledLinkDoesNotEndTheWaitingForAnother() {
        congestion.begin(SLOW, 0);
        congestion.begin(OTHER, 1_500);
        congestion.hold(SOURCE, frame(1));
        congestion.pass(2_000);
        assertFalse(congestion.mayRelease());
        congestion.over(OTHER);
        assertTrue(congestion.mayRelease());
    }

    @Test
    void aClosedLinkReleasesItsPacketsAndIsNotWaitedFor() {
        congestion.begin(SOURCE, 0);
        congestion.begin(SLOW, 0);
        congestion.hold(SOURCE, frame(1));
        congestion.hold(OTHER, frame(2));
        assertEquals(List.of(frame(1)), congestion.releaseFrom(SOURCE));
        congestion.over(SLOW);
        assertEquals(frame(2), congestion.release().frame());
        assertTrue(congestion.isNone());
        assertEquals(Long.MAX_VALUE, congestion.nextDelayMs(0));
    }
}
