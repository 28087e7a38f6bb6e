package floodchat.protocol.chat;

import java.time.Instant;
import java.util.List;

/**
 * What is kept of a conversation over restarts. Immutable.
 *
 * @param people the others; empty for the conversation with everyone
 * @param readUntil everything up to this time was read
 * @param draft the unfinished line; may be empty
 */
public record SavedConversation(List<Person> people, Instant readUntil, String draft) {
    public SavedConversation {
        people = List.copyOf(people);
    }
}
