package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.core.CoreScript;
import floodchat.protocol.kdf.NetworkKeys;
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
    private static final NetworkTerms TERMS = new NetworkTerms(NetworkKeys.ofPublic("limited"), 0, PER_SECOND);
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);

    private static Packet packet(int number, int payloadBytes) {
        byte[] payload = ByteBuffer.allocate(payloadBytes).putInt(number).array();
        return new UnstampedPacket(TERMS, 1_000_000, PacketKind.KEPT, payload).tryStamps(1);
    }

    private static Frame pushed(int number, int payloadBytes) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, packet(number, payloadBytes));
    }

    private static List<PacketId> ids(int number, int count) {
        return IntStream.range(0, count).mapToObj(i -> new PacketId(1_000L * number + i, number)).toList();
    }

    /** The frames, how many may come at once beside the JOIN_ACK that made the link, and why one more ends it. */
    static Stream<Arguments> limits() {
        return Stream.of(
                limit("packets", i -> pushed(i, 4), 2 * PER_SECOND * 10, "too many packets"),
                limit("copies of one packet", i -> pushed(1, 4), 2 * PER_SECOND * 10, "too many packets"),
                limit("large packets", i -> pushed(i, 20_463), 2 * PER_SECOND * 10 * 2_048 / 20_480, "too many bytes"),
                limit("announced ids", i -> new Frame.IHave(Frame.IdKind.FRESH, ids(i, 100)), 4, "too many ids"),
                limit("ids of a backlog", i -> new Frame.IHave(Frame.IdKind.BACKLOG, ids(i, 100)), 4, "too many ids"),
                limit("requested ids", i -> new Frame.IWant(ids(i, 100)), 4, "too many ids"),
                limit("empty announcements", i -> new Frame.IHave(Frame.IdKind.FRESH, List.of()), 4_999,
                        "too many control frames"),
                limit("join requests", i -> new Frame.JoinRequest(true), 4_999, "too many control frames"),
                limit("shuffles", i -> new Frame.Shuffle(List.of()), 200, "too many shuffles"),
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
        for (int i = 0; i < 1_000; i++) {
            script.received(ONE, pushed(i % 10, 4));
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i, 500)));
            script.nowMs += 3;
        }
        assertNull(script.abortReason(ONE));
    }
}
