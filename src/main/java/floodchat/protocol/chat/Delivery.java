package floodchat.protocol.chat;

/** How far one of our own messages has come, as far as we know. */
public enum Delivery {
    /** Kept here: no peer has it yet. */
    QUEUED,
    /** At least one other peer has been given it. */
    SENT,
    /** The recipient's peer has shown it. Only private lines come so far. */
    SHOWN,
    /** It was private, and its recipient did not show it in a week, or we gave it up. It is not sent again. */
    GIVEN_UP
}
