package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;

/** What we publish: numbers our messages, and knows which ones no other peer has yet. Owned by a {@link ChatCore}. */
final class Outbox {
    /** What the network keeps without a link (1,024 packets), and as many as may wait for it (256); a further line is refused. */
    static final int MAX_UNSENT = 1_280;

    private final String author;
    private final Map<Long, MessageId> unsent = new LinkedHashMap<>();
    private long lastTicket;
    private long lastSequence;

    Outbox(String author) {
        this.author = author;
    }

    /** The number of the last message that others may have: whoever learns of us now can await the next one. */
    long lastSentSequence() {
        return unsent.values().stream().mapToLong(MessageId::sequence).min().orElse(lastSequence + 1) - 1;
    }

    MessageId nextId() {
        return new MessageId(author, ++lastSequence);
    }

    /** Publishes a message, and shows from now on how far it has come. */
    void publishMessage(MessageId id, Body body, ChatContext context) {
        unsent.put(publish(body, false, context), id);
        context.show(new ChatEvent.DeliveryChanged(id, Delivery.QUEUED));
    }

    /** Publishes what is worthless later. */
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
        return unsent.size() >= MAX_UNSENT;
    }

    /** How many of our messages no other peer has been given, as far as we know. */
    int unsent() {
        return unsent.size();
    }

    /** Nothing more will be heard of what was published so far. */
    void forgetUnsent() {
        unsent.clear();
    }
}
