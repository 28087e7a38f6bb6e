package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.Envelope;

/**
 * An input is the payload of a packet. What is read, and what sanitizing leaves of it, can be written and read again.
 * What is sanitized twice is the same.
 */
public final class EnvelopeFuzz implements FuzzTarget {
    @Override
    public void run(byte[] input) {
        if (Envelope.decode(input) instanceof DecodedEnvelope.Read(Envelope envelope)) {
            assertIsReadAgain(envelope);
            Body clean = BodySanitizer.sanitize(envelope.body());
            if (clean != null) {
                assertEquals(clean, BodySanitizer.sanitize(clean));
                assertIsReadAgain(new Envelope(envelope.author(), clean));
            }
        }
    }

    private static void assertIsReadAgain(Envelope envelope) {
        byte[] bytes = envelope.encode();
        assertTrue(bytes.length <= Envelope.MAX_ENVELOPE_BYTES);
        assertEquals(new DecodedEnvelope.Read(envelope), Envelope.decode(bytes));
    }
}
