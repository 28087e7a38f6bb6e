package floodchat.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.wire.Hello;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer announces on a local network, and which services it dials. */
class ServiceRecordTest {
    private static final PeerId OTHER = new PeerId(-7, 9);

    private final ServiceRecord ours = ownRecord(new PeerId(1, 2), "desk");
    private final LocalInterface where = localInterface();

    private static ServiceRecord ownRecord(PeerId peer, String network) {
        return new ServiceRecord(peer, NetworkTag.of(network), 55_555);
    }

    private static LocalInterface localInterface() {
        return new LocalInterface(ip("192.168.1.20"), 24);
    }

    private static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }

    private static DiscoveredService service(Map<String, String> properties, int port, String... addresses) {
        return new DiscoveredService(properties, List.of(addresses).stream().map(ServiceRecordTest::ip).toList(), port);
    }

    @Test
    void aPeerOfTheSameNetworkIsDialled() {
        DiscoveredService service = service(ownRecord(OTHER, "desk").properties(), 4_000, "192.168.1.7");
        assertEquals(new Contact(OTHER, new Address("192.168.1.7", 4_000)), ours.read(service, where));
    }

    @Test
    void onlyVersionNetworkAndPeerIdAreAnnounced() {
        assertEquals(Set.of("v", "n", "id"), ours.properties().keySet());
        assertEquals(8, String.valueOf(ours.properties().get("n")).length());
        assertEquals("00000000000000010000000000000002", ours.properties().get("id"));
    }

    @Test
    void weDoNotDialOurselves() {
        assertNull(ours.read(service(ours.properties(), 55_555, "192.168.1.7"), where));
    }

    @Test
    void aPeerOfAnotherNetworkIsNotDialled() {
        assertNull(ours.read(service(ownRecord(OTHER, "other desk").properties(), 55_555, "192.168.1.7"), where));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "n", "id"})
    void aServiceWithAMissingKeyIsNotDialled(String key) {
        Map<String, String> properties = new HashMap<>(ownRecord(OTHER, "desk").properties());
        properties.remove(key);
        assertNull(ours.read(service(properties, 55_555, "192.168.1.7"), where));
    }

    @ParameterizedTest
    @CsvSource({"v, 0", "v, 999", "v, ''", "n, ''", "n, 00000000", "id, ''", "id, 12",
        "id, 0000000000000000000000000000000g", "id, 000000000000000000000000000000000",
        "id, '+0000000000000000000000000000001'"})
    void aServiceWithAWrongValueIsNotDialled(String key, String value) {
        Map<String, String> properties = new HashMap<>(ownRecord(OTHER, "desk").properties());
        properties.put(key, value);
        assertNull(ours.read(service(properties, 55_555, "192.168.1.7"), where));
    }

    @Test
    void aPeerOfOurNetworkThatSpeaksAnotherVersionIsNoticed() {
        assertEquals(new OtherVersion(5, Hello.VERSION), ours.otherVersion(speaking("5", "desk")));
        assertNull(ours.otherVersion(speaking(String.valueOf(Hello.VERSION), "desk")));
        assertNull(ours.otherVersion(speaking("5", "other desk")));
        for (String noVersion : List.of("", "x", "-1", "123456")) {
            assertNull(ours.otherVersion(speaking(noVersion, "desk")), noVersion);
        }
        assertNull(ours.otherVersion(service(Map.of(), 55_555, "192.168.1.7")));
    }

    private static DiscoveredService speaking(String version, String network) {
        Map<String, String> properties = new HashMap<>(ownRecord(OTHER, network).properties());
        properties.put("v", version);
        return service(properties, 55_555, "192.168.1.7");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aServiceWithoutAValidPortIsNotDialled(int port) {
        assertNull(ours.read(service(ownRecord(OTHER, "desk").properties(), port, "192.168.1.7"), where));
    }

    @Test
    void hostsOutsideTheLocalNetworkAreNeverDialled() {
        Map<String, String> properties = ownRecord(OTHER, "desk").properties();
        assertNull(ours.read(service(properties, 55_555), where));
        assertNull(ours.read(service(properties, 55_555, "203.0.113.5", "127.0.0.1", "fe80::1"), where));
        assertEquals(
                new Contact(OTHER, new Address("192.168.1.9", 55_555)),
                ours.read(service(properties, 55_555, "203.0.113.5", "192.168.1.9", "192.168.1.10"), where));
    }
}
