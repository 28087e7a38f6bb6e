package floodchat.protocol.chat;

/** What a text may hold. */
public final class Texts {
    /** A text is at most this many bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 4 * 1024;

    private Texts() {}
}
