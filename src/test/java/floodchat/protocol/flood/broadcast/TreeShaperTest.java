package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.TreeFixture.inALargeNetwork;
import static floodchat.protocol.flood.broadcast.TreeFixture.numbered;
import static floodchat.protocol.flood.broadcast.TreeFixture.pushed;
import static floodchat.protocol.flood.broadcast.TreeFixture.treeBuilding;
import static floodchat.protocol.flood.broadcast.TreeFixture.treeBuildingWithZeros;
import static floodchat.protocol.flood.broadcast.TreeFixture.withALazyLink;
import static floodchat.protocol.flood.broadcast.TreeFixture.withZeros;
import static floodchat.protocol.flood.broadcast.TreeFixture.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which packets shape the tree: tree-building packets, and those whose second copies cut links. */
class TreeShaperTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);

    /** A tree-building packet that leads before {@link TreeFixture#treeBuilding}. */
    private static Frame.PacketFrame leadingTreeBuilding() {
        return treeBuildingWithZeros(14, 0);
    }

    private static Frame.PacketFrame pushedWithZeros(int zeros, int number) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, withZeros(zeros, number));
    }

    /** Receives this many packets, few at a time, and then none for a window. */
    private static void receivePackets(int packets, CoreScript script) {
        for (int i = 0; i < packets; i++) {
            script.nowMs += 100;
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, numbered(2_000_000 + i)));
        }
        rest(script);
    }

    private static void rest(CoreScript script) {
        script.nowMs += 1_001;
        script.effects.clear();
    }

    private static Stream<Frame.Route> routesTo(LinkId link, CoreScript script) {
        return script.sentTo(link)
                .stream()
                .filter(Frame.PacketFrame.class::isInstance)
                .map(frame -> ((Frame.PacketFrame) frame).route());
    }

    private static List<Frame.Route> routesToTheLazyLink(CoreScript script) {
        return routesTo(TWO, script).toList();
    }

    // ---- tree-building packets

    @Test
    void aTreeBuildingPacketGoesOnLazyLinksToo() {
        CoreScript script = withALazyLink();
        script.received(ONE, treeBuilding(0));
        assertEquals(List.of(Frame.Route.TREE_BUILDING), routesToTheLazyLink(script));
        assertEquals(List.of(), script.all(FloodEffect.StartTimer.class));
    }

    @Test
    void aPacketBuildsNoTreeIfItsAuthorDoesNotSaySo() {
        CoreScript script = withALazyLink();
        script.received(ONE, pushedWithZeros(13, 0));
        assertEquals(List.of(), routesToTheLazyLink(script));
    }

    @Test
    void aFetchedPacketBuildsNoTree() {
        CoreScript script = withALazyLink();
        script.received(ONE, new Frame.PacketFrame(5, Frame.Route.FETCHED, treeBuilding(0).packet()));
        assertEquals(List.of(), routesToTheLazyLink(script));
    }

    /** One packet in a quarter of those seen is believed, and at least one in 512. The others go along the tree. */
    @Test
    void aTreeBuildingPacketIsBelievedIfItsIdHasEnoughZeroBits() {
        CoreScript young = withALazyLink();
        young.received(ONE, treeBuildingWithZeros(3, 0));
        assertEquals(List.of(), routesToTheLazyLink(young));
        assertEquals(List.of(Frame.Route.PUSHED), routesTo(THREE, young).toList());
        rest(young);
        young.received(ONE, treeBuildingWithZeros(4, 0));
        assertEquals(List.of(Frame.Route.TREE_BUILDING), routesToTheLazyLink(young));

        CoreScript old = withALazyLink();
        receivePackets(2_100, old);
        old.received(ONE, treeBuildingWithZeros(8, 0));
        assertEquals(List.of(), routesToTheLazyLink(old));
        old.received(ONE, treeBuildingWithZeros(9, 0));
        assertEquals(List.of(Frame.Route.TREE_BUILDING), routesToTheLazyLink(old));
    }

    @Test
    void oneInAQuarterOfTheSeenPacketsIsBelieved() {
        CoreScript script = withALazyLink();
        receivePackets(300, script);
        script.received(ONE, treeBuildingWithZeros(5, 0));
        assertEquals(List.of(), routesToTheLazyLink(script));
        script.received(ONE, treeBuildingWithZeros(6, 0)); // 75 is between 2^6 and 2^7
        assertEquals(List.of(Frame.Route.TREE_BUILDING), routesToTheLazyLink(script));
    }

    @Test
    void underLoadATreeBuildingPacketNeedsMoreZeroBits() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 600; i++) {
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, numbered(1_000_000 + i)));
        }
        script.effects.clear();
        script.received(ONE, treeBuildingWithZeros(10, 0)); // enough without load: 600 were seen
        assertEquals(List.of(), routesToTheLazyLink(script));
        script.received(ONE, treeBuildingWithZeros(11, 0)); // one in a quarter of 16 windows
        assertEquals(List.of(Frame.Route.TREE_BUILDING), routesToTheLazyLink(script));
    }

    /** With seven links, one packet in as many as were seen. Each lacking link makes them four times rarer. */
    @Test
    void eachLackingLinkMakesOwnTreeBuildingPacketsRarer() {
        assertTrue(countTreeBuilding(2_000, CoreScript.full(), 0) >= 2);
        assertTrue(countTreeBuilding(2_000, CoreScript.full().closed(new LinkId(4)), 2) >= 1);
        assertEquals(0, countTreeBuilding(2_000, CoreScript.with(1, 2, 3), 8));
    }

    /**
     * Publishes packets and checks the route of each.
     *
     * @return how many of them were tree-building
     */
    private static int countTreeBuilding(int packets, CoreScript script, int furtherZeros) {
        int built = 0;
        for (int seen = 1; seen <= packets; seen++) {
            rest(script);
            script.publish(seen, new byte[] {1}, false);
            List<Frame.PacketFrame> sent =
                    script.all(FloodEffect.SendOwn.class).stream().map(FloodEffect.SendOwn::frame).toList();
            int needed = 31 - Integer.numberOfLeadingZeros(Math.max(16, seen)) + furtherZeros;
            boolean builds = zeros(sent.getFirst().packet()) >= needed;
            Frame.Route route = builds ? Frame.Route.TREE_BUILDING : Frame.Route.PUSHED;
            assertTrue(sent.stream().allMatch(one -> one.route() == route), () -> needed + " zeros: " + sent);
            built += builds ? 1 : 0;
        }
        return built;
    }

    /** It counts on as if it had seen 512 packets. What it believes of others does not change. */
    @Test
    void afterTheLossOfATreeLinkOwnTreeBuildingPacketsNeedFewerZeroBits() {
        CoreScript script = withSevenLinks();
        receivePackets(2_100, script);
        assertOwnPacketsBuildTheTreeFrom(11, script);
        script.closed(THREE);
        script.addDialled(8);
        rest(script);
        assertOwnPacketsBuildTheTreeFrom(9, script);
        rest(script);
        script.received(ONE, treeBuildingWithZeros(8, 0));
        assertEquals(List.of(Frame.Route.PUSHED), routesTo(TWO, script).toList());
    }

    @Test
    void atLeastOneIn8192OwnPacketsBuildsTheTree() {
        CoreScript script = withSevenLinks();
        receivePackets(20_000, script);
        assertOwnPacketsBuildTheTreeFrom(13, script);
    }

    @Test
    void underLoadOneOwnPacketIn16WindowsBuildsTheTree() {
        CoreScript script = withSevenLinks();
        for (int i = 0; i < 600; i++) {
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, numbered(1_000_000 + i)));
        }
        assertOwnPacketsBuildTheTreeFrom(13, script);
    }

    private static CoreScript withSevenLinks() {
        return CoreScript.full();
    }

    private static void assertOwnPacketsBuildTheTreeFrom(int zeros, CoreScript script) {
        assertEquals(Frame.Route.PUSHED, routeOfOwnPacket(zeros - 1, script));
        assertEquals(Frame.Route.TREE_BUILDING, routeOfOwnPacket(zeros, script));
    }

    private static Frame.Route routeOfOwnPacket(int zeros, CoreScript script) {
        script.effects.clear();
        script.handle(new FloodInput.Published(script.nowMs, withZeros(zeros, 1, script.nowMs)));
        return script.all(FloodEffect.SendOwn.class).getFirst().frame().route();
    }

    /** Its author's work was paid once. */
    @Test
    void aReplayedPacketBuildsNoTree() {
        CoreScript script = withALazyLink();
        Frame.PacketFrame first = treeBuilding(0);
        script.received(ONE, first);
        for (int i = 0; i < 2 * BroadcastLimits.SEEN_IDS_PER_GENERATION; i++) {
            script.received(ONE, new Frame.PacketFrame(0, Frame.Route.FETCHED, numbered(3_000_000 + i)));
        }
        rest(script);
        script.received(ONE, first);
        assertEquals(List.of(), routesToTheLazyLink(script));
        assertEquals(List.of(Frame.Route.PUSHED), routesTo(THREE, script).toList());
    }

    /** Each of them causes grafts and prunes on all links, and their number is limited. */
    @Test
    void atMostTwoPacketsBuildTheTreeInOneWindow() {
        CoreScript script = withALazyLink();
        for (int zeros = 9; zeros <= 14; zeros++) {
            script.nowMs += 20;
            script.received(zeros % 2 == 0 ? ONE : THREE, treeBuildingWithZeros(zeros, 0));
        }
        assertEquals(2, routesTo(TWO, script).filter(route -> route == Frame.Route.TREE_BUILDING).count());
        rest(script);
        script.received(ONE, treeBuildingWithZeros(9, 1));
        assertEquals(1, routesTo(TWO, script).filter(route -> route == Frame.Route.TREE_BUILDING).count());
    }

    @Test
    void aTreeBuildingPacketThatIsOutrankedGoesOnAsPushed() {
        CoreScript script = withALazyLink();
        script.received(ONE, leadingTreeBuilding());
        script.effects.clear();
        script.received(ONE, treeBuilding(0));
        assertEquals(List.of(), routesToTheLazyLink(script));
        assertEquals(List.of(Frame.Route.PUSHED), routesTo(THREE, script).toList());
    }

    /** After the loss of a neighbour an author sends its packets again to the others. */
    @Test
    void aSecondCopyFromTheSameLinkShowsNoCycle() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, treeBuilding(0)).received(ONE, treeBuilding(0));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
        script.received(TWO, treeBuilding(0));
        assertEquals(List.of(new Frame.Prune()), script.sent(Frame.Prune.class));
    }

    /** The link is no part of the tree any more, so its packet says nothing about the tree. */
    @Test
    void aTreeBuildingPacketFromALinkThatHasJustEndedIsDeliveredAndBuildsNoTree() {
        CoreScript script = withALazyLink();
        script.received(THREE, new Frame.Disconnect(Frame.Reason.EVICTED));
        script.effects.clear();
        script.received(THREE, treeBuilding(0));
        script.received(TWO, treeBuilding(0)).received(ONE, treeBuilding(0));
        assertEquals(1, script.events().stream().filter(FloodEvent.Delivered.class::isInstance).count());
        assertEquals(List.of(), script.sent(Frame.Graft.class));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    @Test
    void theLinkThatBringsATreeBuildingPacketFirstBecomesEagerAndTheOthersLazy() {
        CoreScript script = withALazyLink();
        script.received(TWO, treeBuilding(0)).received(ONE, treeBuilding(0)).received(THREE, treeBuilding(0));
        assertTrue(script.sentTo(TWO).contains(new Frame.Graft()));
        assertTrue(script.sentTo(ONE).contains(new Frame.Prune()));
        assertTrue(script.sentTo(THREE).contains(new Frame.Prune()));
    }

    @Test
    void aLazyLinkThatBringsASecondCopyIsNotPrunedAgain() {
        CoreScript script = withALazyLink();
        script.received(ONE, treeBuilding(0)).received(TWO, treeBuilding(0));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    /** A {@code GRAFT} may be under way on it, unless its peer has sent the packet too. */
    @Test
    void aLazyLinkThatWasJustSentATreeBuildingPacketIsNotEvicted() {
        CoreScript script = CoreScript.full();
        LinkId youngest = new LinkId(4); // of the peers that dialled us
        script.received(youngest, new Frame.Prune()).received(ONE, treeBuilding(0));
        assertEquals(new Frame.Disconnect(Frame.Reason.FULL), answerTo(40, script).getLast());
        assertEquals(List.of(Frame.Route.TREE_BUILDING), routesTo(youngest, script).toList());

        script.received(youngest, treeBuilding(0));
        assertInstanceOf(Frame.JoinAck.class, answerTo(41, script).getFirst());
        assertEquals(new Frame.Disconnect(Frame.Reason.EVICTED), script.sentTo(youngest).getLast());
    }

    private static List<Frame> answerTo(int number, CoreScript script) {
        LinkId link = script.opened(CoreScript.contact(number), null);
        return script.received(link, new Frame.JoinRequest(false)).sentTo(link);
    }

    // ---- leaders

    @Test
    void aboutOnePacketInEachWindowCutsLinks() {
        CoreScript script = inALargeNetwork();
        for (int i = 0; i < 63; i++) {
            script.received(ONE, pushed(i));
        }
        rest(script);
        script.received(ONE, pushedWithZeros(4, 0)).received(TWO, pushedWithZeros(4, 0));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
        script.received(ONE, pushedWithZeros(5, 0)).received(TWO, pushedWithZeros(5, 0));
        assertEquals(List.of(new Frame.Prune()), script.sentTo(TWO).reversed().subList(0, 1));
    }

    @Test
    void ofTwoTreeBuildingPacketsTheOneWithMoreZeroBitsLeadsInEitherOrder() {
        CoreScript leaderFirst = inALargeNetwork();
        leaderFirst.received(ONE, leadingTreeBuilding())
                .received(ONE, treeBuilding(0))
                .received(THREE, treeBuilding(0));
        assertEquals(List.of(), leaderFirst.sent(Frame.Prune.class));
        leaderFirst.received(THREE, leadingTreeBuilding());
        assertEquals(List.of(new Frame.Prune()), leaderFirst.sentTo(THREE).reversed().subList(0, 1));

        CoreScript leaderLast = inALargeNetwork();
        leaderLast.received(ONE, treeBuilding(0)).received(ONE, leadingTreeBuilding()).received(THREE, treeBuilding(0));
        assertEquals(List.of(), leaderLast.sent(Frame.Prune.class));
        leaderLast.received(TWO, leadingTreeBuilding());
        assertEquals(List.of(new Frame.Prune()), leaderLast.sent(Frame.Prune.class));
    }

    @Test
    void aTreeBuildingPacketLeadsBeforeACuttingOneInEitherOrder() {
        CoreScript treeBuildingFirst = inALargeNetwork();
        treeBuildingFirst.received(ONE, treeBuilding(0)).received(ONE, pushedWithZeros(14, 0));
        treeBuildingFirst.received(TWO, pushedWithZeros(14, 0));
        assertEquals(List.of(), treeBuildingFirst.sent(Frame.Prune.class));

        CoreScript treeBuildingLast = inALargeNetwork();
        treeBuildingLast.received(ONE, pushedWithZeros(14, 0)).received(ONE, treeBuilding(0));
        treeBuildingLast.received(TWO, treeBuilding(0));
        assertEquals(List.of(new Frame.Prune()), treeBuildingLast.sent(Frame.Prune.class));
    }

    @Test
    void afterAWindowTheNextLeaderShapesTheTree() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, leadingTreeBuilding());
        script.nowMs += 1_001;
        script.received(ONE, treeBuilding(0)).received(THREE, treeBuilding(0));
        assertEquals(List.of(new Frame.Prune()), script.sent(Frame.Prune.class));
    }
}
