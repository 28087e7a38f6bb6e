package floodchat.protocol.chat;

/**
 * Someone in the chat. The key tells people apart; names are chosen, change, and may be the same for two members.
 *
 * @param key lower-case hex digits, the same for one author for as long as the author lives
 * @param name what the person wants to be called, by the rules of {@link Names}
 */
public record Person(String key, String name) {
    private static final int SUFFIX_LENGTH = 4;

    /** The short form of the key, shown after the name where names alone would not tell people apart: {@code alice·3f2a}. */
    public String suffix() {
        return key.substring(0, SUFFIX_LENGTH);
    }

    /** The name and the short form of the key. */
    public String nameWithSuffix() {
        return name + "·" + suffix();
    }
}
