package floodchat.protocol.kdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HkdfTest {
    private static final HexFormat HEX = HexFormat.of();

    /** RFC 5869, appendix A.1. */
    @Test
    void theKeysAreThoseOfTheFirstPublishedVector() {
        byte[] key = Hkdf.extract(HEX.parseHex("000102030405060708090a0b0c"), HEX.parseHex("0b".repeat(22)));
        assertEquals("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", HEX.formatHex(key));
        assertEquals(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                HEX.formatHex(Hkdf.expand(key, HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42)));
    }

    @Test
    void aLengthThatHkdfCantMakeIsAMistakeOfTheProgram() {
        byte[] key = new byte[Hkdf.KEY_BYTES];
        assertEquals(Hkdf.MAX_BYTES, Hkdf.expand(key, Label.TAG.bytes(), Hkdf.MAX_BYTES).length);
        assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(key, Label.TAG.bytes(), 0));
        assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(key, Label.TAG.bytes(), Hkdf.MAX_BYTES + 1));
    }

    @ParameterizedTest
    @EnumSource(Label.class)
    void anotherImplementationMakesTheSameBytes(Label label) throws Exception {
        byte[] secret = "any secret".getBytes(StandardCharsets.US_ASCII);
        KDF kdf = KDF.getInstance("HKDF-SHA256");
        byte[] theirs = kdf.deriveData(HKDFParameterSpec.ofExtract()
                .addSalt(Label.NETWORK.bytes())
                .addIKM(secret)
                .thenExpand(label.bytes(), 80));
        assertArrayEquals(theirs, Hkdf.expand(Hkdf.extract(Label.NETWORK.bytes(), secret), label.bytes(), 80));
    }
}
