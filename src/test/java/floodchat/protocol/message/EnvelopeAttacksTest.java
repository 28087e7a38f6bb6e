package floodchat.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import floodchat.fixture.Authors;
import floodchat.fixture.OddSignatures;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.kdf.Label;
import floodchat.protocol.kdf.NetworkKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker does to the bytes of an envelope. Each of these is refused before anything looks into the body. */
class EnvelopeAttacksTest {
    private static final Identity ADA = Authors.identity(1);
    private static final Body HELLO = new Body.Say(5, 7, 1_800_000_000_000L, "ada", "hello");

    /** The order of the group (RFC 8032, section 5.1). */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final EnvelopeReader reader = new EnvelopeReader(Authors.TAG);

    static Stream<Body> bodies() {
        return Stream.of(
                HELLO,
                new Body.Presence(5, 1, 0, 1_800_000_000_000L, "ada", true, 15, "0f".repeat(16)),
                new Body.Leave(5, 9, 2, 1_800_000_000_000L),
                new Body.Keys(new byte[Body.Keys.BYTES]));
    }

    /** Attack 1. */
    @Test
    void whatSomebodyElseHasSignedIsNoEnvelopeOfTheAuthor() {
        byte[] json = Json.write(HELLO);
        byte[] signature = Authors.identity(2).sign(Kind.SAY.label(), Authors.TAG, json);
        assertForged(SignedBytes.of(ADA, Kind.SAY, signature, json));
        assertForged(SignedBytes.of(ADA, Kind.SAY, new byte[64], json));
    }

    /** Attack 2. With these keys, a signature of 1 and zeros fits any body. */
    @ParameterizedTest
    @ValueSource(strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
    })
    void anAuthorOfSmallOrderIsRefused(String key) {
        byte[] bytes = Envelope.sign(ADA, Authors.TAG, HELLO);
        System.arraycopy(HexFormat.of().parseHex(key), 0, bytes, Envelope.AUTHOR_OFFSET, 32);
        byte[] signature = new byte[64];
        signature[0] = 1;
        System.arraycopy(signature, 0, bytes, Envelope.SIGNATURE_OFFSET, 64);
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.NO_KEY), reader.read(bytes));
    }

    /** Attack 3. S + L would be a second signature of the same body. */
    @Test
    void aSignatureThatIsNotReducedIsRefused() {
        byte[] bytes = Envelope.sign(ADA, Authors.TAG, HELLO);
        int end = Envelope.HEADER_BYTES - 1;
        BigInteger s = BigInteger.ZERO;
        for (int i = 0; i < 32; i++) {
            s = s.shiftLeft(8).add(BigInteger.valueOf(bytes[end - i] & 0xFF));
        }
        BigInteger sum = s.add(ORDER);
        for (int i = 0; i < 32; i++) {
            bytes[end - 31 + i] = sum.shiftRight(8 * i).byteValue();
        }
        assertForged(bytes);
    }

    /** Attack 4. The author itself makes them; some programs would show such a line, and others would not. */
    @Test
    void aSignatureWithAFirstHalfOfMixedOrSmallOrderIsRefused() {
        byte[] json = Json.write(HELLO);
        Label label = Kind.SAY.label();
        for (int part = 0; part < OddSignatures.PARTS; part++) {
            byte[] mixed =
                    SignedBytes.of(ADA, Kind.SAY, OddSignatures.mixed(ADA, label, Authors.TAG, json, part), json);
            if (part == 0) {
                assertEquals(new DecodedEnvelope.Read(new Envelope(ADA.key(), HELLO)), reader.read(mixed));
            } else {
                assertForged(mixed);
            }
            assertForged(SignedBytes.of(ADA, Kind.SAY, OddSignatures.small(ADA, label, Authors.TAG, json, part), json));
        }
    }

    /** Attack 5. */
    @Test
    void keysThatAreSentAsALineAreRefused() {
        byte[] bytes = Envelope.sign(ADA, Authors.TAG, new Body.Keys(new byte[Body.Keys.BYTES]));
        bytes[1] = Kind.SAY.code();
        assertForged(bytes);
    }

    /** Attack 5. For all kinds. */
    @ParameterizedTest
    @MethodSource("bodies")
    void noSignatureServesAnotherKind(Body body) {
        byte[] bytes = Envelope.sign(ADA, Authors.TAG, body);
        for (Kind kind : Kind.values()) {
            bytes[1] = kind.code();
            if (kind != Kind.of(body)) {
                assertForged(bytes);
            }
        }
    }

    /** Attack 6. */
    @ParameterizedTest
    @MethodSource("bodies")
    void anEnvelopeOfAnotherNetworkIsRefused(Body body) {
        assertForged(Envelope.sign(ADA, NetworkKeys.ofPublic("elsewhere").tag(), body));
    }

    /** Attack 7. */
    @ParameterizedTest
    @MethodSource("bodies")
    void everyFlippedByteIsRefused(Body body) {
        byte[] bytes = Envelope.sign(ADA, Authors.TAG, body);
        assertInstanceOf(DecodedEnvelope.Read.class, reader.read(bytes));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) (1 << i % Byte.SIZE);
            assertInstanceOf(DecodedEnvelope.Refused.class, reader.read(bytes), "byte " + i);
            bytes[i] ^= (byte) (1 << i % Byte.SIZE);
        }
    }

    /** Attack 8. */
    @ParameterizedTest
    @ValueSource(strings = {
        "{\"run\":1,\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":\"yes\",\"text\":\"no\"}",
        "{\"run\":1,\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":\"yes\",\"te\\u0078t\":\"no\"}",
        "{\"run\":1,\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":\"yes\",\"x\":1,\"x\":2}"
    })
    void aNameThatIsTwiceInABodyIsRefused(String json) {
        byte[] bytes = SignedBytes.of(ADA, Authors.TAG, Kind.SAY, json.getBytes(StandardCharsets.UTF_8));
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.MALFORMED), reader.read(bytes));
    }

    /** Attack 9. Nothing in a body makes somebody else its author. */
    @ParameterizedTest
    @ValueSource(strings = {"author", "key", "from", "I"})
    void anAuthorThatABodyNamesIsNotTheAuthor(String property) {
        String json = "{\"run\":5,\"seq\":7,\"at\":1800000000000,\"name\":\"ada\",\"text\":\"hello\",\"%s\":\"%s\"}"
                .formatted(property, Authors.key(2));
        byte[] bytes = SignedBytes.of(ADA, Authors.TAG, Kind.SAY, json.getBytes(StandardCharsets.UTF_8));
        assertEquals(new DecodedEnvelope.Read(new Envelope(ADA.key(), HELLO)), reader.read(bytes));
    }

    /** A key that was checked once is not trusted with the next signature. */
    @Test
    void everySignatureOfAKnownAuthorIsVerified() {
        byte[] bytes = Envelope.sign(ADA, Authors.TAG, HELLO);
        assertInstanceOf(DecodedEnvelope.Read.class, reader.read(bytes));
        bytes[Envelope.SIGNATURE_OFFSET] ^= 1;
        assertForged(bytes);
    }

    private void assertForged(byte[] bytes) {
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.FORGED), reader.read(bytes));
    }
}
