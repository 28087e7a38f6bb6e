package floodchat.protocol.message;

/** The result of reading a payload. */
public sealed interface DecodedEnvelope {
    /** The signature is the author's. */
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
        /** The author's key is none: no point of the curve, or one that many keys and signatures fit. */
        NO_KEY,
        /** The author did not sign this, not as this kind, or not in this network. */
        FORGED,
        /** It was signed, but it is not JSON, or a field is missing, has the wrong type, or is out of its bounds. */
        MALFORMED
    }
}
