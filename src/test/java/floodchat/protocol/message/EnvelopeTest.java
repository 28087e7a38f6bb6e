package floodchat.protocol.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String AUTHOR = "00112233445566778899aabbccddeeff";
    private static final String OTHER = "ffeeddccbbaa99887766554433221100";

    static Stream<Body> bodies() {
        return Stream.of(
                new Body.Say(1, 1_800_000_000_000L, "ada", "hello"),
                new Body.Say(Bounds.MAX_NUMBER, 0, "日本", "\"\\\n \uD83D\uDC4D"),
                new Body.Tell(2, 1, "Zoë", OTHER, "psst"),
                new Body.Presence(1, 0, "ada", true, 15),
                new Body.Presence(9, 41, "ada", false, Bounds.MAX_RATE_SECONDS),
                new Body.Leave(42, 9));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anEnvelopeIsReadAsItWasWritten(Body body) {
        Envelope envelope = new Envelope(AUTHOR, body);
        assertEquals(new DecodedEnvelope.Read(envelope), Envelope.decode(envelope.encode()));
    }

    @Test
    void theBytesAreVersionAuthorAndJson() {
        byte[] bytes = new Envelope(AUTHOR, new Body.Say(7, 5, "ada", "hi")).encode();
        assertEquals("01" + AUTHOR, HexFormat.of().formatHex(bytes, 0, 17));
        assertEquals(
                "{\"kind\":\"say\",\"seq\":7,\"at\":5,\"name\":\"ada\",\"text\":\"hi\"}",
                new String(bytes, 17, bytes.length - 17, StandardCharsets.UTF_8));
    }

    @Test
    void theLongestTextFitsEvenIfEveryByteIsEscaped() {
        Body body = new Body.Tell(Bounds.MAX_NUMBER, Bounds.MAX_NUMBER, "\uD801\uDC37".repeat(32), OTHER,
                "\"".repeat(4096));
        Envelope envelope = new Envelope(AUTHOR, body);
        assertTrue(envelope.encode().length <= Envelope.MAX_ENVELOPE_BYTES);
        assertEquals(new DecodedEnvelope.Read(envelope), Envelope.decode(envelope.encode()));
    }

    @Test
    void aLaterVersionMayAddProperties() {
        Body expected = new Body.Leave(3, 1);
        assertEquals(
                new DecodedEnvelope.Read(new Envelope(AUTHOR, expected)),
                decode("{\"mood\":{\"deep\":[[1]]},\"kind\":\"leave\",\"seq\":3,\"beat\":1,\"x\":null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "\"say\"",
        "{}",
        "{\"seq\":3,\"beat\":1}", // no kind
        "{\"kind\":null,\"seq\":3,\"beat\":1}",
        "{\"kind\":\"leave\"}", // fields missing
        "{\"kind\":\"leave\",\"seq\":3,\"beat\":1} x",
        "{\"kind\":\"leave\",\"seq\":3,\"beat\":1}{}",
        "{\"kind\":\"leave\",\"seq\":3,\"seq\":4,\"beat\":1}",
        "{\"kind\":\"leave\",\"seq\":\"3\",\"beat\":1}", // wrong types
        "{\"kind\":\"leave\",\"seq\":3.0,\"beat\":1}",
        "{\"kind\":\"leave\",\"seq\":true,\"beat\":1}",
        "{\"kind\":\"leave\",\"seq\":null,\"beat\":1}",
        "{\"kind\":\"leave\",\"seq\":[3],\"beat\":1}",
        "{\"kind\":\"leave\",\"seq\":0,\"beat\":1}", // out of bounds
        "{\"kind\":\"leave\",\"seq\":9007199254740992,\"beat\":1}",
        "{\"kind\":\"leave\",\"seq\":9223372036854775808,\"beat\":1}",
        "{\"kind\":\"leave\",\"seq\":-1,\"beat\":1}",
        "{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":\"\"}",
        "{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":5}",
        "{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":true}",
        "{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":null}",
        "{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":{}}",
        "{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"\",\"text\":\"x\"}",
        "{\"kind\":\"say\",\"seq\":1,\"at\":-1,\"name\":\"ada\",\"text\":\"x\"}",
        "{\"kind\":\"tell\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"to\":\"bob\",\"text\":\"x\"}",
        "{\"kind\":\"presence\",\"beat\":1,\"seq\":0,\"name\":\"ada\",\"joining\":\"true\",\"rate\":15}",
        "{\"kind\":\"presence\",\"beat\":1,\"seq\":0,\"name\":\"ada\",\"joining\":1,\"rate\":15}",
        "{\"kind\":\"presence\",\"beat\":1,\"seq\":0,\"name\":\"ada\",\"joining\":true,\"rate\":0}",
        "{\"kind\":\"presence\",\"beat\":1,\"seq\":0,\"name\":\"ada\",\"joining\":true,\"rate\":5001}",
        "{\"kind\":\"leave\",\"seq\":3,\"beat\":1,\"x\":[[[[[[[[[1]]]]]]]]]}", // too deep
        "{\"kind\":\"leave\",\"seq\":3,\"beat\":1,\"x\":1e999999999999999999999999}"
    })
    void jsonThatIsNoBodyIsMalformed(String json) {
        DecodedEnvelope.Reason expected =
                json.isEmpty() ? DecodedEnvelope.Reason.TOO_SHORT : DecodedEnvelope.Reason.MALFORMED;
        assertEquals(new DecodedEnvelope.Refused(expected), decode(json));
    }

    @Test
    void longTextsNamesAndPropertyNamesAreMalformed() {
        assertMalformed("{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":\"" + "a".repeat(4097) + "\"}");
        assertMalformed("{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"ada\",\"text\":\"" + "é".repeat(2049) + "\"}");
        assertMalformed("{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"" + "a".repeat(33) + "\",\"text\":\"x\"}");
        assertMalformed("{\"kind\":\"leave\",\"seq\":3,\"beat\":1,\"" + "x".repeat(65) + "\":1}");
        assertMalformed("{\"kind\":\"leave\",\"seq\":3,\"beat\":1,\"x\":[" + "1,".repeat(300) + "1]}");
    }

    @Test
    void anUnknownKindOrVersionIsNamed() {
        assertEquals(
                new DecodedEnvelope.Refused(DecodedEnvelope.Reason.UNKNOWN_KIND),
                decode("{\"kind\":\"receipt\",\"seq\":3,\"beat\":1}"));
        byte[] later = new Envelope(AUTHOR, new Body.Leave(1, 1)).encode();
        later[0] = 2;
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.UNKNOWN_VERSION), Envelope.decode(later));
    }

    @Test
    void tooShortAndTooLongAreRefusedBeforeAnythingIsRead() {
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_SHORT), Envelope.decode(new byte[0]));
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_SHORT), Envelope.decode(new byte[17]));
        byte[] tooLong = new byte[Envelope.MAX_ENVELOPE_BYTES + 1];
        tooLong[0] = Envelope.VERSION;
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_LONG), Envelope.decode(tooLong));
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] latin1 = "{\"kind\":\"say\",\"seq\":1,\"at\":1,\"name\":\"Zoë\",\"text\":\"x\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.MALFORMED), Envelope.decode(sealed(latin1)));
        byte[] utf16 = "{\"kind\":\"leave\",\"seq\":3,\"beat\":1}".getBytes(StandardCharsets.UTF_16BE);
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.MALFORMED), Envelope.decode(sealed(utf16)));
    }

    @Test
    void aBodyOutOfBoundsCantBeConstructed() {
        assertThrows(IllegalArgumentException.class, () -> new Body.Say(0, 1, "ada", "x"));
        assertThrows(IllegalArgumentException.class, () -> new Envelope("ADA", new Body.Leave(1, 1)));
    }

    @Test
    void mutatedBytesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[][] originals = bodies().map(body -> new Envelope(AUTHOR, body).encode()).toArray(byte[][]::new);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = mutate(originals[random.nextInt(originals.length)], random);
            DecodedEnvelope decoded = Envelope.decode(bytes);
            if (decoded instanceof DecodedEnvelope.Read(Envelope envelope)) {
                read++;
                assertArrayEquals(envelope.encode(),
                        assertInstanceOf(DecodedEnvelope.Read.class, Envelope.decode(envelope.encode())).envelope()
                                .encode(),
                        "seed " + seed);
            }
        }
        assertTrue(read > 1_000, "too few mutated envelopes are valid to prove anything; seed " + seed);
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : ' ' + random.nextInt(95));
        }
        return random.nextInt(10) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static void assertMalformed(String json) {
        assertEquals(new DecodedEnvelope.Refused(DecodedEnvelope.Reason.MALFORMED), decode(json));
    }

    private static DecodedEnvelope decode(String json) {
        return Envelope.decode(sealed(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sealed(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Envelope.VERSION);
        bytes.writeBytes(HexFormat.of().parseHex(AUTHOR));
        bytes.writeBytes(json);
        return bytes.toByteArray();
    }
}
