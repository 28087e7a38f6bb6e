package floodchat.protocol.flood.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packets are delivered as earlier, whatever a relay claims or replays. */
class EarlierPacketsTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);

    private final CoreScript script = CoreScript.with(1, 2);

    EarlierPacketsTest() {
        script.nowMs += 20_000; // longer than JUST_JOINED_MS, and than LIVE_MS
    }

    private static Packet packet(int number, long timeMs) {
        byte[] payload = ByteBuffer.allocate(4).putInt(number).array();
        return new UnstampedPacket(CoreScript.NETWORK, timeMs, PacketKind.KEPT, payload).tryStamps(1);
    }

    private void receive(Packet packet, Frame.Route route) {
        script.received(ONE, new Frame.PacketFrame(5, route, packet));
    }

    /** For each delivered packet, whether it was delivered as earlier. */
    private static List<Boolean> deliveredAsEarlier(CoreScript script) {
        return script.events()
                .stream()
                .filter(FloodEvent.Delivered.class::isInstance)
                .map(event -> ((FloodEvent.Delivered) event).earlier())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "-9999, false", "9999, false", "-10000, true", "10000, true", "3600000, true"})
    void aPacketOfTheLastTenSecondsIsLiveEvenIfARelayCallsItEarlier(long timeOffsetMs, boolean earlier) {
        receive(packet(1, script.nowMs + timeOffsetMs), Frame.Route.DELAYED);
        assertEquals(List.of(earlier), deliveredAsEarlier(script));
    }

    /** Otherwise a relay could slow it down: each peer would have to ask for it. */
    @Test
    void aPacketOfTheLastTenSecondsIsPassedOnAtOnceEvenIfARelayAnnouncesItAsEarlier() {
        Packet packet = packet(1, script.nowMs);
        script.received(ONE, new Frame.IHave(Frame.IdKind.BACKLOG, List.of(packet.id())));
        receive(packet, Frame.Route.FETCHED);
        assertEquals(List.of(false), deliveredAsEarlier(script));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.FETCHED, packet)), script.sentTo(TWO));
    }

    @Test
    void aPacketPublishedBeforeWeJoinedIsEarlier() {
        CoreScript newcomer = new CoreScript();
        Packet packet = packet(1, newcomer.nowMs);
        newcomer.nowMs += 100;
        newcomer.addDialled(1);
        newcomer.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, List.of(packet.id())));
        newcomer.received(ONE, new Frame.PacketFrame(0, Frame.Route.FETCHED, packet));
        assertEquals(List.of(true), deliveredAsEarlier(newcomer));
    }

    @Test
    void aReplayedPacketWhoseIdIsForgottenIsDeliveredAsEarlier() {
        Packet first = packet(0, script.nowMs);
        receive(first, Frame.Route.PUSHED);
        int remembered = 2 * BroadcastLimits.SEEN_IDS_PER_GENERATION;
        for (int i = 1; i < remembered; i++) {
            receive(packet(i, ++script.nowMs), Frame.Route.PUSHED);
            script.effects.clear();
        }
        receive(first, Frame.Route.PUSHED);
        assertEquals(List.of(), deliveredAsEarlier(script), "its id is still known");
        receive(packet(remembered, ++script.nowMs), Frame.Route.PUSHED);
        script.effects.clear();
        receive(first, Frame.Route.PUSHED);
        assertEquals(List.of(true), deliveredAsEarlier(script));
        script.effects.clear();
        receive(packet(remembered + 1, ++script.nowMs), Frame.Route.PUSHED);
        assertEquals(List.of(false), deliveredAsEarlier(script));
    }
}
