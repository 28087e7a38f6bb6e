package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.SELF;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How contacts are exchanged with peers a few hops away. */
class ShufflingTest {
    private static final LinkId ONE = new LinkId(1);

    @Test
    void aShuffleReplyHasNoMoreContactsThanAFrameHolds() {
        CoreScript script = CoreScript.with(1);
        List<Contact> many = Stream.iterate(10, i -> i + 1).limit(40).map(CoreScript::contact).toList();
        for (int i = 0; i < 40; i += 8) {
            script.learnFrom(ONE, many.subList(i, i + 8));
        }
        script.effects.clear();
        script.received(ONE, new Frame.Shuffle(contact(1), 0, many.subList(0, 8)));
        assertEquals(FloodLimits.MAX_CONTACTS, script.sent(Frame.ShuffleReply.class).getFirst().contacts().size());
    }

    @Test
    void aShuffleOfAPeerThatIsNoNeighbourIsAnsweredOnALinkOfItsOwn() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, new Frame.Shuffle(contact(70), 0, List.of()));
        DialReason answer = script.dials().getFirst();
        assertEquals(contact(70).address(), answer.address());
        LinkId link = script.opened(contact(70), answer);
        assertInstanceOf(Frame.ShuffleReply.class, script.sentTo(link).getFirst());
        assertTrue(script.isEnding(link));
    }

    @Test
    void aShuffleReplyThatNobodyAskedForIsIgnored() {
        CoreScript script = CoreScript.with(1);
        script.received(ONE, new Frame.ShuffleReply(List.of(contact(40), contact(41))));
        script.closed(ONE);
        assertEquals(List.of(), script.dials(), "the passive view is empty");
    }

    private static void shuffle(CoreScript script) {
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
    }

    private static Contact[] passive(int from, int until) {
        return IntStream.range(from, until).mapToObj(CoreScript::contact).toArray(Contact[]::new);
    }

    @Test
    void aPeerShufflesEvery24To36SecondsAndFirstWithin30Seconds() {
        CoreScript script = new CoreScript();
        assertBetween(0, 30_000, script.timer(FloodTimer.Shuffle.class).afterMs());
        LongSummaryStatistics periods = new LongSummaryStatistics();
        for (int i = 0; i < 200; i++) {
            shuffle(script);
            periods.accept(script.timer(FloodTimer.Shuffle.class).afterMs());
        }
        assertBetween(24_000, 25_000, periods.getMin());
        assertBetween(35_000, 36_000, periods.getMax());
    }

    private static void assertBetween(long least, long most, long actual) {
        assertTrue(actual >= least && actual <= most, () -> actual + " is not within " + least + " and " + most);
    }

    @Test
    void aShuffleHasThreeOtherNeighboursAndFourPassiveContactsAndSixHops() {
        CoreScript script = CoreScript.full();
        script.learnFrom(ONE, List.of(passive(20, 28)));
        shuffle(script);
        FloodEffect.Send sent = script.all(FloodEffect.Send.class).getFirst();
        Frame.Shuffle shuffle = (Frame.Shuffle) sent.frame();
        assertEquals(SELF, shuffle.origin());
        assertEquals(FloodLimits.SHUFFLE_HOPS, shuffle.hopsLeft());
        List<Contact> neighbours = shuffle.contacts().stream().filter(List.of(passive(1, 8))::contains).toList();
        assertEquals(3, neighbours.size());
        assertFalse(neighbours.contains(contact(sent.link().number())), "not the one that gets it");
        assertEquals(7, shuffle.contacts().stream().distinct().count());
    }

    @Test
    void onlyTheFirstReplyToAShuffleAddsContacts() {
        CoreScript script = CoreScript.full();
        shuffle(script);
        script.received(ONE, new Frame.ShuffleReply(List.of(contact(20))));
        script.received(ONE, new Frame.ShuffleReply(List.of(contact(21))));
        assertEquals(1, script.report().passive());
    }

    @Test
    void aShuffleGoesOnWithOneHopLessUntilNoneIsLeft() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(ONE, new Frame.Shuffle(contact(70), 2, List.of(contact(20))));
        assertEquals(
                List.of(new Frame.Shuffle(contact(70), 1, List.of(contact(20)))), script.sentTo(new LinkId(2)));
        assertEquals(0, script.report().passive());
    }

    @Test
    void aShuffleWhoseOriginIsANeighbourIsAnsweredOnItsLink() {
        CoreScript script = CoreScript.full();
        script.received(ONE, new Frame.Shuffle(contact(2), 0, List.of(contact(20))));
        assertEquals(List.of(), script.dials());
        assertEquals(List.of(new Frame.ShuffleReply(List.of())), script.sentTo(new LinkId(2)));
        assertEquals(1, script.report().passive(), "its contacts are learnt, and the neighbour is known");
    }

    @Test
    void aNeighboursOwnShuffleGetsTheAddressThatWeKnow() {
        CoreScript script = CoreScript.with(1, 2);
        Contact falseAddress = new Contact(contact(1).peer(), contact(66).address());
        script.received(ONE, new Frame.Shuffle(falseAddress, 5, List.of()));
        assertEquals(List.of(new Frame.Shuffle(contact(1), 4, List.of())), script.sentTo(new LinkId(2)));
    }

    @Test
    void ourOwnShuffleThatComesBackIsIgnored() {
        CoreScript script = CoreScript.full();
        script.received(ONE, new Frame.Shuffle(SELF, 0, List.of(contact(20))));
        assertEquals(List.of(), script.effects);
        assertEquals(0, script.report().passive());
    }

    @Test
    void aboutOneShuffleInTenPromotesAPassiveContactIfThereIsRoom() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        int promoted = 0;
        for (int i = 0; i < 400; i++) {
            script.effects.clear();
            script.nowMs += MembershipLimits.SHUFFLE_PERIOD_MS;
            script.learnFrom(ONE, List.of(contact(20)));
            for (DialReason reason : script.dials()) {
                script.handle(new FloodInput.DialFailed(reason, "no answer", false));
                promoted++;
            }
        }
        assertBetween(20, 60, promoted);

        CoreScript full = CoreScript.full();
        for (int i = 0; i < 100; i++) {
            full.nowMs += MembershipLimits.SHUFFLE_PERIOD_MS;
            full.learnFrom(ONE, List.of(contact(20)));
            assertEquals(List.of(), full.dials());
        }
        full.received(new LinkId(6), new Frame.Prune()); // now it is idle, and may be replaced
        int replacing = 0;
        for (int i = 0; i < 400; i++) {
            full.effects.clear();
            full.nowMs += MembershipLimits.SHUFFLE_PERIOD_MS;
            full.learnFrom(ONE, List.of(contact(20)));
            for (DialReason reason : full.dials()) {
                full.handle(new FloodInput.DialFailed(reason, "no answer", false));
                replacing++;
            }
        }
        assertBetween(20, 60, replacing);
    }

    @Test
    void aFullPassiveViewForgetsFirstTheContactsThatItSent() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < MembershipLimits.PASSIVE_CONTACTS; i += 8) {
            script.learnFrom(ONE, List.of(passive(20 + i, 28 + i)));
        }
        shuffle(script);
        List<Contact> told = script.sent(Frame.Shuffle.class).getFirst().contacts();
        Contact sent = told.stream().filter(one -> !List.of(passive(1, 8)).contains(one)).findFirst().orElseThrow();
        script.received(ONE, new Frame.ShuffleReply(List.of(contact(110))));
        assertEquals(MembershipLimits.PASSIVE_CONTACTS, script.report().passive());
        assertFalse(asksAll(script).contains(sent));
    }

    /** Loses all neighbours. Returns whom the core asks then: each contact of its passive view. */
    private static List<Contact> asksAll(CoreScript script) {
        script.effects.clear();
        IntStream.rangeClosed(1, 7).forEach(i -> script.closed(new LinkId(i)));
        List<Contact> asked = new ArrayList<>();
        for (int done = 0; done < script.dials().size(); done++) {
            DialReason reason = script.dials().get(done);
            asked.add(((DialReason.Promote) reason).candidate());
            script.handle(new FloodInput.DialFailed(reason, "no answer", false));
        }
        return asked;
    }
}
