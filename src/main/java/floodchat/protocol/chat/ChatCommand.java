package floodchat.protocol.chat;

import java.time.Duration;

/** What a person asks for. What can't be done is answered by {@link ChatEvent.Refused}. */
public sealed interface ChatCommand {
    /** Says the text to everyone. */
    record Say(String text) implements ChatCommand {}

    /**
     * Says the text to one person alone.
     *
     * @param recipient a name, or a name with suffix ({@code bob·3f2a}) where two people share it
     */
    record Tell(String recipient, String text) implements ChatCommand {}

    /** Takes this username; answered by {@link ChatEvent.NameSet}. Until the first one nobody is told that we are here. */
    record SetName(String name) implements ChatCommand {}

    /** Enters the network through this address too: {@code host:port}. */
    record Connect(String address) implements ChatCommand {}

    /**
     * Leaves: waits until what was said is handed to a peer, but no longer than this since the last message was; answered by
     * {@link ChatEvent.Left}.
     */
    record Leave(Duration patience) implements ChatCommand {}
}
