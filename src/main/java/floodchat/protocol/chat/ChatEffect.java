package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.sealed.StoredChange;

/** What a {@link ChatCore} wants done. The owner carries effects out in the order in which they come. */
public sealed interface ChatEffect {
    /**
     * Publish a payload to every peer.
     *
     * @param ticket grows by 1 with every publication; {@link ChatInput.HandedOver} brings it back
     */
    record Publish(long ticket, byte[] payload, PayloadKind kind) implements ChatEffect {}

    /** Enter the network through this well-formed address too. */
    record Join(String address) implements ChatEffect {}

    /** Leave the network, once everything that was published is on its way. */
    record Stop() implements ChatEffect {}

    /** Tell the front end. */
    record Show(ChatEvent event) implements ChatEffect {}

    /** Fire this timer after this time. A timer that is running already is moved. */
    record StartTimer(ChatTimer timer, long afterMs) implements ChatEffect {}

    /** Remember this name for the next start. */
    record RememberName(String name) implements ChatEffect {}

    /**
     * Write the number of our run to the disk. {@link ChatInput.RunSaved} or {@link ChatInput.RunNotSaved} answers, and
     * nothing of that run is published before.
     */
    record SaveRun(long run) implements ChatEffect {}

    /**
     * Write this change of what private lines need to the disk. {@link ChatInput.PrivateSaved} says when it is safe.
     *
     * @param ticket grows by 1 with every change
     */
    record SavePrivate(long ticket, StoredChange change) implements ChatEffect {}

    /** Remember these contacts for the next start. */
    record SaveContacts(SavedPeople people) implements ChatEffect {}

    /** The payload that is delivered now is a line of this author. It has not come in another packet before. */
    record Attribute(PersonKey author) implements ChatEffect {}

    /** A payload was refused. Nothing follows from it, but it may be logged. */
    record Reject(Refusal refusal) implements ChatEffect {}
}
