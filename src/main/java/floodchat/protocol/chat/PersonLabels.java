package floodchat.protocol.chat;

/**
 * How the chat calls people in its sentences: as the peer list does. A name carries the suffix if it is, or looks like,
 * that of somebody else who is here, who went lately, whom we know, or ourselves. So does a name that is not in the
 * list. Owned by a {@link ChatCore}.
 */
final class PersonLabels {
    private final Self self;
    private final Members members;
    private final Contacts contacts;

    PersonLabels(Self self, Members members, Contacts contacts) {
        this.self = self;
        this.members = members;
        this.contacts = contacts;
    }

    /** Our own name for a contact; for anybody else the name, with the suffix if it may mean another person too. */
    String of(Person person) {
        Contact contact = contacts.contact(person.key());
        if (contact != null) {
            return contact.label();
        }
        return isOneOfUs(person.name()) || !members.isNameOfOneAlone(person)
                ? person.nameWithSuffix()
                : person.name();
    }

    private boolean isOneOfUs(String name) {
        return contacts.lookalike(name) != null || self.hasName() && Names.looksLike(self.named().name(), name);
    }
}
