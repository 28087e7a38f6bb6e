package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.StemFixture.ALL;
import static floodchat.protocol.flood.broadcast.StemFixture.DIALLED;
import static floodchat.protocol.flood.broadcast.StemFixture.ONE;
import static floodchat.protocol.flood.broadcast.StemFixture.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.core.CoreScript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a packet goes before it is flooded (docs/protocol.md, section 5.10). */
class StemTest {
    private final StemFixture peer = StemFixture.relaying();
    private final CoreScript script = peer.script;

    // ---- own packets

    @ParameterizedTest
    @EnumSource(PacketKind.class)
    void anOwnPacketGoesOneLinkAndIsNotFlooded(PacketKind kind) {
        peer.publish(1, kind);
        assertEquals(1, peer.stems().size());
        assertTrue(DIALLED.containsAll(peer.stems()), "only links that we dialled");
        assertEquals(List.of(), peer.floods());
        assertEquals(List.of(), script.sent(Frame.IHave.class));
    }

    @Test
    void anOwnPacketIsSentWhenItComesBack() {
        peer.publish(1, PacketKind.KEPT);
        Packet own = peer.lastOnStem();
        assertFalse(peer.isHandedOver(1));
        script.received(ONE, new Frame.PacketFrame(20, Frame.Route.PUSHED, own));
        assertTrue(peer.isHandedOver(1));
        assertEquals(List.of(), peer.delivered(), "it is no news to its author");
        peer.embargoEnds(own.id());
        assertEquals(List.of(), peer.floods(), "once is enough");
    }

    @Test
    void anOwnPacketThatDoesNotComeBackIsFloodedFromHere() {
        peer.publish(1, PacketKind.KEPT);
        Packet own = peer.lastOnStem();
        peer.embargoEnds(own.id());
        assertEquals(Set.copyOf(ALL), new HashSet<>(peer.floods()));
        assertFalse(peer.isHandedOver(1));
        script.handle(new FloodInput.Written(List.of(1L)));
        assertTrue(peer.isHandedOver(1));
        script.effects.clear();
        script.received(ONE, new Frame.PacketFrame(20, Frame.Route.PUSHED, own));
        assertEquals(List.of(), peer.delivered());
    }

    @Test
    void theEmbargoIsRandomAndItsMeanIsFiveSeconds() {
        long sumMs = 0;
        int early = 0;
        for (int i = 0; i < 2_000; i++) {
            peer.publish(i + 1, PacketKind.KEPT);
            long afterMs = script.timer(FloodTimer.EmbargoDue.class).afterMs();
            sumMs += afterMs;
            early += afterMs < 1_000 ? 1 : 0;
            peer.embargoEnds(peer.lastOnStem().id());
        }
        assertEquals(5_000, sumMs / 2_000.0, 500);
        assertEquals(1 - Math.exp(-0.2), early / 2_000.0, 0.03);
    }

    @Test
    void aPeerThatLeavesFloodsWhatIsOnItsStemBeforeItsGoodbye() {
        peer.publish(1, PacketKind.KEPT);
        peer.stemsAfter(peer.packet(7), ONE);
        script.effects.clear();
        script.handle(new FloodInput.StopAsked());
        assertEquals(2 * ALL.size(), peer.floods().size(), "its own packet and the other's");
        int lastFlood = script.effects.lastIndexOf(script.all(FloodEffect.Send.class)
                .stream()
                .filter(send -> send.frame() instanceof Frame.PacketFrame)
                .toList()
                .getLast());
        int firstGoodbye = script.effects.indexOf(script.all(FloodEffect.Send.class)
                .stream()
                .filter(send -> send.frame() instanceof Frame.Disconnect)
                .findFirst()
                .orElseThrow());
        assertTrue(lastFlood < firstGoodbye);
    }

    @Test
    void withoutTheStemOwnPacketsAndThoseOfOthersAreFlooded() {
        StemFixture off = StemFixture.of(1, FloodSettings.DEFAULT.withoutStem(), CoreScript.NETWORK);
        off.publish(1, PacketKind.KEPT);
        assertEquals(List.of(), off.stems());
        assertEquals(Set.copyOf(ALL), new HashSet<>(off.floods()));
        assertEquals(List.of(), off.stemsAfter(off.packet(1), ONE));
        assertEquals(Set.copyOf(ALL), new HashSet<>(off.floods()));
    }

    /** With seven neighbours and nobody else, a peer knows eight peers. */
    @Test
    void inASmallNetworkThereIsNoStem() {
        CoreScript small = CoreScript.full();
        small.publish(1, new byte[] {1}, PacketKind.KEPT);
        assertEquals(List.of(), small.sent(Frame.StemFrame.class));
        assertEquals(7, small.all(FloodEffect.SendOwn.class).size());
    }

    // ---- packets of others

    @Test
    void aStemPacketOfAnotherGoesOneLinkAndIsNotDelivered() {
        Packet packet = peer.packet(7);
        assertEquals(1, peer.stemsAfter(packet, ONE).size());
        assertTrue(DIALLED.containsAll(peer.stems()));
        assertEquals(List.of(), peer.floods());
        assertEquals(List.of(), peer.delivered());
        script.received(TWO, new Frame.PacketFrame(20, Frame.Route.PUSHED, packet));
        assertEquals(1, peer.delivered().size(), "when it is flooded");
    }

    @Test
    void onePeerInFiveFloodsTheStemPacketsOfOthers() {
        int relaying = 0;
        for (int seed = 1; seed <= 500; seed++) {
            StemFixture one = StemFixture.of(seed);
            relaying += one.stemsAfter(one.packet(1), ONE).size();
        }
        assertEquals(400, relaying, 45); // five standard errors
    }

    @Test
    void whoFloodsForAnotherSendsItToAllAndTellsItsOwnPerson() {
        StemFixture exit = StemFixture.flooding();
        assertEquals(List.of(), exit.stemsAfter(exit.packet(7), ONE));
        assertEquals(Set.copyOf(ALL), new HashSet<>(exit.floods()), "also the link that brought it");
        assertEquals(1, exit.delivered().size());
        assertTrue(exit.script.sent(Frame.PacketFrame.class)
                .stream()
                .allMatch(
                        frame -> frame.hopsLeft() >= BroadcastLimits.MIN_FIRST_PACKET_HOPS));
    }

    /** Two floods of one packet meet where there is no cycle: so at most one of them may cut links. */
    @Test
    void aFloodThatBeginsByAnEmbargoDoesNotShapeTheTree() {
        Packet packet = peer.packet(7);
        peer.stemsAfter(packet, ONE);
        peer.embargoEnds(packet.id());
        assertTrue(script.sent(Frame.PacketFrame.class)
                .stream()
                .allMatch(frame -> frame.route() == Frame.Route.FETCHED));
        StemFixture exit = StemFixture.flooding();
        exit.stemsAfter(exit.packet(7), ONE);
        assertTrue(exit.script.sent(Frame.PacketFrame.class).stream().allMatch(frame -> frame.route().isPushed()));
    }

    @Test
    void aStemPacketOnALinkThatWeDialledIsIgnored() {
        Packet packet = peer.packet(7);
        assertEquals(List.of(), peer.stemsAfter(packet, DIALLED.getFirst()));
        assertEquals(List.of(), peer.floods());
        assertEquals(List.of(), peer.delivered());
    }

    @Test
    void aStemPacketOutsideOfTheAcceptedTimeIsIgnored() {
        Packet old = peer.packet(7);
        script.nowMs += BroadcastLimits.BACKLOG_AGE_MS + 1;
        StemFixture exit = StemFixture.flooding();
        exit.script.nowMs = script.nowMs;
        assertEquals(List.of(), exit.stemsAfter(old, ONE));
        assertEquals(List.of(), exit.floods());
    }

    // ---- epochs

    @Test
    void inAnEpochEachIncomingLinkKeepsItsStemAndInTheNextItMayHaveAnother() {
        Set<LinkId> one = new HashSet<>();
        Set<LinkId> all = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            one.addAll(peer.stemsAfter(peer.packet(i), ONE));
        }
        assertEquals(1, one.size());
        for (int epoch = 1; epoch < 40; epoch++) {
            peer.nextEpoch();
            all.addAll(peer.stemsAfter(peer.packet(100 + epoch), ONE));
        }
        assertEquals(Set.copyOf(DIALLED), all);
    }

    @Test
    void anEpochTakesFiveToFifteenMinutes() {
        Set<Integer> minutes = new HashSet<>();
        for (int seed = 1; seed <= 60; seed++) {
            minutes.add(minutesOfFirstEpoch(seed));
        }
        assertTrue(minutes.stream().allMatch(one -> one >= 5), () -> "minutes with the same link " + minutes);
        assertTrue(minutes.stream().anyMatch(one -> one < 15));
    }

    private static int minutesOfFirstEpoch(long seed) {
        StemFixture one = StemFixture.of(seed);
        Set<LinkId> first = one.stemsOfOwn(1, 1, PacketKind.KEPT);
        int minutes = 0;
        while (minutes < 100 && first.equals(one.stemsOfOwn(2 + minutes, 1, PacketKind.KEPT))) {
            minutes++;
            one.script.nowMs += 60_000;
        }
        return minutes;
    }

    @Test
    void aLostStemLinkIsNotReplacedBeforeTheNextEpoch() {
        peer.publish(1, PacketKind.KEPT);
        LinkId stem = peer.stems().getFirst();
        script.closed(stem);
        for (int i = 2; i < 20; i++) {
            peer.publish(i, PacketKind.KEPT);
            assertEquals(List.of(), peer.stems());
            assertNotEquals(List.of(), peer.floods());
        }
        peer.nextEpoch();
        peer.publish(20, PacketKind.KEPT);
        assertEquals(1, peer.stems().size());
        assertFalse(peer.stems().contains(stem));
    }

    /** A peer that dialled one neighbour only has no choice. */
    @Test
    void withASingleDialledLinkBothKindsTakeIt() {
        script.closed(new LinkId(3)).closed(new LinkId(4));
        assertEquals(Set.of(new LinkId(5)), peer.stemsOfOwn(1, 5, PacketKind.KEPT));
        assertEquals(Set.of(new LinkId(5)), peer.stemsOfOwn(6, 5, PacketKind.SEALED));
    }

    @Test
    void aPacketThatWasSaidAloneIsFloodedByItsAuthor() {
        CoreScript alone = new CoreScript(CoreScript.NETWORK);
        alone.publish(1, new byte[] {1}, PacketKind.KEPT);
        alone.nowMs += BroadcastLimits.NEWS_MS + 1;
        alone.addDialled(1);
        assertEquals(Frame.Route.DELAYED, alone.all(FloodEffect.SendOwn.class).getFirst().frame().route());
        assertNull(alone.abortReason(ONE));
    }
}
