package floodchat.protocol.sealed;

import java.util.Arrays;

/**
 * One's own prekeys as they stand on the disk. Immutable, and secret.
 *
 * @param madeMs when they were made; ms since 1970 by the wall clock
 * @param sentMs when they were first sent, or {@link #NOT_SENT}
 * @param agreementPrivate the private X25519 key, 32 bytes
 * @param xwingSeed the private X-Wing key, {@value #XWING_SEED_BYTES} bytes
 */
public record StoredPrekey(long madeMs, long sentMs, byte[] agreementPrivate, byte[] xwingSeed) {
    public static final long NOT_SENT = 0;
    public static final int XWING_SEED_BYTES = 32;

    public StoredPrekey {
        agreementPrivate = agreementPrivate.clone();
        xwingSeed = xwingSeed.clone();
    }

    /** A copy. */
    @Override
    public byte[] agreementPrivate() {
        return agreementPrivate.clone();
    }

    /** A copy. */
    @Override
    public byte[] xwingSeed() {
        return xwingSeed.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredPrekey prekey
                && madeMs == prekey.madeMs
                && sentMs == prekey.sentMs
                && Arrays.equals(agreementPrivate, prekey.agreementPrivate)
                && Arrays.equals(xwingSeed, prekey.xwingSeed);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(madeMs);
    }

    /** Never shows the keys. */
    @Override
    public String toString() {
        return "prekeys made at " + madeMs;
    }
}
