package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.TreeFixture.NETWORK;
import static floodchat.protocol.flood.broadcast.TreeFixture.id;
import static floodchat.protocol.flood.broadcast.TreeFixture.inALargeNetwork;
import static floodchat.protocol.flood.broadcast.TreeFixture.packet;
import static floodchat.protocol.flood.broadcast.TreeFixture.pushed;
import static floodchat.protocol.flood.broadcast.TreeFixture.treeBuilding;
import static floodchat.protocol.flood.broadcast.TreeFixture.withALazyLink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tree of eager links: second copies cut it, and missing packets lead to its repair. */
class TreeTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);

    private static Frame.PacketFrame fetched(int number) {
        return new Frame.PacketFrame(5, Frame.Route.FETCHED, packet(number));
    }

    /** A small network with little load, in which lazy links carry packets too. The second of three links is lazy. */
    private static CoreScript inAQuietNetwork() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.learnFrom(ONE, IntStream.range(20, 28).mapToObj(CoreScript::contact).toList());
        script.received(TWO, new Frame.Prune());
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        script.effects.clear();
        return script;
    }

    @Test
    void aSecondCopyMakesItsLinkLazy() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, pushed(1)).received(TWO, pushed(1));
        assertTrue(script.sentTo(TWO).contains(new Frame.Prune()));
        script.effects.clear();
        script.received(ONE, pushed(2));
        assertEquals(List.of(), script.sentTo(TWO));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.PUSHED, packet(2))), script.sentTo(THREE));
    }

    @Test
    void aSmallNetworkStaysAPlainFlood() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.received(ONE, pushed(1)).received(TWO, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    @Test
    void aSecondCopyOfAFetchedPacketCutsNoLink() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, fetched(1)).received(TWO, pushed(1)).received(THREE, fetched(1));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    @Test
    void whileManyPacketsAreUnderWayFewSecondCopiesCutLinks() {
        CoreScript script = inALargeNetwork();
        for (int i = 0; i < 100; i++) {
            script.received(ONE, pushed(i));
        }
        script.effects.clear();
        for (int i = 0; i < 100; i++) {
            script.received(TWO, pushed(i));
        }
        assertTrue(script.sent(Frame.Prune.class).size() < 10, () -> script.sent(Frame.Prune.class).toString());
    }

    @Test
    void aPeerThatMissedAPacketGraftsUnlessTheTreeIsRepairedByThen() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        script.fire(FloodTimer.MissingDue.class);
        FloodEffect.StartTimer repair = script.timer(FloodTimer.RepairDue.class);
        assertTrue(repair.afterMs() <= 8_000, repair::toString);
        script.received(TWO, fetched(1));
        script.fire(FloodTimer.RepairDue.class);
        assertEquals(List.of(new Frame.Graft()), script.sentTo(TWO));

        CoreScript mended = withALazyLink();
        mended.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        mended.fire(FloodTimer.MissingDue.class);
        mended.received(TWO, fetched(1)).received(ONE, pushed(2));
        mended.fire(FloodTimer.RepairDue.class);
        assertEquals(List.of(), mended.sent(Frame.Graft.class));
    }

    private static Frame announced(int number) {
        return new Frame.IHave(Frame.IdKind.FRESH, id(number));
    }

    @Test
    void theNeighbourThatAnswersIsGraftedAtOnceIfAllEagerNeighboursWithhold() {
        CoreScript script = withALazyLink();
        script.received(ONE, announced(1)).received(TWO, announced(1));
        script.received(TWO, fetched(1));
        assertEquals(List.of(), script.sent(Frame.Graft.class), "the third neighbour might have brought it");
        script.received(ONE, announced(2)).received(TWO, announced(2)).received(THREE, announced(2));
        script.nowMs += 1_500;
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        script.nowMs += 500;
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        script.nowMs += 500; // each of the two was asked before or after the lazy one, and is late
        script.received(TWO, fetched(2));
        assertTrue(script.sentTo(TWO).contains(new Frame.Graft()));
    }

    /** The first neighbour has announced packets and not sent them. */
    private static void breakPromises(CoreScript script) {
        for (int i = 60; i < 63; i++) {
            script.received(ONE, announced(i));
        }
        script.nowMs += 1_500;
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        script.nowMs += BroadcastLimits.PROMISE_WITHIN_MS;
        assertEquals(3, script.report().links().getFirst().brokenPromises());
        script.effects.clear();
    }

    @Test
    void anAuthorWhoseEagerNeighbourIsABreakerMakesAnotherOneEager() {
        CoreScript script = withALazyLink();
        script.received(THREE, new Frame.Prune());
        breakPromises(script);
        script.publish(1, new byte[] {1}, false);
        assertEquals(1, script.sent(Frame.Graft.class).size());
        assertEquals(2, script.all(FloodEffect.SendOwn.class).size());
    }

    @Test
    void aBreakerThatBringsTheLeaderFirstCutsNoOtherLink() {
        CoreScript script = withALazyLink();
        breakPromises(script);
        script.received(ONE, pushed(1)).received(THREE, pushed(1));
        assertFalse(script.sentTo(THREE).contains(new Frame.Prune()));
        assertTrue(withALazyLinkAfter(pushed(1)).sentTo(THREE).contains(new Frame.Prune()), "without broken promises");
    }

    private static CoreScript withALazyLinkAfter(Frame packet) {
        CoreScript script = withALazyLink();
        script.nowMs += 1_500 + BroadcastLimits.PROMISE_WITHIN_MS;
        return script.received(ONE, packet).received(THREE, packet);
    }

    /** Packets that were under way in the tree before say nothing about the new one. */
    @Test
    void packetsMissedWhileTheTreeIsRebuiltCauseNoGraft() {
        CoreScript before = withALazyLink();
        before.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        before.fire(FloodTimer.MissingDue.class);
        before.received(ONE, treeBuilding(0));
        before.fire(FloodTimer.RepairDue.class);
        assertEquals(List.of(), before.sent(Frame.Graft.class));

        CoreScript meanwhile = withALazyLink();
        meanwhile.received(ONE, treeBuilding(0));
        meanwhile.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        meanwhile.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(id(1)), meanwhile.sent(Frame.IWant.class).stream().map(Frame.IWant::ids).toList());
        assertEquals(List.of(), meanwhile.all(FloodEffect.StartTimer.class)
                .stream()
                .map(FloodEffect.StartTimer::timer)
                .filter(FloodTimer.RepairDue.class::isInstance)
                .toList());

        CoreScript later = withALazyLink();
        later.received(ONE, treeBuilding(0));
        later.nowMs += 5_000;
        later.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        later.fire(FloodTimer.MissingDue.class);
        later.fire(FloodTimer.RepairDue.class);
        assertEquals(List.of(new Frame.Graft()), later.sent(Frame.Graft.class));
    }

    @Test
    void aLazyLinkThatBringsAPacketFirstBecomesEagerUnlessItWasJustPruned() {
        CoreScript script = withALazyLink();
        script.received(TWO, pushed(1));
        assertEquals(List.of(), script.sentTo(TWO));
        script.nowMs += 1_001;
        script.received(TWO, pushed(2));
        assertEquals(List.of(new Frame.Graft()), script.sentTo(TWO));
    }

    @Test
    void aPacketPushedByALinkThatStaysLazyGoesOnAsFetched() {
        CoreScript script = withALazyLink();
        script.received(TWO, pushed(1));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.FETCHED, packet(1))), script.sentTo(ONE));
        script.received(ONE, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Prune.class), "only one of the two copies came by the tree");
    }

    @Test
    void aPeerWithAnEagerLinkGraftsNoFurtherOne() {
        CoreScript script = inALargeNetwork();
        LinkId further = script.addDialled(9);
        script.received(ONE, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Graft.class));
        assertFalse(script.sentTo(further).contains(new Frame.PacketFrame(4, Frame.Route.PUSHED, packet(1))));
    }

    @Test
    void aPeerWithoutAnEagerLinkGraftsTheFirstLinkThatItAskedFor() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, new Frame.Prune()).received(TWO, new Frame.Prune()).received(THREE, new Frame.Prune());
        LinkId first = script.addDialled(9);
        script.addDialled(10);
        assertEquals(List.of(new Frame.Graft()), script.sent(Frame.Graft.class));
        assertTrue(script.sentTo(first).contains(new Frame.Graft()));
    }

    @Test
    void aPeerThatAcceptedANeighbourLeavesTheGraftToIt() {
        CoreScript script = inALargeNetwork();
        LinkId newcomer = script.opened(CoreScript.contact(9), null);
        script.received(newcomer, new Frame.JoinRequest(true)).received(ONE, pushed(1));
        assertFalse(script.sentTo(newcomer).contains(new Frame.PacketFrame(4, Frame.Route.PUSHED, packet(1))));
        script.received(newcomer, new Frame.Graft()).received(ONE, pushed(2));
        assertTrue(script.sentTo(newcomer).contains(new Frame.PacketFrame(4, Frame.Route.PUSHED, packet(2))));
        assertEquals(List.of(), script.sent(Frame.Graft.class));
    }

    @Test
    void aPeerThatHasLostAnEagerLinkGraftsTheNextOne() {
        CoreScript script = inALargeNetwork();
        script.closed(THREE);
        LinkId next = script.addDialled(9);
        script.addDialled(10);
        assertTrue(script.sentTo(next).contains(new Frame.Graft()));
        assertEquals(List.of(new Frame.Graft()), script.sent(Frame.Graft.class));
    }

    @Test
    void aPeerThatLostAnEagerLinkLongAgoGraftsNoFurtherOne() {
        CoreScript script = inALargeNetwork();
        script.closed(THREE);
        script.nowMs += 10_000;
        script.addDialled(9);
        assertEquals(List.of(), script.sent(Frame.Graft.class));
    }

    /** Lazy links are evicted first, and without these links the two networks could part again. */
    @Test
    void thePeerThatAPersonAskedForAndTwoPeersOfItsNetworkAreGrafted() {
        CoreScript script = inALargeNetwork();
        for (int i = 4; i <= 7; i++) { // lazy, so that no eager link is evicted
            script.received(script.opened(CoreScript.contact(i), null), new Frame.JoinRequest(true));
        }
        LinkId asked = script.opened(
                CoreScript.contact(100),
                new DialReason.Enter(CoreScript.contact(100).address(), true, true));
        List<Contact> told = IntStream.range(50, 53).mapToObj(CoreScript::contact).toList();
        script.received(asked, new Frame.JoinAck(told));
        List<LinkId> further = told.subList(0, 2)
                .stream()
                .map(contact -> script.opened(contact, new DialReason.Promote(contact, true)))
                .toList();
        further.forEach(link -> script.received(link, new Frame.JoinAck(List.of())));
        assertTrue(script.sentTo(asked).contains(new Frame.Graft()));
        assertTrue(script.sentTo(further.get(0)).contains(new Frame.Graft()));
        assertTrue(script.sentTo(further.get(1)).contains(new Frame.Graft()));
    }

    @Test
    void inAQuietNetworkAPacketPushedByALazyLinkGoesOnAsPushed() {
        CoreScript script = inAQuietNetwork();
        script.received(TWO, pushed(1));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.PUSHED, packet(1))), script.sentTo(ONE));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.PUSHED, packet(1))), script.sentTo(THREE));
        assertEquals(List.of(), script.sentTo(TWO), "the link stays lazy");
    }

    @Test
    void inAQuietNetworkLazyLinksCarryPacketsToo() {
        CoreScript script = inAQuietNetwork();
        script.received(ONE, pushed(1));
        assertEquals(List.of(new Frame.PacketFrame(4, Frame.Route.PUSHED, packet(1))), script.sentTo(TWO));
        for (int i = 2; i < 102; i++) {
            script.received(ONE, pushed(i));
        }
        script.effects.clear();
        script.received(ONE, pushed(102));
        assertEquals(List.of(), script.sentTo(TWO), "under load a lazy link gets ids only");
    }

    /** Packets go on every link, so a copy may overtake the one that comes along the tree. */
    @Test
    void inAQuietNetworkASecondCopyShowsNoCycle() {
        CoreScript script = inAQuietNetwork();
        script.received(ONE, pushed(1)).received(THREE, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    /** Neighbours count in windows that begin at other times, so they may still find the network quiet. */
    @Test
    void aSmallNetworkCutsLinksAfterMoreThanAWindowUnderLoad() {
        CoreScript script = inAQuietNetwork();
        bothBring(script, 1, 300);
        assertEquals(List.of(), script.sent(Frame.Prune.class));
        script.nowMs += 1_000;
        bothBring(script, 300, 500);
        assertEquals(List.of(), script.sent(Frame.Prune.class));
        for (int i = 500; i < 4_500; i += 400) { // until an id has enough zero bits to cut
            script.nowMs += 1_000;
            bothBring(script, i, i + 400);
        }
        assertTrue(script.sentTo(THREE).contains(new Frame.Prune()));
    }

    private static void bothBring(CoreScript script, int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] bytes = packet(0).bytes().clone();
            ByteBuffer.wrap(bytes).putInt(bytes.length - Packet.STAMP_BYTES, i);
            Frame one = new Frame.PacketFrame(5, Frame.Route.PUSHED, Packet.received(NETWORK, bytes));
            script.received(ONE, one).received(THREE, one);
        }
    }

    @Test
    void anAuthorWhoseLinksAreAllLazyMakesOneEager() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, new Frame.Prune()).received(TWO, new Frame.Prune()).received(THREE, new Frame.Prune());
        script.publish(1, new byte[] {1}, false);
        assertEquals(1, script.all(FloodEffect.SendOwn.class).size());
    }

    /** Three neighbours, and as many contacts as make a network of this many peers. */
    private static CoreScript inANetworkOf(int peers) {
        CoreScript script = CoreScript.with(1, 2, 3);
        for (int i = 4; i < peers; i++) {
            script.learnFrom(ONE, List.of(CoreScript.contact(20 + i)));
        }
        script.effects.clear();
        return script;
    }

    @Test
    void aNetworkOfEightPeersIsAPlainFloodAndOneOfNineIsNot() {
        CoreScript eight = inANetworkOf(8);
        eight.received(ONE, treeBuilding(0)).received(TWO, treeBuilding(0));
        assertEquals(List.of(), eight.sent(Frame.Prune.class));

        CoreScript nine = inANetworkOf(9);
        nine.received(ONE, treeBuilding(0)).received(TWO, treeBuilding(0));
        assertEquals(List.of(new Frame.Prune()), nine.sent(Frame.Prune.class));
    }

    @Test
    void inANetworkOfSixteenPeersLazyLinksMayCarryPacketsAndInOneOfSeventeenNot() {
        CoreScript sixteen = inANetworkOf(16);
        sixteen.received(TWO, new Frame.Prune()).received(ONE, pushed(1));
        assertEquals(1, sixteen.sentTo(TWO).size());

        CoreScript seventeen = inANetworkOf(17);
        seventeen.received(TWO, new Frame.Prune()).received(ONE, pushed(1));
        assertEquals(List.of(), seventeen.sentTo(TWO));
    }

    @Test
    void anOwnPacketThatComesBackMakesItsLinkLazy() {
        CoreScript script = withALazyLink();
        script.nowMs += 1_001;
        script.publish(1, new byte[] {1}, false);
        Packet own = script.all(FloodEffect.SendOwn.class).getFirst().frame().packet();
        script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, own));
        assertEquals(List.of(new Frame.Prune()), script.sentTo(ONE));
    }

    @Test
    void whileTheTreeIsRebuiltALazyLinkThatBringsAPacketFirstStaysLazy() {
        CoreScript script = withALazyLink();
        script.nowMs += 1_001;
        script.received(ONE, treeBuilding(0)).received(TWO, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Graft.class));
        script.nowMs += 1_001;
        script.received(TWO, pushed(2));
        assertEquals(List.of(new Frame.Graft()), script.sent(Frame.Graft.class));
    }
}
