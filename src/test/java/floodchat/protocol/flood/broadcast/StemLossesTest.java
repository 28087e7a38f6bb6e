package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links that drop what is put on their stem (docs/protocol.md, rule S4a). */
class StemLossesTest {
    private static final LinkId GOOD = new LinkId(1);
    private static final LinkId BAD = new LinkId(2);
    private static final List<LinkId> BOTH = List.of(GOOD, BAD);

    private final StemLosses losses = new StemLosses();

    @Test
    void aLinkFromWhichNothingComesBackIsLossyAfterThreeLosses() {
        losses.returned(GOOD, 400, 0);
        losses.lost(BAD, 0);
        losses.lost(BAD, 0);
        assertFalse(losses.isLossy(BAD, BOTH, 0));
        losses.lost(BAD, 0);
        assertTrue(losses.isLossy(BAD, BOTH, 0));
        assertFalse(losses.isLossy(GOOD, BOTH, 0));
    }

    @Test
    void ifAllLinksLoseAsMuchNoneIsGivenUp() {
        for (int i = 0; i < 10; i++) {
            losses.lost(GOOD, 0);
            losses.lost(BAD, 0);
        }
        assertFalse(losses.isLossy(GOOD, BOTH, 0));
        assertFalse(losses.isLossy(BAD, BOTH, 0));
    }

    @Test
    void whatComesBackLateCountsAsLost() {
        for (int i = 0; i < 3; i++) {
            losses.returned(GOOD, 1_000, 0);
            losses.returned(BAD, 1_001, 0);
        }
        assertTrue(losses.isLossy(BAD, BOTH, 0));
    }

    @Test
    void lossesAreForgottenInTime() {
        for (int i = 0; i < 5; i++) {
            losses.lost(BAD, 0);
        }
        assertTrue(losses.isLossy(BAD, BOTH, 0));
        assertFalse(losses.isLossy(BAD, BOTH, 600_000));
    }

    /** Links come and go for months, and packets are lost after their links have closed. */
    @Test
    void theLast64LinksAreRemembered() {
        for (int i = 0; i < 3; i++) {
            losses.lost(BAD, 0);
        }
        losses.lost(GOOD, 0);
        for (int other = 3; other <= 64; other++) {
            losses.returned(new LinkId(other), 400, 0);
        }
        assertTrue(losses.isLossy(BAD, List.of(BAD, new LinkId(64)), 0));
        losses.returned(new LinkId(65), 400, 0);
        assertFalse(losses.isLossy(BAD, List.of(BAD, new LinkId(65)), 0));
    }

    /** Attack: such packets are a day old when they come to the next peer, which drops them, as it must. */
    @Test
    void packetsThatAreNearlyTooOldMakeNobodyGiveUpAStem() {
        StemFixture peer = StemFixture.relaying();
        LinkId stem = peer.stemsAfter(peer.packet(1), StemFixture.ONE).getFirst();
        for (int i = 2; i < 12; i++) {
            long timeMs = peer.script.nowMs - BroadcastLimits.BACKLOG_AGE_MS;
            Packet old = peer.packet(i, 4, PacketKind.KEPT, timeMs);
            assertEquals(List.of(stem), peer.stemsAfter(old, StemFixture.ONE));
            peer.embargoEnds(old.id());
        }
        assertEquals(List.of(stem), peer.stemsAfter(peer.packet(20), StemFixture.ONE));
    }

    @Test
    void anAuthorGivesUpAStemLinkThatDropsItsPackets() {
        StemFixture peer = StemFixture.relaying();
        LinkId first = publishAndLose(peer, 1);
        assertEquals(first, publishAndLose(peer, 2));
        assertEquals(first, publishAndLose(peer, 3));
        LinkId next = publishAndReturn(peer, 4);
        assertNotEquals(first, next);
        assertEquals(next, publishAndReturn(peer, 5), "what comes back keeps its stem");
    }

    private static LinkId publishAndLose(StemFixture peer, long ticket) {
        peer.publish(ticket, PacketKind.KEPT);
        LinkId link = peer.stems().getFirst();
        peer.embargoEnds(peer.lastOnStem().id());
        return link;
    }

    private static LinkId publishAndReturn(StemFixture peer, long ticket) {
        peer.publish(ticket, PacketKind.KEPT);
        LinkId link = peer.stems().getFirst();
        peer.script.received(StemFixture.ONE, new Frame.PacketFrame(20, Frame.Route.PUSHED, peer.lastOnStem()));
        return link;
    }
}
