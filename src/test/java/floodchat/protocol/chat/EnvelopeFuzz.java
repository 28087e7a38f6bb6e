package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.kdf.Label;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.Envelope;
import floodchat.protocol.message.EnvelopeReader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An input is a kind and a body. It is read as it is, which must be refused, and signed by a person. What is read then,
 * and what sanitizing leaves of it, can be signed and read again. What is sanitized twice is the same.
 */
public final class EnvelopeFuzz implements FuzzTarget {
    private static final Identity AUTHOR = Authors.identity(1);

    private final EnvelopeReader reader = new EnvelopeReader(Authors.TAG);

    @Override
    public void run(byte[] input) {
        assertInstanceOf(DecodedEnvelope.Refused.class, reader.read(input));
        if (input.length > 0 && reader.read(signed(input)) instanceof DecodedEnvelope.Read(Envelope envelope)) {
            assertIsReadAgain(envelope.body());
            Body clean = BodySanitizer.sanitize(envelope.body());
            if (clean != null) {
                assertEquals(clean, BodySanitizer.sanitize(clean));
                assertIsReadAgain(clean);
            }
        }
    }

    private static byte[] signed(byte[] input) {
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        Label label = switch (input[0]) {
            case 1 -> Label.SAY;
            case 2 -> Label.PRESENCE;
            case 3 -> Label.LEAVE;
            default -> Label.KEYS;
        };
        byte[] signature = AUTHOR.sign(label, Authors.TAG, body);
        byte[] key = AUTHOR.key().bytes();
        return ByteBuffer.allocate(2 + key.length + signature.length + body.length)
                .put(Envelope.VERSION)
                .put(input[0])
                .put(key)
                .put(signature)
                .put(body)
                .array();
    }

    private void assertIsReadAgain(Body body) {
        byte[] bytes = Envelope.sign(AUTHOR, Authors.TAG, body);
        assertTrue(bytes.length <= Envelope.MAX_ENVELOPE_BYTES);
        assertEquals(new DecodedEnvelope.Read(new Envelope(AUTHOR.key(), body)), reader.read(bytes));
    }
}
