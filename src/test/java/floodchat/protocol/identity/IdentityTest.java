package floodchat.protocol.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.kdf.Label;
import floodchat.protocol.kdf.NetworkKeys;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] TAG = NetworkKeys.ofPublic("desk").tag();
    private static final byte[] OTHER_TAG = NetworkKeys.ofPublic("other").tag();
    private static final byte[] BODY = {1, 2, 3};

    /** The head of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final String KEY_INFO = "302a300506032b6570032100";

    private final Identity ada = Identity.create(new SecureRandom());

    /** RFC 8032, section 7.1, test 1. */
    @Test
    void theKeyIsThatOfThePublishedVector() {
        byte[] seed = HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        assertEquals(
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                Identity.ofSeed(seed).key().hex());
    }

    @Test
    void anotherImplementationVerifiesOurSignatures() throws Exception {
        byte[] signature = ada.sign(Label.SAY, TAG, BODY);
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HEX.parseHex(KEY_INFO + ada.key().hex())));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(Label.SAY.bytes());
        verifier.update(TAG);
        verifier.update(ada.key().bytes());
        verifier.update(BODY);
        assertTrue(verifier.verify(signature));
    }

    @Test
    void aSignatureServesOneUseInOneNetworkByOnePerson() {
        byte[] signature = ada.sign(Label.SAY, TAG, BODY);
        assertTrue(ada.key().verifies(Label.SAY, TAG, BODY, signature));
        assertFalse(ada.key().verifies(Label.KEYS, TAG, BODY, signature));
        assertFalse(ada.key().verifies(Label.SAY, OTHER_TAG, BODY, signature));
        assertFalse(ada.key().verifies(Label.SAY, TAG, new byte[] {1, 2, 4}, signature));
        assertFalse(Identity.create(new SecureRandom()).key().verifies(Label.SAY, TAG, BODY, signature));
        assertFalse(ada.key().verifies(Label.SAY, TAG, BODY, new byte[63]));
    }

    @Test
    void theCertificateIsASignatureOverTheAgreementKey() {
        assertTrue(ada.key().verifies(Label.X, TAG, ada.agreementPublic(), ada.certificate(TAG)));
    }

    @Test
    void allFollowsFromTheSeed() {
        Identity again = Identity.ofSeed(ada.seed());
        assertEquals(ada, again);
        assertEquals(ada.key(), again.key());
        assertArrayEquals(ada.agreementPrivate(), again.agreementPrivate());
        assertArrayEquals(ada.sign(Label.SAY, TAG, BODY), again.sign(Label.SAY, TAG, BODY));
        assertNotEquals(ada, Identity.create(new SecureRandom()));
        assertThrows(IllegalArgumentException.class, () -> Identity.ofSeed(new byte[31]));
    }

    @Test
    void theSeedIsNeverShown() {
        assertFalse(ada.toString().contains(HEX.formatHex(ada.seed())));
    }
}
