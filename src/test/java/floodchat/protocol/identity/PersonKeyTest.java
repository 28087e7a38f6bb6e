package floodchat.protocol.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.OddSignatures;
import floodchat.protocol.kdf.Label;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonKeyTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] TAG = new byte[16];
    private static final byte[] BODY = {7};

    /** The order of the group (RFC 8032, section 5.1). */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /**
     * Attack 2. The points of order 1, 2, 4 and 8 in all their encodings, the ones that are not canonical included
     * (Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", 2020).
     */
    @ParameterizedTest
    @ValueSource(strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    })
    void aPointOfSmallOrderIsNoKey(String encoded) {
        assertNull(PersonKey.of(HEX.parseHex(encoded)));
    }

    /** A key plus a point of order 8: signatures would verify with the cofactor only. From the same paper, case 5. */
    @Test
    void aPointOfMixedOrderIsNoKey() {
        assertNull(PersonKey.of(HEX.parseHex("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d")));
    }

    @Test
    void otherLengthsAreNoKeys() {
        assertNull(PersonKey.of(new byte[31]));
        assertNull(PersonKey.of(new byte[33]));
        assertNotNull(PersonKey.of(Identity.ofSeed(new byte[32]).key().bytes()));
    }

    /** Attack 3: a second signature over the same bytes, made without the key. */
    @Test
    void aSignatureWhoseSecondHalfIsNotReducedIsRefused() {
        Identity ada = Identity.ofSeed(new byte[32]);
        byte[] signature = ada.sign(Label.SAY, TAG, BODY);
        byte[] raised = Arrays.copyOf(signature, 32);
        raised = Arrays.copyOf(raised, 64);
        byte[] sum = littleEndian(fromLittleEndian(Arrays.copyOfRange(signature, 32, 64)).add(ORDER));
        System.arraycopy(sum, 0, raised, 32, 32);
        assertFalse(ada.key().verifies(Label.SAY, TAG, BODY, raised));
    }

    /** Attack 4. Verifiers that multiply by the cofactor accept such an R, and others don't: so it is checked. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void aSignatureWithAFirstHalfOfMixedOrderIsRefused(int part) {
        Identity ada = Identity.ofSeed(new byte[32]);
        assertTrue(ada.key().verifies(Label.SAY, TAG, BODY, OddSignatures.mixed(ada, Label.SAY, TAG, BODY, 0)));
        byte[] odd = OddSignatures.mixed(ada, Label.SAY, TAG, BODY, part);
        assertFalse(ada.key().verifies(Label.SAY, TAG, BODY, odd));
    }

    /** Attack 4. Of order 1 too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aSignatureWithAFirstHalfOfSmallOrderIsRefused(int part) {
        Identity ada = Identity.ofSeed(new byte[32]);
        byte[] odd = OddSignatures.small(ada, Label.SAY, TAG, BODY, part);
        assertFalse(ada.key().verifies(Label.SAY, TAG, BODY, odd));
    }

    private static BigInteger fromLittleEndian(byte[] bytes) {
        return new BigInteger(1, reversed(bytes));
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] wide = new byte[32];
        byte[] reversed = reversed(bytes);
        System.arraycopy(reversed, 0, wide, 0, Math.min(32, reversed.length));
        return wide;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
