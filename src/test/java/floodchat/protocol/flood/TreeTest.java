package floodchat.protocol.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tree of eager links, by script: cut at second copies, mended after misses. */
class TreeTest {
    static final NetworkTag NETWORK = NetworkTag.of("test");
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);

    static Packet packet(int number) {
        byte[] bytes = new byte[Packet.HEADER_BYTES + 1 + Packet.STAMP_BYTES];
        bytes[Packet.HEADER_BYTES] = (byte) number;
        return Packet.received(NETWORK, bytes);
    }

    static Frame.Flooded pushed(int number) {
        return new Frame.Flooded(5, Frame.Way.PUSHED, packet(number));
    }

    private static Frame.Flooded fetched(int number) {
        return new Frame.Flooded(5, Frame.Way.FETCHED, packet(number));
    }

    /** One whose id says that it goes on every link, however many packets were seen. */
    private static Frame.Flooded sounding(int number) {
        return withZeros(13, number);
    }

    /** The same, and it leads where one of the others is under way. */
    private static Frame.Flooded soundingLouder() {
        return withZeros(14, 0);
    }

    /** One whose id ends in so many zero bits, and no more. */
    private static Frame.Flooded withZeros(int zeros, int number) {
        Packet packet = IntStream.iterate(number, i -> i + 7)
                .mapToObj(TreeTest::longer)
                .filter(one -> Long.numberOfTrailingZeros(one.id().low()) == zeros)
                .findFirst()
                .orElseThrow();
        return new Frame.Flooded(5, Frame.Way.PUSHED, packet);
    }

    private static Packet longer(int number) {
        ByteBuffer bytes = ByteBuffer.allocate(Packet.HEADER_BYTES + Integer.BYTES + Packet.STAMP_BYTES);
        return Packet.received(NETWORK, bytes.putInt(Packet.HEADER_BYTES, number).array());
    }

    static List<PacketId> id(int number) {
        return List.of(packet(number).id());
    }

    /** Three neighbours in a network that is too large for a plain flood. */
    static CoreScript inALargeNetwork() {
        CoreScript script = CoreScript.with(1, 2, 3);
        for (int i = 20; i < 44; i += 8) {
            script.learns(ONE, IntStream.range(i, i + 8).mapToObj(ViewsTest::contact).toList());
        }
        script.nowMs += FloodLimits.JUST_COME_MS;
        script.effects.clear();
        return script;
    }

    /** The same, and the second link has been cut. */
    static CoreScript withALazyLink() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, pushed(100)).received(TWO, pushed(100));
        script.effects.clear();
        return script;
    }

    /** So few peers that all links carry packets while little is said; the second link is lazy. */
    private static CoreScript inAQuietNetwork() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.learns(ONE, IntStream.range(20, 28).mapToObj(ViewsTest::contact).toList());
        script.received(TWO, new Frame.Prune());
        script.nowMs += FloodLimits.JUST_COME_MS;
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
        assertEquals(List.of(new Frame.Flooded(4, Frame.Way.PUSHED, packet(2))), script.sentTo(THREE));
    }

    @Test
    void aSmallNetworkStaysAPlainFlood() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.received(ONE, pushed(1)).received(TWO, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    @Test
    void aSecondCopyOfAFetchedPacketSaysNothingAboutTheTree() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, fetched(1)).received(TWO, pushed(1)).received(THREE, fetched(1));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    @Test
    void whileManyPacketsAreUnderWayFewSecondCopiesCut() {
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
    void whoHadToAskGraftsUnlessTheTreeIsMendedByThen() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.Age.FRESH, id(1)));
        script.fire(FloodTimer.MissingDue.class);
        FloodEffect.StartTimer repair = script.timer(FloodTimer.RepairDue.class);
        assertTrue(repair.afterMs() <= 8_000, repair::toString);
        script.received(TWO, fetched(1));
        script.fire(FloodTimer.RepairDue.class);
        assertEquals(List.of(new Frame.Graft()), script.sentTo(TWO));

        CoreScript mended = withALazyLink();
        mended.received(TWO, new Frame.IHave(Frame.Age.FRESH, id(1)));
        mended.fire(FloodTimer.MissingDue.class);
        mended.received(TWO, fetched(1)).received(ONE, pushed(2));
        mended.fire(FloodTimer.RepairDue.class);
        assertEquals(List.of(), mended.sent(Frame.Graft.class));
    }

    @Test
    void aLazyLinkThatBringsAPacketFirstBecomesEagerUnlessThePacketWasUnderWayWhenItWasCut() {
        CoreScript script = withALazyLink();
        script.received(TWO, pushed(1));
        assertEquals(List.of(), script.sentTo(TWO));
        script.nowMs += 1_001;
        script.received(TWO, pushed(2));
        assertEquals(List.of(new Frame.Graft()), script.sentTo(TWO));
    }

    @Test
    void aSoundingPacketGoesOnLazyLinksToo() {
        CoreScript script = withALazyLink();
        script.received(ONE, sounding(0));
        assertEquals(1, script.sentTo(TWO).size());
        assertInstanceOf(Frame.Flooded.class, script.sentTo(TWO).getFirst());
        assertEquals(List.of(), script.all(FloodEffect.StartTimer.class));
    }

    @Test
    void whereALotIsSaidAPacketMustBeRarerToSound() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 300; i++) {
            script.received(ONE, new Frame.Flooded(5, Frame.Way.PUSHED, longer(1_000_000 + i)));
        }
        script.effects.clear();
        script.received(ONE, withZeros(11, 0)); // enough where less is said: 300 were seen
        assertEquals(List.of(), script.sentTo(TWO));
    }

    /** One in twice the packets seen, 512 at most for whoever has just lost a link of the tree. */
    @Test
    void whoLosesALinkOfTheTreeHasPacketsSoundSooner() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 1_500; i++) {
            script.nowMs += 100;
            script.received(ONE, new Frame.Flooded(5, Frame.Way.PUSHED, longer(2_000_000 + i)));
        }
        script.nowMs += 1_001;
        script.effects.clear();
        script.received(ONE, withZeros(9, 0));
        assertEquals(List.of(), script.sentTo(TWO));
        script.closed(THREE);
        script.nowMs += 1_001;
        script.effects.clear();
        script.received(ONE, withZeros(8, 0));
        assertEquals(List.of(), script.sentTo(TWO));
        script.received(ONE, withZeros(9, 1));
        assertInstanceOf(Frame.Flooded.class, script.sentTo(TWO).getFirst());
    }

    @Test
    void aboutOnePacketInEachWindowCuts() {
        CoreScript script = inALargeNetwork();
        for (int i = 0; i < 63; i++) {
            script.received(ONE, pushed(i));
        }
        script.nowMs += 1_001;
        script.effects.clear();
        script.received(ONE, withZeros(4, 0)).received(TWO, withZeros(4, 0));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
        script.received(ONE, withZeros(5, 0)).received(TWO, withZeros(5, 0));
        assertEquals(List.of(new Frame.Prune()), script.sentTo(TWO).reversed().subList(0, 1));
    }

    @Test
    void theLinkThatBringsASoundingPacketFirstBecomesEagerAndTheOthersLazy() {
        CoreScript script = withALazyLink();
        script.received(TWO, sounding(0)).received(ONE, sounding(0)).received(THREE, sounding(0));
        assertTrue(script.sentTo(TWO).contains(new Frame.Graft()));
        assertTrue(script.sentTo(ONE).contains(new Frame.Prune()));
        assertTrue(script.sentTo(THREE).contains(new Frame.Prune()));
    }

    @Test
    void aLazyLinkThatBringsASoundingPacketOnceMoreIsNotPrunedAgain() {
        CoreScript script = withALazyLink();
        script.received(ONE, sounding(0)).received(TWO, sounding(0));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
    }

    @Test
    void ofTwoLeadersUnderWayTheOneWithMoreZerosShapesTheTreeWhicheverCameFirst() {
        CoreScript louderFirst = inALargeNetwork();
        louderFirst.received(ONE, soundingLouder()).received(ONE, sounding(0)).received(THREE, sounding(0));
        assertEquals(List.of(), louderFirst.sent(Frame.Prune.class));
        louderFirst.received(THREE, soundingLouder());
        assertEquals(List.of(new Frame.Prune()), louderFirst.sentTo(THREE).reversed().subList(0, 1));

        CoreScript louderLast = inALargeNetwork();
        louderLast.received(ONE, sounding(0)).received(ONE, soundingLouder()).received(THREE, sounding(0));
        assertEquals(List.of(), louderLast.sent(Frame.Prune.class));
        louderLast.received(TWO, soundingLouder());
        assertEquals(List.of(new Frame.Prune()), louderLast.sent(Frame.Prune.class));
    }

    @Test
    void afterAWindowTheNextLeaderShapesTheTree() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, soundingLouder());
        script.nowMs += 1_001;
        script.received(ONE, sounding(0)).received(THREE, sounding(0));
        assertEquals(List.of(new Frame.Prune()), script.sent(Frame.Prune.class));
    }

    @Test
    void whatALazyLinkPushesAndThatStaysLazyIsOutOfTheTree() {
        CoreScript script = withALazyLink();
        script.received(TWO, pushed(1));
        assertEquals(List.of(new Frame.Flooded(4, Frame.Way.FETCHED, packet(1))), script.sentTo(ONE));
        script.received(ONE, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Prune.class), "the two copies did not come by the tree both");
    }

    @Test
    void aFetchedPacketDoesNotSound() {
        CoreScript script = withALazyLink();
        script.received(ONE, new Frame.Flooded(5, Frame.Way.FETCHED, sounding(0).packet()));
        assertEquals(List.of(), script.sentTo(TWO));
    }

    @Test
    void aPeerThatHasALinkForPacketsGraftsNoFurtherOnes() {
        CoreScript script = inALargeNetwork();
        LinkId further = script.dialled(9);
        script.received(ONE, pushed(1));
        assertEquals(List.of(), script.sent(Frame.Graft.class));
        assertFalse(script.sentTo(further).contains(new Frame.Flooded(4, Frame.Way.PUSHED, packet(1))));
    }

    @Test
    void aPeerWithoutALinkForPacketsGraftsTheFirstThatItAskedFor() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, new Frame.Prune()).received(TWO, new Frame.Prune()).received(THREE, new Frame.Prune());
        LinkId first = script.dialled(9);
        script.dialled(10);
        assertEquals(List.of(new Frame.Graft()), script.sent(Frame.Graft.class));
        assertTrue(script.sentTo(first).contains(new Frame.Graft()));
    }

    @Test
    void whoHasTakenANeighbourLeavesItToThatOneToGraft() {
        CoreScript script = inALargeNetwork();
        LinkId newcomer = script.opened(ViewsTest.contact(9), null);
        script.received(newcomer, new Frame.NeighbourRequest(true)).received(ONE, pushed(1));
        assertFalse(script.sentTo(newcomer).contains(new Frame.Flooded(4, Frame.Way.PUSHED, packet(1))));
        script.received(newcomer, new Frame.Graft()).received(ONE, pushed(2));
        assertTrue(script.sentTo(newcomer).contains(new Frame.Flooded(4, Frame.Way.PUSHED, packet(2))));
        assertEquals(List.of(), script.sent(Frame.Graft.class));
    }

    @Test
    void aPeerThatHasLostALinkForPacketsGraftsTheNextOne() {
        CoreScript script = inALargeNetwork();
        script.closed(THREE);
        LinkId next = script.dialled(9);
        script.dialled(10);
        assertTrue(script.sentTo(next).contains(new Frame.Graft()));
        assertEquals(List.of(new Frame.Graft()), script.sent(Frame.Graft.class));
    }

    @Test
    void aPeerThatLostALinkForPacketsLongAgoGraftsNoFurtherOne() {
        CoreScript script = inALargeNetwork();
        script.closed(THREE);
        script.nowMs += 10_000;
        script.dialled(9);
        assertEquals(List.of(), script.sent(Frame.Graft.class));
    }

    /** Lazy links are evicted first, and with these the way between two networks would be gone. */
    @Test
    void whomAPersonAskedForAndTheTwoPeersFromThereAreGrafted() {
        CoreScript script = inALargeNetwork();
        for (int i = 4; i <= 7; i++) { // lazy, so that nothing is lost with them
            script.received(script.opened(ViewsTest.contact(i), null), new Frame.NeighbourRequest(true));
        }
        LinkId asked = script.opened(
                ViewsTest.contact(100), new Errand.Enter(ViewsTest.contact(100).address(), Frame.Need.HERE, true));
        List<LinkId> further =
                IntStream.range(50, 53).mapToObj(i -> script.opened(ViewsTest.contact(i), null)).toList();
        script.received(asked, new Frame.JoinAck(List.of()));
        further.forEach(link -> script.received(link, new Frame.JoinAck(List.of())));
        assertTrue(script.sentTo(asked).contains(new Frame.Graft()));
        assertTrue(script.sentTo(further.get(0)).contains(new Frame.Graft()));
        assertTrue(script.sentTo(further.get(1)).contains(new Frame.Graft()));
        assertEquals(new Frame.Disconnect(Frame.Reason.FULL), script.sentTo(further.get(2)).getFirst());
    }

    @Test
    void inASmallNetworkWhereLittleIsSaidWhatALazyLinkPushesGoesOnAsPushed() {
        CoreScript script = inAQuietNetwork();
        script.received(TWO, pushed(1));
        assertEquals(List.of(new Frame.Flooded(4, Frame.Way.PUSHED, packet(1))), script.sentTo(ONE));
        assertEquals(List.of(new Frame.Flooded(4, Frame.Way.PUSHED, packet(1))), script.sentTo(THREE));
        assertEquals(List.of(), script.sentTo(TWO), "and the link stays lazy");
    }

    @Test
    void inASmallNetworkWhereLittleIsSaidALazyLinkCarriesPacketsToo() {
        CoreScript script = inAQuietNetwork();
        script.received(ONE, pushed(1));
        assertEquals(List.of(new Frame.Flooded(4, Frame.Way.PUSHED, packet(1))), script.sentTo(TWO));
        for (int i = 2; i < 102; i++) {
            script.received(ONE, pushed(i));
        }
        script.effects.clear();
        script.received(ONE, pushed(102));
        assertEquals(List.of(), script.sentTo(TWO), "now there is more: ids will do");
    }

    @Test
    void anAuthorWhoseLinksAreAllLazyStillTellsSomebody() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, new Frame.Prune()).received(TWO, new Frame.Prune()).received(THREE, new Frame.Prune());
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(1, new byte[] {1}, false)));
        assertEquals(1, script.all(FloodEffect.SendOwn.class).size());
    }

    @Test
    void whatAReplacedLinkMayNotHaveWrittenIsGivenToTheOneThatReplacesIt() {
        CoreScript script = new CoreScript();
        LinkId theirs = script.dialler(1);
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(7, new byte[] {1}, false)));
        Contact peer = ViewsTest.contact(1);
        LinkId ours = script.opened(peer, null);
        script.effects.clear();
        script.received(ours, new Frame.NeighbourRequest(true));
        assertTrue(script.isEnding(theirs));
        List<LinkId> given = script.all(FloodEffect.SendOwn.class).stream().map(FloodEffect.SendOwn::link).toList();
        assertEquals(List.of(ours), given);
    }

    @Test
    void whatIsWrittenIsNotGivenAgain() {
        CoreScript script = CoreScript.with(1, 2);
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(7, new byte[] {1}, false)));
        script.happens(new FloodInput.Written(List.of(7L)));
        script.effects.clear();
        script.closed(ONE);
        assertEquals(List.of(), script.all(FloodEffect.SendOwn.class));
    }
}
