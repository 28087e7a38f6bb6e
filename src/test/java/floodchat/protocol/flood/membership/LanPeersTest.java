package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a peer does with peers that were found on the local network. */
class LanPeersTest {
    private static FloodInput found(Contact... peers) {
        return new FloodInput.LanPeersFound(List.of(peers));
    }

    private static Contact[] contacts(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(CoreScript::contact).toArray(Contact[]::new);
    }

    private static Contact[] locals(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> new Contact(new PeerId(10, i), new Address("10.0.0." + i, 1)))
                .toArray(Contact[]::new);
    }

    private static List<DialReason> visits(CoreScript script) {
        return script.dials().stream().filter(DialReason.Enter.class::isInstance).toList();
    }

    @Test
    void aPeerWithoutLinksAsksLanPeersAtOnce() {
        CoreScript script = new CoreScript();
        script.handle(found(contact(1)));
        assertEquals(List.of(new DialReason.Promote(contact(1), false)), script.dials());
    }

    @Test
    void theStatusSaysWhetherTheLocalNetworkIsSearched() {
        CoreScript script = new CoreScript();
        assertEquals(false, isSearched(script));
        script.handle(found());
        assertEquals(true, isSearched(script));
        script.nowMs += MembershipLimits.LAN_REPORT_VALID_MS;
        script.fire(FloodTimer.Retry.class);
        assertEquals(false, isSearched(script));
    }

    private static boolean isSearched(CoreScript script) {
        FloodEvent.StatusChanged last = (FloodEvent.StatusChanged) script.events()
                .reversed()
                .stream()
                .filter(FloodEvent.StatusChanged.class::isInstance)
                .findFirst()
                .orElseThrow();
        return ((FloodEvent.Phase.Waiting) last.phase()).nearby();
    }

    @Test
    void peersOfALocalNetworkThatWeLeftAreForgotten() {
        CoreScript script = new CoreScript();
        script.handle(found(contact(1)));
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        script.nowMs += MembershipLimits.LAN_REPORT_VALID_MS;
        script.fire(FloodTimer.Retry.class);
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aPeerDoesNotDialItself() {
        CoreScript script = new CoreScript();
        script.handle(found(CoreScript.SELF));
        script.handle(found(new Contact(CoreScript.SELF.peer(), contact(3).address())));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aNeighbourIsNotDialledAgain() {
        CoreScript script = CoreScript.with(1);
        script.handle(found(contact(1)));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void anAddressFoundOnTheLanDoesNotReplaceAKnownOne() {
        CoreScript script = new CoreScript();
        Contact known = contact(9);
        LinkId link = script.opened(contact(1), new DialReason.Promote(contact(1), false));
        script.received(link, new Frame.JoinAck(List.of(known)));
        script.closed(script.opened(known, script.dials().getLast()));
        script.handle(found(new Contact(known.peer(), contact(66).address())));
        script.fire(FloodTimer.Retry.class);
        assertEquals(List.of(new DialReason.Promote(known, false)), script.dials());
    }

    @Test
    void aLanPeerThatFailedIsAskedAgainAfterTenMinutes() {
        CoreScript script = new CoreScript();
        script.handle(found(contact(1)));
        List<DialReason> asked = script.failDials();
        script.handle(found(contact(1)));
        assertEquals(List.of(), script.dials());
        script.nowMs += 10 * 60_000;
        script.handle(found(contact(1)));
        assertEquals(asked, script.dials());
    }

    @Test
    void aLanPeerThatIsGoneIsNotAskedAgain() {
        CoreScript script = new CoreScript();
        script.handle(found(contact(1)));
        FloodEffect.StartTimer next = script.timer(FloodTimer.Retry.class);
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        script.handle(found());
        script.effects.clear();
        script.nowMs += next.afterMs();
        script.handle(new FloodInput.TimerFired(next.timer()));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aPeerWithoutLinksDialsAtMost32LanPeersAMinute() {
        CoreScript script = new CoreScript();
        int dials = 0;
        for (int i = 0; i < 20; i++) {
            script.handle(found(locals(1 + 9 * i, 9 + 9 * i)));
            dials += script.failDials().size();
        }
        assertEquals(MembershipLimits.MAX_LAN_PEERS_TAKEN, dials);
        script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        script.handle(found(locals(191, 199)));
        assertEquals(9, script.failDials().size());
    }

    /** A peer that announces much on the local network pushes out only what was found there. */
    @Test
    void allThatIsFoundHasTheShareOfOneTeller() {
        CoreScript script = CoreScript.with(1, 2);
        script.learnFrom(new LinkId(1), List.of(contact(20), contact(21), contact(22), contact(23), contact(24)));
        int before = script.report().contacts();
        script.handle(found(locals(1, 32)));
        assertEquals(before + MembershipLimits.HEARD_OF_A_TELLER, script.report().contacts());
    }

    @Test
    void aPeerWithEnoughLinksVisitsOneUnknownLanPeerAMinuteAndAsksItToKeepTheLink() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 10; i++) {
            script.handle(found(contact(11), contact(12)));
        }
        List<DialReason> visits = visits(script);
        assertEquals(1, visits.size());
        assertTrue(((DialReason.Enter) visits.getFirst()).urgent());
        script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        script.handle(new FloodInput.DialFailed(visits.getFirst(), "nobody listens there", false));
        script.handle(found(contact(11), contact(12)));
        assertEquals(2, visits(script).size());
    }

    @Test
    void aPeerWithEnoughLinksVisitsNoPeerThatItKnows() {
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 10; i++) {
            script.handle(found(contacts(1, 7)));
            script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        }
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aFailedVisitIsNotToldToThePerson() {
        CoreScript script = CoreScript.full();
        script.handle(found(contact(11)));
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        assertTrue(script.events().stream().noneMatch(FloodEvent.JoinFailed.class::isInstance),
                script.events()::toString);
    }

    @Test
    void theMoreLanPeersThereAreTheRarerIsAVisit() {
        List<DialReason> visits = new ArrayList<>();
        CoreScript script = CoreScript.full();
        for (int i = 0; i < 400; i++) {
            script.handle(found(contacts(11, 42)));
            visits(script).forEach(reason -> script.handle(new FloodInput.DialFailed(reason, "no answer", false)));
            visits.addAll(visits(script));
            script.effects.clear();
            script.nowMs += MembershipLimits.LAN_PERIOD_MS;
        }
        assertTrue(visits.size() > 25 && visits.size() < 100, () -> visits.size() + " visits, 50 expected");
    }

    @Test
    void aPeerThatLeavesDialsNoLanPeer() {
        CoreScript script = new CoreScript();
        script.handle(new FloodInput.StopAsked());
        script.handle(found(contact(1)));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aPeerWithThreeLinksVisitsALanPeerAndAPeerWithTwoAsksIt() {
        CoreScript three = CoreScript.with(1, 2, 3);
        three.handle(found(contact(11)));
        assertEquals(List.of(new DialReason.Enter(contact(11).address(), true, false)), three.dials());

        CoreScript two = CoreScript.with(1, 2);
        two.handle(found(contact(11)));
        assertEquals(List.of(new DialReason.Promote(contact(11), false)), two.dials());
    }
}
