package floodchat.protocol.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the person that somebody chose: by the key if it is known, else by the name. Owned by a {@link ChatCore}. */
final class PeopleFinder {
    private final Self self;
    private final Members members;
    private final Contacts contacts;
    private final Requests requests;
    private final Correspondents correspondents;
    private final PersonLabels labels;

    PeopleFinder(
            Self self,
            Members members,
            Contacts contacts,
            Requests requests,
            Correspondents correspondents,
            PersonLabels labels) {
        this.self = self;
        this.members = members;
        this.contacts = contacts;
        this.requests = requests;
        this.correspondents = correspondents;
        this.labels = labels;
    }

    /** Whom a line is for: somebody who is here or was here, who wrote to us, or a contact. */
    Recipient recipient(Choice choice, ChatContext context) {
        return find(choice, correspondents.all(), context);
    }

    /** Anybody we know of: also people who wait among the requests, and those whom we blocked or muted. */
    Recipient anyone(Choice choice, ChatContext context) {
        Map<String, Person> known = new LinkedHashMap<>();
        List<Person> all = new ArrayList<>(correspondents.all());
        all.addAll(requests.people());
        all.addAll(contacts.blockedPeople());
        all.addAll(contacts.mutedPeople());
        all.forEach(person -> known.putIfAbsent(person.key(), person));
        return find(choice, known.values(), context);
    }

    /**
     * One of these people: by the key, or by the name that they had when they were noted, or by ours.
     *
     * @param otherwise what is said if it is somebody else whom we know; with {@code %s} for that person
     */
    Recipient among(Choice choice, Collection<Person> people, String otherwise, ChatContext context) {
        for (Person person : people) {
            if (person.key().equals(choice.key())) {
                return new Recipient.Found(person);
            }
        }
        List<Person> known = contacts.people().stream().filter(contact -> holds(people, contact.key())).toList();
        boolean isNone = NameLookup.find(choice.typed(), self.person(), people, known).isEmpty();
        return isNone && anyone(choice, context) instanceof Recipient.Found(Person person)
                ? new Recipient.None(otherwise.formatted(labels.of(person)))
                : byName(choice.typed(), people, known, context);
    }

    private Recipient find(Choice choice, Collection<Person> people, ChatContext context) {
        return choice.key() == null
                ? byName(choice.typed(), people, contacts.people(), context)
                : withKey(choice.key(), choice.typed(), people);
    }

    private Recipient byName(
            String typed, Collection<Person> people, List<Person> known, ChatContext context) {
        return Recipient.find(
                typed, self.person(), people, known, person -> members.overdueMs(person, context.nowMs()));
    }

    private static boolean holds(Collection<Person> people, String key) {
        return people.stream().anyMatch(person -> person.key().equals(key));
    }

    /** Somebody who went in an earlier run, or long ago: the window still has the key, and a name for it. */
    private static Person ofEarlierRun(String key, String typed) {
        String name = NameLookup.withoutSign(Names.normalize(typed));
        int separator = name.lastIndexOf(NameLookup.SEPARATOR);
        return new Person(key, separator < 0 ? name : name.substring(0, separator));
    }

    private Recipient withKey(String key, String typed, Collection<Person> people) {
        if (key.equals(self.key())) {
            return Recipient.SELF;
        }
        for (Person person : people) {
            if (person.key().equals(key)) {
                return new Recipient.Found(person);
            }
        }
        Contact contact = contacts.contact(key);
        return new Recipient.Found(contact == null ? ofEarlierRun(key, typed) : contact.person());
    }
}
