package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.kdf.Label;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letters that nobody should accept, most of them made by the second implementation. */
class LetterAttacksTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] NETWORK = new byte[16];
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final List<Item> LINES =
            List.of(new Item.Line(new LineId(NOW_MS, 1), NOW_MS, "hello", List.of(), null));
    private static final byte[] HELLO = ItemWriter.write(LINES);

    private final Identity ada = Identity.create(RANDOM);
    private final Identity ben = Identity.create(RANDOM);
    private final Identity mallory = Identity.create(RANDOM);
    private final OwnPrekey bens = OwnPrekey.create(ben.key(), NOW_MS, RANDOM);

    private JdkLetters.Draft draft(Identity author) {
        return new JdkLetters.Draft(author, NETWORK, bens.bundle(), NOW_MS, HELLO);
    }

    /** A letter of ada by our own code: so these tests fail if both sides leave something out. */
    private byte[] ourLetter(byte[] network, PrekeyBundle to) {
        return new LetterSealer(new Author(ada, network), RANDOM).seal(to, NOW_MS, LINES).payload();
    }

    private LetterOpener.Result openedByBen(byte[] letter) {
        return new LetterOpener(new Author(ben, NETWORK)).open(letter, bens);
    }

    private static void assertAnothers(LetterOpener.Result opened) {
        assertEquals(LetterOpener.Refused.ANOTHERS, opened);
    }

    private void assertAnothers(JdkLetters.Draft draft) throws GeneralSecurityException {
        assertAnothers(openedByBen(JdkLetters.write(draft).payload()));
    }

    private void assertForged(JdkLetters.Draft draft) throws GeneralSecurityException {
        assertEquals(
                LetterOpener.Refused.FORGED, openedByBen(JdkLetters.write(draft).payload()));
    }

    @Test
    void anHonestDraftIsOpened() throws GeneralSecurityException {
        LetterOpener.Result opened = openedByBen(JdkLetters.write(draft(ada)).payload());
        assertEquals(ada.key(), assertInstanceOf(LetterOpener.Opened.class, opened).author());
    }

    @Test
    void aFlippedByteOfALetterIsRefused() throws GeneralSecurityException {
        byte[] letter = JdkLetters.write(draft(ada)).payload();
        for (int i = 0; i < letter.length; i += i < 18 ? 1 : 5) {
            byte[] flipped = letter.clone();
            flipped[i] ^= 0x10;
            assertInstanceOf(LetterOpener.Refused.class, openedByBen(flipped), "byte " + i);
        }
    }

    /** Attack 10: content that the author did not certify. */
    @Test
    void aLetterWithoutTheAuthorsCertificateIsRefused() throws GeneralSecurityException {
        JdkLetters.Draft unsigned = draft(ada);
        unsigned.certificate = new byte[64];
        assertForged(unsigned);
    }

    /** Attack 10: another's name over one's own X25519 key. */
    @Test
    void aLetterUnderAnothersIdentityIsRefused() throws GeneralSecurityException {
        JdkLetters.Draft posing = draft(mallory);
        posing.claimedKey = ada.key().bytes();
        assertForged(posing);
    }

    /** Attack 21: who got a letter knows all of it but the author's private key, and writes it again for a third. */
    @Test
    void aLetterCantBeForwardedToAThird() throws GeneralSecurityException {
        JdkLetters.Draft again = draft(mallory);
        again.claimedKey = ada.key().bytes();
        again.claimedAgreementKey = ada.agreementPublic();
        again.certificate = ada.certificate(NETWORK);
        assertForged(again);
        again.authenticated = false;
        assertForged(again);
    }

    /** Attack 21: who got a letter seals its inside to somebody else, as it is. */
    @Test
    void theInsideOfALetterServesNoOtherRecipient() throws GeneralSecurityException {
        Identity cleo = Identity.create(RANDOM);
        OwnPrekey cleos = OwnPrekey.create(cleo.key(), NOW_MS, RANDOM);
        LetterOpener opener = new LetterOpener(new Author(cleo, NETWORK));
        byte[] letter = JdkLetters.write(draft(ada)).payload();
        byte[] info = JdkLetters.info(NETWORK, ben.key().bytes(), bens.bundle().body());
        byte[] secret =
                JdkCrypto.XWing.of(bens.stored().xwingSeed()).decapsulate(Arrays.copyOfRange(letter, 18, 1_138));
        byte[] identity = JdkHpke.anonymous(secret, info)
                .open(Arrays.copyOf(letter, 18), Arrays.copyOfRange(letter, 1_138, 1_314));

        JdkCrypto.Encapsulated enc = JdkCrypto.encapsulate(cleos.bundle().xwingKey());
        JdkHpke.Context outer = JdkHpke.anonymous(
                enc.secret(), JdkLetters.info(NETWORK, cleo.key().bytes(), cleos.bundle().body()));
        byte[] header = Bytes.join(JdkLetters.HEADER, outer.export("tag", 16));
        byte[] forwarded = Bytes.join(
                header, enc.enc(), outer.seal(header, identity), Arrays.copyOfRange(letter, 1_314, letter.length));
        assertEquals(LetterOpener.Refused.FORGED, opener.open(forwarded, cleos));
    }

    /** Attack 22: unknown key share, another's X25519 key under my identity. */
    @Test
    void anothersAgreementKeyUnderMyIdentityIsRefused() throws GeneralSecurityException {
        JdkLetters.Draft stolenKey = draft(mallory);
        stolenKey.claimedAgreementKey = ada.agreementPublic();
        stolenKey.certificate = mallory.sign(Label.X, NETWORK, ada.agreementPublic());
        assertForged(stolenKey);
        stolenKey.authenticated = false;
        assertForged(stolenKey);
    }

    /** Attack 23: with an encapsulation of small order, all agreements with it are zero. */
    @Test
    void anEncapsulationOfSmallOrderIsRefused() throws GeneralSecurityException {
        JdkLetters.Draft low = draft(ada);
        low.innerEnc = new byte[32];
        low.innerAgreements = Bytes.join(
                new byte[32], JdkCrypto.agree(ada.agreementPrivate(), bens.bundle().agreementKey()));
        assertForged(low);
    }

    /** Attack 23: the same in an answer. */
    @Test
    void aOneUseKeyOfSmallOrderMakesNoSession() {
        assertNull(new OneUseKey(RANDOM).agree(new byte[32]));
    }

    /**
     * Attack 24: who stole the private half of p poses as anyone to its owner. It is a property of the design; the core
     * destroys that half ({@link PrekeyAttacksTest}).
     */
    @Test
    void aStolenPrekeyImpersonatesToItsOwnerAlone() throws GeneralSecurityException {
        JdkLetters.Draft posing = draft(ada);
        byte[] p = bens.stored().agreementPrivate();
        byte[] ephemeral = JdkCrypto.newAgreementSecret();
        posing.innerEnc = JdkCrypto.publicOf(ephemeral);
        posing.innerAgreements = Bytes.join(
                JdkCrypto.agree(p, posing.innerEnc), JdkCrypto.agree(p, ada.agreementPublic()));
        byte[] letter = JdkLetters.write(posing).payload();
        assertInstanceOf(LetterOpener.Opened.class, openedByBen(letter));
        OwnPrekey next = OwnPrekey.create(ben.key(), NOW_MS + 1, RANDOM);
        assertAnothers(new LetterOpener(new Author(ben, NETWORK)).open(letter, next));
    }

    /** Attack 25: two prekeys of one owner with one X-Wing key. */
    @Test
    void aLetterFitsOnePrekeyAlone() {
        byte[] letter = ourLetter(NETWORK, bens.bundle());
        assertInstanceOf(LetterOpener.Opened.class, openedByBen(letter));
        StoredPrekey secret = bens.stored();
        OwnPrekey twin = new OwnPrekey(
                ben.key(), new StoredPrekey(NOW_MS + 1, 0, secret.agreementPrivate(), secret.xwingSeed()));
        assertAnothers(new LetterOpener(new Author(ben, NETWORK)).open(letter, twin));
    }

    /** Attacks 26 and 40: one who shows my prekeys as his own gets letters that I can't take for mine. */
    @Test
    void aLetterToOneWhoPublishedMyPrekeysIsNotForMe() {
        PrekeyBundle copied = PrekeyBundle.read(mallory.key(), bens.bundle().body());
        assertAnothers(openedByBen(ourLetter(NETWORK, copied)));
    }

    /** Attack 28: what is public makes no tag, and two letters to one person have nothing in common. */
    @Test
    void theTagTellsNobodyForWhomALetterIs() throws GeneralSecurityException {
        byte[] one = ourLetter(NETWORK, bens.bundle());
        byte[] other = ourLetter(NETWORK, bens.bundle());
        assertFalse(Arrays.equals(Arrays.copyOfRange(one, 2, 18), Arrays.copyOfRange(other, 2, 18)));
        byte[] info = JdkLetters.info(NETWORK, ben.key().bytes(), bens.bundle().body());
        byte[] byOutsider = JdkHpke.anonymous(Arrays.copyOfRange(one, 1_106, 1_138), info).export("tag", 16);
        assertFalse(Arrays.equals(Arrays.copyOfRange(one, 2, 18), byOutsider));
        byte[] swapped = one.clone();
        System.arraycopy(other, 2, swapped, 2, 16);
        assertAnothers(openedByBen(swapped));
    }

    /** Attack 29: the half that stands up to quantum computers is left out. */
    @Test
    void aLetterWithoutThePostQuantumHalfIsRefused() throws GeneralSecurityException {
        JdkLetters.Draft stripped = draft(ada);
        stripped.outerEnc = JdkCrypto.encapsulateWithoutMlkem(bens.bundle().xwingKey());
        assertAnothers(stripped);
    }

    /** Attack 41: bytes behind the end that are not zero. */
    @Test
    void paddingThatIsNotZeroIsRefused() throws GeneralSecurityException {
        JdkLetters.Draft padded = draft(ada);
        padded.items = Bytes.join(HELLO, new byte[100], new byte[] {1});
        assertForged(padded);
    }

    /** Attack 42: the first half of a longer export is no tag. */
    @Test
    void aTagFromAnExportOfAnotherLengthIsRefused() throws GeneralSecurityException {
        JdkLetters.Draft longer = draft(ada);
        longer.tagExport = 32;
        assertAnothers(longer);
    }

    /** Attack 6, for letters. */
    @Test
    void aLetterOfAnotherNetworkIsRefused() {
        byte[] elsewhere = NETWORK.clone();
        elsewhere[0] = 1;
        assertAnothers(openedByBen(ourLetter(elsewhere, bens.bundle())));
    }

    @Test
    void garbageInsteadOfPrekeysMakesNoLetter() {
        byte[] zeros = new byte[PrekeyBundle.BODY_BYTES];
        assertNull(new LetterSealer(new Author(ada, NETWORK), RANDOM)
                .seal(PrekeyBundle.read(ben.key(), zeros), NOW_MS, List.of()));
        byte[] ones = new byte[PrekeyBundle.BODY_BYTES];
        Arrays.fill(ones, (byte) 0x7F);
        Arrays.fill(ones, 40, ones.length, (byte) -1);
        assertNull(new LetterSealer(new Author(ada, NETWORK), RANDOM)
                .seal(PrekeyBundle.read(ben.key(), ones), NOW_MS, List.of()));
    }
}
