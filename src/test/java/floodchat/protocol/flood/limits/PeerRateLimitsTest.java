package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.broadcast.BroadcastLimits;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that sends more than an honest peer does loses its link. A peer that keeps to the limits does not. */
class PeerRateLimitsTest {
    private static final int PER_SECOND = 10;
    private static final NetworkTerms TERMS = new NetworkTerms(NetworkTag.of("limited"), 0, PER_SECOND);
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final Contact NEWCOMER = contact(99);

    private static Packet packet(int number, int payloadBytes) {
        byte[] payload = ByteBuffer.allocate(payloadBytes).putInt(number).array();
        return new UnstampedPacket(TERMS, 1_000_000, false, payload).tryStamps(1);
    }

    private static Frame pushed(int number, int payloadBytes) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(number, payloadBytes));
    }

    private static List<PacketId> ids(int number, int count) {
        return IntStream.range(0, count).mapToObj(i -> new PacketId(number, i)).toList();
    }

    /** The frames, how many may come at once beside the JOIN_ACK that made the link, and why one more ends it. */
    static Stream<Arguments> limits() {
        return Stream.of(
                limit("packets", i -> pushed(i, 4), 2 * PER_SECOND * 10, "too many packets"),
                limit("copies of one packet", i -> pushed(1, 4), 2 * PER_SECOND * 10, "too many packets"),
                limit("large packets", i -> pushed(i, 20_463), 2 * PER_SECOND * 10 * 2_048 / 20_480, "too many bytes"),
                limit("announced ids", i -> new Frame.IHave(Frame.IdKind.FRESH, ids(i, 100)), 4, "too many ids"),
                limit("ids of a backlog", i -> new Frame.IHave(Frame.IdKind.EARLIER, ids(i, 100)), 4, "too many ids"),
                limit("requested ids", i -> new Frame.IWant(ids(i, 100)), 4, "too many ids"),
                limit("empty announcements", i -> new Frame.IHave(Frame.IdKind.FRESH, List.of()), 4_999,
                        "too many control frames"),
                limit("join requests", i -> new Frame.JoinRequest(NEWCOMER, 0, Frame.Need.MORE), 2_000,
                        "too many requests to join"),
                limit("shuffles", i -> new Frame.Shuffle(NEWCOMER, 0, List.of()), 200, "too many shuffles"),
                limit("shuffle replies", i -> new Frame.ShuffleReply(List.of()), 200, "too many shuffles"),
                limit("grafts", i -> new Frame.Graft(), 500, "too many grafts and prunes"),
                limit("grafts and prunes", i -> i % 2 == 0 ? new Frame.Graft() : new Frame.Prune(), 500,
                        "too many grafts and prunes"),
                limit("pings", i -> new Frame.Ping(i), 4_999, "too many control frames"),
                limit("join acks", i -> new Frame.JoinAck(List.of()), 4_999, "too many control frames"));
    }

    private static Arguments limit(String what, IntFunction<Frame> frames, int atOnce, String reason) {
        return Arguments.of(what, frames, atOnce, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void aPeerThatExceedsABurstIsCutAtThatFrame(
            String what, IntFunction<Frame> frames, int atOnce, String reason) {
        CoreScript script = CoreScript.with(TERMS, 1, 2);
        for (int i = 0; i < atOnce; i++) {
            script.received(ONE, frames.apply(i));
        }
        assertNull(script.abortReason(ONE), "within the burst");
        script.received(ONE, frames.apply(atOnce));
        assertEquals(reason, script.abortReason(ONE));
        assertEquals(1, script.links());
        assertNull(script.abortReason(TWO));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void aPeerThatKeepsToTheRateIsNotCut(String what, IntFunction<Frame> frames, int atOnce, String reason) {
        CoreScript script = CoreScript.with(TERMS, 1, 2);
        for (int i = 0; i < 3 * atOnce; i++) {
            script.received(ONE, frames.apply(i));
            script.nowMs += (10_000 + atOnce - 1) / atOnce;
        }
        assertNull(script.abortReason(ONE));
    }

    @Test
    void framesAfterTheCutAreIgnored() {
        CoreScript script = CoreScript.with(TERMS, 1, 2);
        for (int i = 0; i < 1_000; i++) {
            script.received(ONE, pushed(i, 4));
        }
        assertEquals(200, script.events().stream().filter(FloodEvent.Delivered.class::isInstance).count());
        assertEquals(1, script.all(FloodEffect.Abort.class).size());
    }

    @Test
    void aStrangerIsCutToo() {
        CoreScript script = CoreScript.with(TERMS, 1);
        LinkId stranger = script.opened(contact(7), null);
        for (int i = 0; i < 1_000; i++) {
            script.received(stranger, pushed(i, 4));
        }
        assertEquals("too many packets", script.abortReason(stranger));
    }

    @Test
    void inANetworkWithoutALimitPacketsAndIdsCutNoLink() {
        CoreScript script = CoreScript.with(NetworkTerms.unlimited("limited"), 1, 2);
        for (int i = 0; i < 10_000; i++) {
            script.received(ONE, pushed(i % 10, 4));
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i, 500)));
            script.nowMs += 3;
        }
        assertNull(script.abortReason(ONE));
    }

    /** None of the three exceeds its own limit. */
    @Test
    void ifAllLinksTogetherBringTooMuchTheLoudestIsCut() {
        CoreScript script = CoreScript.with(TERMS, 1, 2, 3);
        LinkId three = new LinkId(3);
        for (int i = 0; i < 99; i++) {
            script.received(TWO, pushed(i, 4)).received(TWO, pushed(i, 4)); // 99 new packets, each twice
        }
        for (int i = 1_000; i < 1_301; i++) {
            script.received(i % 2 == 0 ? ONE : three, pushed(i, 4));
        }
        assertEquals(List.of(), script.all(FloodEffect.Abort.class), "400 new packets may come at once");
        script.received(three, pushed(2_000, 4));
        assertEquals(List.of(TWO), script.all(FloodEffect.Abort.class).stream().map(FloodEffect.Abort::link).toList());
        assertEquals("too many packets of all links, and the most of them here", script.abortReason(TWO));
    }

    /** Packets of strangers are ignored, so they must not count against neighbours. */
    @Test
    void strangersThatRepeatOnePacketCostNoNeighbourItsLink() {
        CoreScript script = CoreScript.with(TERMS, 1, 2);
        for (int stranger = 10; stranger < 15; stranger++) {
            LinkId link = script.opened(contact(stranger), null);
            for (int i = 0; i < 199; i++) {
                script.received(link, pushed(1, 4));
            }
        }
        assertEquals(List.of(), script.all(FloodEffect.Abort.class));
    }

    @Test
    void packetsDroppedForTheirTimeCountAgainstNobody() {
        CoreScript script = CoreScript.with(TERMS, 1, 2, 3, 4, 5);
        Packet untimely =
                new UnstampedPacket(TERMS, script.nowMs + 2 * FloodLimits.MAX_AHEAD_MS, false, new byte[4])
                        .tryStamps(1);
        script.received(ONE, pushed(1, 4));
        for (int attacker = 2; attacker <= 5; attacker++) {
            for (int i = 0; i < 199; i++) {
                script.received(new LinkId(attacker), new Frame.PacketFrame(5, Frame.Route.PUSHED, untimely));
            }
        }
        assertEquals(List.of(), script.all(FloodEffect.Abort.class));
    }

    /** Four attackers bring a steady load. Now and then an honest neighbour sends a burst. */
    @Test
    void anHonestNeighbourWithABurstIsNotTheLoudest() {
        CoreScript script = CoreScript.with(TERMS, 1, 2, 3, 4, 5);
        int number = 0;
        for (int step = 0; step < 600; step++) {
            for (int attacker = 2; attacker <= 5; attacker++) {
                script.received(new LinkId(attacker), pushed(number++, 4));
            }
            script.nowMs += 53;
            if (step % 190 == 189) {
                for (int i = 0; i < 60; i++) {
                    script.received(ONE, pushed(number++, 4));
                }
            }
        }
        assertNull(script.abortReason(ONE));
        assertNotNull(script.abortReason(TWO));
    }

    // ---- bans

    private static CoreScript afterCutting(Contact peer) {
        CoreScript script = CoreScript.with(TERMS, 1);
        script.handle(new FloodInput.Misbehaved(script.opened(peer, null), "a second hello"));
        script.effects.clear();
        return script;
    }

    @Test
    void aPeerThatMisbehavedIsBannedForTenMinutes() {
        CoreScript script = afterCutting(contact(7));
        assertEquals("it misbehaved lately", script.abortReason(script.opened(contact(7), null)));
        script.nowMs += 10 * 60_000;
        LinkId again = script.opened(contact(7), null);
        assertNull(script.abortReason(again));
        script.received(again, new Frame.NeighbourRequest(true));
        assertEquals(2, script.links());
    }

    @Test
    void aPublicIpv4AddressIsBannedUnderEveryId() {
        Contact first = new Contact(new PeerId(7, 7), new Address("203.0.113.7", 1_000));
        Contact second = new Contact(new PeerId(8, 8), new Address("203.0.113.7", 2_000));
        CoreScript script = afterCutting(first);
        assertNotNull(script.abortReason(script.opened(second, null)));
    }

    @Test
    void aBanOfAnIpv6AddressHoldsForItsWholeSlash64() {
        CoreScript script = afterCutting(new Contact(new PeerId(7, 7), new Address("2001:db8:1:2::7", 1_000)));
        Contact again = new Contact(new PeerId(8, 8), new Address("2001:db8:1:2:3:4:5:6", 1_000));
        assertNotNull(script.abortReason(script.opened(again, null)));
        Contact another = new Contact(new PeerId(9, 9), new Address("2001:db8:1:3::7", 1_000));
        assertNull(script.abortReason(script.opened(another, null)));
    }

    /** An id is only a claim. */
    @Test
    void aPeerThatMisbehavesUnderAnothersIdDoesNotBanTheOther() {
        for (List<String> hosts : List.of(List.of("203.0.113.7", "203.0.113.8"), List.of("10.0.0.7", "10.0.0.8"))) {
            PeerId honest = new PeerId(7, 7);
            CoreScript script = afterCutting(new Contact(honest, new Address(hosts.getFirst(), 1_000)));
            assertNotNull(
                    script.abortReason(script.opened(new Contact(honest, new Address(hosts.getFirst(), 5)), null)));
            assertNull(script.abortReason(script.opened(new Contact(honest, new Address(hosts.getLast(), 5)), null)));
        }
    }

    @Test
    void aBannedPeerThatDialsIsNotBannedForLonger() {
        CoreScript script = afterCutting(contact(7));
        script.nowMs += 9 * 60_000;
        assertEquals("it misbehaved lately", script.abortReason(script.opened(contact(7), null)));
        script.nowMs += 60_000;
        assertNull(script.abortReason(script.opened(contact(7), null)));
    }

    @Test
    void aBanAtASharedAddressHoldsForOnePeerId() {
        for (String host : List.of("127.0.0.1", "10.0.0.7", "172.20.0.7", "192.168.1.7", "169.254.0.7", "100.64.0.7",
                "::1", "fe80::7", "fd00::7")) {
            CoreScript script = afterCutting(new Contact(new PeerId(7, 7), new Address(host, 1_000)));
            Contact neighbour = new Contact(new PeerId(8, 8), new Address(host, 2_000));
            assertNull(script.abortReason(script.opened(neighbour, null)), host);
        }
    }

    @Test
    void aBannedPeerThatOthersNameIsNotDialled() {
        CoreScript script = afterCutting(contact(7));
        script.received(ONE, new Frame.JoinAck(List.of(contact(7))));
        script.closed(ONE);
        assertTrue(script.dials().stream().noneMatch(reason -> reason instanceof DialReason.Promote),
                "it is not in the passive view");
    }

    // ---- what we do because others ask

    @Test
    void dialsForOthersAreLimitedTo50AtOnceAndFiveASecond() {
        CoreScript script = CoreScript.with(TERMS, 1, 2);
        for (int i = 0; i < 1_000; i++) {
            Contact newcomer = new Contact(new PeerId(i, 5), new Address("203.0.113.7", 1 + i));
            script.received(ONE, new Frame.JoinRequest(newcomer, 0, Frame.Need.FIRST));
        }
        assertEquals(50, script.dials().size());
        script.nowMs += 1_000;
        for (int i = 0; i < 100; i++) {
            script.received(ONE, new Frame.JoinRequest(contact(50), 0, Frame.Need.FIRST));
        }
        assertEquals(55, script.dials().size());
    }

    @Test
    void atMost1000JoinRequestsAtOnceArePassedOnToOneNeighbour() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 1_990; i++) {
            script.received(ONE, new Frame.JoinRequest(NEWCOMER, 12 - 1, Frame.Need.MORE));
            script.received(TWO, new Frame.JoinRequest(NEWCOMER, 12 - 1, Frame.Need.MORE));
        }
        for (int i = 1; i <= 7; i++) {
            assertTrue(script.sentTo(new LinkId(i)).size() <= 1_000, "half of what would end the link");
        }
    }

    @Test
    void aNeighbourMayStartSixWalksAtOnceAndThenOneInTenSeconds() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 100; i++) {
            script.received(ONE, new Frame.JoinRequest(contact(1), FloodLimits.JOIN_HOPS, Frame.Need.MORE));
        }
        assertEquals(6, script.sent(Frame.JoinRequest.class).size());
        script.nowMs += 10_000;
        script.received(ONE, new Frame.JoinRequest(contact(1), FloodLimits.JOIN_HOPS, Frame.Need.MORE));
        assertEquals(7, script.sent(Frame.JoinRequest.class).size());
    }

    @Test
    void aShuffleReplyThatNobodyAskedForIsIgnored() {
        CoreScript script = CoreScript.with(TERMS, 1);
        script.received(ONE, new Frame.ShuffleReply(List.of(contact(40), contact(41))));
        script.closed(ONE);
        assertEquals(List.of(), script.dials(), "the passive view is empty");
    }

    @Test
    void announcementsOfPacketsThatDoNotExistDoNotCrowdOutRealOnes() {
        CoreScript script = CoreScript.with(NetworkTerms.unlimited("limited"), 1, 2);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        for (int i = 0; i < BroadcastLimits.MAX_MISSING / 100 + 1; i++) {
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i, 100)));
        }
        PacketId real = packet(1, 4).id();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, List.of(real)));
        script.nowMs += 1_500; // the longest random wait
        script.fire(FloodTimer.MissingDue.class);
        script.nowMs += 10_000;
        assertTrue(
                script.sentTo(TWO)
                        .stream()
                        .anyMatch(frame -> frame instanceof Frame.IWant(List<PacketId> ids) && ids.contains(real)),
                "the real packet is asked for");
    }
}
