package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.StemFixture.ALL;
import static floodchat.protocol.flood.broadcast.StemFixture.DIALLED;
import static floodchat.protocol.flood.broadcast.StemFixture.DIALLERS;
import static floodchat.protocol.flood.broadcast.StemFixture.ONE;
import static floodchat.protocol.flood.broadcast.StemFixture.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.core.CoreScript;
import floodchat.protocol.kdf.NetworkKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attacks on the secret of who has published a packet. */
class OriginAttackTest {
    private final StemFixture peer = StemFixture.relaying();
    private final CoreScript script = peer.script;

    private static List<Integer> hops(CoreScript script) {
        List<Integer> hops = new ArrayList<>();
        script.all(FloodEffect.SendOwn.class).forEach(send -> hops.add(send.frame().hopsLeft()));
        script.sent(Frame.PacketFrame.class).forEach(frame -> hops.add(frame.hopsLeft()));
        return hops;
    }

    /** Attack 52. */
    @Test
    void theHopsOfAFloodDoNotShowWhetherItBeginsAtItsAuthor() {
        Set<Integer> byAuthor = new HashSet<>();
        Set<Integer> byAnother = new HashSet<>();
        for (int i = 1; i <= 100; i++) {
            peer.publish(i, PacketKind.KEPT);
            peer.embargoEnds(peer.lastOnStem().id());
            byAuthor.addAll(hops(script));
            Packet packet = peer.packet(i);
            peer.stemsAfter(packet, ONE);
            peer.embargoEnds(packet.id());
            byAnother.addAll(hops(script));
        }
        assertEquals(16, byAuthor.size(), "48 to 63");
        assertEquals(byAuthor, byAnother);
    }

    /** Attack 53. */
    @Test
    void aStemPeerThatDropsPacketsOnlyDelaysThem() {
        peer.publish(1, PacketKind.KEPT);
        FloodEffect.StartTimer embargo = script.timer(FloodTimer.EmbargoDue.class);
        assertTrue(embargo.afterMs() <= BroadcastLimits.MAX_EMBARGO_MS);
        assertEquals(List.of(), peer.floods());
        script.fire(FloodTimer.EmbargoDue.class);
        assertEquals(Set.copyOf(ALL), new HashSet<>(peer.floods()));
    }

    /** Attack 54. */
    @Test
    void inAnEpochAllPacketsOfOneKindTakeOneStemAndTheOtherKindAnother() {
        Set<LinkId> signed = peer.stemsOfOwn(1, 20, PacketKind.KEPT);
        Set<LinkId> sealed = peer.stemsOfOwn(21, 20, PacketKind.SEALED);
        assertEquals(1, signed.size());
        assertEquals(1, sealed.size());
        assertNotEquals(signed, sealed);
        assertEquals(signed, peer.stemsOfOwn(41, 20, PacketKind.KEPT));
    }

    /** Attack 55. */
    @Test
    void aCrowdThatDialsAPeerGetsNoneOfItsStems() {
        script.addDialler(6);
        script.addDialler(7);
        Set<LinkId> stems = new HashSet<>();
        for (int epoch = 0; epoch < 60; epoch++) {
            stems.addAll(peer.stemsOfOwn(10 * epoch + 1, 2, PacketKind.KEPT));
            stems.addAll(peer.stemsOfOwn(10 * epoch + 3, 2, PacketKind.SEALED));
            DIALLERS.forEach(link -> stems.addAll(peer.stemsAfter(peer.packet(link.number()), link)));
            peer.nextEpoch();
        }
        assertEquals(Set.copyOf(DIALLED), stems);
    }

    /** Attack 56. */
    @Test
    void presenceTakesTheStemOfItsAuthorsLines() {
        Set<LinkId> lines = peer.stemsOfOwn(1, 5, PacketKind.KEPT);
        Set<LinkId> presence = peer.stemsOfOwn(6, 5, PacketKind.EPHEMERAL);
        assertEquals(lines, presence);
        assertEquals(List.of(), peer.floods());
        peer.publish(11, PacketKind.EPHEMERAL);
        Packet lost = peer.lastOnStem();
        peer.embargoEnds(lost.id());
        assertEquals(Set.copyOf(ALL), new HashSet<>(peer.floods()));
    }

    /** Attack 57. The author's clock is 3,217 ms ahead, those of its five neighbours are right. */
    @Test
    void aSealedPacketDoesNotShowItsAuthorsClock() {
        script.nowMs += 8_000; // so that the author's clock rounds to another time
        script.setClock(3_217);
        peer.publish(1, PacketKind.KEPT);
        long signedMs = peer.lastOnStem().timeMs();
        peer.publish(2, PacketKind.SEALED);
        long sealedMs = peer.lastOnStem().timeMs();
        peer.publish(3, PacketKind.SEALED);
        assertEquals(script.nowMs + 3_217, signedMs);
        assertEquals(script.nowMs / PacketClock.SEALED_ROUNDED_MS * PacketClock.SEALED_ROUNDED_MS, sealedMs);
        assertEquals(sealedMs, peer.lastOnStem().timeMs(), "sealed packets are not counted by their times");
    }

    /** Attack 57, by a neighbour that tells a false clock to recognise what this peer seals. */
    @Test
    void aNeighbourCantMoveTheTimesOfSealedPackets() {
        Contact liar = CoreScript.contact(9);
        LinkId sixth = new LinkId(6);
        script.handle(new FloodInput.LinkOpened(sixth, liar, null, script.nowMs + 3_600_000));
        script.received(sixth, new Frame.JoinRequest(true));
        peer.publish(1, PacketKind.SEALED);
        assertEquals(
                script.nowMs / PacketClock.SEALED_ROUNDED_MS * PacketClock.SEALED_ROUNDED_MS,
                peer.lastOnStem().timeMs());
    }

    /** Attack 58: the part of the rate limits. FrameCodingTest has the part of the work. */
    @Test
    void stemPacketsCountForTheRateLimitsOfTheirLink() {
        NetworkTerms terms = new NetworkTerms(NetworkKeys.ofPublic("scripted"), 0, 10);
        StemFixture limited = StemFixture.of(1, FloodSettings.DEFAULT, terms);
        for (int i = 0; i < 201; i++) {
            limited.script.received(ONE, new Frame.StemFrame(limited.packet(i)));
        }
        assertEquals("too many packets", limited.script.abortReason(ONE));
    }

    /** Attack 59. */
    @Test
    void aFloodOfStemPacketsDoesNotPushOwnPacketsOffTheirStem() {
        for (int i = 0; i < BroadcastLimits.MAX_STEM_PACKETS; i++) {
            assertEquals(1, peer.stemsAfter(peer.packet(i), ONE).size());
        }
        assertEquals(List.of(), peer.stemsAfter(peer.packet(1_000), ONE), "one more is flooded at once");
        assertEquals(Set.copyOf(ALL), new HashSet<>(peer.floods()));
        peer.publish(1, PacketKind.KEPT);
        assertEquals(1, peer.stems().size());
        assertEquals(List.of(), peer.floods());
    }

    /** Attack 59, with long packets. */
    @Test
    void stemPacketsAreBoundedInBytes() {
        int onStem = 0;
        for (int i = 0; i < 100; i++) {
            onStem += peer.stemsAfter(peer.packet(i, 32 * 1024, PacketKind.KEPT), ONE).size();
        }
        assertEquals(BroadcastLimits.MAX_STEM_BYTES / (32 * 1024 + 17), onStem);
    }

    /** Attack 60: asked for its own packet, an author has nothing. */
    @Test
    void anAuthorServesAndAnnouncesNothingThatIsOnItsStem() {
        peer.publish(1, PacketKind.KEPT);
        Packet own = peer.lastOnStem();
        script.effects.clear();
        script.received(TWO, new Frame.IWant(List.of(own.id())));
        assertEquals(List.of(), script.effects);
        LinkId newcomer = script.addDialler(7);
        if (!script.all(FloodEffect.StartTimer.class)
                .stream()
                .noneMatch(
                        start -> start.timer() instanceof FloodTimer.AnnounceDue)) {
            script.fire(FloodTimer.AnnounceDue.class);
        }
        assertTrue(script.sentTo(newcomer).stream().noneMatch(Frame.IHave.class::isInstance), "the backlog is empty");
    }

    /** Attack 60: told of its own packet, an author asks for it like anybody else. */
    @Test
    void anAuthorAsksForItsOwnPacketLikeAnybodyElse() {
        peer.publish(1, PacketKind.KEPT);
        Packet own = peer.lastOnStem();
        Packet unknown = peer.packet(77);
        script.effects.clear();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, List.of(own.id(), unknown.id())));
        script.nowMs += 1_500;
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(new Frame.IWant(List.of(own.id(), unknown.id()))), script.sentTo(TWO));
    }

    /** Attack 60: what comes back is passed on like any packet, and the author draws no other hops or route. */
    @Test
    void anAuthorPassesOnWhatComesBackLikeAnybodyElse() {
        peer.publish(1, PacketKind.KEPT);
        Packet own = peer.lastOnStem();
        script.effects.clear();
        script.received(ONE, new Frame.PacketFrame(20, Frame.Route.PUSHED, own));
        List<Frame> ofAuthor = script.sentTo(TWO);
        StemFixture other = StemFixture.relaying();
        other.script.received(ONE, new Frame.PacketFrame(20, Frame.Route.PUSHED, own));
        assertEquals(List.of(new Frame.PacketFrame(19, Frame.Route.PUSHED, own)), ofAuthor);
        assertEquals(other.script.sentTo(TWO), ofAuthor);
        script.effects.clear();
        script.received(TWO, new Frame.IWant(List.of(own.id())));
        Frame.PacketFrame served = (Frame.PacketFrame) Objects.requireNonNull(script.sentTo(TWO).getFirst());
        assertEquals(19, served.hopsLeft(), "one hop less than it came with");
    }

    /** Attack 60: a packet that is brought again does not show who is on its stem, the author or another. */
    @Test
    void aPacketThatIsOnTheStemHereIsRelayedLikeAnUnknownOne() {
        peer.publish(1, PacketKind.KEPT);
        Packet own = peer.lastOnStem();
        List<LinkId> onward = peer.stemsAfter(peer.packet(5), TWO);
        assertEquals(onward, peer.stemsAfter(own, TWO));
        assertEquals(List.of(), peer.floods());
        assertEquals(List.of(), peer.stemsAfter(own, TWO));
        assertEquals(Set.copyOf(ALL), new HashSet<>(peer.floods()), "a packet that has come in a circle is flooded");
    }

    /** Attack 60: the author's route TREE_BUILDING goes with nothing that it sends on its stem. */
    @Test
    void whoBeginsTheFloodDecidesWhetherItBuildsTheTree() {
        StemFixture exit = StemFixture.flooding();
        Packet building = TreeFixture.withZeros(14, 1, exit.script.nowMs);
        exit.stemsAfter(building, ONE);
        assertNotNull(exit.script.sent(Frame.PacketFrame.class).getFirst());
        assertTrue(exit.script.sent(Frame.PacketFrame.class)
                .stream()
                .allMatch(frame -> frame.route() == Frame.Route.TREE_BUILDING));
        assertFalse(exit.floods().isEmpty());
    }
}
