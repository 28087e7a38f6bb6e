package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which addresses are reported for the next start. */
class AddressReporterTest {
    @Test
    void theReportedAddressesBeginWithNeighbours() {
        CoreScript script = new CoreScript();
        LinkId link = script.addDialled(1);
        script.learnFrom(link, List.of(contact(2)));
        script.fire(FloodTimer.AddressReportDue.class);
        assertEquals(
                List.of(new FloodEvent.AddressesLearned(List.of(contact(1).address(), contact(2).address()))),
                script.events());
    }

    private static List<FloodEvent> reports(CoreScript script) {
        return script.events().stream().filter(FloodEvent.AddressesLearned.class::isInstance).toList();
    }

    @Test
    void aReportComesTwoSecondsAfterTheFirstOfSeveralChanges() {
        CoreScript script = CoreScript.with();
        script.addDialled(1);
        script.addDialled(2);
        assertEquals(
                1,
                script.all(FloodEffect.StartTimer.class)
                        .stream()
                        .filter(start -> start.timer() instanceof FloodTimer.AddressReportDue)
                        .count());
        assertEquals(MembershipLimits.ADDRESS_REPORT_PERIOD_MS, script.fire(FloodTimer.AddressReportDue.class));
        assertEquals(1, reports(script).size());
        script.addDialled(3);
        script.fire(FloodTimer.AddressReportDue.class);
        assertEquals(1, reports(script).size());
    }

    @Test
    void anUnchangedReportIsNotRepeated() {
        CoreScript script = new CoreScript();
        script.addDialled(1);
        script.fire(FloodTimer.AddressReportDue.class);
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        assertEquals(List.of(), reports(script));
    }

    @Test
    void atMost64AddressesAreReported() {
        CoreScript script = CoreScript.full();
        for (int i = 20; i < 84; i += 8) {
            script.learnFrom(new LinkId(1), IntStream.range(i, i + 8).mapToObj(CoreScript::contact).toList());
        }
        script.handle(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        FloodEvent.AddressesLearned report = (FloodEvent.AddressesLearned) reports(script).getFirst();
        assertEquals(MembershipLimits.MAX_REMEMBERED, report.addresses().size());
    }

    @Test
    void aPeerThatLeavesReportsItsAddressesBeforeItsGoodbye() {
        CoreScript script = CoreScript.with(1);
        script.handle(new FloodInput.StopAsked());
        assertEquals(List.of(new FloodEvent.AddressesLearned(List.of(contact(1).address()))), reports(script));
    }
}
