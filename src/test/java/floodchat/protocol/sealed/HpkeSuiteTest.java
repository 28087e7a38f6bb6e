package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** The suites of a letter give the values that are published. */
class HpkeSuiteTest {
    private static final HexFormat HEX = HexFormat.of();

    /** RFC 9180, appendix A.2.4: DHKEM(X25519), HKDF-SHA256, ChaCha20Poly1305, mode auth_psk. */
    @Test
    void theAuthenticatedSuiteOpensAsInRfc9180() throws InvalidCipherTextException {
        HPKE hpke = HpkeSuite.authenticated();
        AsymmetricCipherKeyPair recipient = hpke.deserializePrivateKey(
                hex("7b36a42822e75bf3362dfabbe474b3016236408becb83b859a6909e22803cb0c"),
                hex("a5099431c35c491ec62ca91df1525d6349cb8aa170c51f9581f8627be6334851"));
        HPKEContext context = hpke.setupAuthPSKR(
                hex("656a2e00dc9990fd189e6e473459392df556e9a2758754a09db3f51179a3fc02"),
                recipient,
                hex("4f6465206f6e2061204772656369616e2055726e"),
                hex("0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82"),
                hex("456e6e796e20447572696e206172616e204d6f726961"),
                hpke.deserializePublicKey(hex("3ac5bd4dd66ff9f2740bef0d6ccb66daa77bff7849d7895182b07fb74d087c45")));

        assertEquals(
                "4265617574792069732074727574682c20747275746820626561757479",
                HEX.formatHex(context.open(
                        hex("436f756e742d30"),
                        hex("9aa52e29274fc6172e38a4461361d2342585d3aeec67fb3b721ecd63f059577c"
                                + "7fe886be0ede01456ebc67d597"))));
        assertEquals(
                "c23ebd4e7a0ad06a5dddf779f65004ce9481069ce0f0e6dd51a04539ddcbd5cd",
                HEX.formatHex(context.export(new byte[0], 32)));
        assertEquals(
                "ed7ff5ca40a3d84561067ebc8e01702bc36cf1eb99d42a92004642b9dfaadd37",
                HEX.formatHex(context.export(new byte[1], 32)));
    }

    @Test
    void xwingEncapsulatesAsInTheDraft() {
        Vectors draft = Vectors.read("xwing.txt");
        HPKE hpke = HpkeSuite.anonymous();
        AsymmetricCipherKeyPair pair = hpke.deserializePrivateKey(draft.get("seed"), null);

        assertArrayEquals(draft.get("pk"), hpke.serializePublicKey(pair.getPublic()));
        HPKEContextWithEncapsulation context = hpke.setupBaseS(pair.getPublic(), new byte[0], draft.get("eseed"));
        assertArrayEquals(draft.get("ct"), context.getEncapsulation());
        XWingKEMExtractor extractor = new XWingKEMExtractor((XWingPrivateKeyParameters) pair.getPrivate());
        assertArrayEquals(draft.get("ss"), extractor.extractSecret(draft.get("ct")));
    }

    /** Attack 42: "tag" with 16 bytes is a value of its own, and no other length may stand for it. */
    @Test
    void anExportOfAnotherLengthIsAnotherValue() {
        Vectors draft = Vectors.read("xwing.txt");
        HPKE hpke = HpkeSuite.anonymous();
        HPKEContext context = hpke.setupBaseS(
                hpke.deserializePublicKey(draft.get("pk")), new byte[0], draft.get("eseed"));
        String longer = HEX.formatHex(context.export(Letter.TAG_CONTEXT, 32));

        assertEquals(false, longer.startsWith(HEX.formatHex(context.export(Letter.TAG_CONTEXT, Tag.BYTES))));
    }

    private static byte[] hex(String digits) {
        return HEX.parseHex(digits);
    }
}
