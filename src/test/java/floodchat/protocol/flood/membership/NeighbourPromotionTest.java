package floodchat.protocol.flood.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How lost neighbours are replaced from the passive view. */
class NeighbourPromotionTest {
    private static final int KNOWN = 24;

    private final Set<Contact> asked = new HashSet<>();

    /** Five neighbours, and a passive view. */
    private static CoreScript withAReserve() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        for (int i = 0; i < KNOWN; i += 8) {
            script.learns(new LinkId(1), IntStream.range(20 + i, 28 + i).mapToObj(CoreScript::contact).toList());
        }
        script.effects.clear();
        return script;
    }

    private static void lost(CoreScript script, int... links) {
        for (int link : links) {
            script.closed(new LinkId(link));
        }
    }

    /** Everyone who is dialled takes us, until nobody is dialled any more. */
    private void everyoneTakesUs(CoreScript script) {
        theFirstTakeUs(script, Integer.MAX_VALUE);
    }

    /** Nobody answers where the others are. */
    private void theFirstTakeUs(CoreScript script, int count) {
        for (List<DialReason> next = script.dialled(); !next.isEmpty(); next = script.dialled()) {
            script.effects.clear();
            for (DialReason errand : next) {
                Contact candidate = ((DialReason.Promote) errand).candidate();
                asked.add(candidate);
                if (asked.size() <= count) {
                    script.received(script.opened(candidate, errand), new Frame.JoinAck(List.of()));
                } else {
                    script.happens(new FloodInput.DialFailed(errand, "no answer", false));
                }
            }
        }
    }

    @Test
    void aLostNeighbourIsReplacedByOne() {
        CoreScript script = withAReserve();
        lost(script, 1);
        everyoneTakesUs(script);
        assertEquals(1, asked.size());
    }

    @Test
    void whoLosesThreeAtOnceLooksForEveryoneItKnowsSinceSomeMayKnowNoneButTheDead() {
        CoreScript script = withAReserve();
        lost(script, 1, 2, 3);
        everyoneTakesUs(script);
        assertEquals(KNOWN, asked.size());
        asked.clear();
        lost(script, 4);
        everyoneTakesUs(script);
        assertEquals(0, asked.size(), "there are more than enough, and everyone was asked");
    }

    @Test
    void whoLosesThreeOneAfterTheOtherReplacesThree() {
        CoreScript script = withAReserve();
        lost(script, 1, 2);
        script.nowMs += MembershipLimits.MASS_FAILURE_WITHIN_MS;
        lost(script, 3);
        everyoneTakesUs(script);
        assertEquals(3, asked.size());
    }

    @Test
    void neighboursThatSayGoodbyeAreNoMassFailure() {
        CoreScript script = withAReserve();
        for (int link = 1; link <= 3; link++) {
            script.received(new LinkId(link), new Frame.Disconnect(Frame.Reason.LEAVING));
            lost(script, link);
        }
        everyoneTakesUs(script);
        assertEquals(3, asked.size());
    }

    @Test
    void whoCantBeReachedInASearchIsNotForgottenForItMayBeAPartedNetwork() {
        CoreScript script = withAReserve();
        lost(script, 1, 2, 3);
        theFirstTakeUs(script, 3);
        assertEquals(KNOWN, asked.size());
        assertEquals(KNOWN - 3, script.report().passive());
    }
}
