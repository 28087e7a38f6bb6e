package floodchat.protocol.sealed;

import org.bouncycastle.crypto.hpke.HPKE;

/** The two HPKE suites of a letter (RFC 9180). Both use HKDF-SHA256 and ChaCha20-Poly1305. */
final class HpkeSuite {
    private HpkeSuite() {}

    /** Base mode with X-Wing (draft-connolly-cfrg-xwing-kem): secret from those without the key, now and later. */
    static HPKE anonymous() {
        return suite(HPKE.mode_base, HPKE.kem_X_WING);
    }

    /** Mode auth_psk with DHKEM(X25519): shows the recipient alone who the author is. */
    static HPKE authenticated() {
        return suite(HPKE.mode_auth_psk, HPKE.kem_X25519_SHA256);
    }

    /** A new one each time: Bouncy Castle's keep state while they work. */
    private static HPKE suite(byte mode, short kem) {
        return new HPKE(mode, kem, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }
}
