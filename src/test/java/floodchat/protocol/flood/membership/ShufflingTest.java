package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import floodchat.protocol.flood.limits.RateLimits;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How contacts are exchanged with a neighbour. */
class ShufflingTest {
    private static final LinkId ONE = new LinkId(1);

    private static Contact[] contacts(int from, int until) {
        return IntStream.range(from, until).mapToObj(CoreScript::contact).toArray(Contact[]::new);
    }

    private static void shuffle(CoreScript script) {
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
    }

    private static void assertBetween(long least, long most, long actual) {
        assertTrue(actual >= least && actual <= most, () -> actual + " is not within " + least + " and " + most);
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

    @Test
    void aShuffleHasThreeOtherNeighboursAndThirteenContactsOfTheBook() {
        CoreScript script = CoreScript.full().tried(contacts(20, 50));
        IntStream.range(110, 116).forEach(i -> script.closed(script.opened(contact(i), null)));
        shuffle(script);
        FloodEffect.Send sent = script.all(FloodEffect.Send.class).getFirst();
        Frame.Shuffle shuffle = (Frame.Shuffle) sent.frame();
        List<Contact> neighbours = shuffle.contacts().stream().filter(List.of(contacts(1, 8))::contains).toList();
        assertEquals(3, neighbours.size());
        assertFalse(neighbours.contains(contact(sent.link().number())), "not the one that gets it");
        assertEquals(FloodLimits.MAX_CONTACTS, shuffle.contacts().stream().distinct().count());
    }

    @Test
    void aShuffleIsAnsweredWithTheSameKindOfContactsOnItsLinkAndGoesToNobodyElse() {
        CoreScript script = CoreScript.full().tried(contacts(20, 50));
        IntStream.range(110, 116).forEach(i -> script.closed(script.opened(contact(i), null)));
        script.effects.clear();
        script.received(ONE, new Frame.Shuffle(List.of(contact(70))));
        assertEquals(1, script.all(FloodEffect.Send.class).size());
        Frame.ShuffleReply reply = (Frame.ShuffleReply) script.sentTo(ONE).getFirst();
        assertEquals(FloodLimits.MAX_CONTACTS, reply.contacts().stream().distinct().count());
        assertFalse(reply.contacts().contains(contact(1)));
        assertFalse(reply.contacts().contains(contact(70)));
        assertEquals(List.of(), script.dials());
        assertEquals(30 + 6 + 1, script.report().contacts());
    }

    @Test
    void aStrangersShuffleIsAnsweredAndWhatItTellsIsIgnored() {
        CoreScript script = CoreScript.full();
        LinkId stranger = script.opened(contact(60), null);
        int before = script.report().contacts();
        script.received(stranger, new Frame.Shuffle(List.of(contact(70))));
        assertEquals(1, script.sent(Frame.ShuffleReply.class).size());
        assertEquals(before, script.report().contacts());
    }

    @Test
    void aShuffleReplyThatNobodyAskedForIsIgnored() {
        CoreScript script = CoreScript.full();
        script.received(ONE, new Frame.ShuffleReply(List.of(contact(40), contact(41))));
        assertEquals(0, script.report().contacts());
    }

    @Test
    void onlyTheFirstReplyToAShuffleAddsContacts() {
        CoreScript script = CoreScript.full();
        script.learnFrom(ONE, List.of(contact(20)));
        script.received(ONE, new Frame.ShuffleReply(List.of(contact(21))));
        assertEquals(1, script.report().contacts());
    }

    @Test
    void aReplyCountsOnlyFromTheNeighbourThatWasAsked() {
        CoreScript script = CoreScript.full();
        shuffle(script);
        LinkId asked = script.all(FloodEffect.Send.class).getFirst().link();
        for (int i = 1; i <= 7; i++) {
            if (i != asked.number()) {
                script.received(new LinkId(i), new Frame.ShuffleReply(List.of(contact(20 + i))));
            }
        }
        assertEquals(0, script.report().contacts());
        script.received(asked, new Frame.ShuffleReply(List.of(contact(40))));
        assertEquals(1, script.report().contacts());
    }

    @Test
    void neighboursAndThePeerItselfEnterNoBook() {
        CoreScript script = CoreScript.full();
        script.learnFrom(ONE, List.of(CoreScript.SELF, contact(2), contact(20)));
        assertEquals(1, script.report().contacts());
    }

    @Test
    void aboutOneShuffleInTenAsksAContactForALinkIfThereIsRoom() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.addDialler(4);
        script.addDialler(5);
        script.failDials();
        assertBetween(20, 60, promotions(script, 400));
        CoreScript full = CoreScript.full();
        assertEquals(0, promotions(full, 100));
        full.received(new LinkId(7), new Frame.Prune()); // now it is idle, and may be replaced
        assertBetween(20, 60, promotions(full, 400));
    }

    /** A full peer with an idle neighbour, which it may replace. */
    private static CoreScript fullWithAnIdleNeighbour() {
        return CoreScript.full().received(new LinkId(7), new Frame.Prune());
    }

    /** Others ask for a link, and none of them gets one. */
    private static void askInVain(CoreScript script, int requests) {
        for (int i = 0; i < requests; i++) {
            LinkId link = script.opened(contact(i, 1), null);
            script.received(link, new Frame.JoinRequest(false));
            assertTrue(script.isEnding(link));
            script.closed(link);
        }
        script.failDials();
    }

    @Test
    void aPeerWhoseSlotsManyAskForInVainGivesUpNoLinkForAnotherForAWhile() {
        CoreScript script = fullWithAnIdleNeighbour();
        askInVain(script, RateLimits.CONTESTED_REQUESTS_AT_ONCE / 2);
        assertBetween(20, 60, promotionsAtOnce(script, 400));
        askInVain(script, 1);
        assertEquals(0, promotionsAtOnce(script, 400));
        askInVain(script, RateLimits.CONTESTED_REQUESTS_AT_ONCE);
        script.nowMs += 299_000;
        assertEquals(0, promotionsAtOnce(script, 400));
        script.nowMs += 1_000;
        assertBetween(20, 60, promotionsAtOnce(script, 400));
    }

    @Test
    void requestsThatFindAFreeSlotMakeNoCrowd() {
        CoreScript script = CoreScript.with(1, 2, 3);
        for (int i = 0; i < 2 * RateLimits.CONTESTED_REQUESTS_AT_ONCE; i++) {
            LinkId link = script.opened(contact(i, 1), null);
            script.received(link, new Frame.JoinRequest(false));
            assertInstanceOf(Frame.JoinAck.class, script.sentTo(link).getFirst());
            script.received(link, new Frame.Disconnect(Frame.Reason.LEAVING)).closed(link);
        }
        script.addDialler(4);
        script.addDialler(5);
        script.failDials();
        assertBetween(20, 60, promotionsAtOnce(script, 400));
    }

    private static int promotions(CoreScript script, int shuffles) {
        return promotions(script, shuffles, MembershipLimits.SHUFFLE_PERIOD_MS);
    }

    /** No time passes, so no request is forgotten meanwhile. */
    private static int promotionsAtOnce(CoreScript script, int shuffles) {
        return promotions(script, shuffles, 0);
    }

    /** How often a contact is asked, which was there before and is gone then. */
    private static int promotions(CoreScript script, int shuffles, long periodMs) {
        int promotions = 0;
        for (int i = 0; i < shuffles; i++) {
            script.tried(contact(20));
            script.nowMs += periodMs;
            shuffle(script);
            promotions += script.failDials().size();
        }
        return promotions;
    }

    /** Attack: a peer whose links all hold for hours would have asked all whom it tried, and then told ones. */
    @Test
    void thePeersThatMixTheNetworkAreTriedOnesHoweverOftenTheyRefuse() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(7), new Frame.Prune());
        script.tried(contacts(20, 23)).received(ONE, new Frame.Shuffle(List.of(contact(90))));
        Set<Contact> asked = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            script.nowMs += MembershipLimits.SHUFFLE_PERIOD_MS;
            shuffle(script);
            for (DialReason dial : script.dials()) {
                Contact candidate = ((DialReason.Promote) dial).candidate();
                asked.add(candidate);
                LinkId link = script.opened(candidate, dial);
                script.received(link, new Frame.Disconnect(Frame.Reason.FULL)).closed(link);
            }
        }
        assertEquals(Set.of(contacts(20, 23)), asked);
    }

    /** Attack N2: an IPv4 address can be written in thousands of ways, and each was a contact of its own. */
    @Test
    void oneAddressInManySpellingsIsOneContact() {
        CoreScript script = CoreScript.full();
        int before = script.report().contacts();
        List<Contact> told = Stream.of("::ffff:192.0.2.90", "::FFFF:192.0.2.90", "::ffff:c000:25a", "192.0.2.90")
                .map(host -> new Contact(contact(90).peer(), new Address(host, 1)))
                .toList();
        script.received(ONE, new Frame.Shuffle(told));
        assertEquals(before + 1, script.report().contacts());
        script.handle(new FloodInput.TimerFired(new FloodTimer.Feel()));
        assertEquals(List.of(contact(90).address()), script.dials().stream().map(DialReason::address).toList());
    }
}
