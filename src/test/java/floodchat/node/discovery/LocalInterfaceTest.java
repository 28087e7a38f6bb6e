package floodchat.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalInterfaceTest {
    static LocalInterface localInterface(String address, int prefixBits) throws Exception {
        return new LocalInterface(InetAddress.getByName(address), prefixBits);
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.20, 24, 192.168.1.7, true", "192.168.1.20, 24, 192.168.2.7, false",
        "192.168.1.20, 24, 8.8.8.8, false", "10.1.2.3, 8, 10.255.0.1, true", "10.1.2.3, 13, 10.7.0.1, true",
        "10.1.2.3, 13, 10.8.0.1, false", "192.168.1.20, 24, 127.0.0.1, false", "192.168.1.20, 0, 224.0.0.1, false",
        "192.168.1.20, 0, 0.0.0.0, false", "192.168.1.20, 24, fd00::1, false", "fd00::1, 64, fd00::2, true",
        "fd00::1, 64, fd00:0:0:1::2, false", "fd00::1, 64, 192.168.1.7, false"})
    void onlyHostsOnTheSameLocalNetworkAreReached(String own, int prefixBits, String other, boolean reached)
            throws Exception {
        assertEquals(reached, localInterface(own, prefixBits).reaches(InetAddress.getByName(other)));
    }

    @Test
    void loopbackIsNoLocalNetwork() {
        assertEquals(List.of(), LocalInterface.current(InetAddress.getLoopbackAddress()));
        assertTrue(LocalInterface.current(new InetSocketAddress(0).getAddress())
                .stream()
                .noneMatch(each -> each.address().isLoopbackAddress()));
    }
}
