package floodchat.protocol.chat;

import floodchat.protocol.message.DecodedEnvelope;

/** Why nothing follows from a payload. How often each happens stands on the network page. */
public enum Refusal {
    /** No envelope, or one whose content is not as the protocol says. */
    UNREADABLE,
    /** Of a version or kind that this program does not know. */
    UNKNOWN,
    /** The author that it names did not sign it: not as this, or not for this network. */
    FORGED,
    /** This message came before. */
    REPEATED,
    /** A presence or a goodbye that is older than what is known of its author, or more than 2 h from our clock. */
    OUTDATED,
    /** Sealed payloads came faster than they can be opened. */
    TOO_MANY;

    static Refusal of(DecodedEnvelope.Reason reason) {
        return switch (reason) {
            case TOO_SHORT, TOO_LONG, MALFORMED -> UNREADABLE;
            case UNKNOWN_VERSION, UNKNOWN_KIND -> UNKNOWN;
            case NO_KEY, FORGED -> FORGED;
        };
    }
}
