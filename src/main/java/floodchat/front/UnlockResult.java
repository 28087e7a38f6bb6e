package floodchat.front;

/** What a passphrase did. */
public sealed interface UnlockResult {
    /** The identity is unlocked. */
    record Unlocked() implements UnlockResult {}

    /** It is not the passphrase. @param sentence for the person */
    record Refused(String sentence) implements UnlockResult {}
}
