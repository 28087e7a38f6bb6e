package floodchat.protocol.chat;

/** How the network treats a payload. */
public enum PayloadKind {
    /** It is kept for those who come later. */
    KEPT,
    /** It is worthless later. Without a link it is dropped. */
    EPHEMERAL,
    /** It is sealed for one person, and kept apart from the others. */
    SEALED
}
