package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which addresses are reported for the next start. */
class AddressReporterTest {
    @Test
    void theReportedAddressesBeginWithTheOldestNeighboursThatWeChose() {
        CoreScript script = new CoreScript();
        script.addDialler(1);
        script.tried(contact(9)).addDialled(2);
        script.addDialled(3);
        script.fire(FloodTimer.AddressReportDue.class);
        FloodEvent.AddressesLearned report = (FloodEvent.AddressesLearned) reports(script).getFirst();
        assertEquals(
                Stream.of(2, 3, 9, 1).map(number -> contact(number).address()).toList(),
                report.addresses());
    }

    @Test
    void whatOthersToldIsNotReported() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        script.handle(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        FloodEvent.AddressesLearned report = (FloodEvent.AddressesLearned) reports(script).getFirst();
        assertEquals(IntStream.rangeClosed(1, 5).mapToObj(i -> contact(i).address()).toList(), report.addresses());
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
        script.tried(IntStream.range(20, 90).mapToObj(CoreScript::contact).toArray(Contact[]::new));
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
