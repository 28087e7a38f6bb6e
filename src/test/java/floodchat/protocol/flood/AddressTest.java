package floodchat.protocol.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which text is an address, and which addresses are taken from other peers. */
class AddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost:55555", "192.0.2.1:1", "a-b.example:65535", "[::1]:80", "[fe80::1%eth0]:80"})
    void anAddressIsReadAsItWasWritten(String text) {
        assertEquals(text, String.valueOf(Address.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "host", "host:", ":80", "host:0", "host:65536", "host:-1", "host:+80", "host:٣",
        "host:000080",
        "::1:80", "[host]:80", "[]:80", "ho st:80", "ho\u0007st:80", "höst:80", "a:b:80"})
    void otherTextIsNoAddress(String text) {
        assertNull(Address.parse(text));
    }

    @Test
    void aHostHasAtMost253Characters() {
        assertEquals(253, new Address("a".repeat(253), 1).host().length());
        assertNull(Address.parse("a".repeat(254) + ":1"));
        assertThrows(IllegalArgumentException.class, () -> new Address("a".repeat(254), 1));
        assertThrows(IllegalArgumentException.class, () -> new Address("a", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.255, 192.0.2.255:7",
        "0:0:0:0:0:0:0:1, [::1]:7",
        "2001:db8:0:0:1:0:0:0, [2001:db8:0:0:1::]:7",
        "2001:0db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:7", // a single zero is not shortened
        "1:0:0:2:3:0:0:4, [1::2:3:0:0:4]:7", // the first of two equal runs
        "0:0:0:0:0:0:0:0, [::]:7"
    })
    void anIpLiteralIsWrittenInItsShortForm(String literal, String expected) {
        assertEquals(expected, Address.of(IpLiteral.parse(literal).bytes(), 7).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1", "::0001", "::ffff:127.0.0.1",
        "::ffff:7f00:1"})
    void loopbackIsRecognisedInEveryNotation(String host) {
        assertTrue(new Address(host, 1).isLoopback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0.0.1", "::2", "::1:1", "127.example", "localhost", "1::1"})
    void otherAddressesAreNotLoopback(String host) {
        assertFalse(new Address(host, 1).isLoopback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "127.0.0.1", "2001:db8::7", "2001:db8:0:0:0:0:0:7", "::ffff:192.0.2.1",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7.8.9.10"})
    void unicastLiteralsAreTakenFromOthers(String host) {
        assertTrue(Address.isUnicastLiteral(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2.3", "1.2.3.4.5", "999.1.1.1", "256.1.1.1", "01.2.3.4", "1.2.3.4.", "1..2.3",
        "localhost", "a.b.c.d",
        "0.0.0.0", "0.1.2.3", "224.0.0.1", "255.255.255.255", "::", "0:0:0:0:0:0:0:0", "::ffff:0.0.0.0", "ff02::1",
        "fe80::1%eth0",
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::1", "g::1",
        "1.2.3.4::", "::1.2.3",
        ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:"})
    void nothingElseIsTakenFromOthers(String host) {
        assertFalse(Address.isUnicastLiteral(host));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7, 192.0.2.9:1, 192.0.2.9:7", // told by another host: its own address
        "127.0.0.1:7, 127.0.0.1:1, 127.0.0.1:7", // told by this host
        "192.0.2.1:7, 192.0.2.9:1, 192.0.2.1:7",
        "[::1]:7, 192.0.2.9:1, 192.0.2.9:7"
    })
    void aLoopbackAddressFromAnotherHostMeansThatHost(String told, String tellersAddress, String expected) {
        PeerId one = new PeerId(0, 1);
        Contact contact = new Contact(one, Address.parse(told));
        assertEquals(new Contact(one, Address.parse(expected)),
                contact.toldBy(new Contact(new PeerId(0, 2), Address.parse(tellersAddress))));
    }
}
