package floodchat.protocol.chat;

import java.util.List;

/**
 * What we keep about people from one start to the next.
 *
 * @param contacts at most {@link Contacts#MAX_CONTACTS}
 * @param blocked at most {@link Contacts#MAX_BLOCKED}, with the names that they had when we blocked them
 * @param muted at most {@link Mutes#MAX_MUTED}
 */
public record SavedPeople(List<Contact> contacts, List<Person> blocked, List<Muted> muted) {
    public static final SavedPeople NONE = new SavedPeople(List.of(), List.of());

    public SavedPeople {
        contacts = List.copyOf(contacts);
        blocked = List.copyOf(blocked);
        muted = List.copyOf(muted);
    }

    /** Nobody is muted. */
    public SavedPeople(List<Contact> contacts, List<Person> blocked) {
        this(contacts, blocked, List.of());
    }
}
