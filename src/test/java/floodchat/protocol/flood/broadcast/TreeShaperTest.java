package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.TreeTest.NETWORK;
import static floodchat.protocol.flood.broadcast.TreeTest.inALargeNetwork;
import static floodchat.protocol.flood.broadcast.TreeTest.pushed;
import static floodchat.protocol.flood.broadcast.TreeTest.withALazyLink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.core.CoreScript;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which packets shape the tree, by script: those that cut, and those that sound. */
class TreeShaperTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);

    /** One that is believed to sound, however many packets were seen. */
    static Frame.PacketFrame sounding(int number) {
        return soundingWithZeros(13, number);
    }

    /** The same, and it leads where one of the others is under way. */
    private static Frame.PacketFrame soundingLouder() {
        return soundingWithZeros(14, 0);
    }

    private static Frame.PacketFrame soundingWithZeros(int zeros, int number) {
        return new Frame.PacketFrame(5, Frame.Route.TREE_BUILDING, withZeros(zeros, number));
    }

    private static Frame.PacketFrame pushedWithZeros(int zeros, int number) {
        return new Frame.PacketFrame(5, Frame.Route.PUSHED, withZeros(zeros, number));
    }

    /** One whose id ends in so many zero bits, and no more. */
    private static Packet withZeros(int zeros, int number) {
        return withZeros(zeros, number, 0);
    }

    private static Packet withZeros(int zeros, int number, long timeMs) {
        return IntStream.iterate(number, i -> i + 7)
                .mapToObj(i -> numbered(i, timeMs))
                .filter(one -> zeros(one) == zeros)
                .findFirst()
                .orElseThrow();
    }

    private static Packet numbered(int number) {
        return numbered(number, 0);
    }

    private static Packet numbered(int number, long timeMs) {
        ByteBuffer bytes = ByteBuffer.allocate(Packet.HEADER_BYTES + Integer.BYTES + Packet.STAMP_BYTES);
        bytes.putLong(1, timeMs).putInt(Packet.HEADER_BYTES, number);
        return Packet.received(NETWORK, bytes.array());
    }

    private static int zeros(Packet packet) {
        return Long.numberOfTrailingZeros(packet.id().low());
    }

    /** Has it see so many packets, few at a time, and then rest. */
    private static void sees(int packets, CoreScript script) {
        for (int i = 0; i < packets; i++) {
            script.nowMs += 100;
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, numbered(2_000_000 + i)));
        }
        rests(script);
    }

    private static void rests(CoreScript script) {
        script.nowMs += 1_001;
        script.effects.clear();
    }

    private static Stream<Frame.Route> waysTo(LinkId link, CoreScript script) {
        return script.sentTo(link)
                .stream()
                .filter(Frame.PacketFrame.class::isInstance)
                .map(frame -> ((Frame.PacketFrame) frame).route());
    }

    private static List<Frame.Route> waysToTheLazyLink(CoreScript script) {
        return waysTo(TWO, script).toList();
    }

    // ---- sounding

    @Test
    void aSoundingPacketGoesOnLazyLinksToo() {
        CoreScript script = withALazyLink();
        script.received(ONE, sounding(0));
        assertEquals(List.of(Frame.Route.TREE_BUILDING), waysToTheLazyLink(script));
        assertEquals(List.of(), script.all(FloodEffect.StartTimer.class));
    }

    @Test
    void aPacketOfWhichItsAuthorDoesNotSaySoDoesNotSound() {
        CoreScript script = withALazyLink();
        script.received(ONE, pushedWithZeros(13, 0));
        assertEquals(List.of(), waysToTheLazyLink(script));
    }

    @Test
    void aFetchedPacketDoesNotSound() {
        CoreScript script = withALazyLink();
        script.received(ONE, new Frame.PacketFrame(5, Frame.Route.FETCHED, sounding(0).packet()));
        assertEquals(List.of(), waysToTheLazyLink(script));
    }

    /** One in a quarter of the packets seen, 512 at most; what is not believed goes along the tree. */
    @Test
    void whatIsSaidToSoundIsBelievedWhereItsIdHasZerosEnough() {
        CoreScript young = withALazyLink();
        young.received(ONE, soundingWithZeros(3, 0));
        assertEquals(List.of(), waysToTheLazyLink(young));
        assertEquals(List.of(Frame.Route.PUSHED), waysTo(THREE, young).toList());
        rests(young);
        young.received(ONE, soundingWithZeros(4, 0));
        assertEquals(List.of(Frame.Route.TREE_BUILDING), waysToTheLazyLink(young));

        CoreScript old = withALazyLink();
        sees(2_100, old);
        old.received(ONE, soundingWithZeros(8, 0));
        assertEquals(List.of(), waysToTheLazyLink(old));
        old.received(ONE, soundingWithZeros(9, 0));
        assertEquals(List.of(Frame.Route.TREE_BUILDING), waysToTheLazyLink(old));
    }

    @Test
    void whereALotIsSaidAPacketMustBeRarerToSound() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 600; i++) {
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, numbered(1_000_000 + i)));
        }
        script.effects.clear();
        script.received(ONE, soundingWithZeros(10, 0)); // enough where less is said: 600 were seen
        assertEquals(List.of(), waysToTheLazyLink(script));
        script.received(ONE, soundingWithZeros(11, 0)); // a quarter of 16 windows
        assertEquals(List.of(Frame.Route.TREE_BUILDING), waysToTheLazyLink(script));
    }

    /** With seven links one in as many as were seen, and for each that is lacking one in four times as many. */
    @Test
    void ownPacketsSoundTheRarerTheMoreLinksAreLacking() {
        assertTrue(soundingOf(1_000, CoreScript.full(), 0) >= 2);
        assertTrue(soundingOf(1_000, CoreScript.with(1, 2, 3, 4, 5, 6), 2) >= 1);
        assertEquals(0, soundingOf(1_000, CoreScript.with(1, 2, 3), 8));
    }

    /** Says so much, and checks of each packet which way it went. @return how many sounded */
    private static int soundingOf(int packets, CoreScript script, int further) {
        int sounded = 0;
        for (int seen = 1; seen <= packets; seen++) {
            rests(script);
            script.publish(seen, new byte[] {1}, false);
            List<Frame.PacketFrame> sent =
                    script.all(FloodEffect.SendOwn.class).stream().map(FloodEffect.SendOwn::frame).toList();
            int needed = 31 - Integer.numberOfLeadingZeros(Math.max(16, seen)) + further;
            boolean sounds = zeros(sent.getFirst().packet()) >= needed;
            Frame.Route route = sounds ? Frame.Route.TREE_BUILDING : Frame.Route.PUSHED;
            assertTrue(sent.stream().allMatch(one -> one.route() == route), () -> needed + " zeros: " + sent);
            sounded += sounds ? 1 : 0;
        }
        return sounded;
    }

    /** As if it had seen 512 packets and no more; what others say is believed as before. */
    @Test
    void whoLosesALinkOfTheTreeHasItsPacketsSoundSooner() {
        CoreScript script = withSevenLinks();
        sees(2_100, script);
        ownPacketsSoundFrom(11, script);
        script.closed(THREE);
        script.dialled(8);
        rests(script);
        ownPacketsSoundFrom(9, script);
        rests(script);
        script.received(ONE, soundingWithZeros(8, 0));
        assertEquals(List.of(Frame.Route.PUSHED), waysTo(TWO, script).toList());
    }

    @Test
    void ownPacketsSoundAtLeastOnceInEightThousand() {
        CoreScript script = withSevenLinks();
        sees(20_000, script);
        ownPacketsSoundFrom(13, script);
    }

    @Test
    void whereALotIsSaidOwnPacketsSoundOnceInSixteenWindows() {
        CoreScript script = withSevenLinks();
        for (int i = 0; i < 600; i++) {
            script.received(ONE, new Frame.PacketFrame(5, Frame.Route.PUSHED, numbered(1_000_000 + i)));
        }
        ownPacketsSoundFrom(13, script);
    }

    private static CoreScript withSevenLinks() {
        return CoreScript.with(1, 2, 3, 4, 5, 6, 7);
    }

    private static void ownPacketsSoundFrom(int zeros, CoreScript script) {
        assertEquals(Frame.Route.PUSHED, wayOfOwn(zeros - 1, script));
        assertEquals(Frame.Route.TREE_BUILDING, wayOfOwn(zeros, script));
    }

    private static Frame.Route wayOfOwn(int zeros, CoreScript script) {
        script.effects.clear();
        script.happens(new FloodInput.Published(script.nowMs, withZeros(zeros, 1, script.nowMs)));
        return script.all(FloodEffect.SendOwn.class).getFirst().frame().route();
    }

    /** Else whoever has kept packets that sounded can have them sound again at no cost. */
    @Test
    void aReplayDoesNotSound() {
        CoreScript script = withALazyLink();
        Frame.PacketFrame first = sounding(0);
        script.received(ONE, first);
        for (int i = 0; i < 3 * BroadcastLimits.SEEN_IDS_PER_GENERATION; i++) {
            script.received(ONE, new Frame.PacketFrame(0, Frame.Route.FETCHED, numbered(3_000_000 + i)));
        }
        rests(script);
        script.received(ONE, first);
        assertEquals(List.of(), waysToTheLazyLink(script));
        assertEquals(List.of(Frame.Route.PUSHED), waysTo(THREE, script).toList());
    }

    /** Each has links grafted and cut everywhere, and who is led to do so too often is cut as if it were hostile. */
    @Test
    void noMoreThanTwoSoundInAWindowHoweverLoudTheyAre() {
        CoreScript script = withALazyLink();
        for (int zeros = 9; zeros <= 14; zeros++) {
            script.nowMs += 20;
            script.received(zeros % 2 == 0 ? ONE : THREE, soundingWithZeros(zeros, 0));
        }
        assertEquals(2, waysTo(TWO, script).filter(route -> route == Frame.Route.TREE_BUILDING).count());
        rests(script);
        script.received(ONE, soundingWithZeros(9, 1));
        assertEquals(1, waysTo(TWO, script).filter(route -> route == Frame.Route.TREE_BUILDING).count());
    }

    @Test
    void whatIsOutrankedGoesOnAsPushed() {
        CoreScript script = withALazyLink();
        script.received(ONE, soundingLouder());
        script.effects.clear();
        script.received(ONE, sounding(0));
        assertEquals(List.of(), waysToTheLazyLink(script));
        assertEquals(List.of(Frame.Route.PUSHED), waysTo(THREE, script).toList());
    }

    /** An author that has lost a neighbour gives its packets once more to those that are left. */
    @Test
    void theSameLinkTwiceIsNoCycle() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, sounding(0)).received(ONE, sounding(0));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
        script.received(TWO, sounding(0));
        assertEquals(List.of(new Frame.Prune()), script.sent(Frame.Prune.class));
    }

    /** It could become no branch of the tree, and the links that bring the packet next would neither. */
    @Test
    void aSoundingPacketOnALinkThatHasJustEndedIsLeftToTheOthers() {
        CoreScript script = withALazyLink();
        script.received(THREE, new Frame.Disconnect(Frame.Reason.EVICTED));
        script.received(THREE, sounding(0));
        assertEquals(List.of(), script.told().stream().filter(FloodEvent.Delivered.class::isInstance).toList());
        script.received(TWO, sounding(0)).received(ONE, sounding(0));
        assertEquals(1, script.told().stream().filter(FloodEvent.Delivered.class::isInstance).count());
        assertTrue(script.sentTo(TWO).contains(new Frame.Graft()));
        assertTrue(script.sentTo(ONE).contains(new Frame.Prune()));

        CoreScript last = CoreScript.with(1);
        last.received(ONE, new Frame.Disconnect(Frame.Reason.EVICTED)).received(ONE, sounding(0));
        assertEquals(1, last.told().stream().filter(FloodEvent.Delivered.class::isInstance).count());
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

    /** A GRAFT may be under way on it, unless its peer has sent the packet too. */
    @Test
    void theLazyLinkOnWhichASoundingPacketHasJustGoneIsNotEvicted() {
        CoreScript script = CoreScript.full();
        script.received(TWO, new Frame.Prune()).received(ONE, sounding(0));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), answerTo(40, script));
        assertEquals(List.of(Frame.Route.TREE_BUILDING), waysToTheLazyLink(script));

        script.received(TWO, sounding(0));
        assertInstanceOf(Frame.JoinAck.class, answerTo(41, script).getFirst());
        assertEquals(new Frame.Disconnect(Frame.Reason.EVICTED), script.sentTo(TWO).getLast());
    }

    private static List<Frame> answerTo(int number, CoreScript script) {
        LinkId link = script.opened(CoreScript.contact(number), null);
        return script.received(link, new Frame.NeighbourRequest(false)).sentTo(link);
    }

    // ---- leaders

    @Test
    void aboutOnePacketInEachWindowCuts() {
        CoreScript script = inALargeNetwork();
        for (int i = 0; i < 63; i++) {
            script.received(ONE, pushed(i));
        }
        rests(script);
        script.received(ONE, pushedWithZeros(4, 0)).received(TWO, pushedWithZeros(4, 0));
        assertEquals(List.of(), script.sent(Frame.Prune.class));
        script.received(ONE, pushedWithZeros(5, 0)).received(TWO, pushedWithZeros(5, 0));
        assertEquals(List.of(new Frame.Prune()), script.sentTo(TWO).reversed().subList(0, 1));
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
    void aPacketThatSoundsLeadsBeforeOneThatOnlyCutsWhicheverCameFirst() {
        CoreScript soundingFirst = inALargeNetwork();
        soundingFirst.received(ONE, sounding(0)).received(ONE, pushedWithZeros(14, 0));
        soundingFirst.received(TWO, pushedWithZeros(14, 0));
        assertEquals(List.of(), soundingFirst.sent(Frame.Prune.class));

        CoreScript soundingLast = inALargeNetwork();
        soundingLast.received(ONE, pushedWithZeros(14, 0)).received(ONE, sounding(0));
        soundingLast.received(TWO, sounding(0));
        assertEquals(List.of(new Frame.Prune()), soundingLast.sent(Frame.Prune.class));
    }

    @Test
    void afterAWindowTheNextLeaderShapesTheTree() {
        CoreScript script = inALargeNetwork();
        script.received(ONE, soundingLouder());
        script.nowMs += 1_001;
        script.received(ONE, sounding(0)).received(THREE, sounding(0));
        assertEquals(List.of(new Frame.Prune()), script.sent(Frame.Prune.class));
    }
}
