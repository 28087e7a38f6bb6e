package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;

/** Publishes what we say: numbers our messages, and knows which ones no other peer has yet. */
final class Outbox {
    /**
     * How many of our lines may wait for a peer. The network keeps 1,024 packets while it has no link, and 256 more may
     * wait in front of it. More would block the chat.
     */
    static final int MAX_UNSENT_LINES = 1_280;

    private final String author;
    private final Map<Long, MessageId> unsent = new LinkedHashMap<>();
    private long lastTicket;
    private long lastSequence;

    Outbox(String author) {
        this.author = author;
    }

    /** The number before our first unsent message. A peer that learns of us now waits for the one after it. */
    long lastSentSequence() {
        return unsent.values().stream().mapToLong(MessageId::sequence).min().orElse(lastSequence + 1) - 1;
    }

    MessageId nextId() {
        return new MessageId(author, ++lastSequence);
    }

    /** Publishes a message. From now on {@link ChatEvent.DeliveryChanged} shows how far it has come. */
    void publishMessage(MessageId id, Body body, ChatContext context) {
        unsent.put(publish(body, false, context), id);
        context.show(new ChatEvent.DeliveryChanged(id, Delivery.QUEUED));
    }

    /** Publishes what is worthless later. Without a link it is dropped. */
    void publishEphemeral(Body body, ChatContext context) {
        publish(body, true, context);
    }

    private long publish(Body body, boolean ephemeral, ChatContext context) {
        long ticket = ++lastTicket;
        context.emit(new ChatEffect.Publish(ticket, new Envelope(author, body).encode(), ephemeral));
        return ticket;
    }

    void handedOver(long ticket, ChatContext context) {
        MessageId id = unsent.remove(ticket);
        if (id != null) {
            context.show(new ChatEvent.DeliveryChanged(id, Delivery.SENT));
        }
    }

    boolean isFull() {
        return unsent.size() >= MAX_UNSENT_LINES;
    }

    /** How many of our lines no other peer has been given, as far as we know. */
    int unsent() {
        return unsent.size();
    }

    /** Forgets what is unsent, if the network will not tell any more what became of it. */
    void forgetUnsent() {
        unsent.clear();
    }
}
