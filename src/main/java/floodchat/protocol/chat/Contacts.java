package floodchat.protocol.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The people to whom we gave names, those whom we blocked, and those whom we muted. Owned by a {@link ChatCore}. Each
 * change is shown and saved.
 */
final class Contacts {
    /** More than a person knows. At about 250 bytes each, 0.25 MB, which is written at each change. */
    static final int MAX_CONTACTS = 1_000;

    /** Keys are free, so blocking alone can't stop a crowd: {@link Requests} do. */
    static final int MAX_BLOCKED = 1_000;

    /** A crowd of namesakes must not fill the window: so often we warn of those of one contact. */
    static final int MAX_WARNINGS = 5;

    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final Map<String, Person> blocked = new LinkedHashMap<>();

    private final Mutes mutes = new Mutes();

    /** Whose name has this skeleton. */
    private final Map<String, Contact> bySkeleton = new HashMap<>();

    /** By the key of a contact. */
    private final Map<String, Integer> warnings = new HashMap<>();

    /** How many lines of a person whom we blocked were not shown in this run. */
    private final Map<String, Integer> blockedLines = new HashMap<>();

    private StandingListener listener = (key, isContact, isBlocked, context) -> {};

    /** Hears what a person is to us now. */
    interface StandingListener {
        /** A person who is neither is a stranger. */
        void standingChanged(String key, boolean isContact, boolean isBlocked, ChatContext context);
    }

    /** Sets who hears of each change, also of what {@link #start} brings. */
    void onStandingChanged(StandingListener changed) {
        listener = changed;
    }

    void start(SavedPeople saved, ChatContext context) {
        saved.contacts().stream().limit(MAX_CONTACTS).forEach(contact -> contacts.put(contact.key(), contact));
        saved.blocked().stream().limit(MAX_BLOCKED).forEach(person -> blocked.put(person.key(), person));
        mutes.start(saved.muted());
        mutes.startTimer(context);
        index();
        saved.contacts().forEach(contact -> tellStanding(contact.key(), context));
        saved.blocked().forEach(person -> tellStanding(person.key(), context));
        if (!contacts.isEmpty() || !blocked.isEmpty() || !mutes.all().isEmpty()) {
            show(context);
        }
    }

    /** Null for a person who is no contact. */
    @Nullable Contact contact(String key) {
        return contacts.get(key);
    }

    boolean isBlocked(String key) {
        return blocked.containsKey(key);
    }

    /** In the order in which they were added. */
    Collection<Contact> all() {
        return Collections.unmodifiableCollection(contacts.values());
    }

    /** Whom we muted. The caller changes it by {@link #mute} and {@link #unmute}. */
    Mutes mutes() {
        return mutes;
    }

    /** Somebody whose name is on the disk: a contact by ours, anybody else by theirs; else null. */
    @Nullable Person saved(String key) {
        Contact contact = contacts.get(key);
        Muted mute = mutes.mute(key);
        Person muted = mute == null ? null : mute.person();
        return contact == null ? blocked.getOrDefault(key, muted) : contact.person();
    }

    /** The contacts by our own names. */
    List<Person> people() {
        return contacts.values().stream().map(Contact::person).toList();
    }

    List<Person> mutedPeople() {
        return mutes.all().stream().map(Muted::person).toList();
    }

    List<Person> blockedPeople() {
        return List.copyOf(blocked.values());
    }

    /** The contact whose name looks like this one; null if there is none. */
    @Nullable Contact lookalike(String name) {
        for (String skeleton : Names.skeletons(name)) {
            Contact contact = bySkeleton.get(skeleton);
            if (contact != null) {
                return contact;
            }
        }
        return null;
    }

    boolean isFull() {
        return contacts.size() >= MAX_CONTACTS;
    }

    /** Adds or replaces the contact with this key. */
    void put(Contact contact, ChatContext context) {
        contacts.put(contact.key(), contact);
        changed(contact.key(), context);
    }

    void remove(String key, ChatContext context) {
        contacts.remove(key);
        changed(key, context);
    }

    boolean areTooManyBlocked() {
        return blocked.size() >= MAX_BLOCKED;
    }

    void block(Person person, ChatContext context) {
        blocked.put(person.key(), person);
        changed(person.key(), context);
    }

    void unblock(String key, ChatContext context) {
        blocked.remove(key);
        blockedLines.remove(key);
        changed(key, context);
    }

    void mute(Muted mute, ChatContext context) {
        mutes.add(mute);
        mutes.startTimer(context);
        changed(mute.person().key(), context);
    }

    void unmute(String key, ChatContext context) {
        mutes.remove(key);
        changed(key, context);
    }

    /** A line of a person whom we blocked is not shown. Returns whether it is the first one. */
    boolean noteBlockedLine(String key) {
        return blockedLines.merge(key, 1, Integer::sum) == 1;
    }

    int blockedLines(String key) {
        return blockedLines.getOrDefault(key, 0);
    }

    /** Warns if somebody has a name that looks like a contact's. Nothing for the contact ever goes to that person. */
    void noticeNamesake(Person other, ChatContext context) {
        Contact contact = lookalike(other.name());
        if (contact == null || contacts.containsKey(other.key()) || isBlocked(other.key())) {
            return;
        }
        if (warnings.merge(contact.key(), 1, Integer::sum) <= MAX_WARNINGS) {
            context.show(new ChatEvent.Noticed("%s is not your contact %s, but somebody else with such a name."
                    .formatted(other.nameWithSuffix(), contact.label())));
        }
    }

    private void changed(String key, ChatContext context) {
        index();
        context.emit(new ChatEffect.SaveContacts(
                new SavedPeople(List.copyOf(contacts.values()), blockedPeople(), mutes.all())));
        show(context);
        tellStanding(key, context);
    }

    private void index() {
        bySkeleton.clear();
        for (Contact contact : contacts.values()) {
            Names.skeletons(contact.name()).forEach(skeleton -> bySkeleton.putIfAbsent(skeleton, contact));
        }
    }

    private void show(ChatContext context) {
        context.show(new ChatEvent.ContactsChanged(List.copyOf(contacts.values()), blockedPeople(), mutedPeople()));
    }

    private void tellStanding(String key, ChatContext context) {
        listener.standingChanged(key, contacts.containsKey(key), isBlocked(key), context);
    }
}
