package floodchat.protocol.chat;

import java.time.Duration;

/** What a person asks for. {@link ChatEvent.Refused} answers a command that can't be carried out. */
public sealed interface ChatCommand {
    /** Says the text to everyone. */
    record Say(String text) implements ChatCommand {}

    /**
     * Says the text to one person alone.
     *
     * @param recipient a name, or a name with digits of the key: {@code bob·3f2a00aa}
     */
    record Tell(String recipient, String text) implements ChatCommand {}

    /**
     * Takes this username; answered by {@link ChatEvent.NameSet}. Before the first one, nobody is told that we are
     * here.
     */
    record SetName(String name) implements ChatCommand {}

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
