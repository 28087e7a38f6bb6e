package floodchat.protocol.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SafetyNumberTest {
    private final PersonKey ada = Identity.create(new SecureRandom()).key();
    private final PersonKey bob = Identity.create(new SecureRandom()).key();

    @Test
    void bothSeeTheSameSixtyDigits() {
        String seen = SafetyNumber.of(ada, bob);
        assertEquals(seen, SafetyNumber.of(bob, ada));
        assertTrue(seen.matches("\\d{5}( \\d{5}){11}"), seen);
    }

    @Test
    void anotherPersonGivesOtherDigits() {
        PersonKey other = Identity.create(new SecureRandom()).key();
        assertNotEquals(SafetyNumber.of(ada, bob), SafetyNumber.of(ada, other));
    }

    /** Made once with this code, so that a later version shows the same digits. */
    @Test
    void theDigitsOfTwoKnownKeysStayTheSame() {
        byte[] second = new byte[32];
        Arrays.fill(second, (byte) 1);
        String digits = SafetyNumber.of(
                Identity.ofSeed(new byte[32]).key(), Identity.ofSeed(second).key());
        assertEquals("03181 18215 25709 70361 32957 45592 75982 90333 83560 26645 12627 77658", digits);
    }
}
