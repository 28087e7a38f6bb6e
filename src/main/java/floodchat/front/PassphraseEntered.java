package floodchat.front;

/** A person typed the passphrase of the identity. {@link UnlockResult} answers it. */
public record PassphraseEntered(String passphrase) {
    /** Never shows it. */
    @Override
    public String toString() {
        return "a passphrase";
    }
}
