package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches that no key seals two texts: the nonce is always the same. */
final class RecordingAead implements Aead {
    private final Map<String, byte[]> sealedWith = new HashMap<>();

    @Override
    public byte[] seal(byte[] key, byte[] associated, byte[] text) {
        byte[] all = Bytes.join(associated, text);
        byte[] before = sealedWith.put(HexFormat.of().formatHex(key), all);
        if (before != null) {
            assertArrayEquals(before, all, "one key for two texts");
        }
        return CHACHA20_POLY1305.seal(key, associated, text);
    }

    @Override
    public byte @Nullable [] open(byte[] key, byte[] associated, byte[] sealed) {
        return CHACHA20_POLY1305.open(key, associated, sealed);
    }

    int keys() {
        return sealedWith.size();
    }
}
