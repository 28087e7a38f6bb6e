package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import org.jspecify.annotations.Nullable;

/** Checks the lines that a person types, and publishes them. Owned by a {@link ChatCore}. */
final class OutboundMessages {
    private final Self self;
    private final Members members;
    private final Outbox outbox;

    OutboundMessages(Self self, Members members, Outbox outbox) {
        this.self = self;
        this.members = members;
        this.outbox = outbox;
    }

    void say(ChatCommand.Say command, ChatContext context) {
        String text = Texts.clean(command.text());
        String problem = problemWith(text);
        if (problem != null) {
            context.refuse(command, problem);
            return;
        }
        Person from = self.named();
        MessageId id = outbox.nextId();
        context.show(new ChatEvent.Said(id, from, text, context.now(), true));
        outbox.publishMessage(id, new Body.Say(id.sequence(), context.nowMs(), from.name(), text), context);
    }

    void tell(ChatCommand.Tell command, ChatContext context) {
        String text = Texts.clean(command.text());
        String problem = problemWith(text);
        if (problem != null) {
            context.refuse(command, problem);
            return;
        }
        switch (Recipient.find(command.recipient(), self.named(), members.people())) {
            case Recipient.None(String reason) -> context.refuse(command, reason);
            case Recipient.Found(Person recipient) -> tell(recipient, text, context);
        }
    }

    private void tell(Person to, String text, ChatContext context) {
        Person from = self.named();
        MessageId id = outbox.nextId();
        context.show(new ChatEvent.Told(id, from, to, text, context.now(), true));
        Body body = new Body.Tell(id.sequence(), context.nowMs(), from.name(), to.key(), text);
        outbox.publishMessage(id, body, context);
    }

    private @Nullable String problemWith(String text) {
        if (!self.hasName()) {
            return "Set a username first: type /name and the name. Nobody knows yet that you are here.";
        }
        if (outbox.isFull()) {
            return "This line was not taken: %,d others wait for a peer already.".formatted(outbox.unsent());
        }
        return Texts.problemWith(text);
    }
}
