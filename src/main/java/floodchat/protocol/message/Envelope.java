package floodchat.protocol.message;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The payload of a packet: an author and a body. On the wire it is one byte of version, 16 bytes of the author's key,
 * and the body as JSON in UTF-8. Nothing proves yet that the author is the one that the envelope names.
 *
 * @param author the author's key, {@value Bounds#KEY_DIGITS} lower-case hex digits
 */
public record Envelope(String author, Body body) {
    public static final byte VERSION = 1;
    public static final int AUTHOR_BYTES = Bounds.KEY_DIGITS / 2;

    /** A text of {@value Bounds#MAX_TEXT_BYTES} bytes that all need a backslash, and room for the other fields. */
    public static final int MAX_BODY_BYTES = 2 * Bounds.MAX_TEXT_BYTES + 1024;

    static final int HEADER_BYTES = 1 + AUTHOR_BYTES;
    public static final int MAX_ENVELOPE_BYTES = HEADER_BYTES + MAX_BODY_BYTES;

    public Envelope {
        Bounds.key(author);
    }

    /** Returns the bytes on the wire, at most {@value #MAX_ENVELOPE_BYTES}. */
    public byte[] encode() {
        byte[] json = Json.write(body);
        return ByteBuffer.allocate(HEADER_BYTES + json.length)
                .put(VERSION)
                .put(HexFormat.of().parseHex(author))
                .put(json)
                .array();
    }

    /** Reads bytes from the network. Never throws, whatever they are. */
    public static DecodedEnvelope decode(byte[] bytes) {
        if (bytes.length <= HEADER_BYTES) {
            return new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_SHORT);
        }
        if (bytes[0] != VERSION) {
            return new DecodedEnvelope.Refused(DecodedEnvelope.Reason.UNKNOWN_VERSION);
        }
        if (bytes.length > MAX_ENVELOPE_BYTES) {
            return new DecodedEnvelope.Refused(DecodedEnvelope.Reason.TOO_LONG);
        }
        String author = HexFormat.of().formatHex(bytes, 1, HEADER_BYTES);
        return Json.read(author, ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES));
    }
}
