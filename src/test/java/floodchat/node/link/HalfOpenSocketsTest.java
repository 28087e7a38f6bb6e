package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfOpenSocketsTest {
    private final HalfOpenSockets halfOpen = new HalfOpenSockets();

    /** A socket that was never connected, and seems to come from this address. */
    private static Socket from(String address) {
        return new Socket() {
            @Override
            public InetAddress getInetAddress() {
                return InetAddress.ofLiteral(address);
            }
        };
    }

    @Test
    void aPublicAddressMayHaveThreeSockets() {
        for (int i = 0; i < 3; i++) {
            assertTrue(halfOpen.add(from("203.0.113.5")));
        }
        assertFalse(halfOpen.add(from("203.0.113.5")));
        assertTrue(halfOpen.add(from("203.0.113.6")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.63.255.255", "100.128.0.1", "2001:db8::7"})
    void anAddressOfOneOwnerIsLimited(String address) {
        for (int i = 0; i < 3; i++) {
            assertTrue(halfOpen.add(from(address)));
        }
        assertFalse(halfOpen.add(from(address)));
    }

    @Test
    void aSocketThatIsDoneGivesItsPlaceBack() {
        Socket first = from("203.0.113.5");
        halfOpen.add(first);
        halfOpen.add(from("203.0.113.5"));
        halfOpen.add(from("203.0.113.5"));
        halfOpen.remove(first);
        assertTrue(halfOpen.add(from("203.0.113.5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.168.1.7", "169.254.1.7", "100.64.3.7", "fe80::1", "fc00::7",
        "fd12:3456::7"})
    void anAddressThatManyMayShareIsNotLimited(String address) {
        for (int i = 0; i < 32; i++) {
            assertTrue(halfOpen.add(from(address)));
        }
    }

    @Test
    void thirtyTwoAreKeptAndOneMoreReplacesTheOldest() {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            sockets.add(from("127.0.0.1"));
            assertTrue(halfOpen.add(sockets.getLast()));
        }
        assertTrue(sockets.getFirst().isClosed());
        assertEquals(1, sockets.stream().filter(Socket::isClosed).count());
    }

    @Test
    void afterTheEndAllAreClosedAndNoneIsTaken() {
        Socket socket = from("127.0.0.1");
        halfOpen.add(socket);
        halfOpen.closeAll();
        assertTrue(socket.isClosed());
        assertFalse(halfOpen.add(from("127.0.0.1")));
    }
}
