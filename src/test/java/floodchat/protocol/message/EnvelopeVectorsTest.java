package floodchat.protocol.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in envelopes.txt. Other implementations can test themselves against them. */
class EnvelopeVectorsTest {
    private static final int HEADER_BYTES = 17;

    record Vector(String title, byte[] bytes, String meaning) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Vector> vectors() {
        return Stream.of(file().split("\n\n")).filter(block -> !block.startsWith("#")).map(EnvelopeVectorsTest::vector);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void anExampleIsReadAsTheFileSays(Vector vector) {
        assertEquals(vector.meaning(), meaning(Envelope.decode(vector.bytes())));
    }

    private static String meaning(DecodedEnvelope decoded) {
        return switch (decoded) {
            case DecodedEnvelope.Refused(DecodedEnvelope.Reason reason) -> reason.name();
            case DecodedEnvelope.Read(Envelope envelope) -> envelope.author() + " " + json(envelope.encode());
        };
    }

    private static String json(byte[] envelope) {
        return new String(envelope, HEADER_BYTES, envelope.length - HEADER_BYTES, StandardCharsets.UTF_8);
    }

    private static Vector vector(String block) {
        String[] lines = block.strip().split("\n");
        byte[] bytes = lines[1].equals("-") ? new byte[0] : HexFormat.of().parseHex(lines[1]);
        return new Vector(lines[0], bytes, lines[2]);
    }

    private static String file() {
        try (InputStream in = Objects.requireNonNull(EnvelopeVectorsTest.class.getResourceAsStream("envelopes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
