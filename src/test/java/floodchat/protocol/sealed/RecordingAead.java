package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Watches that no key seals two texts: the nonce is always the same. */
final class RecordingAead implements Aead {
    private final Map<String, byte[]> sealedWith = new HashMap<>();

    @Override
    public byte[] process(boolean seals, byte[] key, byte[] associated, byte[] text)
            throws InvalidCipherTextException {
        if (seals) {
            byte[] all = Bytes.join(associated, text);
            byte[] before = sealedWith.put(HexFormat.of().formatHex(key), all);
            if (before != null) {
                assertArrayEquals(before, all, "one key for two texts");
            }
        }
        return CHACHA20_POLY1305.process(seals, key, associated, text);
    }

    int keys() {
        return sealedWith.size();
    }
}
