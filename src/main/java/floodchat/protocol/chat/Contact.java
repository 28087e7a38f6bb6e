package floodchat.protocol.chat;

/**
 * A person to whom we gave a name of our own. The name belongs to the key, whatever that person is called elsewhere.
 *
 * @param key as in {@link Person#key}
 * @param name our own name for the key, by the rules of {@link Names}; no two contacts have names that look alike
 * @param verified whether we compared the safety number
 * @param sinceMs when the person became a contact, in ms since 1970 by the wall clock
 */
public record Contact(String key, String name, boolean verified, long sinceMs) {
    /** Stands behind the name of a contact. No name can hold it, so nobody can give themselves this look. */
    public static final String SIGN = "*";

    /** Stands behind the name of a contact that is verified. */
    public static final String VERIFIED_SIGN = "**";

    /** The key by our own name. */
    public Person person() {
        return new Person(key, name);
    }

    public String sign() {
        return verified ? VERIFIED_SIGN : SIGN;
    }

    /** How the contact is written: our own name and the sign. */
    public String label() {
        return name + sign();
    }

    Contact named(String other) {
        return new Contact(key, other, verified, sinceMs);
    }

    Contact asVerified() {
        return new Contact(key, name, true, sinceMs);
    }
}
