package floodchat.protocol.chat;

import floodchat.protocol.sealed.SealedTimer;

/** What a {@link ChatCore} waits for. Two equal timers are one. */
public sealed interface ChatTimer {
    /** Announce that we are still here. */
    record Heartbeat() implements ChatTimer {}

    /** Tell newcomers that we are here. */
    record Answer() implements ChatTimer {}

    /** Tell that we are absent, or no longer. */
    record AbsenceDue() implements ChatTimer {}

    /** Remove everyone who has not been heard for too long. */
    record Expiry() implements ChatTimer {}

    /** Look how many heartbeats came. */
    record RateWindow() implements ChatTimer {}

    /** Stop waiting for a missing message of this author. */
    record Gap(String author) implements ChatTimer {}

    /** Show the backlog. */
    record BacklogDue() implements ChatTimer {}

    /** The roster may be shown again. */
    record RosterPause() implements ChatTimer {}

    /** The number of refused payloads may be told again. */
    record RefusalPause() implements ChatTimer {}

    /** Somebody may be muted no longer. */
    record MuteOver() implements ChatTimer {}

    /** What private lines wait for. */
    record Private(SealedTimer timer) implements ChatTimer {}

    /** The person has waited long enough for our lines to be handed over. */
    record Patience() implements ChatTimer {}

    /** The network has had enough time to say goodbye. */
    record Goodbye() implements ChatTimer {}
}
