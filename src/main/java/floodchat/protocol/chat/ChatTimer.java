package floodchat.protocol.chat;

/** What a {@link ChatCore} waits for; two equal timers are one. */
public sealed interface ChatTimer {
    /** Give a sign of life. */
    record Heartbeat() implements ChatTimer {}

    /** Tell a newcomer that we are here. */
    record Answer() implements ChatTimer {}

    /** Look who has not been heard for too long. */
    record Expiry() implements ChatTimer {}

    /** What this author said is shown now, even where something before it is missing. */
    record Gap(String author) implements ChatTimer {}

    /** Show what was said earlier. */
    record EarlierDue() implements ChatTimer {}

    /** Show the roster again. */
    record RosterPause() implements ChatTimer {}

    /** The person does not want to wait any longer for what was not handed over. */
    record Patience() implements ChatTimer {}

    /** The network had its time to say goodbye. */
    record Goodbye() implements ChatTimer {}
}
