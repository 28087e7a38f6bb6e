package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import org.jspecify.annotations.Nullable;

/** What we tell others. Owned by a {@link ChatCore}. */
final class Speaking {
    private final Self self;
    private final People people;
    private final Outbox outbox;

    Speaking(Self self, People people, Outbox outbox) {
        this.self = self;
        this.people = people;
        this.outbox = outbox;
    }

    void say(ChatCommand.Say command, Turn turn) {
        String text = Texts.clean(command.text());
        String problem = problemWith(text);
        if (problem != null) {
            turn.refuse(command, problem);
            return;
        }
        Person from = self.named();
        MessageId id = outbox.nextId();
        turn.show(new ChatEvent.Said(id, from, text, turn.now(), true));
        outbox.publishMessage(id, new Body.Say(id.sequence(), turn.nowMs(), from.name(), text), turn);
    }

    void tell(ChatCommand.Tell command, Turn turn) {
        String text = Texts.clean(command.text());
        String problem = problemWith(text);
        if (problem != null) {
            turn.refuse(command, problem);
            return;
        }
        switch (Recipient.find(command.recipient(), self.named(), people.members())) {
            case Recipient.None(String reason) -> turn.refuse(command, reason);
            case Recipient.Found(Person recipient) -> tell(recipient, text, turn);
        }
    }

    private void tell(Person to, String text, Turn turn) {
        Person from = self.named();
        MessageId id = outbox.nextId();
        turn.show(new ChatEvent.Told(id, from, to, text, turn.now(), true));
        outbox.publishMessage(id, new Body.Tell(id.sequence(), turn.nowMs(), from.name(), to.key(), text), turn);
    }

    private @Nullable String problemWith(String text) {
        if (!self.hasName()) {
            return "Set a username first, with /name and the name: nobody knows yet that you are here.";
        }
        if (outbox.isFull()) {
            return "This line was not taken: %,d others wait for a peer already.".formatted(outbox.unsent());
        }
        return Texts.problemWith(text);
    }
}
