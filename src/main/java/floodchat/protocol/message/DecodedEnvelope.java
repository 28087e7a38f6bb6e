package floodchat.protocol.message;

/** The result of decoding a payload. */
public sealed interface DecodedEnvelope {
    record Read(Envelope envelope) implements DecodedEnvelope {}

    record Refused(Reason reason) implements DecodedEnvelope {}

    /** Why a payload was refused. */
    enum Reason {
        TOO_SHORT,
        TOO_LONG,
        /** The version byte is not ours. It may be a later version. */
        UNKNOWN_VERSION,
        /** The kind of body is not one of ours. It may be one of a later version. */
        UNKNOWN_KIND,
        /** It is not JSON, or a field is missing, has the wrong type, or is out of its bounds. */
        MALFORMED
    }
}
