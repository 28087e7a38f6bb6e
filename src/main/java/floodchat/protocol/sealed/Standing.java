package floodchat.protocol.sealed;

/** What a person is to us. */
public enum Standing {
    /** Nothing: their lines are shown, but only a line of ours makes us answer. */
    STRANGER,
    /** Letters are answered, lines get receipts. */
    CONTACT,
    /** Nothing of them is shown or answered. */
    BLOCKED
}
