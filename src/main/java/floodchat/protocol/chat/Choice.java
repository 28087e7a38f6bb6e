package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The person that somebody chose. A name becomes a key at the moment at which it is chosen: what is said goes to that
 * key, whatever the name does meanwhile.
 *
 * @param typed a name, or a name with digits of the key: {@code bob·3f2a00aa}
 * @param key the key that was meant; null if it was none or several, and then the chat says so
 */
public record Choice(String typed, @Nullable String key) {
    /** What was typed where nobody knows who is here. */
    public static Choice of(String typed) {
        return new Choice(typed, null);
    }

    /** Whether this is the key of a person, which a program may write in place of a name. */
    public static boolean isWholeKey(String typed) {
        return typed.length() == PersonKey.HEX_DIGITS && typed.chars().allMatch(HexFormat::isHexDigit);
    }
}
