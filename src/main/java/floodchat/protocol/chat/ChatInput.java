package floodchat.protocol.chat;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.sealed.Stored;
import org.jspecify.annotations.Nullable;

/** What happens to a {@link ChatCore}. */
public sealed interface ChatInput {
    /**
     * The chat begins. Nothing but {@link ClockSet} comes before.
     *
     * @param identity who we are
     * @param tag the network tag: signatures are made and verified for this network
     * @param lastRun the number of the last run of this identity; 0 if there was none
     * @param name our name, or null if there is none yet
     * @param stored what private lines need, as it is on the disk
     * @param people the contacts, and those whom we blocked
     * @param requests which lines of strangers wait
     */
    record Started(
            Identity identity,
            byte[] tag,
            long lastRun,
            @Nullable String name,
            Stored stored,
            SavedPeople people,
            RequestPolicy requests) implements ChatInput {
        /** Without contacts. */
        public Started(Identity identity, byte[] tag, long lastRun, @Nullable String name, Stored stored) {
            this(identity, tag, lastRun, name, stored, SavedPeople.NONE, RequestPolicy.CROWD);
        }
    }

    /** The number of a run is on disk. */
    record RunSaved(long run) implements ChatInput {}

    /** The number of our run can't be written. @param reason one sentence for the person */
    record RunNotSaved(String reason) implements ChatInput {}

    /** Everything up to the {@link ChatEffect.SavePrivate} with this ticket is safely on the disk. */
    record PrivateSaved(long ticket) implements ChatInput {}

    /**
     * The wall clock was set. People read its time; timers and waits do not follow it.
     *
     * @param wallAheadMs how far it is ahead of the clock of the core from now on, in ms; 0 at the start
     */
    record ClockSet(long wallAheadMs) implements ChatInput {}

    /** The person has given a command. */
    record Commanded(ChatCommand command) implements ChatInput {}

    /**
     * The network has brought a payload for the first time.
     *
     * @param timeMs when its author published it, by the author's clock; ms since 1970
     * @param earlier true if it is backlog: published before we came, or while the network was parted
     */
    record Delivered(byte[] payload, long timeMs, boolean earlier, PayloadKind kind) implements ChatInput {}

    /** At least one other peer was given the payload with this ticket. */
    record HandedOver(long ticket) implements ChatInput {}

    /** How many links we have now. */
    record LinksChanged(int links) implements ChatInput {}

    /** An address that the person told us could not be reached. @param reason one clause */
    record JoinFailed(String address, String reason) implements ChatInput {}

    /** Inputs from the network were lost, because they came faster than we took them. */
    record Lagged(long missed) implements ChatInput {}

    /** The network has closed every link. */
    record Stopped() implements ChatInput {}

    record TimerFired(ChatTimer timer) implements ChatInput {}
}
