package floodchat.protocol.chat;

/**
 * The id of a message. No two messages have the same.
 *
 * @param author the author's key, as in {@link Person#key}
 * @param sequence counts the author's messages from 1
 */
public record MessageId(String author, long sequence) {}
