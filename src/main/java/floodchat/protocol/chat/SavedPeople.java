package floodchat.protocol.chat;

import java.util.List;

/**
 * What we keep about people from one start to the next.
 *
 * @param contacts at most {@link Contacts#MAX_CONTACTS}
 * @param blocked at most {@link Contacts#MAX_BLOCKED}, with the names that they had when we blocked them
 */
public record SavedPeople(List<Contact> contacts, List<Person> blocked) {
    public static final SavedPeople NONE = new SavedPeople(List.of(), List.of());

    public SavedPeople {
        contacts = List.copyOf(contacts);
        blocked = List.copyOf(blocked);
    }
}
