package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.core.CoreScript;
import floodchat.protocol.flood.limits.RateLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a peer notices that its neighbours keep back what it says (docs/protocol.md, rule S11). */
class OwnEchoesTest {
    private static final LinkId STEM = new LinkId(1);
    private static final LinkId OTHER = new LinkId(2);
    private static final long SETTLED = 10_000;

    private final OwnEchoes echoes = new OwnEchoes();

    private static PacketId id(long number) {
        return new PacketId(0, number);
    }

    @Test
    void twoPacketsThatCameBackByNoOtherLinkAreUnheardAfterTenSeconds() {
        echoes.left(id(1), STEM, 100);
        echoes.came(id(1), STEM);
        echoes.left(id(2), STEM, 200);
        assertEquals(-1, echoes.unheardSinceMs(199 + SETTLED));
        assertEquals(100, echoes.unheardSinceMs(200 + SETTLED));
    }

    @Test
    void onePacketAloneMayBeBadLuck() {
        echoes.left(id(1), STEM, 0);
        assertEquals(-1, echoes.unheardSinceMs(SETTLED));
    }

    @Test
    void aPacketThatAnotherLinkBroughtIsHeardAndEndsIt() {
        echoes.left(id(1), STEM, 0);
        echoes.left(id(2), STEM, 0);
        echoes.left(id(3), STEM, 0);
        echoes.came(id(3), OTHER);
        assertEquals(-1, echoes.unheardSinceMs(SETTLED));
    }

    @Test
    void packetsOfLongAgoSayNothingOfTheNeighboursOfNow() {
        echoes.left(id(1), STEM, 0);
        echoes.left(id(2), STEM, 0);
        assertEquals(-1, echoes.unheardSinceMs(15 * 60_000));
    }

    @Test
    void thePersonOfAnUnheardPeerIsTold() {
        StemFixture peer = StemFixture.relaying();
        CoreScript script = peer.script;
        peer.publish(1, PacketKind.EPHEMERAL);
        peer.publish(2, PacketKind.EPHEMERAL);
        script.nowMs += SETTLED;
        script.effects.clear();
        script.handle(new FloodInput.Inquired());
        assertTrue(
                script.report().problems().stream().anyMatch(NetworkReport.Problem.Unheard.class::isInstance),
                "nothing has come back");
    }

    /** A crowd is no reason to stay with neighbours that keep all back. */
    @Test
    void anUnheardPeerAsksAnotherContactAtEachShuffleAlsoInACrowd() {
        StemFixture peer = StemFixture.relaying();
        CoreScript script = peer.script;
        script.addDialler(6);
        script.addDialler(7);
        for (int i = 0; i < RateLimits.CONTESTED_REQUESTS_AT_ONCE; i++) {
            LinkId crowd = script.opened(CoreScript.contact(i, 1), null);
            script.received(crowd, new Frame.JoinRequest(false)).closed(crowd);
        }
        script.failDials();
        assertEquals(0, dialsOf(100, script), "crowded");
        peer.publish(1, PacketKind.EPHEMERAL);
        peer.publish(2, PacketKind.EPHEMERAL);
        Packet last = peer.lastOnStem();
        LinkId other = peer.stems().contains(StemFixture.ONE) ? StemFixture.TWO : StemFixture.ONE;
        script.nowMs += SETTLED - 1;
        assertEquals(0, dialsOf(100, script), "it may yet come back");
        script.nowMs += 1;
        assertEquals(100, dialsOf(100, script));
        script.received(other, new Frame.IHave(Frame.IdKind.FRESH, List.of(last.id())));
        assertEquals(0, dialsOf(100, script), "heard");
    }

    /** How many contacts are asked for a link at this many shuffles. None of them is there. */
    private static int dialsOf(int shuffles, CoreScript script) {
        int dials = 0;
        for (int i = 0; i < shuffles; i++) {
            script.tried(CoreScript.contact(60));
            script.effects.clear();
            script.handle(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
            dials += script.failDials().size();
        }
        return dials;
    }

    @Test
    void aPeerThatIsHeardIsToldNothing() {
        StemFixture peer = StemFixture.relaying();
        CoreScript script = peer.script;
        peer.publish(1, PacketKind.EPHEMERAL);
        peer.publish(2, PacketKind.EPHEMERAL);
        Packet last = peer.lastOnStem();
        LinkId other = peer.stems().contains(StemFixture.ONE) ? StemFixture.TWO : StemFixture.ONE;
        script.received(other, new Frame.IHave(Frame.IdKind.FRESH, List.of(last.id())));
        script.nowMs += SETTLED;
        script.effects.clear();
        script.handle(new FloodInput.Inquired());
        assertEquals(
                List.of(),
                script.report().problems().stream().filter(NetworkReport.Problem.Unheard.class::isInstance).toList());
    }

    @Test
    void whatAStrangerAnnouncesIsNoEcho() {
        StemFixture peer = StemFixture.relaying();
        CoreScript script = peer.script;
        LinkId stranger = script.opened(CoreScript.contact(60), null);
        peer.publish(1, PacketKind.EPHEMERAL);
        peer.publish(2, PacketKind.EPHEMERAL);
        Packet last = peer.lastOnStem();
        script.received(stranger, new Frame.IHave(Frame.IdKind.FRESH, List.of(last.id())));
        script.nowMs += SETTLED;
        assertTrue(
                script.report().problems().stream().anyMatch(NetworkReport.Problem.Unheard.class::isInstance),
                "strangers may work together with the neighbour that keeps it back");
    }
}
