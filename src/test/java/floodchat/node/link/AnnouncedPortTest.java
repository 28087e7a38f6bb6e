package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncedPortTest {
    @ParameterizedTest
    @CsvSource({"198.51.100.7, 40001", "2001:db8::7, 55555", "192.168.1.7, 55555", "10.0.0.1, 55555",
        "100.64.0.1, 55555", "127.0.0.1, 55555", "fe80::1, 55555", "fd00::1, 55555"})
    void onlyPeersWithPublicAddressesAreToldThePortOfTheRouter(String peer, int port) {
        AnnouncedPort announced = new AnnouncedPort(55_555);
        Address from = new Address(peer, 1);
        assertEquals(55_555, announced.toldTo(from));
        announced.external(new Address("203.0.113.1", 40_001));
        assertEquals(port, announced.toldTo(from));
        announced.external(null);
        assertEquals(55_555, announced.toldTo(from));
    }
}
