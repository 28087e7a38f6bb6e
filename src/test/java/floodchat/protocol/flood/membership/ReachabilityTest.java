package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Dialler;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.PortMapping;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a peer learns whether others can dial it. */
class ReachabilityTest {
    private static final Contact NEARBY = new Contact(new PeerId(9, 1), new Address("192.168.1.7", 1));
    private static final Contact ON_THIS_MACHINE = new Contact(new PeerId(9, 2), new Address("127.0.0.1", 1));
    private static final Contact BEHIND_OUR_ROUTER = new Contact(new PeerId(9, 3), new Address("203.0.113.1", 77));
    private static final int LISTENING = CoreScript.SELF.address().port();

    private final CoreScript script = new CoreScript();

    private NetworkReport.Reachability known() {
        return script.report().reachability();
    }

    private void dial(Contact peer) {
        script.opened(peer, new DialReason.Promote(peer, false));
    }

    private PortMapping mapped(String host, int port) {
        PortMapping mapping = new PortMapping.Mapped(
                new Address(host, port), PortMapping.Language.PCP, script.nowMs + 1_000_000);
        script.handle(new FloodInput.PortMapped(mapping));
        return mapping;
    }

    private List<Address> addressesTold() {
        return script.effects.stream()
                .flatMap(effect -> effect instanceof FloodEffect.Tell(FloodEvent.StatusChanged status)
                        ? Stream.of(status)
                        : Stream.empty())
                .reduce((_, last) -> last)
                .orElseThrow()
                .addresses();
    }

    @Test
    void aDialFromAPublicAddressShowsThatOthersCan() {
        assertNull(known().fromOutside());
        script.opened(contact(1), null);
        Dialler first = new Dialler(contact(1).address(), script.nowMs);
        assertEquals(first, known().fromOutside());
        script.nowMs += 60_000;
        assertEquals(first, known().fromOutside());
        script.opened(contact(2), null);
        assertEquals(new Dialler(contact(2).address(), script.nowMs), known().fromOutside());
        assertNull(known().fromNearby());
        assertEquals(0, known().told());
    }

    /** Not a neighbour, and gone at once: a feeler is enough. */
    @Test
    void aPeerThatOnlyTestsItsContactsShowsIt() {
        script.closed(script.opened(contact(1), null));
        assertEquals(new Dialler(contact(1).address(), script.nowMs), known().fromOutside());
    }

    @Test
    void timesAreThoseOfTheWallClock() {
        script.opened(contact(1), null);
        dial(contact(2));
        script.setClock(5_000);
        assertEquals(script.nowMs + 5_000, known().fromOutside().atMs());
        assertEquals(script.nowMs + 5_000, known().toldSinceMs());
    }

    @Test
    void dialsFromTheLocalNetworkAreCountedApartAndThoseOfThisMachineNotAtAll() {
        script.opened(NEARBY, null);
        assertEquals(new Dialler(NEARBY.address(), script.nowMs), known().fromNearby());
        script.opened(ON_THIS_MACHINE, null);
        script.opened(CoreScript.SELF, null);
        assertEquals(new Dialler(NEARBY.address(), script.nowMs), known().fromNearby());
        assertNull(known().fromOutside());
    }

    @Test
    void thoseWhomWeDialledKnowOfUs() {
        dial(NEARBY);
        dial(ON_THIS_MACHINE);
        assertEquals(0, known().told());
        dial(contact(1));
        long firstMs = script.nowMs;
        script.nowMs += 1_000;
        dial(contact(2));
        dial(contact(2));
        assertEquals(2, known().told());
        assertEquals(firstMs, known().toldSinceMs());
        for (int i = 0; i < 100; i++) {
            dial(contact(1, i));
        }
        assertEquals(Reachability.MAX_TOLD, known().told());
    }

    // ---- with a router

    @Test
    void theAddressOfTheRouterIsToldFirst() {
        assertEquals(List.of(CoreScript.SELF.address()), addressesTold());
        PortMapping mapping = mapped("203.0.113.1", LISTENING);
        assertEquals(mapping, known().mapping());
        Address external = new Address("203.0.113.1", LISTENING);
        assertEquals(List.of(external, CoreScript.SELF.address()), addressesTold());
        script.handle(new FloodInput.PortMapped(new PortMapping.Asking("192.168.1.1")));
        assertEquals(List.of(CoreScript.SELF.address()), addressesTold());
    }

    @Test
    void aPeerOfOurOwnNetworkThatDialsTheOuterAddressShowsNothing() {
        mapped("203.0.113.1", LISTENING);
        script.opened(BEHIND_OUR_ROUTER, null);
        assertNull(known().fromOutside());
    }

    @Test
    void whoKnewOurPortBeforeFindsUsAtTheSamePortOfTheRouter() {
        dial(contact(1));
        script.nowMs += 60_000;
        mapped("203.0.113.1", LISTENING);
        assertEquals(1, known().told());
        assertEquals(script.nowMs, known().toldSinceMs(), "since then it can succeed");
    }

    @Test
    void whoKnewAnotherPortDoesNotFindUs() {
        dial(contact(1));
        mapped("203.0.113.1", LISTENING + 1);
        assertEquals(0, known().told());
        dial(contact(2));
        assertEquals(1, known().told());
    }

    @Test
    void aDialThatCameToAnotherAddressShowsNothingAboutTheNewOne() {
        mapped("203.0.113.1", LISTENING);
        script.opened(contact(1), null);
        mapped("203.0.113.1", LISTENING);
        assertEquals(contact(1).address(), known().fromOutside().address(), "it was only renewed");
        mapped("203.0.113.2", LISTENING);
        assertNull(known().fromOutside());
    }
}
