package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;

/** What a {@link SealedCore} waits for. Two equal timers are one. */
public sealed interface SealedTimer {
    /** Look for what has become too old. */
    record Sweep() implements SealedTimer {}

    /** Try the next payload that waits for an opening. */
    record Trial() implements SealedTimer {}

    /** Publish our prekeys, which somebody asked for. */
    record KeysWanted() implements SealedTimer {}

    /** Answer the newest letter of this person. */
    record AnswerDue(PersonKey person) implements SealedTimer {}

    /** Tell this person which lines we have shown. */
    record ReceiptsDue(PersonKey person) implements SealedTimer {}

    /** Send the open lines to this person again. */
    record Resend(PersonKey person) implements SealedTimer {}
}
