package floodchat.protocol.kdf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The example of one block that NIST publishes for FIPS 180-4. */
    @Test
    void theHashIsThePublishedOneHoweverTheBytesAreDivided() {
        String published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(published, HexFormat.of().formatHex(Sha256.hash(bytes("abc"))));
        assertEquals(published, HexFormat.of().formatHex(Sha256.hash(bytes("a"), bytes(""), bytes("bc"))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
