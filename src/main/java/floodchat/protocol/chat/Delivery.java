package floodchat.protocol.chat;

/** How far one of our own messages has come, as far as we know. */
public enum Delivery {
    /** Kept here: no peer has it yet. */
    QUEUED,
    /** At least one other peer has been given it. */
    SENT
}
