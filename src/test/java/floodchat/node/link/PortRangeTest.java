package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {
    @ParameterizedTest
    @CsvSource({"4000, , 4000", "0, , 0", "a:0, a, 0", "a.example:65535, a.example, 65535", "[::1]:7, ::1, 7"})
    void aTextIsReadAsHostAndPort(String text, String host, int port) {
        assertEquals(new PortRange(host, port, port), PortRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", ":1", "::1", "[::1]", "a:", "a:-1", "65536", "a:65536", "a b:1", "[a]:1"})
    void anyOtherTextIsRefused(String text) {
        assertNull(PortRange.parse(text));
    }

    @Test
    void theDefaultIsARangeForAHundredPeers() {
        assertEquals(new PortRange(null, 55_555, 55_655), PortRange.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", "1, 65536"})
    void whatIsNotARangeOfPortsIsRefused(int first, int last) {
        assertThrows(IllegalArgumentException.class, () -> new PortRange(null, first, last));
    }
}
