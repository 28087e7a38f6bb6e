package floodchat.front;

import floodchat.protocol.chat.Person;
import java.util.List;

/**
 * A conversation that a person takes part in.
 *
 * @param people the others; empty for everyone
 * @param reading how far it is read
 * @param draft the line that was left unfinished; may be empty
 */
public record OpenConversation(List<Person> people, Reading reading, String draft) {
    static final OpenConversation EVERYONE = new OpenConversation(List.of(), Reading.ALL, "");

    public OpenConversation {
        people = List.copyOf(people);
    }

    public ConversationId id() {
        return people.isEmpty() ? ConversationId.EVERYONE : ConversationId.of(people);
    }

    OpenConversation with(Reading changed) {
        return new OpenConversation(people, changed, draft);
    }

    OpenConversation withDraft(String text) {
        return new OpenConversation(people, reading, text);
    }
}
