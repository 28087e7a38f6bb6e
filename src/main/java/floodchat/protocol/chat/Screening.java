package floodchat.protocol.chat;

import org.jspecify.annotations.Nullable;

/** Decides what of other people is shown. They don't learn of it. Owned by a {@link ChatCore}. */
final class Screening {
    private final Contacts contacts;
    private final Requests requests;
    private final PersonLabels labels;

    Screening(Contacts contacts, Requests requests, PersonLabels labels) {
        this.contacts = contacts;
        this.requests = requests;
        this.labels = labels;
    }

    /** Whether this line of another person is shown. Otherwise it is hidden. */
    boolean admits(ChatEvent.Said line, ChatContext context) {
        return !hideIfBlocked(line, context) && !hideIfMuted(line, context);
    }

    /** What becomes of this line to us. */
    Admission admit(ChatEvent.Told line, ChatContext context) {
        if (hideIfBlocked(line, context)) {
            return Admission.HELD_BACK;
        }
        return hideIfMuted(line, context) ? Admission.MUTED : requests.admit(line, context);
    }

    /** A line of a muted person is told apart from others, so that it is kept and counted. */
    private boolean hideIfMuted(ChatEvent.Spoken line, ChatContext context) {
        String key = line.from().key();
        boolean isMuted = contacts.mutes().isMuted(key);
        if (isMuted) {
            context.show(new ChatEvent.Hidden(line, contacts.mutes().noteHidden(key)));
        }
        return isMuted;
    }

    /** Of a line of a blocked person nothing is kept. */
    private boolean hideIfBlocked(ChatEvent.Spoken line, ChatContext context) {
        boolean isBlocked = contacts.isBlocked(line.from().key());
        if (isBlocked) {
            noticeBlocked(line.from(), context);
        }
        return isBlocked;
    }

    /** We say once that lines are hidden. */
    private void noticeBlocked(Person person, ChatContext context) {
        if (contacts.noteBlockedLine(person.key())) {
            context.show(new ChatEvent.Noticed("What " + labels.of(person)
                    + " says is hidden, because you blocked them. /unblock ends that."));
        }
    }

    /** Shows that this person came, went or took another name: a name can be a message, too. */
    void show(Person person, ChatEvent event, ChatContext context) {
        if (!contacts.isBlocked(person.key()) && !contacts.mutes().isMuted(person.key())) {
            context.show(event);
        }
    }

    /**
     * We are about to write to this person: from now on what they say to us never waits. Null if all is well, else one
     * sentence that says why we can't.
     */
    @Nullable String problemWithWritingTo(Person person, ChatContext context) {
        if (contacts.isBlocked(person.key())) {
            return "You blocked " + labels.of(person) + ": you would not see an answer. Type /unblock first.";
        }
        if (contacts.mutes().isMuted(person.key())) {
            context.show(new ChatEvent.Noticed(
                    "You muted " + labels.of(person) + ": you do not see an answer. /unmute ends that."));
        }
        requests.noteWrittenTo(person.key(), context);
        return null;
    }

    /** Somebody is here, with this name from now on. */
    void noticeNamesake(Person person, ChatContext context) {
        contacts.noticeNamesake(person, context);
    }
}
