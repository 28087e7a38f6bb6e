package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a ban keeps out, and for how long. */
class BanListTest {
    private static final LinkId ONE = new LinkId(1);

    private static CoreScript afterABanOf(Contact peer) {
        CoreScript script = CoreScript.with(1);
        script.handle(new FloodInput.Misbehaved(script.opened(peer, null), "a second hello"));
        script.effects.clear();
        return script;
    }

    @Test
    void aPeerThatMisbehavedIsBannedForTenMinutes() {
        CoreScript script = afterABanOf(contact(7));
        assertEquals("it misbehaved lately", script.abortReason(script.opened(contact(7), null)));
        script.nowMs += 10 * 60_000;
        LinkId again = script.opened(contact(7), null);
        assertNull(script.abortReason(again));
        script.received(again, new Frame.JoinRequest(true));
        assertEquals(2, script.links());
    }

    @Test
    void aPublicIpv4AddressIsBannedUnderEveryId() {
        Contact first = new Contact(new PeerId(7, 7), new Address("203.0.113.7", 1_000));
        Contact second = new Contact(new PeerId(8, 8), new Address("203.0.113.7", 2_000));
        CoreScript script = afterABanOf(first);
        assertNotNull(script.abortReason(script.opened(second, null)));
    }

    @Test
    void aBanOfAnIpv6AddressHoldsForItsWholeSlash64() {
        CoreScript script = afterABanOf(new Contact(new PeerId(7, 7), new Address("2001:db8:1:2::7", 1_000)));
        Contact again = new Contact(new PeerId(8, 8), new Address("2001:db8:1:2:3:4:5:6", 1_000));
        assertNotNull(script.abortReason(script.opened(again, null)));
        Contact another = new Contact(new PeerId(9, 9), new Address("2001:db8:1:3::7", 1_000));
        assertNull(script.abortReason(script.opened(another, null)));
    }

    /** An id is only a claim. */
    @Test
    void aPeerThatMisbehavesUnderAnothersIdDoesNotBanTheOther() {
        for (List<String> hosts : List.of(List.of("203.0.113.7", "203.0.113.8"), List.of("10.0.0.7", "10.0.0.8"))) {
            PeerId honest = new PeerId(7, 7);
            CoreScript script = afterABanOf(new Contact(honest, new Address(hosts.getFirst(), 1_000)));
            assertNotNull(
                    script.abortReason(script.opened(new Contact(honest, new Address(hosts.getFirst(), 5)), null)));
            assertNull(script.abortReason(script.opened(new Contact(honest, new Address(hosts.getLast(), 5)), null)));
        }
    }

    @Test
    void aBannedPeerThatDialsIsNotBannedForLonger() {
        CoreScript script = afterABanOf(contact(7));
        script.nowMs += 9 * 60_000;
        assertEquals("it misbehaved lately", script.abortReason(script.opened(contact(7), null)));
        script.nowMs += 60_000;
        assertNull(script.abortReason(script.opened(contact(7), null)));
    }

    @Test
    void aBanAtASharedAddressHoldsForOnePeerId() {
        for (String host : List.of("127.0.0.1", "10.0.0.7", "172.20.0.7", "192.168.1.7", "169.254.0.7", "100.64.0.7",
                "::1", "fe80::7", "fd00::7")) {
            CoreScript script = afterABanOf(new Contact(new PeerId(7, 7), new Address(host, 1_000)));
            Contact neighbour = new Contact(new PeerId(8, 8), new Address(host, 2_000));
            assertNull(script.abortReason(script.opened(neighbour, null)), host);
        }
    }

    @Test
    void aBannedPeerThatOthersNameIsNotDialled() {
        CoreScript script = afterABanOf(contact(7));
        script.learnFrom(ONE, List.of(contact(7), contact(8)));
        script.effects.clear();
        script.closed(ONE);
        assertEquals(List.of(contact(1).address()), script.dials().stream().map(DialReason::address).toList());
    }
}
