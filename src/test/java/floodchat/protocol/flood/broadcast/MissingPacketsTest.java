package floodchat.protocol.flood.broadcast;

import static floodchat.protocol.flood.broadcast.TreeFixture.id;
import static floodchat.protocol.flood.broadcast.TreeFixture.packet;
import static floodchat.protocol.flood.broadcast.TreeFixture.pushed;
import static floodchat.protocol.flood.broadcast.TreeFixture.withALazyLink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When announced packets that do not come are asked for, and from whom. */
class MissingPacketsTest {
    private static final LinkId ONE = new LinkId(1);
    private static final LinkId TWO = new LinkId(2);
    private static final LinkId THREE = new LinkId(3);
    private static final LinkId FOUR = new LinkId(4);

    private static void assertBetween(long least, long most, long actual) {
        assertTrue(actual >= least && actual <= most, () -> actual + " is not within " + least + " and " + most);
    }

    @Test
    void aMissingPacketIsAskedForOnceFromEachAnnouncer() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)))
                .received(THREE, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        assertBetween(750, 1_500, script.fire(FloodTimer.MissingDue.class));
        List<LinkId> asked = new ArrayList<>(askedFor(script, 1));
        assertEquals(260, script.fire(FloodTimer.MissingDue.class)); // 250, at the end of a slot
        asked.addAll(askedFor(script, 1));
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
        assertEquals(Set.of(TWO, THREE), Set.copyOf(asked));
        assertEquals(2, asked.size());
    }

    private static List<LinkId> askedFor(CoreScript script, int number) {
        return script.all(FloodEffect.Send.class)
                .stream()
                .filter(send -> send.frame() instanceof Frame.IWant(List<PacketId> ids) && ids.containsAll(id(number)))
                .map(FloodEffect.Send::link)
                .toList();
    }

    private static Frame announced(int number) {
        return new Frame.IHave(Frame.IdKind.FRESH, id(number));
    }

    private static Frame fetched(int number) {
        return new Frame.PacketFrame(5, Frame.Route.FETCHED, packet(number));
    }

    /** Lets time pass, and fires the timer whenever it is due. Returns who was asked for the packet meanwhile. */
    private static List<LinkId> askedWithin(CoreScript script, long withinMs, int number) {
        List<LinkId> asked = new ArrayList<>();
        long untilMs = script.nowMs + withinMs;
        script.effects.removeIf(effect -> !(effect instanceof FloodEffect.StartTimer));
        while (isMissingTimerSet(script) && dueMs(script) <= untilMs) {
            script.fire(FloodTimer.MissingDue.class);
            asked.addAll(askedFor(script, number));
        }
        script.nowMs = untilMs;
        return asked;
    }

    private static boolean isMissingTimerSet(CoreScript script) {
        return script.all(FloodEffect.StartTimer.class)
                .stream()
                .anyMatch(start -> start.timer() instanceof FloodTimer.MissingDue);
    }

    private static long dueMs(CoreScript script) {
        return script.nowMs + script.timer(FloodTimer.MissingDue.class).afterMs();
    }

    /** Neighbours TWO and THREE have broken promises, FOUR has kept its own; ONE is eager, all others are lazy. */
    private static CoreScript besideBreakers() {
        CoreScript script = withALazyLink();
        script.addDialled(4);
        for (int i = 60; i < 63; i++) {
            script.received(TWO, announced(i)).received(THREE, announced(i));
        }
        askedWithin(script, 60_000, 60); // all of them are forgotten by then
        script.received(FOUR, announced(70));
        assertEquals(List.of(FOUR), askedWithin(script, 2_000, 70));
        script.received(FOUR, fetched(70));
        script.effects.clear();
        return script;
    }

    @Test
    void theSecondAnnouncerIsAskedLongBeforeTheFirstHasBrokenItsPromise() {
        CoreScript script = withALazyLink();
        script.received(TWO, announced(1)).received(THREE, announced(1));
        assertEquals(2, askedWithin(script, 1_500 + 260, 1).size());
        assertTrue(script.report().links().stream().allMatch(link -> link.brokenPromises() == 0));
    }

    @Test
    void noMoreThanTwoAreAskedAtATime() {
        CoreScript script = withALazyLink();
        for (int i = 4; i <= 6; i++) {
            script.addDialled(i);
        }
        for (int i = 2; i <= 6; i++) {
            script.received(new LinkId(i), announced(1));
        }
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(1, askedFor(script, 1).size());
        assertEquals(1, askedWithin(script, 270, 1).size());
        assertEquals(1, askedWithin(script, 260, 1).size(), "the first one has had twice the time of an answer");
        script.received(new LinkId(1), announced(1)); // one more that has it: the next is asked no sooner
        assertEquals(0, askedWithin(script, 200, 1).size());
    }

    @Test
    void whoKeepsItsPromisesIsAskedFirstAndBreakersLast() {
        CoreScript script = besideBreakers();
        LinkId five = script.addDialled(5);
        script.received(TWO, announced(1)).received(THREE, announced(1)).received(five, announced(1));
        script.received(FOUR, announced(1));
        List<LinkId> asked = askedWithin(script, 5_000, 1);
        assertEquals(List.of(FOUR, five), asked.subList(0, 2));
        assertEquals(Set.of(TWO, THREE), Set.copyOf(asked.subList(2, 4)));
    }

    /** Without ranks the breakers would be asked first, and each would cost the time of an answer. */
    @Test
    void announcersThatNeverSendDelayNobody() {
        CoreScript script = besideBreakers();
        for (int i = 1; i <= 20; i++) {
            script.received(TWO, announced(i)).received(THREE, announced(i));
            script.nowMs += 20;
            script.received(FOUR, announced(i));
            script.nowMs += 1_500; // the longest wait for the tree
            script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
            assertEquals(List.of(FOUR), askedFor(script, i));
            script.received(FOUR, fetched(i));
            assertEquals(i, delivered(script));
        }
    }

    private static int delivered(CoreScript script) {
        return (int) script.events().stream().filter(FloodEvent.Delivered.class::isInstance).count();
    }

    /** The tree has had its time. Once all breakers were asked in vain, nobody waits for them any more. */
    @Test
    void whoAnnouncesAfterTheBreakersIsAskedAtOnce() {
        CoreScript script = besideBreakers();
        script.received(TWO, announced(1)).received(THREE, announced(1));
        assertEquals(2, askedWithin(script, 3_000, 1).size());
        script.received(FOUR, announced(1));
        assertEquals(List.of(FOUR), askedWithin(script, 20, 1));
    }

    @Test
    void whatAllEagerNeighboursHaveAnnouncedIsAskedForAtOnce() {
        CoreScript script = withALazyLink();
        script.received(TWO, announced(1)).received(ONE, announced(1));
        assertEquals(List.of(), askedWithin(script, 20, 1), "the third neighbour may still bring it");
        script.received(THREE, announced(1));
        assertEquals(1, askedWithin(script, 20, 1).size());
    }

    @Test
    void aNeighbourPushesOutOnlyWhatItHasAnnouncedItself() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        PacketId first = packet(1).id();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, List.of(first)));
        assertEquals(BroadcastLimits.MAX_MISSING - 1, askedOfOne(script, BroadcastLimits.MAX_MISSING / 100 + 1));
        assertEquals(List.of(new Frame.IWant(List.of(first))), script.sentTo(TWO), "the oldest is not forgotten");
    }

    /** A peer that did not read for a while is told all that it has missed, and by one neighbour perhaps. */
    @Test
    void allOfManyPacketsThatOneNeighbourHasAnnouncedAreAskedFor() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        assertEquals(20_000, askedOfOne(script, 200));
    }

    /** It announces hundreds of packets at a time. Returns for how many it is asked. */
    private static int askedOfOne(CoreScript script, int hundreds) {
        for (int i = 0; i < hundreds; i++) {
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i)));
        }
        script.nowMs += 1_500;
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        return script.sentTo(ONE).stream().mapToInt(frame -> ((Frame.IWant) frame).ids().size()).sum();
    }

    /** A busy peer breaks promises too, and may be the only one that has the packet. */
    @Test
    void aBreakerThatAnnouncesAPacketAgainIsAskedAgain() {
        CoreScript script = besideBreakers();
        script.received(TWO, announced(1));
        assertEquals(List.of(TWO), askedWithin(script, 3_000, 1));
        script.received(TWO, announced(1));
        assertEquals(List.of(TWO), askedWithin(script, 3_000, 1));
    }

    @Test
    void aNeighbourThatAnnouncesAPacketAgainCanBeAskedAgain() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        script.fire(FloodTimer.MissingDue.class);
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(new Frame.IWant(id(1))), script.sentTo(TWO));
    }

    @Test
    void anAnnouncedPacketThatComesIsNotAskedFor() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1))).received(ONE, pushed(1));
        script.fire(FloodTimer.MissingDue.class);
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void aKnownPacketIsNotAwaited() {
        CoreScript script = withALazyLink();
        script.received(ONE, pushed(1));
        script.effects.clear();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        assertEquals(List.of(), script.effects);
    }

    @Test
    void anAnnouncerThatIsGoneIsNotAsked() {
        CoreScript script = withALazyLink();
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(1)));
        FloodEffect.StartTimer due = script.timer(FloodTimer.MissingDue.class);
        script.closed(TWO);
        script.nowMs += due.afterMs();
        script.handle(new FloodInput.TimerFired(due.timer()));
        assertEquals(List.of(), script.sent(Frame.IWant.class));
    }

    @Test
    void announcementsOfPacketsThatDoNotExistDoNotCrowdOutRealOnes() {
        CoreScript script = CoreScript.with(1, 2);
        script.nowMs += BroadcastLimits.JUST_JOINED_MS;
        for (int i = 0; i < BroadcastLimits.MAX_MISSING / 100 + 1; i++) {
            script.received(ONE, new Frame.IHave(Frame.IdKind.FRESH, ids(i)));
        }
        PacketId real = packet(1).id();
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

    private static List<PacketId> ids(int number) {
        return IntStream.range(0, 100).mapToObj(i -> new PacketId(100L * number + i, number)).toList();
    }

    @Test
    void theWaitFollowsTheLagsOfPacketsThatComeByTheTree() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 16; i++) {
            script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(i)));
            script.nowMs += 50;
            script.received(ONE, pushed(i));
        }
        script.nowMs += 10_000;
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue())); // all have come
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(50)));
        assertBetween(187, 395, script.timer(FloodTimer.MissingDue.class).afterMs());
    }

    @Test
    void aPacketThatComesByTheTreeAfterItWasFetchedMakesTheWaitLonger() {
        CoreScript script = withALazyLink();
        for (int i = 0; i < 16; i++) {
            script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(i)));
            script.fire(FloodTimer.MissingDue.class);
            script.received(TWO, new Frame.PacketFrame(5, Frame.Route.FETCHED, packet(i)));
            script.nowMs += 5_000;
            script.received(ONE, pushed(i));
        }
        script.handle(new FloodInput.TimerFired(new FloodTimer.MissingDue()));
        script.received(TWO, new Frame.IHave(Frame.IdKind.FRESH, id(50)));
        assertBetween(1_501, 3_020, script.timer(FloodTimer.MissingDue.class).afterMs());
    }
}
