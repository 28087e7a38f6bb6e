package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done with peers that were found on the local network. */
class LanPeersTest {
    private static FloodInput found(Contact... peers) {
        return new FloodInput.LanPeersFound(List.of(peers));
    }

    private static Contact[] contacts(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(CoreScript::contact).toArray(Contact[]::new);
    }

    private static List<DialReason> visits(CoreScript script) {
        return script.dialled().stream().filter(DialReason.Enter.class::isInstance).toList();
    }

    @Test
    void whoHasNoLinkAsksAtOnce() {
        CoreScript script = new CoreScript();
        script.happens(found(contact(1)));
        assertEquals(List.of(new DialReason.Promote(contact(1))), script.dialled());
    }

    @Test
    void aPersonWithoutLinksIsToldThatTheLocalNetworkIsLookedAtForAsLongAsItIs() {
        CoreScript script = new CoreScript();
        assertEquals(false, isLookedAt(script));
        script.happens(found());
        assertEquals(true, isLookedAt(script));
        script.nowMs += MembershipLimits.LAN_REPORT_VALID_MS;
        script.fire(FloodTimer.Retry.class);
        assertEquals(false, isLookedAt(script));
    }

    private static boolean isLookedAt(CoreScript script) {
        FloodEvent.StatusChanged last = (FloodEvent.StatusChanged) script.told()
                .reversed()
                .stream()
                .filter(FloodEvent.StatusChanged.class::isInstance)
                .findFirst()
                .orElseThrow();
        return ((FloodEvent.Phase.Waiting) last.phase()).nearby();
    }

    @Test
    void whatWasHeardOnANetworkThatWeHaveLeftIsForgotten() {
        CoreScript script = new CoreScript();
        script.happens(found(contact(1)));
        script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
        script.nowMs += MembershipLimits.LAN_REPORT_VALID_MS;
        script.fire(FloodTimer.Retry.class);
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void nobodyDialsItself() {
        CoreScript script = new CoreScript();
        script.happens(found(CoreScript.SELF));
        script.happens(found(new Contact(CoreScript.SELF.peer(), contact(3).address())));
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void aNeighbourIsNotDialledAgain() {
        CoreScript script = CoreScript.with(1);
        script.happens(found(contact(1)));
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void whatIsToldNearbyDoesNotReplaceTheAddressOfAPeerThatIsKnown() {
        CoreScript script = new CoreScript();
        Contact known = contact(9);
        LinkId link = script.opened(contact(1), new DialReason.Promote(contact(1)));
        script.received(link, new Frame.JoinAck(List.of(known)));
        script.closed(script.opened(known, script.dialled().getLast()));
        script.happens(found(new Contact(known.peer(), contact(66).address())));
        script.fire(FloodTimer.Retry.class);
        assertEquals(List.of(new DialReason.Promote(known)), script.dialled());
    }

    @Test
    void whoFailedIsAskedAgainInTheNextRoundAndNotBefore() {
        CoreScript script = new CoreScript();
        script.happens(found(contact(1)));
        DialReason asked = script.dialled().getFirst();
        FloodEffect.StartTimer next = script.timer(FloodTimer.Retry.class);
        script.effects.clear();
        script.happens(new FloodInput.DialFailed(asked, "nobody listens there", false));
        assertEquals(List.of(), script.dialled());
        script.nowMs += next.afterMs();
        script.happens(new FloodInput.TimerFired(next.timer()));
        assertEquals(List.of(asked), script.dialled());
    }

    @Test
    void whoIsNoLongerThereIsNotAskedAgain() {
        CoreScript script = new CoreScript();
        script.happens(found(contact(1)));
        FloodEffect.StartTimer next = script.timer(FloodTimer.Retry.class);
        script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
        script.happens(found());
        script.effects.clear();
        script.nowMs += next.afterMs();
        script.happens(new FloodInput.TimerFired(next.timer()));
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void aLonelyPeerDialsThirtyTwoOfThemInAMinuteAtMost() {
        CoreScript script = new CoreScript();
        for (int i = 0; i < 20; i++) {
            script.happens(found(contacts(1 + 9 * i, 9 + 9 * i)));
            failAll(script);
        }
        assertEquals(MembershipLimits.MAX_LAN_PEERS_TAKEN, script.dialled().size());
        script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        script.happens(found(contacts(1, 9)));
        failAll(script);
        assertEquals(MembershipLimits.MAX_LAN_PEERS_TAKEN + 9, script.dialled().size());
    }

    private static void failAll(CoreScript script) {
        for (int done = script.dialled().size() - 5; done < script.dialled().size(); done++) {
            if (done >= 0) {
                DialReason errand = script.dialled().get(done);
                script.happens(new FloodInput.DialFailed(errand, "nobody listens there", false));
            }
        }
    }

    @Test
    void whoHasLinksVisitsOneUnknownPeerAMinuteAndAsksItToKeepTheLink() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 10; i++) {
            script.happens(found(contact(11), contact(12)));
        }
        List<DialReason> visits = visits(script);
        assertEquals(1, visits.size());
        assertEquals(Frame.Need.HERE, ((DialReason.Enter) visits.getFirst()).need());
        script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        script.happens(new FloodInput.DialFailed(visits.getFirst(), "nobody listens there", false));
        script.happens(found(contact(11), contact(12)));
        assertEquals(2, visits(script).size());
    }

    @Test
    void whoHasLinksVisitsNobodyItKnows() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 10; i++) {
            script.happens(found(contacts(1, 7)));
            script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        }
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void aFailedVisitIsNoNewsForThePerson() {
        CoreScript script = CoreScript.full();
        script.happens(found(contact(11)));
        script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
        assertTrue(script.told().stream().noneMatch(FloodEvent.JoinFailed.class::isInstance), script.told()::toString);
    }

    @Test
    void theMorePeersAreAroundTheRarerIsAVisit() {
        List<DialReason> visits = new ArrayList<>();
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 400; i++) {
            script.happens(found(contacts(11, 42)));
            visits(script).forEach(errand -> script.happens(new FloodInput.DialFailed(errand, "no answer", false)));
            visits.addAll(visits(script));
            script.effects.clear();
            script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        }
        assertTrue(visits.size() > 25 && visits.size() < 100, () -> visits.size() + " visits, 50 expected");
    }

    @Test
    void whoIsLeavingDialsNobody() {
        CoreScript script = new CoreScript();
        script.happens(new FloodInput.StopAsked());
        script.happens(found(contact(1)));
        assertEquals(List.of(), script.dialled());
    }
}
