package floodchat.protocol.chat;

/** What a username may be: NFC, 1 to {@value #MAX_NAME_LENGTH} letters, digits, {@code _ - .} */
public final class Names {
    public static final int MAX_NAME_LENGTH = 32;

    private Names() {}
}
