package floodchat.protocol.sealed;

/** How far a line of ours has come. */
public enum LineState {
    /** In the outbox. No other peer has it. */
    WAITING,
    /** Another peer has been given it, sealed. */
    PASSED_ON,
    /** The recipient has it in the timeline. */
    SHOWN,
    /** There was no receipt for too long. It is not sent again. */
    GIVEN_UP,
    /** Our person gave it up. It is not sent again. */
    DROPPED
}
