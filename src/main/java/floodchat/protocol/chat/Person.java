package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Someone in the chat. The key is who that is: only that person can sign with it. A name is chosen, may change, and two
 * people may have the same.
 *
 * @param key the person's Ed25519 key as {@value PersonKey#HEX_DIGITS} lower-case hex digits; the same for as long as
 *     the person keeps the seed
 * @param name what the person wants to be called, by the rules of {@link Names}
 */
public record Person(String key, String name) {
    /**
     * How many digits of the key are shown after a name. A key with the same four is found in 65,536 tries, which is a
     * second's work; one with the same eight takes 4,000 million.
     */
    static final int SUFFIX_DIGITS = 8;

    PersonKey personKey() {
        return Objects.requireNonNull(PersonKey.of(keyBytes()), "no key");
    }

    byte[] keyBytes() {
        return HexFormat.of().parseHex(key);
    }

    /** The short form of the key. It is shown after a name that others have too: {@code alice·3f2a00aa}. */
    public String suffix() {
        return key.substring(0, SUFFIX_DIGITS);
    }

    /** The name and the short form of the key. */
    public String nameWithSuffix() {
        return name + NameLookup.SEPARATOR + suffix();
    }
}
