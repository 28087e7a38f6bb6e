package floodchat.protocol.chat;

import org.jspecify.annotations.Nullable;

/**
 * The id of a message. No two messages have the same.
 *
 * @param author the author's key, as in {@link Person#key}
 * @param run which start of the author's program: its time, ms since 1970; a later one has a higher number
 * @param sequence counts the author's messages of this run from 1; private lines are counted apart for each recipient
 * @param to the key of the only recipient; null if the message is to everyone
 */
public record MessageId(String author, long run, long sequence, @Nullable String to) {
    /** The id of a message to everyone. */
    public MessageId(String author, long run, long sequence) {
        this(author, run, sequence, null);
    }
}
