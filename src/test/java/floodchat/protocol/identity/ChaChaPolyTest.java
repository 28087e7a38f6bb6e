package floodchat.protocol.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vector is that of RFC 8439, section 2.8.2. */
class ChaChaPolyTest {
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] key = HEX.parseHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    private final byte[] nonce = HEX.parseHex("070000004041424344454647");
    private final byte[] associated = HEX.parseHex("50515253c0c1c2c3c4c5c6c7");
    private final byte[] text = ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
            + " future, sunscreen would be" + " it.")
            .getBytes(StandardCharsets.US_ASCII);
    private final byte[] sealed = HEX.parseHex("d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
            + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
            + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
            + "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691");

    @Test
    void aTextIsSealedAsInRfc8439() {
        assertEquals(HEX.formatHex(sealed), HEX.formatHex(ChaChaPoly.seal(key, nonce, associated, text)));
        assertArrayEquals(text, ChaChaPoly.open(key, nonce, associated, sealed));
    }

    @Test
    void nothingOpensAfterAChange() {
        assertNull(ChaChaPoly.open(changed(key), nonce, associated, sealed));
        assertNull(ChaChaPoly.open(key, changed(nonce), associated, sealed));
        assertNull(ChaChaPoly.open(key, nonce, changed(associated), sealed));
        assertNull(ChaChaPoly.open(key, nonce, associated, changed(sealed)));
    }

    @Test
    void whatIsShorterThanATagDoesNotOpen() {
        for (int length = 0; length < ChaChaPoly.TAG_BYTES; length++) {
            assertNull(ChaChaPoly.open(key, nonce, associated, Arrays.copyOf(sealed, length)));
        }
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[bytes.length - 1] ^= 1;
        return changed;
    }
}
