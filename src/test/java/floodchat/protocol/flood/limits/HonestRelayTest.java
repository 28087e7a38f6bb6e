package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A limit that cuts links is a weapon if others can make an honest peer exceed it. So whatever attackers send within
 * their own limits, a peer must send no neighbour more than that neighbour allows. Link 1 leads to an honest
 * neighbour, the other links to one attacker.
 */
class HonestRelayTest {
    private static final int PER_SECOND = 20;
    private static final NetworkTerms TERMS = new NetworkTerms(NetworkKeys.ofPublic("limited"), 0, PER_SECOND);
    private static final LinkId VICTIM = new LinkId(1);
    private static final List<LinkId> ATTACKERS = List.of(new LinkId(2), new LinkId(3), new LinkId(4));
    private static final int STEP_MS = 10;
    private static final int STEPS = 60_000 / STEP_MS;

    private final CoreScript script = CoreScript.with(TERMS, 1, 2, 3, 4);
    private final TreeMap<Long, List<FloodTimer>> timers = new TreeMap<>();
    /** What the honest neighbour counts on its link. */
    private final PeerRateLimits measured = new PeerRateLimits(TERMS);
    private final List<Frame> toVictim = new ArrayList<>();
    private int lastPacket;

    /** Lets time pass: due timers fire, and the honest neighbour counts what it is sent. */
    private void pass(int ms) {
        carryOut();
        script.nowMs += ms;
        while (!timers.isEmpty() && timers.firstKey() <= script.nowMs) {
            timers.pollFirstEntry().getValue().forEach(timer -> script.handle(new FloodInput.TimerFired(timer)));
            carryOut();
        }
    }

    private void carryOut() {
        for (FloodEffect.StartTimer start : script.all(FloodEffect.StartTimer.class)) {
            timers.computeIfAbsent(script.nowMs + start.afterMs(), _ -> new ArrayList<>()).add(start.timer());
        }
        for (Frame frame : script.sentTo(VICTIM)) {
            toVictim.add(frame);
            assertEquals(null, measured.excess(frame, script.nowMs), () -> "after " + toVictim.size() + " frames");
        }
        assertEquals(List.of(), script.all(FloodEffect.Abort.class), "the attackers keep within their limits");
        script.effects.clear();
    }

    private Packet nextPacket(long aheadMs) {
        byte[] payload = ByteBuffer.allocate(4).putInt(++lastPacket).array();
        return new UnstampedPacket(TERMS, script.nowMs + aheadMs, PacketKind.KEPT, payload).tryStamps(1);
    }

    /** Each attacker does this at a rate just within its limit. */
    private void attack(double perSecond, Consumer<LinkId> one) {
        pass(5_000); // longer than JUST_JOINED_MS
        double due = 0;
        for (int step = 0; step < STEPS; step++) {
            for (due += perSecond * STEP_MS / 1_000; due >= 1; due--) {
                ATTACKERS.forEach(one);
            }
            pass(STEP_MS);
        }
    }

    /** Whatever they ask, nobody but themselves gets an answer. */
    @Test
    void questionsOfOthersBringANeighbourNoFrame() {
        attack(19, link -> {
            script.received(link, new Frame.Shuffle(List.of(contact(9))));
            script.received(link, new Frame.JoinRequest(true));
        });
        assertTrue(toVictim.stream().allMatch(Frame.Shuffle.class::isInstance), "only our own shuffles");
        assertTrue(toVictim.size() <= 4, () -> toVictim.size() + " shuffles within a minute");
    }

    @Test
    void repliesToItsOwnShufflesStayWithinANeighboursLimits() {
        attack(6, _ -> script.received(VICTIM, new Frame.Shuffle(List.of())));
        long replies = toVictim.stream().filter(Frame.ShuffleReply.class::isInstance).count();
        assertTrue(replies >= 6 && replies <= 13, () -> replies + " replies");
    }

    /** None of these packets is pushed on, so no link becomes congested. */
    @Test
    void anEndlessBacklogIsAnnouncedToANeighbourWithinItsLimits() {
        attack(1.3 * PER_SECOND, link -> {
            Packet packet = nextPacket(-60_000);
            script.received(link, new Frame.IHave(Frame.IdKind.BACKLOG, List.of(packet.id())));
            script.received(link, new Frame.PacketFrame(0, Frame.Route.FETCHED, packet));
        });
        assertTrue(toVictim.stream().anyMatch(Frame.IHave.class::isInstance));
    }

    @Test
    void newPacketsAreAnnouncedToALazyNeighbourWithinItsLimits() {
        // In a small and quiet network it would be sent the packets, at the pace of its writer.
        script.learnFrom(VICTIM, IntStream.range(20, 36).mapToObj(CoreScript::contact).toList());
        script.received(VICTIM, new Frame.Prune());
        attack(1.3 * PER_SECOND, link -> {
            script.received(link, new Frame.PacketFrame(32, Frame.Route.PUSHED, nextPacket(0)));
            script.received(link, new Frame.Prune());
        });
        assertTrue(toVictim.stream().anyMatch(Frame.IHave.class::isInstance));
    }

    @Test
    void missingPacketsAreAskedForWithinTheNeighboursLimits() {
        attack(1, link -> {
            List<PacketId> ids = IntStream.range(0, 15).mapToObj(_ -> nextPacket(0).id()).toList();
            script.received(VICTIM, new Frame.IHave(Frame.IdKind.FRESH, ids.subList(0, 5)));
            ids.forEach(id -> script.received(link, new Frame.IHave(Frame.IdKind.FRESH, List.of(id))));
        });
        assertTrue(toVictim.stream().anyMatch(Frame.IWant.class::isInstance));
    }

    /** The honest neighbour and an attacker bring each packet first in turn. */
    @Test
    void graftsAndPrunesStayWithinTheNeighboursLimits() {
        // makes the network larger than PLAIN_FLOOD_PEERS
        script.learnFrom(VICTIM, IntStream.range(20, 30).mapToObj(CoreScript::contact).toList());
        attack(6, link -> {
            Packet packet = nextPacket(0);
            List<LinkId> order = lastPacket % 2 == 0 ? List.of(link, VICTIM) : List.of(VICTIM, link);
            order.forEach(one -> script.received(one, new Frame.PacketFrame(9, Frame.Route.PUSHED, packet)));
        });
    }
}
