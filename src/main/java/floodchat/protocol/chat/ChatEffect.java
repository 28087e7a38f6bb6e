package floodchat.protocol.chat;

import floodchat.protocol.message.DecodedEnvelope;

/** What a {@link ChatCore} wants done, in this order. */
public sealed interface ChatEffect {
    /**
     * Tell every peer.
     *
     * @param ticket grows with every publication; {@link ChatInput.HandedOver} brings it back
     * @param ephemeral true for what is worthless later
     */
    record Publish(long ticket, byte[] payload, boolean ephemeral) implements ChatEffect {}

    /** Enter the network through this well-formed address too. */
    record Join(String address) implements ChatEffect {}

    /** Leave the network, once what was published is on its way. */
    record Stop() implements ChatEffect {}

    /** Tell the front end. */
    record Show(ChatEvent event) implements ChatEffect {}

    /** Fire this timer after so many ms; one that is running already is moved. */
    record StartTimer(ChatTimer timer, long afterMs) implements ChatEffect {}

    /** Use this name at the next start. */
    record RememberName(String name) implements ChatEffect {}

    /** Nothing is to be done: a payload was no message for us, and the log may know. */
    record Reject(DecodedEnvelope.Reason reason) implements ChatEffect {}
}
