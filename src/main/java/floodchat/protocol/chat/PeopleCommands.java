package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.identity.SafetyNumber;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Obeys the commands about people: contacts, verification, blocks, mutes and requests. Owned by a {@link ChatCore}. */
final class PeopleCommands {
    private final Self self;
    private final Contacts contacts;
    private final Requests requests;
    private final PeopleFinder finder;
    private final PersonLabels labels;
    private final PersonWords words;

    PeopleCommands(
            Self self,
            Members members,
            Contacts contacts,
            Requests requests,
            PeopleFinder finder,
            PersonLabels labels) {
        this.self = self;
        this.contacts = contacts;
        this.requests = requests;
        this.finder = finder;
        this.labels = labels;
        this.words = new PersonWords(members, contacts, labels);
    }

    void start(SavedPeople saved, RequestPolicy policy, ChatContext context) {
        contacts.start(saved, context);
        requests.setPolicy(policy, context);
    }

    void obey(ChatCommand.OfPeople command, ChatContext context) {
        switch (command) {
            case ChatCommand.AddContact add -> add(add, context);
            case ChatCommand.RenameContact rename -> rename(rename, context);
            case ChatCommand.RemoveContact remove -> remove(remove, context);
            case ChatCommand.ShowContacts _ -> answer(words.contacts(), context);
            case ChatCommand.ShowPerson show -> show(show, context);
            case ChatCommand.ShowSafetyNumber show -> showNumber(show, context);
            case ChatCommand.MarkVerified mark -> verify(mark, context);
            case ChatCommand.Block block -> block(block, context);
            case ChatCommand.Unblock unblock -> unblock(unblock, context);
            case ChatCommand.Mute mute -> mute(mute, context);
            case ChatCommand.Unmute unmute -> unmute(unmute, context);
            case ChatCommand.ShowMuted _ -> answer(words.muted(context.wallMs()), context);
            case ChatCommand.Accept accept -> accept(accept, context);
            case ChatCommand.SetRequests set -> setRequests(set.policy(), context);
            case ChatCommand.ShowRequests _ ->
                answer(words.requests(requests.policy(), requests.waiting(), requests.leftOut()), context);
            case ChatCommand.ClearRequests _ -> clearRequests(context);
        }
    }

    private void add(ChatCommand.AddContact command, ChatContext context) {
        Person person = found(finder.anyone(command.who(), context), command, context);
        if (person == null) {
            return;
        }
        String name = Names.normalize(command.name() == null ? person.name() : command.name());
        Contact before = contacts.contact(person.key());
        String problem = before == null
                ? contacts.isFull()
                        ? "You have %,d contacts; remove one first.".formatted(Contacts.MAX_CONTACTS)
                        : problemWith(name, person.key())
                : before.label() + " is a contact already; /contact rename changes the name.";
        if (problem != null) {
            context.refuse(command, problem);
            return;
        }
        Contact contact = new Contact(person.key(), name, false, context.wallMs());
        String label = labels.of(person);
        contacts.put(contact, context);
        requests.accept(person.key(), context);
        answer("%s is your contact now: %s. /verify shows the number to compare."
                .formatted(label, contact.label()), context);
    }

    private void rename(ChatCommand.RenameContact command, ChatContext context) {
        Contact contact = contact(command.who(), command, context);
        if (contact == null) {
            return;
        }
        String name = Names.normalize(command.name());
        String problem = problemWith(name, contact.key());
        if (problem == null) {
            Contact renamed = contact.named(name);
            contacts.put(renamed, context);
            answer("You call %s %s now.".formatted(contact.label(), renamed.label()), context);
        } else {
            context.refuse(command, problem);
        }
    }

    /** Null if this may be our name for this key. Names that look alike would make contacts lose their use. */
    private @Nullable String problemWith(String name, String key) {
        String problem = Names.problemWith(name);
        if (problem != null) {
            return problem;
        }
        if (self.hasName() && Names.looksLike(self.named().name(), name)) {
            return "\"" + name + "\" is like your own name: write another one behind it.";
        }
        Contact alike = contacts.lookalike(name);
        return alike == null || alike.key().equals(key)
                ? null
                : "\"%s\" is like the name of your contact %s: write another one behind it."
                        .formatted(name, alike.label());
    }

    private void remove(ChatCommand.RemoveContact command, ChatContext context) {
        Contact contact = contact(command.who(), command, context);
        if (contact != null) {
            contacts.remove(contact.key(), context);
            answer(contact.label() + " is not your contact any more.", context);
        }
    }

    private void show(ChatCommand.ShowPerson command, ChatContext context) {
        if (isOurselves(command.who())) {
            answer(PersonWords.ourselves(self.named()), context);
            return;
        }
        Person person = found(finder.anyone(command.who(), context), command, context);
        if (person != null) {
            answer(words.card(person, context.nowMs(), context.wallMs()), context);
        }
    }

    private boolean isOurselves(Choice who) {
        return self.hasName()
                && (self.key().equals(who.key())
                        || who.key() == null && contacts.lookalike(who.typed()) == null
                                && NameLookup.find(who.typed(), self.named(), List.of(), List.of()).size() == 1);
    }

    private void showNumber(ChatCommand.ShowSafetyNumber command, ChatContext context) {
        Person person = found(finder.anyone(command.who(), context), command, context);
        if (person != null) {
            answer(words.safetyNumber(person, number(person.key())), context);
        }
    }

    private String number(String key) {
        PersonKey other = PersonKey.of(HexFormat.of().parseHex(key));
        if (other == null) {
            throw new IllegalStateException("a person without a key: " + key);
        }
        return SafetyNumber.of(self.personKey(), other);
    }

    private void verify(ChatCommand.MarkVerified command, ChatContext context) {
        Person person = found(finder.anyone(command.who(), context), command, context);
        if (person == null) {
            return;
        }
        Contact contact = contacts.contact(person.key());
        if (contact == null) {
            context.refuse(command, "Only a contact can be verified: type /contact add and the name first.");
        } else if (contact.verified()) {
            answer(contact.label() + " is verified already.", context);
        } else {
            contacts.put(contact.asVerified(), context);
            answer(contact.name() + " is verified: " + contact.asVerified().label() + ".", context);
        }
    }

    private void block(ChatCommand.Block command, ChatContext context) {
        Person person = found(finder.anyone(command.who(), context), command, context);
        if (person == null) {
            return;
        }
        if (contacts.isBlocked(person.key())) {
            answer(labels.of(person) + " is blocked already.", context);
        } else if (contacts.areTooManyBlocked()) {
            context.refuse(command, "You have blocked %,d people; unblock one first, or type /requests on."
                    .formatted(Contacts.MAX_BLOCKED));
        } else {
            contacts.block(person, context);
            requests.drop(person.key(), context);
            answer("You see nothing more of %s, who does not learn of it. /unblock ends that."
                    .formatted(labels.of(person)), context);
        }
    }

    private void unblock(ChatCommand.Unblock command, ChatContext context) {
        Recipient blocked = finder.among(command.who(), contacts.blockedPeople(), "%s is not blocked.", context);
        Person person = found(blocked, command, context);
        if (person != null) {
            int hidden = contacts.blockedLines(person.key());
            contacts.unblock(person.key(), context);
            answer("%s is not blocked any more.%s What they wrote to you alone meanwhile may still come.".formatted(
                    labels.of(person), hidden == 0 ? "" : " " + PersonWords.hidden(hidden)), context);
        }
    }

    private void mute(ChatCommand.Mute command, ChatContext context) {
        Person person = found(finder.anyone(command.who(), context), command, context);
        if (person == null) {
            return;
        }
        Mutes mutes = contacts.mutes();
        if (contacts.isBlocked(person.key())) {
            context.refuse(command, "You blocked %s, and see nothing of them. /unblock comes first."
                    .formatted(labels.of(person)));
        } else if (mutes.isFull() && !mutes.isMuted(person.key())) {
            context.refuse(command, "You have muted %,d people; /unmute one first.".formatted(Mutes.MAX_MUTED));
        } else {
            Muted mute = Muted.of(person, command.time(), context.wallMs());
            String label = labels.of(person);
            contacts.mute(mute, context);
            requests.drop(person.key(), context);
            answer("What %s says is hidden %s; %s does not learn this. /unmute ends it."
                    .formatted(label, PersonWords.end(mute, context.wallMs()), label), context);
        }
    }

    private void unmute(ChatCommand.Unmute command, ChatContext context) {
        Recipient muted = finder.among(command.who(), contacts.mutedPeople(), "%s is not muted.", context);
        Person person = found(muted, command, context);
        if (person != null) {
            answer(endOfMute(person, context), context);
        }
    }

    /** The time of somebody may be over, or the wall clock was set. */
    void endMutes(ChatContext context) {
        for (Muted mute : contacts.mutes().over(context)) {
            context.show(new ChatEvent.Noticed(endOfMute(mute.person(), context)));
        }
        contacts.mutes().startTimer(context);
    }

    private String endOfMute(Person person, ChatContext context) {
        int hidden = contacts.mutes().hiddenLines(person.key());
        contacts.unmute(person.key(), context);
        return "%s is not muted any more.%s".formatted(
                labels.of(person), hidden == 0 ? "" : " " + PersonWords.hidden(hidden));
    }

    private void accept(ChatCommand.Accept command, ChatContext context) {
        Recipient waiting = finder.among(command.who(), requests.people(), "No line of %s waits.", context);
        Person person = found(waiting, command, context);
        if (person != null) {
            answer("What " + labels.of(person) + " says to you is shown from now on. It begins with what waited:",
                    context);
            requests.accept(person.key(), context);
        }
    }

    private void setRequests(RequestPolicy policy, ChatContext context) {
        requests.setPolicy(policy, context);
        answer(PersonWords.policy(policy), context);
    }

    private void clearRequests(ChatContext context) {
        int people = requests.waiting().size();
        requests.clear(context);
        answer(people == 0 ? "No request waits." : "The requests are gone. Who writes again waits again.", context);
    }

    private @Nullable Contact contact(Choice who, ChatCommand command, ChatContext context) {
        Person person = found(finder.anyone(who, context), command, context);
        Contact contact = person == null ? null : contacts.contact(person.key());
        if (person != null && contact == null) {
            context.refuse(command, labels.of(person) + " is not a contact of yours.");
        }
        return contact;
    }

    private static @Nullable Person found(Recipient recipient, ChatCommand command, ChatContext context) {
        return switch (recipient) {
            case Recipient.Found(Person person) -> person;
            case Recipient.None none -> {
                context.refuse(command, none.equals(Recipient.SELF) ? "That is you." : none.reason());
                yield null;
            }
        };
    }

    private static void answer(String sentence, ChatContext context) {
        answer(List.of(sentence), context);
    }

    private static void answer(List<String> sentences, ChatContext context) {
        context.show(new ChatEvent.Answered(new ArrayList<>(sentences)));
    }
}
