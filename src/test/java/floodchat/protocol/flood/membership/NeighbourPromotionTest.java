package floodchat.protocol.flood.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How lost neighbours are replaced from the contact book. */
class NeighbourPromotionTest {
    private static final int KNOWN = 24;
    private static final LinkId ONE = new LinkId(1);

    private final Set<Contact> asked = new HashSet<>();

    /** Five neighbours, and KNOWN contacts that were tried. */
    private static CoreScript withABook() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.tried(IntStream.range(20, 20 + KNOWN).mapToObj(CoreScript::contact).toArray(Contact[]::new));
        script.effects.clear();
        return script;
    }

    private static void lost(CoreScript script, int... links) {
        for (int link : links) {
            script.closed(new LinkId(link));
        }
    }

    /** All peers that are dialled accept us, until no peer is dialled any more. */
    private void allTakeUs(CoreScript script) {
        firstTakeUs(script, Integer.MAX_VALUE);
    }

    /** The first peers that are dialled accept us. The others can't be reached. */
    private void firstTakeUs(CoreScript script, int count) {
        for (List<DialReason> next = script.dials(); !next.isEmpty(); next = script.dials()) {
            script.effects.clear();
            for (DialReason reason : next) {
                Contact candidate = ((DialReason.Promote) reason).candidate();
                assertTrue(asked.add(candidate), "asked twice");
                if (asked.size() <= count) {
                    script.received(script.opened(candidate, reason), new Frame.JoinAck(List.of()));
                } else {
                    script.handle(new FloodInput.DialFailed(reason, "no answer", false));
                }
            }
        }
    }

    @Test
    void aLostNeighbourIsReplacedByOneOther() {
        CoreScript script = withABook();
        lost(script, 1);
        allTakeUs(script);
        assertEquals(1, asked.size());
    }

    @Test
    void afterAMassFailureAPeerAsksAllPeersThatItKnows() {
        CoreScript script = withABook();
        lost(script, 1, 2, 3);
        allTakeUs(script);
        assertEquals(KNOWN + 3, asked.size(), "also those that were lost");
        asked.clear();
        lost(script, 4);
        allTakeUs(script);
        assertTrue(asked.size() <= 2, "one loss, and perhaps that of a neighbour which was evicted");
    }

    @Test
    void threeLossesSpreadOverFifteenSecondsAreNoMassFailure() {
        CoreScript script = withABook();
        lost(script, 1, 2);
        script.nowMs += MembershipLimits.MASS_FAILURE_WITHIN_MS;
        lost(script, 3);
        allTakeUs(script);
        assertEquals(3, asked.size());
    }

    @Test
    void neighboursThatSayGoodbyeAreNoMassFailure() {
        CoreScript script = withABook();
        for (int link = 1; link <= 3; link++) {
            script.received(new LinkId(link), new Frame.Disconnect(Frame.Reason.LEAVING));
            lost(script, link);
        }
        allTakeUs(script);
        assertEquals(3, asked.size());
    }

    /** An attacker that has three links could have all that it told dialled at once. */
    @Test
    void afterAMassFailureAtMost50ContactsThatWereOnlyToldAreDialledAtOnce() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        for (int teller = 1; teller <= 5; teller++) {
            int group = 100 * teller;
            script.learnFrom(
                    new LinkId(teller),
                    IntStream.range(group, group + 16).mapToObj(i -> CoreScript.contact(i, 1)).toList());
        }
        script.effects.clear();
        lost(script, 1, 2, 3);
        long dials = script.failDials().stream().filter(dial -> dial.address().host().startsWith("2")).count();
        assertEquals(50, dials);
    }

    @Test
    void peersThatCantBeReachedAfterAMassFailureAreNotForgotten() {
        CoreScript script = withABook();
        lost(script, 1, 2, 3);
        firstTakeUs(script, 3);
        assertEquals(KNOWN + 3, asked.size());
        assertEquals(KNOWN + 3 - 3, script.report().contacts(), "all but those that took us");
    }

    @Test
    void aNeighbourThatSaysGoodbyeIsReplacedBeforeItsLinkHasClosed() {
        CoreScript script = withABook();
        script.received(new LinkId(1), new Frame.Disconnect(Frame.Reason.LEAVING));
        assertEquals(1, script.dials().size());
    }

    @Test
    void aPeerThatDoesNotAnswerInTenSecondsIsReplacedByTheNext() {
        CoreScript script = withABook();
        lost(script, 1);
        DialReason.Promote first = (DialReason.Promote) script.dials().getFirst();
        LinkId silent = script.opened(first.candidate(), first);
        assertEquals(MembershipLimits.PURPOSE_WITHIN_MS, script.fire(FloodTimer.PurposeDue.class));
        assertTrue(script.isEnding(silent));
        assertEquals(1, script.dials().size());
        assertNotEquals(first, script.dials().getFirst());
    }

    @Test
    void aPeerWithFewLinksAsksContactsAsSoonAsItLearnsThem() {
        CoreScript script = CoreScript.with(1, 2);
        script.learnFrom(ONE, List.of(CoreScript.contact(20)));
        assertEquals(List.of(new DialReason.Promote(CoreScript.contact(20), false)), script.dials());

        CoreScript shuffled = CoreScript.with(1, 2);
        shuffled.received(ONE, new Frame.Shuffle(List.of(CoreScript.contact(21))));
        assertEquals(List.of(new DialReason.Promote(CoreScript.contact(21), false)), shuffled.dials());
    }

    @Test
    void aPeerThatCantBeReachedIsForgotten() {
        CoreScript script = withABook();
        lost(script, 1);
        assertEquals(KNOWN + 1, script.report().contacts(), "the lost one, too");
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "no answer", false));
        assertEquals(KNOWN, script.report().contacts());
    }

    @Test
    void aNeighbourThatMisbehavesIsReplacedBeforeItsLinkHasClosed() {
        CoreScript script = withABook();
        script.handle(new FloodInput.Misbehaved(new LinkId(1), "a second hello"));
        assertEquals("a second hello", script.abortReason(new LinkId(1)));
        assertEquals(4, script.links());
        assertEquals(1, script.dials().size());
    }

    @Test
    void aContactThatMisbehavesIsForgottenAndTheNextIsAsked() {
        CoreScript script = withABook();
        lost(script, 1);
        DialReason.Promote first = (DialReason.Promote) script.dials().getFirst();
        LinkId link = script.opened(first.candidate(), first);
        script.effects.clear();
        script.handle(new FloodInput.Misbehaved(link, "a second hello"));
        assertEquals(KNOWN, script.report().contacts());
        assertEquals(1, script.dials().size());
    }

    /** The neighbours of a machine without network are lost one by one, and nothing can be dialled meanwhile. */
    @Test
    void aPeerWhoseNetworkIsGoneForgetsNobodyThatItTried() {
        CoreScript script = withABook();
        for (int link = 1; link <= 4; link++) {
            lost(script, link);
            script.failDials();
            script.nowMs += 1_000;
        }
        lost(script, 5);
        FloodTimer nextRound = script.timer(FloodTimer.Retry.class).timer();
        script.failDials();
        assertEquals(KNOWN + 5, script.report().contacts());
        script.handle(new FloodInput.TimerFired(nextRound));
        assertEquals(KNOWN + 5, script.failDials().size(), "each is asked once in a round");
        assertEquals(KNOWN + 5, script.report().contacts());
    }

    /** Attack: three diallers that break off make a peer ask all contacts, also those that they have told it. */
    @Test
    void aSearchAfterAMassFailureTakesNoPlaceOfALinkThatWeChose() {
        CoreScript script = CoreScript.full();
        script.tried(IntStream.range(20, 20 + KNOWN).mapToObj(CoreScript::contact).toArray(Contact[]::new));
        script.effects.clear();
        lost(script, 1, 2, 3);
        List<FloodEffect.Send> sent = new ArrayList<>();
        for (List<DialReason> next = script.dials(); !next.isEmpty(); next = script.dials()) {
            script.effects.clear();
            for (DialReason reason : next) {
                Contact candidate = ((DialReason.Promote) reason).candidate();
                script.received(script.opened(candidate, reason), new Frame.JoinAck(List.of()));
            }
            sent.addAll(script.all(FloodEffect.Send.class));
        }
        List<LinkId> evicted = sent.stream()
                .filter(send -> send.frame().equals(new Frame.Disconnect(Frame.Reason.EVICTED)))
                .map(FloodEffect.Send::link)
                .toList();
        assertEquals(List.of(), evicted, "all carry packets");
    }
}
