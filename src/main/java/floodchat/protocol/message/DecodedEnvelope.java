package floodchat.protocol.message;

/** What came of reading a payload. */
public sealed interface DecodedEnvelope {
    record Read(Envelope envelope) implements DecodedEnvelope {}

    record Refused(Reason reason) implements DecodedEnvelope {}

    /** Why a payload is no envelope for us. */
    enum Reason {
        TOO_SHORT,
        TOO_LONG,
        /** A later version of this protocol, or none. */
        UNKNOWN_VERSION,
        /** A later kind of body, or none. */
        UNKNOWN_KIND,
        /** Not JSON, a field that is missing, of the wrong type or out of its bounds. */
        MALFORMED
    }
}
