package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.core.CoreScript;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** If all links together bring too many new packets, which neighbour is cut. */
class FloodGuardTest {
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

    @Test
    void newPacketsBeyondTheLimitOfAllLinksAreDroppedAndANeighbourWithAnAllowedBurstIsNotCut() {
        CoreScript script = CoreScript.with(TERMS, 1, 2, 3, 4, 5);
        for (int i = 0; i < 500; i++) { // 100 from each, which is a burst of ten seconds
            script.received(new LinkId(1 + i % 5), pushed(i, 4));
        }
        assertEquals(400, script.events().stream().filter(FloodEvent.Delivered.class::isInstance).count());
        assertEquals(List.of(), script.all(FloodEffect.Abort.class));
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
                new UnstampedPacket(TERMS, script.nowMs + 2 * FloodLimits.MAX_AHEAD_MS, PacketKind.KEPT, new byte[4])
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
}
