package floodchat.protocol.sealed;

/** Numbers what is published. Owned by a {@link SealedCore}. */
final class PayloadPublisher {
    private long lastTicket;

    /** Returns the ticket. */
    long publish(byte[] payload, SealedContext context) {
        context.emit(new SealedEffect.Publish(++lastTicket, payload));
        return lastTicket;
    }
}
