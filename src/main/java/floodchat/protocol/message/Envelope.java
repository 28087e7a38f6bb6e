package floodchat.protocol.message;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.nio.ByteBuffer;

/**
 * The payload of a packet: a body, and who signed it. On the wire it is one byte of version, one of the kind, the
 * author's key, the signature, and the body. {@link EnvelopeReader} reads it: what is forged never becomes an envelope.
 */
public record Envelope(PersonKey author, Body body) {
    public static final byte VERSION = 2;

    /** A text of {@value Bounds#MAX_TEXT_BYTES} bytes that all need a backslash, and room for the other fields. */
    public static final int MAX_BODY_BYTES = 2 * Bounds.MAX_TEXT_BYTES + 1024;

    static final int AUTHOR_OFFSET = 2;
    static final int SIGNATURE_OFFSET = AUTHOR_OFFSET + PersonKey.BYTES;
    static final int HEADER_BYTES = SIGNATURE_OFFSET + PersonKey.SIGNATURE_BYTES;
    public static final int MAX_ENVELOPE_BYTES = HEADER_BYTES + MAX_BODY_BYTES;

    /**
     * Signs the body. Returns the bytes on the wire, at most {@value #MAX_ENVELOPE_BYTES}.
     *
     * @param tag the network tag: the envelope is worth nothing in another network
     */
    public static byte[] sign(Identity author, byte[] tag, Body body) {
        Kind kind = Kind.of(body);
        byte[] content = body instanceof Body.Keys keys ? keys.bytes() : Json.write(body);
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .put(VERSION)
                .put(kind.code())
                .put(author.key().bytes())
                .put(author.sign(kind.label(), tag, content))
                .put(content)
                .array();
    }
}
