package floodchat.protocol.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person asks for. {@link ChatEvent.Refused} answers a command that can't be carried out. */
public sealed interface ChatCommand {
    /** Says the text to everyone. */
    record Say(String text) implements ChatCommand {}

    /** Says the text to one person alone. */
    record Tell(Choice recipient, String text) implements ChatCommand {
        /** @param typed a name, or a name with digits of the key: {@code bob·3f2a00aa} */
        public Tell(String typed, String text) {
            this(Choice.of(typed), text);
        }
    }

    /**
     * Says the text to each of these people, in a private line of their own. If one of them can't be written to, nobody
     * gets it.
     */
    record TellAll(List<Choice> recipients, String text) implements ChatCommand {
        /** Each line costs a stamp. A longer list is a case for everyone. */
        public static final int MAX_RECIPIENTS = 8;

        public TellAll {
            recipients = List.copyOf(recipients);
        }
    }

    /** About people, and what they are to us. {@link ChatEvent.Answered} answers. */
    sealed interface OfPeople extends ChatCommand {}

    /** Gives a key a name of our own. @param name null for the name that the person has */
    record AddContact(Choice who, @Nullable String name) implements OfPeople {}

    record RenameContact(Choice who, String name) implements OfPeople {}

    record RemoveContact(Choice who) implements OfPeople {}

    record ShowContacts() implements OfPeople {}

    /** Asks who somebody is: names, key, and what the person is to us. */
    record ShowPerson(Choice who) implements OfPeople {}

    /** Asks for the number that we and this person compare. */
    record ShowSafetyNumber(Choice who) implements OfPeople {}

    /** We have compared the number: the contact is verified. */
    record MarkVerified(Choice who) implements OfPeople {}

    /** Hides what this person says. */
    record Block(Choice who) implements OfPeople {}

    record Unblock(Choice who) implements OfPeople {}

    /** Hides what this person says, and takes it all the same. @param time null for no end */
    record Mute(Choice who, @Nullable Duration time) implements OfPeople {
        /** Who wants to hear somebody no more for longer than that does not want an end. */
        public static final Duration MAX_TIME = Duration.ofDays(365);
    }

    record Unmute(Choice who) implements OfPeople {}

    record ShowMuted() implements OfPeople {}

    /** Shows what a stranger has said. */
    record Accept(Choice who) implements OfPeople {}

    record SetRequests(RequestPolicy policy) implements OfPeople {}

    record ShowRequests() implements OfPeople {}

    /** Forgets all lines that wait. */
    record ClearRequests() implements OfPeople {}

    /**
     * Takes this username; answered by {@link ChatEvent.NameSet}. Before the first one, nobody is told that we are
     * here.
     */
    record SetName(String name) implements ChatCommand {}

    /** About private lines of ours that wait. {@link ChatEvent.Answered} answers. */
    sealed interface OfOutbox extends ChatCommand {}

    record ShowOutbox() implements OfOutbox {}

    /** Gives up the line with this number, 1 for the first, in what {@link ShowOutbox} showed last. */
    record DropLine(int number) implements OfOutbox {}

    /** Gives up all lines for this person. */
    record DropLinesTo(Choice who) implements OfOutbox {}

    /** Says that we do not look. @param reason for others; without one, it ends if we are away already */
    record GoAway(String reason) implements ChatCommand {}

    /** We look again. */
    record ComeBack() implements ChatCommand {}

    /** Nobody has used the window for a while, or somebody does again. Nothing answers. */
    record NoteIdle(boolean idle) implements ChatCommand {}

    /** Speaks from here again, and no longer from where Floodchat runs with the same identity too. */
    record TakeOver() implements ChatCommand {}

    /** Enters the network through this address too: {@code HOST:PORT}. */
    record Connect(String address) implements ChatCommand {}

    /**
     * Leaves, once all our lines are handed over; answered by {@link ChatEvent.Left}.
     *
     * @param patience how long to wait for a line to be handed over; each one that is makes the time begin again
     */
    record Leave(Duration patience) implements ChatCommand {}
}
