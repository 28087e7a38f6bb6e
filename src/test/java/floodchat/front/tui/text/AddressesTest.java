package floodchat.front.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final String LONG = "[2001:db8:85a3:8d3:1319:8a2e:370:7348]:55555";

    @Test
    void aShortAddressStaysWhole() {
        assertEquals("127.0.0.1:55555", Addresses.fit("127.0.0.1:55555", 15));
        assertEquals(LONG, Addresses.fit(LONG, LONG.length()));
    }

    @Test
    void theMiddleIsCutFirst() {
        assertEquals("[2001:db8…370:7348]:55555", Addresses.fit(LONG, 25));
        assertEquals("a.very.l…mple.org:55555", Addresses.fit("a.very.long.name.of.a.host.example.org:55555", 23));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 20, 21, 30, 43})
    void thePortStaysAndEveryColumnIsUsed(int columns) {
        String fit = Addresses.fit(LONG, columns);
        assertEquals(columns, fit.length());
        assertTrue(fit.endsWith("]:55555"), fit);
        assertTrue(fit.startsWith("["), fit);
    }
}
