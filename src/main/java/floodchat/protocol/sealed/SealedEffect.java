package floodchat.protocol.sealed;

/** What a {@link SealedCore} wants done. The owner carries effects out in the order in which they come. */
public sealed interface SealedEffect {
    /**
     * Publish this payload, with the flag for sealed ones; it is kept in the backlog.
     *
     * @param ticket grows by 1 with every publication; {@link SealedInput.HandedOver} brings it back
     */
    record Publish(long ticket, byte[] payload) implements SealedEffect {}

    /** Sign this body as prekeys and publish it. It is ephemeral. */
    record PublishKeys(byte[] body) implements SealedEffect {}

    /** Publish this payload, which is not signed. It is ephemeral. */
    record PublishWant(byte[] payload) implements SealedEffect {}

    /**
     * Write this change to the disk. {@link SealedInput.Saved} says when it is safe.
     *
     * @param ticket grows by 1 with every change
     */
    record Save(long ticket, StoredChange change) implements SealedEffect {}

    /** Tell the chat. */
    record Show(SealedEvent event) implements SealedEffect {}

    /** Fire this timer after this time. A timer that is running already is moved. */
    record StartTimer(SealedTimer timer, long afterMs) implements SealedEffect {}

    /** Something that came was refused. It may be counted and logged. */
    record Refuse(SealedRefusal reason) implements SealedEffect {}
}
