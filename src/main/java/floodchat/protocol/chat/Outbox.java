package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes what we say: numbers and signs our messages, and knows which ones no other peer has yet. Before our run is
 * on disk nothing goes out.
 */
final class Outbox {
    /**
     * How many of our lines may wait for a peer. The network keeps 1,024 packets while it has no link, and 256 more may
     * wait in front of it. More would block the chat.
     */
    static final int MAX_UNSENT_LINES = 1_280;

    private final Self self;
    private final OwnRun run;
    private final Map<Long, MessageId> unsent = new LinkedHashMap<>();

    /** What waits for the run to be on disk; all of it is unsent, too. */
    private final List<ChatEffect.Publish> held = new ArrayList<>();

    /** The last number of each run of this core. A person begins a new one by hand, so there are few. */
    private final Map<Long, Long> lastSequences = new HashMap<>();

    private long lastTicket;

    Outbox(Self self, OwnRun run) {
        this.self = self;
        this.run = run;
    }

    /** The run is on disk: what has waited for that goes out. */
    void runSaved(ChatContext context) {
        held.forEach(context::emit);
        held.clear();
    }

    /** The number before our first unsent message. A peer that learns of us now waits for the one after it. */
    long lastSentSequence() {
        return unsent.values()
                .stream()
                .filter(id -> id.run() == run.number())
                .mapToLong(MessageId::sequence)
                .min()
                .orElse(lastSequence() + 1)
                - 1;
    }

    MessageId nextId() {
        return new MessageId(self.key(), run.number(), lastSequences.merge(run.number(), 1L, Long::sum));
    }

    /** The highest number of our run that we have used; 0 for none. */
    long lastSequence() {
        return lastSequences.getOrDefault(run.number(), 0L);
    }

    /** Whether we have said the message with this number here. */
    boolean hasSaid(long ofRun, long sequence) {
        return sequence <= lastSequences.getOrDefault(ofRun, 0L);
    }

    /** Publishes a message. From now on {@link ChatEvent.DeliveryChanged} shows how far it has come. */
    void publishMessage(MessageId id, Body body, ChatContext context) {
        ChatEffect.Publish publication = publication(self.sign(body), PayloadKind.KEPT);
        unsent.put(publication.ticket(), id);
        if (run.isSaved()) {
            context.emit(publication);
        } else {
            held.add(publication);
        }
        context.show(new ChatEvent.DeliveryChanged(id, Delivery.QUEUED));
    }

    /** Publishes what is worthless later. Without a link, or before the run is on disk, it is dropped. */
    void publishEphemeral(Body body, ChatContext context) {
        if (run.isSaved()) {
            publish(self.sign(body), PayloadKind.EPHEMERAL, context);
        }
    }

    /** Publishes bytes that may go at once. Returns the ticket. */
    long publish(byte[] payload, PayloadKind kind, ChatContext context) {
        context.emit(publication(payload, kind));
        return lastTicket;
    }

    private ChatEffect.Publish publication(byte[] payload, PayloadKind kind) {
        return new ChatEffect.Publish(++lastTicket, payload, kind);
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
