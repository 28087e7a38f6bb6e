package floodchat.protocol.chat;

/** What becomes of a private line of another person. */
enum Admission {
    SHOWN,
    /** It counts as shown, so that its author does not learn that we muted them. */
    MUTED,
    /** It waits among the requests until our person decides, or they blocked its author. */
    HELD_BACK,
    /** It would wait, but there is no room. It may come again. */
    NO_ROOM
}
