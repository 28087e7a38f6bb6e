package floodchat.protocol.flood.limits;

import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.AddressGroups;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses that others named are dialled. */
class DialHistoryTest {
    private static final long PERIOD_MS = 10 * 60_000;

    private final DialHistory dials = new DialHistory(AddressGroups.STANDARD);

    private static Address address(int group, int host, int port) {
        return new Address(contact(group, host).address().host(), port);
    }

    @Test
    void anAddressThatDidNotGreetIsNotDialledAgainForTenMinutes() {
        assertTrue(dials.mayDial(address(1, 1, 1), 0));
        dials.failed(address(1, 1, 1), 0);
        assertFalse(dials.mayDial(address(1, 1, 1), 0));
        assertFalse(dials.mayDial(address(1, 1, 1), PERIOD_MS - 1));
        assertTrue(dials.mayDial(address(1, 1, 1), PERIOD_MS));
        assertTrue(dials.mayDial(address(1, 1, 2), 0), "another port");
        assertTrue(dials.mayDial(address(1, 2, 1), 0), "another host");
    }

    @Test
    void fourPortsOfAHostAreDialledInVain() {
        for (int port = 1; port <= 4; port++) {
            assertTrue(dials.mayDial(address(1, 1, port), 0));
            dials.failed(address(1, 1, port), 0);
        }
        assertFalse(dials.mayDial(address(1, 1, 5), PERIOD_MS - 1));
        assertTrue(dials.mayDial(address(1, 2, 5), 0));
        assertTrue(dials.mayDial(address(1, 1, 5), PERIOD_MS));
    }

    @Test
    void thirtyTwoHostsOfAGroupAreDialledInVain() {
        for (int host = 1; host <= 32; host++) {
            assertTrue(dials.mayDial(address(1, host, 1), 0));
            dials.failed(address(1, host, 1), 0);
        }
        assertFalse(dials.mayDial(address(1, 33, 1), PERIOD_MS - 1));
        assertTrue(dials.mayDial(address(2, 33, 1), 0));
        assertTrue(dials.mayDial(address(1, 33, 1), PERIOD_MS));
    }

    /** On a local network all are one group, and on this machine all are one host. */
    @Test
    void aLocalNetworkIsNoGroupAndThisMachineIsNoHost() {
        for (String host : List.of("10.0.0.", "192.168.1.", "fd00::")) {
            for (int i = 1; i <= 100; i++) {
                dials.failed(new Address(host + i, 1), 0);
            }
            assertTrue(dials.mayDial(new Address(host + 101, 1), 0), host);
        }
        for (int port = 1; port <= 5; port++) {
            dials.failed(new Address("10.0.0.200", port), 0);
            dials.failed(new Address("127.0.0.1", port), 0);
        }
        assertFalse(dials.mayDial(new Address("10.0.0.200", 6), 0));
        assertTrue(dials.mayDial(new Address("127.0.0.1", 6), 0));
        assertFalse(dials.mayDial(new Address("127.0.0.1", 5), 0));
    }

    @Test
    void fiftyAtOnceAndThenFiveASecondAreDialled() {
        assertEquals(50, taken(1_000, 0));
        assertEquals(5, taken(1_000, 1_000));
        assertEquals(50, taken(1_000, 60_000));
    }

    @Test
    void anAddressThatIsBeingDialledIsNotDialledOnceMoreBeforeItGreets() {
        assertTrue(dials.take(address(1, 1, 1), 0));
        assertFalse(dials.mayDial(address(1, 1, 1), 0));
        dials.greeted(address(1, 1, 1));
        assertTrue(dials.mayDial(address(1, 1, 1), 0));
    }

    private int taken(int wanted, long nowMs) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            taken += dials.take(address(i, 1, 1), nowMs) ? 1 : 0;
        }
        return taken;
    }

    /** Otherwise other failures would make it forget the one that matters. */
    @Test
    void asManyFailuresAreRememberedAsCanComeInTenMinutes() {
        dials.failed(address(1, 1, 1), 0);
        int failures = 1;
        for (long nowMs = 0; nowMs < PERIOD_MS; nowMs += 200) {
            while (dials.take(address(2 + failures, failures % 200, 1), nowMs)) {
                dials.failed(address(2 + failures, failures % 200, 1), nowMs);
                failures++;
            }
        }
        assertTrue(failures > 3_000);
        assertFalse(dials.mayDial(address(1, 1, 1), PERIOD_MS - 1));
    }
}
