package floodchat.protocol.chat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a front end shows. Every text and name in here is sanitized, so it holds no control characters ({@link Names},
 * {@link Texts}).
 */
public sealed interface ChatEvent {
    /** A line that somebody said. It may be one of our own, also one that we said in an earlier run. */
    sealed interface Spoken extends ChatEvent {
        MessageId id();

        Person from();

        String text();

        /** When it is shown to have been said. If it came at once, this is when it came (rule C24). */
        Instant at();

        boolean own();

        /** When it was written, as its author's clock says. A clock may be wrong, and an author may lie. */
        Instant written();
    }

    /** A line to everyone. */
    record Said(MessageId id, Person from, String text, Instant at, boolean own, Instant written) implements Spoken {
        /** One that was written when it is shown to have been said. */
        public Said(MessageId id, Person from, String text, Instant at, boolean own) {
            this(id, from, text, at, own, at);
        }
    }

    /** A line to one person alone: either to us or from us. */
    record Told(MessageId id, Person from, Person to, String text, Instant at, boolean own,
            Instant written) implements Spoken {
        /** One that was written when it is shown to have been said. */
        public Told(MessageId id, Person from, Person to, String text, Instant at, boolean own) {
            this(id, from, to, text, at, own, at);
        }
    }

    /**
     * The backlog: what others said before we came, or while the network was parted.
     *
     * @param messages in order of time, by their authors' clocks; never later than now
     */
    record CaughtUp(List<Spoken> messages) implements ChatEvent {}

    /**
     * A line of a person whom we muted. It is kept in the history, and nobody shows it.
     *
     * @param lines how many lines of this person were hidden so far, this one too
     */
    record Hidden(Spoken line, int lines) implements ChatEvent {}

    /** We wrote a private line to somebody who is away. Told once for each time that they are away. */
    record WrittenToAway(Person to, Absence absence) implements ChatEvent {}

    /** How far one of our own messages has come. */
    record DeliveryChanged(MessageId id, Delivery delivery) implements ChatEvent {}

    /** We have this name from now on. */
    record NameSet(Person self) implements ChatEvent {}

    /**
     * A command can't be carried out.
     *
     * @param reason for the person: says why, and what to do
     */
    record Refused(ChatCommand command, String reason) implements ChatEvent {}

    /** Someone is here who was most likely here before us. */
    record PeerFound(Person person, Instant at) implements ChatEvent {}

    /** Someone has just come. */
    record PeerJoined(Person person, Instant at) implements ChatEvent {}

    /** @param lost true if the person did not say goodbye */
    record PeerLeft(Person person, boolean lost, Instant at) implements ChatEvent {}

    record PeerRenamed(Person before, Person after, Instant at) implements ChatEvent {}

    /**
     * Who is here now. It replaces the event before.
     *
     * @param self ourselves; null until a name is set
     * @param others everyone else, by name, then key
     * @param absences of those who are idle or away, by key; ourselves too
     */
    record RosterChanged(
            @Nullable Person self, List<Person> others, Map<String, Absence> absences) implements ChatEvent {}

    /** Whom we know, whom we blocked, and whom we muted. It replaces the event before. */
    record ContactsChanged(List<Contact> contacts, List<Person> blocked, List<Person> muted) implements ChatEvent {}

    /**
     * Lines of strangers wait until they are accepted.
     *
     * @param people how many strangers; it replaces the number before
     * @param line the line that came; null if none did
     * @param waiting who they are, the oldest first
     */
    record RequestsChanged(int people, @Nullable Told line, List<Person> waiting) implements ChatEvent {}

    /**
     * What a {@link ChatCommand.OfPeople} has done, or what it asked for: one or more sentences. Rows of digits may
     * follow a sentence, after line breaks.
     */
    record Answered(List<String> sentences) implements ChatEvent {}

    /** Something worth a line that is no message: one sentence. */
    record Noticed(String sentence) implements ChatEvent {}

    /**
     * Floodchat runs elsewhere with our identity, and later than here. Nothing is sent from here until
     * {@link ChatCommand.TakeOver}.
     *
     * @param name what we are called there or here
     */
    record RunsElsewhere(String name) implements ChatEvent {}

    /** Our person took over: what is written here is sent again. It ends {@link RunsElsewhere}. */
    record RunsHere() implements ChatEvent {}

    /**
     * Private lines can't be kept on the disk, or can be kept again. It replaces the event before.
     *
     * @param sentence says so, and what happens meanwhile
     */
    record StorageChanged(boolean works, String sentence) implements ChatEvent {}

    /** How many payloads were refused since the start. It replaces the event before. */
    record RefusalsCounted(Map<Refusal, Long> counts) implements ChatEvent {}

    /** Messages that came faster than we could take them, and were lost. */
    record Missed(long messages) implements ChatEvent {}

    /**
     * We have left.
     *
     * @param unsent how many of our lines to everyone no peer was given: they are lost
     * @param kept how many of our private lines no peer was given: they are on disk, and the next start sends them
     */
    record Left(int unsent, int kept) implements ChatEvent {}

    /** The peer can't go on. The program ends with exit code 1. @param reason for the person */
    record Failed(String reason) implements ChatEvent {}
}
