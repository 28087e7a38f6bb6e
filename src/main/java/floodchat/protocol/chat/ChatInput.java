package floodchat.protocol.chat;

import org.jspecify.annotations.Nullable;

/** What happens to a {@link ChatCore}. */
public sealed interface ChatInput {
    /** The chat begins, under this name or, where it is null, under none yet. The first input. */
    record Started(@Nullable String name) implements ChatInput {}

    /** The person asks for something. */
    record Commanded(ChatCommand command) implements ChatInput {}

    /**
     * The network brought a payload of someone else, for the first time.
     *
     * @param timeMs when it was published by its author's clock, ms since 1970
     * @param earlier true where that was before we came, or while the network was parted
     */
    record Delivered(byte[] payload, long timeMs, boolean earlier) implements ChatInput {}

    /** A published payload was given to at least one other peer. */
    record HandedOver(long ticket) implements ChatInput {}

    /** How we stand in the network. */
    record NetworkChanged(String listening, int links, ChatEvent.Activity activity) implements ChatInput {}

    /** A way into the network did not open; the reason is one clause. */
    record JoinFailed(String address, String reason) implements ChatInput {}

    /** This many messages of the network were lost, because more came than could be taken. */
    record Lagged(long missed) implements ChatInput {}

    /** The network has closed every link. */
    record Stopped() implements ChatInput {}

    record TimerFired(ChatTimer timer) implements ChatInput {}
}
