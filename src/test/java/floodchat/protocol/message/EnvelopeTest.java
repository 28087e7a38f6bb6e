package floodchat.protocol.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.kdf.Label;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
    private static final Identity AUTHOR = Authors.identity(1);
    private static final EnvelopeReader READER = new EnvelopeReader(Authors.TAG);

    static Stream<Body> bodies() {
        return Stream.of(
                new Body.Say(1, 1, 1_800_000_000_000L, "ada", "hello"),
                new Body.Say(Bounds.MAX_NUMBER, Bounds.MAX_NUMBER, 0, "日本", "\"\\\n \uD83D\uDC4D"),
                new Body.Say(1, 2, 1, "Zoë", "psst"),
                new Body.Presence(1, 1, 0, 0, "ada", true, 15, Body.Presence.NO_KEYS),
                new Body.Presence(7, 9, 41, 5, "ada", false, Bounds.MAX_RATE_SECONDS, "0f".repeat(16)),
                new Body.Presence(7, 9, 41, 5, "ada", false, 15, "", new Absent(Absent.AWAY, 4, "é".repeat(80))),
                new Body.Presence(7, 9, 41, 5, "ada", false, 15, "", new Absent(Absent.IDLE, 0, "")),
                new Body.Leave(1, 42, 9, 8),
                new Body.Keys(new byte[Body.Keys.BYTES]));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anEnvelopeIsReadAsItWasSigned(Body body) {
        assertEquals(read(body), READER.read(Envelope.sign(AUTHOR, Authors.TAG, body)));
    }

    private static DecodedEnvelope read(Body body) {
        return new DecodedEnvelope.Read(new Envelope(AUTHOR.key(), body));
    }

    @Test
    void theBytesAreVersionKindAuthorSignatureAndJson() {
        Body body = new Body.Say(6, 7, 5, "ada", "hi");
        byte[] bytes = Envelope.sign(AUTHOR, Authors.TAG, body);
        String json = "{\"run\":6,\"seq\":7,\"at\":5,\"name\":\"ada\",\"text\":\"hi\"}";
        byte[] signature = AUTHOR.sign(Label.SAY, Authors.TAG, json.getBytes(StandardCharsets.UTF_8));
        assertEquals("0201" + AUTHOR.key().hex(), HexFormat.of().formatHex(bytes, 0, 34));
        assertArrayEquals(signature, Arrays.copyOfRange(bytes, 34, 98));
        assertEquals(json, new String(bytes, 98, bytes.length - 98, StandardCharsets.UTF_8));
    }

    @Test
    void theLongestTextFitsEvenIfEveryByteIsEscaped() {
        Body body = new Body.Say(Bounds.MAX_NUMBER, Bounds.MAX_NUMBER, Bounds.MAX_NUMBER, "\uD801\uDC37".repeat(32),
                "\"".repeat(4096));
        byte[] bytes = Envelope.sign(AUTHOR, Authors.TAG, body);
        assertTrue(bytes.length <= Envelope.MAX_ENVELOPE_BYTES);
        assertEquals(read(body), READER.read(bytes));
    }

    @Test
    void keysAreTakenApart() {
        byte[] bytes = new byte[Body.Keys.BYTES];
        bytes[Long.BYTES - 1] = 5;
        bytes[Long.BYTES] = 6;
        bytes[Long.BYTES + Body.Keys.AGREEMENT_KEY_BYTES] = 7;
        Body.Keys keys = new Body.Keys(bytes);
        assertEquals(5, keys.made());
        assertEquals(6, keys.agreementKey()[0]);
        assertEquals(7, keys.encapsulationKey()[0]);
        assertEquals(Body.Keys.ENCAPSULATION_KEY_BYTES, keys.encapsulationKey().length);
        assertEquals(1_354, Envelope.sign(AUTHOR, Authors.TAG, keys).length);
    }

    @Test
    void moreAuthorsThanAreKeptAreRead() {
        for (int i = 0; i < EnvelopeReader.MAX_CHECKED_KEYS + 5; i++) {
            Body body = new Body.Leave(1, 1, 1, 1);
            assertInstanceOf(
                    DecodedEnvelope.Read.class, READER.read(Envelope.sign(Authors.identity(i), Authors.TAG, body)));
        }
        assertEquals(read(new Body.Leave(2, 1, 1, 1)),
                READER.read(Envelope.sign(AUTHOR, Authors.TAG, new Body.Leave(2, 1, 1, 1))));
    }

    @Test
    void aLaterVersionMayAddProperties() {
        assertEquals(
                read(new Body.Leave(2, 3, 1, 1)),
                decode(
                        Kind.LEAVE,
                        "{'mood':{'deep':[[1]]},'run':2,'seq':3,'beat':1,'at':1,'x':null}".replace('\'', '"')));
    }

    static Stream<Arguments> noBodies() {
        return Stream.of(
                presence("00", "true", "15"), // no key hash
                Arguments.of(Kind.LEAVE, "{'run':0,'at':1,'seq':3,'beat':1}"),
                Arguments.of(Kind.LEAVE, "{"),
                Arguments.of(Kind.LEAVE, "null"),
                Arguments.of(Kind.LEAVE, "[]"),
                Arguments.of(Kind.LEAVE, "7"),
                Arguments.of(Kind.LEAVE, "'say'"),
                Arguments.of(Kind.LEAVE, "{}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1}"), // fields missing
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':3,'beat':1} x"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':3,'beat':1}{}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':3,'seq':4,'beat':1}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':'3','beat':1}"), // wrong types
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':3.0,'beat':1}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':true,'beat':1}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':null,'beat':1}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':[3],'beat':1}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':0,'beat':1}"), // out of bounds
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':9007199254740992,'beat':1}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':9223372036854775808,'beat':1}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':-1,'beat':1}"),
                Arguments.of(Kind.SAY, "{'run':2,'seq':1,'at':1,'name':'ada','text':''}"),
                Arguments.of(Kind.SAY, "{'run':2,'seq':1,'at':1,'name':'ada','text':5}"),
                Arguments.of(Kind.SAY, "{'run':2,'seq':1,'at':1,'name':'ada','text':true}"),
                Arguments.of(Kind.SAY, "{'run':2,'seq':1,'at':1,'name':'ada','text':null}"),
                Arguments.of(Kind.SAY, "{'run':2,'seq':1,'at':1,'name':'ada','text':{}}"),
                Arguments.of(Kind.SAY, "{'run':2,'seq':1,'at':1,'name':'','text':'x'}"),
                Arguments.of(Kind.SAY, "{'run':2,'seq':1,'at':-1,'name':'ada','text':'x'}"),
                presence("", "'true'", "15"),
                presence("", "1", "15"),
                presence("", "true", "0"),
                presence("", "true", "10001"),
                absent("null"),
                absent("'away'"),
                absent("{}"),
                absent("[]"),
                absent("{'kind':null,'since':0,'reason':''}"), // being there is left out
                absent("{'kind':'','since':0,'reason':''}"),
                absent("{'kind':'here','since':0,'reason':''}"),
                absent("{'kind':1,'since':0,'reason':''}"),
                absent("{'kind':'away','reason':''}"),
                absent("{'kind':'away','since':0}"),
                absent("{'kind':'away','since':-1,'reason':''}"),
                absent("{'kind':'away','since':'0','reason':''}"),
                absent("{'kind':'away','since':0,'reason':null}"),
                absent("{'kind':'away','since':0,'reason':'" + "a".repeat(81) + "'}"),
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':3,'beat':1,'x':[[[[[[[[[1]]]]]]]]]}"), // too deep
                Arguments.of(Kind.LEAVE, "{'run':2,'at':1,'seq':3,'beat':1,'x':1e999999999999999999999999}"));
    }

    private static Arguments absent(String absent) {
        return Arguments.of(
                Kind.PRESENCE,
                "{'run':2,'beat':1,'seq':0,'at':1,'name':'ada','joining':true,'rate':15,'keyhash':'','absent':%s}"
                        .formatted(absent));
    }

    private static Arguments presence(String keyhash, String joining, String rate) {
        return Arguments.of(
                Kind.PRESENCE,
                "{'run':2,'beat':1,'seq':0,'at':1,'name':'ada','joining':%s,'rate':%s,'keyhash':'%s'}"
                        .formatted(joining, rate, keyhash));
    }

    @ParameterizedTest
    @MethodSource("noBodies")
    void jsonThatIsNoBodyIsMalformed(Kind kind, String json) {
        assertEquals(malformed(), decode(kind, json.replace('\'', '"')));
    }

    /** Attack 77. */
    @Test
    void longTextsNamesAndPropertyNamesAreMalformed() {
        String line = "{\"run\":1,\"seq\":1,\"at\":1,\"name\":\"%s\",\"text\":\"%s\"}";
        assertMalformed(Kind.SAY, line.formatted("ada", "a".repeat(4097)));
        assertMalformed(Kind.SAY, line.formatted("ada", "é".repeat(2049)));
        assertMalformed(Kind.SAY, line.formatted("a".repeat(33), "x"));
        String goodbye = "{\"run\":1,\"seq\":3,\"beat\":1,\"at\":1,\"%s\":%s}";
        assertMalformed(Kind.LEAVE, goodbye.formatted("x".repeat(65), "1"));
        assertMalformed(Kind.LEAVE, goodbye.formatted("x", "[" + "1,".repeat(300) + "1]"));
    }

    @Test
    void anUnknownKindOrVersionIsNamed() {
        byte[] later = Envelope.sign(AUTHOR, Authors.TAG, new Body.Leave(1, 1, 1, 1));
        later[1] = 16;
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.UNKNOWN_KIND), READER.read(later));
        later[0] = 3;
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.UNKNOWN_VERSION), READER.read(later));
    }

    /** Attack 77. */
    @Test
    void tooShortAndTooLongAreRefusedBeforeAnythingIsRead() {
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_SHORT), READER.read(new byte[0]));
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_SHORT), decode(Kind.LEAVE, ""));
        assertEquals(
                new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_LONG),
                decode(Kind.LEAVE, " ".repeat(Envelope.MAX_BODY_BYTES + 1)));
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] latin1 = "{\"run\":1,\"seq\":1,\"at\":1,\"name\":\"Zoë\",\"text\":\"x\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(malformed(), READER.read(signed(Kind.SAY, latin1)));
        byte[] utf16 = "{\"run\":1,\"seq\":3,\"beat\":1,\"at\":1}".getBytes(StandardCharsets.UTF_16BE);
        assertEquals(malformed(), READER.read(signed(Kind.LEAVE, utf16)));
    }

    /** So presence of people who are there has the bytes that it always had. */
    @Test
    void whoIsThereLeavesTheAbsenceOut() {
        Body presence = new Body.Presence(1, 1, 0, 0, "ada", true, 15, Body.Presence.NO_KEYS);
        assertEquals("{\"run\":1,\"beat\":1,\"seq\":0,\"at\":0,\"name\":\"ada\",\"joining\":true,\"rate\":15,"
                + "\"keyhash\":\"\"}", new String(Json.write(presence), StandardCharsets.UTF_8));
    }

    @Test
    void anAbsenceIsReadWhereverItStands() {
        assertEquals(
                read(new Body.Presence(2, 1, 0, 1, "ada", true, 15, "", new Absent(Absent.IDLE, 3, ""))),
                decode(Kind.PRESENCE, ("{'absent':{'reason':'','later':1,'since':3,'kind':'idle'},'run':2,'beat':1,"
                        + "'seq':0,'at':1,'name':'ada','joining':true,'rate':15,'keyhash':''}").replace('\'', '"')));
    }

    @Test
    void aBodyOutOfBoundsCantBeConstructed() {
        assertThrows(IllegalArgumentException.class, () -> new Body.Say(1, 0, 1, "ada", "x"));
        assertThrows(IllegalArgumentException.class, () -> new Body.Keys(new byte[Body.Keys.BYTES + 1]));
    }

    /** The bytes are changed before they are signed, so that all the code behind the signature reads them. */
    @Test
    void mutatedBytesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Kind[] kinds = {Kind.SAY, Kind.PRESENCE, Kind.LEAVE};
        Body[] originals = bodies().toArray(Body[]::new);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            Body original = originals[random.nextInt(originals.length - 1)];
            Kind kind = random.nextInt(10) == 0 ? kinds[random.nextInt(kinds.length)] : Kind.of(original);
            DecodedEnvelope decoded = READER.read(signed(kind, mutate(Json.write(original), random)));
            if (decoded instanceof DecodedEnvelope.Read(Envelope envelope)) {
                read++;
                assertEquals(decoded, READER.read(Envelope.sign(AUTHOR, Authors.TAG, envelope.body())),
                        "seed " + seed);
            }
        }
        assertTrue(read > 30, "too few mutated envelopes are valid to prove anything; seed " + seed);
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (bytes.length > 34 && random.nextBoolean()) {
                bytes[0] = Envelope.VERSION;
                bytes[1] = (byte) (1 + random.nextInt(4));
                System.arraycopy(AUTHOR.key().bytes(), 0, bytes, 2, random.nextBoolean() ? 32 : 0);
            }
            assertInstanceOf(DecodedEnvelope.Refused.class, READER.read(bytes), "seed " + seed);
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : ' ' + random.nextInt(95));
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
    }

    private static DecodedEnvelope malformed() {
        return new DecodedEnvelope.Refused(DecodedEnvelope.Reason.MALFORMED);
    }

    private static void assertMalformed(Kind kind, String json) {
        assertEquals(malformed(), decode(kind, json));
    }

    private static DecodedEnvelope decode(Kind kind, String json) {
        return READER.read(signed(kind, json.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] signed(Kind kind, byte[] content) {
        return SignedBytes.of(AUTHOR, Authors.TAG, kind, content);
    }
}
