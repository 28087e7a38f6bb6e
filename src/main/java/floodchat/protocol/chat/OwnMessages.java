package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.time.Instant;

/**
 * Takes what our own identity has signed and the network brings: lines of earlier runs, which are ours, and signs that
 * Floodchat runs elsewhere with our identity. Owned by an {@link InboundMessages}.
 */
final class OwnMessages {
    private final Self self;
    private final OwnRun run;
    private final Outbox outbox;
    private final OwnPresence presence;
    private final BacklogCollector backlog;

    OwnMessages(Self self, OwnRun run, Outbox outbox, OwnPresence presence, BacklogCollector backlog) {
        this.self = self;
        this.run = run;
        this.outbox = outbox;
        this.presence = presence;
        this.backlog = backlog;
    }

    /** Says once that we run elsewhere too. */
    void noteRun(Body.OfRun body, ChatContext context) {
        if (run.showsAnother(body, outbox.lastSequence(), presence.lastBeat())) {
            context.show(new ChatEvent.RunsElsewhere(name(body)));
        }
    }

    private String name(Body.OfRun body) {
        return switch (body) {
            case Body.OfRun _ when self.hasName() -> self.named().name();
            case Body.Spoken spoken -> spoken.name();
            case Body.Presence theirs -> theirs.name();
            case Body.Leave _ -> "Your identity";
        };
    }

    /** Whether this line was typed here. It was shown then. */
    boolean wasTypedHere(Body.Say say) {
        return outbox.hasSaid(say.run(), say.seq());
    }

    /** Shows a line of ours that was not typed here. @param live whether it was said now, elsewhere */
    void show(Body.Say say, boolean live, ChatContext context) {
        MessageId id = new MessageId(self.key(), say.run(), say.seq());
        Person from = new Person(self.key(), say.name());
        if (live) {
            context.show(new ChatEvent.Said(id, from, say.text(), context.now(), true));
            context.show(new ChatEvent.DeliveryChanged(id, Delivery.SENT));
        } else {
            Instant at = Instant.ofEpochMilli(Math.min(say.at(), context.wallMs()));
            backlog.add(new ChatEvent.Said(id, from, say.text(), at, true), context);
        }
    }
}
