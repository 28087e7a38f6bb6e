package floodchat.protocol.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples in envelopes.txt. Other implementations can test themselves against them. The one of the JDK signs them
 * here a second time.
 */
class EnvelopeVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int AUTHOR_OFFSET = 2;
    private static final int SIGNATURE_OFFSET = 34;
    private static final int BODY_OFFSET = 98;

    record Vector(String title, byte[] bytes, String meaning) {
        boolean isGood() {
            return meaning.contains(" ");
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Vector> vectors() {
        return Stream.of(file().split("\n\n")).skip(1).map(EnvelopeVectorsTest::vector);
    }

    static Stream<Vector> goodOnes() {
        return vectors().filter(Vector::isGood);
    }

    @Test
    void theSeedGivesTheAuthorAndTheNameOfTheNetworkTheTag() {
        assertEquals(header("author"), Identity.ofSeed(HEX.parseHex(header("seed"))).key().hex());
        assertEquals(header("tag"), HEX.formatHex(NetworkKeys.ofPublic("vectors").tag()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void anExampleIsReadAsTheFileSays(Vector vector) {
        EnvelopeReader reader = new EnvelopeReader(HEX.parseHex(header("tag")));
        assertEquals(vector.meaning(), meaning(reader.read(vector.bytes())));
    }

    @ParameterizedTest
    @MethodSource("goodOnes")
    void anotherImplementationMakesTheSameSignature(Vector vector) throws GeneralSecurityException {
        String word = vector.meaning().substring(0, vector.meaning().indexOf(' '));
        Signature ed25519 = Signature.getInstance("Ed25519", "SunEC");
        ed25519.initSign(KeyFactory.getInstance("Ed25519", "SunEC")
                .generatePrivate(
                        new EdECPrivateKeySpec(NamedParameterSpec.ED25519, HEX.parseHex(header("seed")))));
        ed25519.update(("floodchat " + word + " 2\0").getBytes(StandardCharsets.US_ASCII));
        ed25519.update(HEX.parseHex(header("tag")));
        ed25519.update(Arrays.copyOfRange(vector.bytes(), AUTHOR_OFFSET, SIGNATURE_OFFSET));
        ed25519.update(Arrays.copyOfRange(vector.bytes(), BODY_OFFSET, vector.bytes().length));
        assertArrayEquals(Arrays.copyOfRange(vector.bytes(), SIGNATURE_OFFSET, BODY_OFFSET), ed25519.sign());
    }

    private static String meaning(DecodedEnvelope decoded) {
        return switch (decoded) {
            case DecodedEnvelope.Refused(DecodedEnvelope.Reason reason) -> reason.name();
            case DecodedEnvelope.Read(Envelope(var author, Body body)) ->
                Kind.of(body).name().toLowerCase(Locale.ROOT) + " " + author.hex() + " " + content(body);
        };
    }

    private static String content(Body body) {
        return body instanceof Body.Keys keys
                ? HEX.formatHex(keys.bytes())
                : new String(Json.write(body), StandardCharsets.UTF_8);
    }

    private static Vector vector(String block) {
        String[] lines = block.strip().split("\n");
        byte[] bytes = lines[1].equals("-") ? new byte[0] : HEX.parseHex(lines[1]);
        return new Vector(lines[0], bytes, lines[2]);
    }

    /** A value in the first lines of the file. */
    private static String header(String word) {
        return file().lines()
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .orElseThrow()
                .substring(word.length() + 1);
    }

    private static String file() {
        try (InputStream in = Objects.requireNonNull(EnvelopeVectorsTest.class.getResourceAsStream("envelopes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
