package floodchat.protocol.sealed;

/** Why something that came was refused. Nothing follows from it, but it may be counted. */
public enum SealedRefusal {
    /** The form is wrong: lengths, fields, or bytes that must be zero. */
    MALFORMED,
    /** It bears a tag of ours, but it was changed or sealed with another key. */
    NOT_OPENED,
    /** No session, no letter of ours and no prekey of ours fits: most likely it is for somebody else. */
    NOT_FOR_US,
    /** More came at once than may wait; another one was dropped for it. */
    TOO_MANY,
    /** Our own words came back to us. */
    OWN,
    /** It is from too far in the future, by the wall clock. */
    AHEAD,
    /** A line that is so old that we no longer know whether it was shown. */
    FORGOTTEN,
    /** The author is blocked. */
    BLOCKED
}
