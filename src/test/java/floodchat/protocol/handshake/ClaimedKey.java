package floodchat.protocol.handshake;

/** Keys of somebody who shows the public key of another peer and does not have its private one. */
public final class ClaimedKey {
    private ClaimedKey() {}

    /** @param privateKey the own one */
    public static X25519KeyPair of(byte[] privateKey, byte[] publicKeyOfAnother) {
        return new X25519KeyPair(privateKey.clone(), publicKeyOfAnother.clone());
    }
}
