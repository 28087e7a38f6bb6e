package floodchat.protocol.kdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NetworkKeysTest {
    @Test
    void aLabelIsItsWordBetweenTheProgramAndTheVersion() {
        assertEquals("666c6f6f646368617420746167203200", HexFormat.of().formatHex(Label.TAG.bytes()));
    }

    @Test
    void noLabelIsTheBeginningOfAnother() {
        for (Label one : Label.values()) {
            for (Label other : Label.values()) {
                byte[] beginning = Arrays.copyOf(other.bytes(), one.bytes().length);
                assertTrue(one == other || !Arrays.equals(one.bytes(), beginning), one + " and " + other);
            }
        }
    }

    /** So that what a public network derives needs nothing but its name. */
    @Test
    void aPublicNetworkIsThePrivateOneWhoseSecretIsTheHashOfItsName() throws Exception {
        byte[] secret = MessageDigest.getInstance("SHA-256")
                .digest("floodchat network desk".getBytes(StandardCharsets.UTF_8));
        NetworkKeys known = NetworkKeys.ofPublic("desk");
        assertArrayEquals(NetworkKeys.ofPrivate(secret).tag(), known.tag());
        assertArrayEquals(NetworkKeys.ofPrivate(secret).psk0(), known.psk0());
        assertFalse(known.isPrivate());
    }

    @Test
    void networksWithDifferentSecretsHaveNothingInCommon() {
        NetworkKeys one = NetworkKeys.ofPublic("one");
        NetworkKeys two = NetworkKeys.ofPublic("two");
        assertFalse(Arrays.equals(one.tag(), two.tag()));
        assertFalse(Arrays.equals(one.psk0(), two.psk0()));
        assertFalse(Arrays.equals(one.tag(), Arrays.copyOf(one.psk0(), NetworkKeys.TAG_BYTES)));
        assertNotEquals(one, two);
        assertEquals(one, NetworkKeys.ofPublic("one"));
    }

    @Test
    void theSecretIsNeverShown() {
        byte[] secret = HexFormat.of().parseHex("ab".repeat(NetworkKeys.SECRET_BYTES));
        assertFalse(NetworkKeys.ofPrivate(secret).toString().contains("abab"));
        assertThrows(IllegalArgumentException.class, () -> NetworkKeys.ofPrivate(new byte[31]));
    }
}
