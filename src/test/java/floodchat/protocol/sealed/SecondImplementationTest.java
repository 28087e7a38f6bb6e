package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What we seal, {@link JdkLetters} opens, and the reverse: fresh, and from the fixed bytes of vectors/sealed.txt, from
 * which a second client can be tested.
 */
class SecondImplementationTest {
    private static final byte[] NETWORK = NetworkKeys.ofPublic("floodchat").tag();
    private static final Identity ADA = Identity.ofSeed(filled(32, 1));
    private static final Identity BEN = Identity.ofSeed(filled(32, 2));
    private static final StoredPrekey BENS_SECRET =
            new StoredPrekey(1_800_000_000_000L, 1, filled(32, 3), filled(32, 4));
    private static final OwnPrekey BENS = new OwnPrekey(BEN.key(), BENS_SECRET);
    private static final long SEALED_MS = 1_800_000_100_000L;
    private static final List<Item> LETTERS_ITEMS = List.of(
            new Item.Name("ada"),
            new Item.Line(new LineId(1_800_000_000_001L, 1), SEALED_MS, "hello, ben", List.of(BEN.key()),
                    new Quote(BEN.key(), 1_800_000_000_000L, 7, false)));
    private static final List<Item> ANSWERS_ITEMS =
            List.of(new Item.Receipt(List.of(new LineId(1_800_000_000_001L, 1))));
    private static final List<Item> MESSAGES_ITEMS = List.of(new Item.Line(
            new LineId(1_800_000_000_001L, 2), SEALED_MS, "and again", List.of(),
            new Quote(ADA.key(), 1_800_000_000_001L, 1, true)));
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void theSecondImplementationOpensOurLetter() throws GeneralSecurityException {
        LetterSealer.Sealed letter = new LetterSealer(new Author(ADA, NETWORK), RANDOM)
                .seal(BENS.bundle(), SEALED_MS, LETTERS_ITEMS);

        JdkLetters.Read read = readByJdk(letter.payload());
        assertEquals(LETTERS_ITEMS, ItemReader.read(read.items()));
        assertArrayEquals(ADA.key().bytes(), read.author());
        assertArrayEquals(letter.oneUseKey().publicKey(), read.oneUseKey());
        assertArrayEquals(letter.root(), read.root());
        assertEquals(SEALED_MS, read.sealedMs());
    }

    private static LetterOpener.Opened openedByBen(byte[] letter) {
        return assertInstanceOf(
                LetterOpener.Opened.class, new LetterOpener(new Author(BEN, NETWORK)).open(letter, BENS));
    }

    @Test
    void weOpenALetterOfTheSecondImplementation() throws GeneralSecurityException {
        JdkLetters.Draft draft =
                new JdkLetters.Draft(ADA, NETWORK, BENS.bundle(), SEALED_MS, ItemWriter.write(LETTERS_ITEMS));
        draft.oneUseKey = JdkCrypto.publicOf(JdkCrypto.newAgreementSecret());
        JdkLetters.Written letter = JdkLetters.write(draft);

        LetterOpener.Opened opened = openedByBen(letter.payload());
        assertEquals(ADA.key(), opened.author());
        assertEquals(LETTERS_ITEMS, opened.items());
        assertArrayEquals(letter.root(), opened.root());
        assertArrayEquals(draft.oneUseKey, opened.oneUseKey());
    }

    @Test
    void bothImplementationsOpenTheFixedBytes() throws GeneralSecurityException {
        Vectors fixed = Vectors.read("sealed.txt");
        assertArrayEquals(BENS.bundle().body(), fixed.get("ben.keys"));
        assertArrayEquals(BENS.bundle().hash(), fixed.get("ben.keyhash"));
        for (String maker : List.of("ours", "second")) {
            byte[] letter = fixed.get(maker + ".letter");
            JdkLetters.Read read = readByJdk(letter);
            LetterOpener.Opened opened = openedByBen(letter);
            assertEquals(LETTERS_ITEMS, opened.items());
            assertArrayEquals(ItemWriter.write(LETTERS_ITEMS),
                    Arrays.copyOf(read.items(), ItemWriter.write(LETTERS_ITEMS).length));
            assertArrayEquals(fixed.get(maker + ".root"), opened.root());
            assertArrayEquals(fixed.get(maker + ".root"), read.root());

            byte[] answer = fixed.get(maker + ".answer");
            Answer.Opened answered = new Answer(opened.root(), Aead.CHACHA20_POLY1305).open(answer);
            byte[] byJdk = JdkLetters.readAnswer(read.root(), answer);
            assertEquals(ANSWERS_ITEMS, answered.items());
            assertArrayEquals(answered.oneUseKey(), Arrays.copyOf(byJdk, 32));

            byte[] shared = fixed.get(maker + ".shared");
            byte[] chain = JdkLetters.chain(read.root(), shared, "a-b", read.oneUseKey(), answered.oneUseKey());
            byte[] message = fixed.get(maker + ".message");
            byte[] items = JdkLetters.readMessage(JdkLetters.step(chain), message);
            assertEquals(MESSAGES_ITEMS, ItemReader.read(items));
            Session session = Session.of(
                    ADA.key(),
                    new Session.Secrets(opened.root(), shared.clone(), opened.oneUseKey(), answered.oneUseKey()),
                    false,
                    0,
                    Aead.CHACHA20_POLY1305,
                    new HashMap<>());
            assertEquals(MESSAGES_ITEMS, ItemReader.read(session.open(message)));
        }
    }

    private static JdkLetters.Read readByJdk(byte[] letter) throws GeneralSecurityException {
        return JdkLetters.read(letter, NETWORK, BEN.key().bytes(), BENS.bundle().body(),
                BENS_SECRET.agreementPrivate(), BENS_SECRET.xwingSeed());
    }

    /** Writes the file. It was run once; -Dsealed.vectors=new runs it again. */
    @Test
    @EnabledIfSystemProperty(named = "sealed.vectors", matches = "new")
    void theFixedBytesAreWritten() throws Exception {
        Map<String, byte[]> values = new LinkedHashMap<>();
        values.put("network", NETWORK);
        values.put("ada.seed", ADA.seed());
        values.put("ben.seed", BEN.seed());
        values.put("ben.p.private", BENS_SECRET.agreementPrivate());
        values.put("ben.w.private", BENS_SECRET.xwingSeed());
        values.put("ben.keys", BENS.bundle().body());
        values.put("ben.keyhash", BENS.bundle().hash());
        values.put("letter.items", ItemWriter.write(LETTERS_ITEMS));
        values.put("answer.items", ItemWriter.write(ANSWERS_ITEMS));
        values.put("message.items", ItemWriter.write(MESSAGES_ITEMS));
        byOurs(values);
        bySecond(values);
        StringBuilder text = new StringBuilder("""
                # Sealed payloads, made by two implementations. Ada writes a letter to Ben, Ben answers, Ada writes a
                # message on the session: its first of the chain a-b. "shared" is X25519(e_A, e_B).
                """);
        values.forEach(
                (name, value) -> text.append(name).append(" = ").append(HexFormat.of().formatHex(value)).append('\n'));
        Files.writeString(Path.of("src/test/resources/vectors/sealed.txt"), text);
    }

    private static void byOurs(Map<String, byte[]> values) {
        LetterSealer.Sealed letter = new LetterSealer(new Author(ADA, NETWORK), RANDOM)
                .seal(BENS.bundle(), SEALED_MS, LETTERS_ITEMS);
        OneUseKey answers = new OneUseKey(RANDOM);
        byte[] shared = answers.agree(letter.oneUseKey().publicKey());
        values.put("ours.letter", letter.payload());
        values.put("ours.root", letter.root().clone());
        values.put("ours.answer", new Answer(letter.root(), Aead.CHACHA20_POLY1305)
                .seal(answers.publicKey(), ANSWERS_ITEMS, RANDOM));
        values.put("ours.shared", shared.clone());
        Session session = Session.of(
                BEN.key(),
                new Session.Secrets(letter.root(), shared, letter.oneUseKey().publicKey(), answers.publicKey()),
                true,
                0,
                Aead.CHACHA20_POLY1305,
                new HashMap<>());
        values.put("ours.message", session.seal(MESSAGES_ITEMS));
    }

    private static void bySecond(Map<String, byte[]> values) throws GeneralSecurityException {
        JdkLetters.Draft draft =
                new JdkLetters.Draft(ADA, NETWORK, BENS.bundle(), SEALED_MS, ItemWriter.write(LETTERS_ITEMS));
        byte[] lettersSecret = JdkCrypto.newAgreementSecret();
        draft.oneUseKey = JdkCrypto.publicOf(lettersSecret);
        JdkLetters.Written letter = JdkLetters.write(draft);
        byte[] answersKey = JdkCrypto.publicOf(JdkCrypto.newAgreementSecret());
        byte[] shared = JdkCrypto.agree(lettersSecret, answersKey);
        values.put("second.letter", letter.payload());
        values.put("second.root", letter.root());
        values.put("second.answer", JdkLetters.writeAnswer(
                letter.root(), filled(16, 5), answersKey, ItemWriter.write(ANSWERS_ITEMS)));
        values.put("second.shared", shared);
        byte[] chain = JdkLetters.chain(letter.root(), shared, "a-b", draft.oneUseKey, answersKey);
        values.put("second.message", JdkLetters.writeMessage(
                JdkLetters.step(chain), ItemWriter.write(MESSAGES_ITEMS), 512));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
