package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
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
}
