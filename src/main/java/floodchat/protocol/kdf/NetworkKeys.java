package floodchat.protocol.kdf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What all peers of one network derive from its secret: the tag that its peers recognize each other by, and the key
 * that every handshake begins with. The secret of a private network is random, and only its invites hold it. The secret
 * of a public network is a hash of its name.
 *
 * <p>Nothing is derived before it is asked for, so that a window can be drawn before the cryptography is loaded.
 */
public final class NetworkKeys {
    /** The length of a network's secret. */
    public static final int SECRET_BYTES = 32;

    /** The length of a network tag. */
    public static final int TAG_BYTES = 16;

    private static final String PUBLIC_NAME = "floodchat network ";

    private final byte[] secret;
    private final String name;

    private NetworkKeys(byte[] secret, String name) {
        this.secret = secret;
        this.name = name;
    }

    /** The network that all who know its name may join. */
    public static NetworkKeys ofPublic(String name) {
        return new NetworkKeys(new byte[0], name);
    }

    /** The network of those who have its invite. @param secret exactly {@value #SECRET_BYTES} random bytes */
    public static NetworkKeys ofPrivate(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has " + SECRET_BYTES + " bytes, not " + secret.length);
        }
        return new NetworkKeys(secret.clone(), "");
    }

    /** Whether only an invite leads into it. */
    public boolean isPrivate() {
        return secret.length == SECRET_BYTES;
    }

    /** The network tag, {@value #TAG_BYTES} bytes. It tells nothing about the secret. */
    public byte[] tag() {
        return Hkdf.expand(key(), Label.TAG.bytes(), TAG_BYTES);
    }

    /** The pre-shared key of every link, 32 bytes: {@code psk0} of the Noise handshake. */
    public byte[] psk0() {
        return Hkdf.expand(key(), Label.PSK0.bytes(), Hkdf.KEY_BYTES);
    }

    /**
     * The key of a file with packets of this network, 32 bytes. Who does not have the secret of a private network reads
     * nothing in such a file.
     */
    public byte[] backlogKey() {
        return Hkdf.expand(key(), Label.BACKLOG.bytes(), Hkdf.KEY_BYTES);
    }

    private byte[] key() {
        return Hkdf.extract(Label.NETWORK.bytes(), isPrivate() ? secret : publicSecret());
    }

    private byte[] publicSecret() {
        return Sha256.hash((PUBLIC_NAME + name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkKeys keys && Arrays.equals(secret, keys.secret) && name.equals(keys.name);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(secret) + name.hashCode();
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return isPrivate() ? "a private network" : "the public network " + name;
    }
}
