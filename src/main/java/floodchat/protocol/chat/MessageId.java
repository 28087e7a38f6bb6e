package floodchat.protocol.chat;

/**
 * The id of a message. No two messages have the same.
 *
 * @param author the author's key, as in {@link Person#key}
 * @param run which start of the author's program: its time, ms since 1970; a later one has a higher number
 * @param sequence counts the author's messages of this run from 1
 */
public record MessageId(String author, long run, long sequence) {}
