package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How contacts that were only told are tested, one by one. */
class FeelersTest {
    private static final LinkId ONE = new LinkId(1);

    /** Enough neighbours, and these contacts, which the first one told. */
    private static CoreScript told(Contact... contacts) {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.learnFrom(ONE, List.of(contacts)).failDials();
        return script;
    }

    private static List<DialReason> feel(CoreScript script) {
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.Feel()));
        return script.dials();
    }

    @Test
    void oneContactIsTestedEvery96To144Seconds() {
        CoreScript script = told();
        LongSummaryStatistics periods = new LongSummaryStatistics();
        for (int i = 0; i < 200; i++) {
            feel(script);
            periods.accept(script.timer(FloodTimer.Feel.class).afterMs());
        }
        assertTrue(periods.getMin() >= 96_000 && periods.getMin() < 98_000, periods::toString);
        assertTrue(periods.getMax() <= 144_000 && periods.getMax() > 142_000, periods::toString);
        assertTrue(new CoreScript().timer(FloodTimer.Feel.class).afterMs() < MembershipLimits.FEELER_PERIOD_MS);
    }

    @Test
    void aContactThatGreetsUsIsATriedOneAndContactsAreExchanged() {
        CoreScript script = told(contact(1, 1));
        DialReason feel = feel(script).getFirst();
        assertEquals(new DialReason.Feel(contact(1, 1)), feel);
        LinkId link = script.opened(contact(1, 1), feel);
        assertInstanceOf(Frame.Shuffle.class, script.sentTo(link).getFirst());
        script.received(link, new Frame.ShuffleReply(List.of(contact(2, 1))));
        assertTrue(script.isEnding(link));
        assertEquals(2, script.report().contacts());
        assertEquals(List.of(new DialReason.Feel(contact(2, 1))), feel(script), "the other was tried");
        assertEquals(5, script.report().links().size());
    }

    @Test
    void theTestedPeerMakesNoNeighbourOfItself() {
        CoreScript script = told(contact(1, 1));
        LinkId link = script.opened(contact(1, 1), feel(script).getFirst());
        script.received(link, new Frame.JoinAck(List.of(contact(2, 1)))).received(link, new Frame.JoinRequest(true));
        assertEquals(5, script.report().links().size());
        assertEquals(1, script.report().contacts());
        script.nowMs += MembershipLimits.PURPOSE_WITHIN_MS;
        script.handle(new FloodInput.TimerFired(new FloodTimer.PurposeDue(link)));
        assertTrue(script.isEnding(link), "it has not answered");
    }

    @Test
    void aContactThatDoesNotGreetIsForgottenAndNotDialledAgainForTenMinutes() {
        CoreScript script = told(contact(1, 1));
        script.handle(new FloodInput.DialFailed(feel(script).getFirst(), "nobody is there", false));
        assertEquals(0, script.report().contacts());
        script.learnFrom(ONE, List.of(contact(1, 1)));
        assertEquals(List.of(), feel(script));
        script.nowMs += 10 * 60_000;
        assertEquals(1, feel(script).size());
    }

    @Test
    void aPeerWithoutANeighbourTestsNobody() {
        CoreScript script = CoreScript.with(1);
        script.learnFrom(ONE, List.of(contact(1, 1), contact(1, 2), contact(1, 3), contact(1, 4), contact(1, 5)));
        script.closed(ONE);
        assertEquals(List.of(), feel(script));
    }

    @Test
    void theLastFeelerOfAPeerThatLeavesDialsNobody() {
        CoreScript script = told(contact(1, 1));
        script.handle(new FloodInput.StopAsked());
        assertEquals(List.of(), feel(script));
    }

    @Test
    void aNeighbourThatDialledUsIsTestedAtThePortThatItNamed() {
        CoreScript script = told();
        script.addDialler(6);
        DialReason feel = feel(script).getFirst();
        assertEquals(new DialReason.Feel(contact(6)), feel);
        LinkId link = script.opened(contact(6), feel);
        assertTrue(script.isEnding(link), "there is a link already");
        assertEquals(6, script.report().links().size());
        assertEquals(List.of(), feel(script), "it was tried");
    }

    /** Sixteen invented contacts of one teller are tested no more often than the one of another. */
    @Test
    void eachTellerIsAsLikelyToBeTested() {
        int honest = 0;
        for (int seed = 0; seed < 200; seed++) {
            CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
            for (int i = 0; i < seed; i++) {
                feel(script); // uses up random numbers
            }
            script.learnFrom(ONE, IntStream.range(0, 16).mapToObj(i -> contact(1, i)).toList()).failDials();
            script.learnFrom(ONE, IntStream.range(100, 116).mapToObj(i -> contact(1, i)).toList());
            script.learnFrom(new LinkId(2), List.of(contact(2, 1)));
            honest += feel(script).contains(new DialReason.Feel(contact(2, 1))) ? 1 : 0;
        }
        int found = honest;
        assertTrue(found > 60 && found < 140, () -> found + " of 200");
    }
}
