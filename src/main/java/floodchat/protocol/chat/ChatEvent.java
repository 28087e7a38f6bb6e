package floodchat.protocol.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a front end shows. Every text and name in here is free of control characters ({@link Names}, {@link Texts}). */
public sealed interface ChatEvent {
    /** A line that somebody said; own ones too. */
    sealed interface Spoken extends ChatEvent {
        MessageId id();

        Person from();

        String text();

        Instant at();

        boolean own();
    }

    /** A line to everyone. */
    record Said(MessageId id, Person from, String text, Instant at, boolean own) implements Spoken {}

    /** A line to one person alone: to us, or from us. */
    record Told(MessageId id, Person from, Person to, String text, Instant at, boolean own) implements Spoken {}

    /**
     * What others said before we came, or while the network was parted.
     *
     * @param messages in order of time, as their authors' clocks told it; never later than now
     */
    record CaughtUp(List<Spoken> messages) implements ChatEvent {}

    /** How far one of our own messages has come. */
    record DeliveryChanged(MessageId id, Delivery delivery) implements ChatEvent {}

    /** Our own name from now on. */
    record NameSet(Person self) implements ChatEvent {}

    /** What a person asked for can't be done: one sentence that says why and what to do. */
    record Refused(ChatCommand command, String reason) implements ChatEvent {}

    record PeerJoined(Person person, Instant at) implements ChatEvent {}

    /** @param lost true where the person did not say goodbye */
    record PeerLeft(Person person, boolean lost, Instant at) implements ChatEvent {}

    record PeerRenamed(Person before, Person after, Instant at) implements ChatEvent {}

    /**
     * Who is there now; the latest one says all.
     *
     * @param self ourselves, null until a name is set
     * @param others everyone else, by name, then key
     */
    record RosterChanged(@Nullable Person self, List<Person> others) implements ChatEvent {}

    /** How we stand in the network; the latest one says all. */
    record NetworkChanged(String listening, int links, Activity activity) implements ChatEvent {}

    /** Something worth a line that is no message: one sentence. */
    record Noticed(String sentence) implements ChatEvent {}

    /** More came than could be shown: this many messages were missed. */
    record Missed(long messages) implements ChatEvent {}

    /** We have left. @param unsent how many of our own messages no peer was given */
    record Left(int unsent) implements ChatEvent {}

    /** The peer can't go on: one sentence; the program ends with exit code 1. */
    record Failed(String reason) implements ChatEvent {}

    /** What is happening between us and the network. */
    sealed interface Activity {
        /** At least one link. */
        record Linked() implements Activity {}

        /** No link; an attempt at this address is under way. @param nearby whether the local network is looked at too */
        record Joining(String address, boolean nearby) implements Activity {}

        /** No link, and nothing to do until the next attempt. @param nearby whether the local network is looked at meanwhile */
        record Waiting(String address, Instant nextTry, boolean nearby) implements Activity {}
    }
}
