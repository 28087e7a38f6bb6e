package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the lines that a person types, and publishes them. */
final class OutboundMessages {
    private final Self self;
    private final PeopleFinder finder;
    private final Screening screening;
    private final Outbox outbox;
    private final OwnRun run;
    private final PrivateMessages privateMessages;
    private final OwnAbsence absence;

    OutboundMessages(
            Self self,
            PeopleFinder finder,
            Screening screening,
            Outbox outbox,
            OwnRun run,
            PrivateMessages privateMessages,
            OwnAbsence absence) {
        this.self = self;
        this.finder = finder;
        this.screening = screening;
        this.outbox = outbox;
        this.run = run;
        this.privateMessages = privateMessages;
        this.absence = absence;
    }

    void say(ChatCommand.Say command, ChatContext context) {
        String text = takenText(command, command.text(), context);
        if (text != null && outbox.isFull()) {
            context.refuse(
                    command, "This line was not taken: %,d others wait for a peer already.".formatted(outbox.unsent()));
        } else if (text != null) {
            say(text, context);
        }
    }

    void tell(ChatCommand.Tell command, ChatContext context) {
        String text = takenText(command, command.text(), context);
        Person person = text == null ? null : reader(command, command.recipient(), context);
        if (text != null && person != null) {
            privateMessages.tell(command, person, text, context);
        }
    }

    /** One line for each. All have the same time, so that a front end can show them as one. */
    void tellAll(ChatCommand.TellAll command, ChatContext context) {
        String text = takenText(command, command.text(), context);
        if (text == null) {
            return;
        }
        List<Person> readers = new ArrayList<>();
        for (Choice recipient : command.recipients()) {
            Person reader = reader(command, recipient, context);
            if (reader == null) {
                return;
            }
            readers.add(reader);
        }
        for (Person reader : readers) {
            Choice choice = new Choice(reader.nameWithSuffix(), reader.key());
            privateMessages.tell(new ChatCommand.Tell(choice, text), reader, text, context);
        }
    }

    /** Null if this person can't be written to: then the command is refused. */
    private @Nullable Person reader(ChatCommand command, Choice recipient, ChatContext context) {
        return switch (finder.recipient(recipient, context)) {
            case Recipient.None(String reason) -> {
                context.refuse(command, reason);
                yield null;
            }
            case Recipient.Found(Person person) -> {
                String problem = screening.problemWithWritingTo(person, context);
                if (problem != null) {
                    context.refuse(command, problem);
                }
                yield problem == null ? person : null;
            }
        };
    }

    private void say(String text, ChatContext context) {
        Person from = self.named();
        MessageId id = outbox.nextId();
        Body body = new Body.Say(id.run(), id.sequence(), context.wallMs(), from.name(), text);
        context.show(new ChatEvent.Said(id, from, text, context.now(), true));
        outbox.publishMessage(id, body, context);
    }

    /** The clean text. Null if it can't be published: then the command is refused. */
    private @Nullable String takenText(ChatCommand command, String raw, ChatContext context) {
        String text = Texts.clean(raw);
        String problem = problemWith(text);
        if (problem != null) {
            context.refuse(command, problem);
            return null;
        }
        absence.wroteSomething(context);
        return text;
    }

    private @Nullable String problemWith(String text) {
        if (!self.hasName()) {
            return "Set a username first: type /name and the name. Nobody knows yet that you are here.";
        }
        if (run.isElsewhere()) {
            return "Nothing is sent from here: you run elsewhere too. Type /takeover to speak from here.";
        }
        return Texts.problemWith(text);
    }
}
