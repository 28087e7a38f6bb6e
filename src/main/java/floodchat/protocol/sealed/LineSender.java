package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends our lines: on a session if there is one, otherwise and for every repetition in letters. While a person is
 * blocked, the lines to that person pause. Owned by a {@link SealedCore}.
 */
final class LineSender {
    /** What is too much for them goes with the next repetition. */
    static final int MAX_LETTERS_AT_ONCE = 4;

    private final People people;
    private final PrivateOutbox outbox;
    private final PrekeyDirectory directory;
    private final KeyRequests requests;
    private final Sessions sessions;
    private final AwaitedAnswers awaited;
    private final Receipts receipts;
    private final Saves saves;
    private final PayloadPublisher publisher;
    private final LetterSealer sealer;
    private final Aead aead;
    private @Nullable String name;
    private boolean isLinked;

    LineSender(
            Author self,
            People people,
            PrivateOutbox outbox,
            PrekeyDirectory directory,
            KeyRequests requests,
            Sessions sessions,
            AwaitedAnswers awaited,
            Receipts receipts,
            Saves saves,
            PayloadPublisher publisher,
            SecureRandom secureRandom,
            Aead aead) {
        this.people = people;
        this.outbox = outbox;
        this.directory = directory;
        this.requests = requests;
        this.sessions = sessions;
        this.awaited = awaited;
        this.receipts = receipts;
        this.saves = saves;
        this.publisher = publisher;
        this.sealer = new LetterSealer(self, secureRandom);
        this.aead = aead;
    }

    void nameChanged(String name) {
        this.name = name;
    }

    void linksChanged(boolean linked, SealedContext context) {
        boolean isNew = linked && !isLinked;
        isLinked = linked;
        if (isNew) {
            outbox.conversations().forEach(conversation -> sendDue(conversation, context));
        }
    }

    /** A line is on the disk: it may be sent. */
    void sendNew(PersonKey person, OpenLine line, SealedContext context) {
        Session session = isLinked ? sessions.toSendOn(person, context.nowMs()) : null;
        Conversation conversation = outbox.with(person);
        if (session != null && conversation.line(line.line().id()) == line) {
            sendMessage(conversation, session, line, context);
        } else {
            sendDue(conversation, context);
        }
    }

    private void sendMessage(Conversation conversation, Session session, OpenLine line, SealedContext context) {
        List<Item> items = new ArrayList<>(List.of(line.line()));
        addReceipts(conversation.person(), items, Message.OVERHEAD_BYTES, SealedPayload.SMALL_BYTES);
        sent(conversation, List.of(line), session.seal(items), context);
        startTimer(conversation, context);
    }

    /** The person is no longer blocked: what is due by now goes. */
    void unblocked(PersonKey person, SealedContext context) {
        Conversation conversation = outbox.find(person);
        if (conversation != null) {
            sendDue(conversation, context);
        }
    }

    /** The person may be here: a letter may get through now. */
    void nudge(PersonKey person, SealedContext context) {
        Conversation conversation = outbox.find(person);
        if (conversation != null && !conversation.open().isEmpty() && !people.isBlocked(person)) {
            if (directory.lacksNamed(person)) {
                requests.ask(person, context);
            }
            conversation.nudge(context.nowMs());
            sendDue(conversation, context);
        }
    }

    /** Sends what is due, and has us woken for the rest. */
    void sendDue(Conversation conversation, SealedContext context) {
        if (!isLinked || conversation.isLetterInFlight() || people.isBlocked(conversation.person())) {
            return;
        }
        boolean hasKeys = directory.find(conversation.person()) != null;
        if (conversation.dueMs(context.nowMs(), hasKeys) <= context.nowMs()) {
            if (hasKeys) {
                startLetters(conversation, context);
                return;
            }
            requests.ask(conversation.person(), context);
            conversation.triedWithoutKeys(context.nowMs());
        }
        startTimer(conversation, context);
    }

    private void startTimer(Conversation conversation, SealedContext context) {
        boolean hasKeys = directory.find(conversation.person()) != null;
        long dueMs = conversation.dueMs(context.nowMs(), hasKeys);
        if (dueMs != Conversation.NEVER && !conversation.isLetterInFlight()) {
            context.start(new SealedTimer.Resend(conversation.person()), dueMs - context.nowMs());
        }
    }

    /** The times of the letters go to the disk first: after a restart none is used again. */
    private void startLetters(Conversation conversation, SealedContext context) {
        List<List<OpenLine>> letters = letters(conversation, context);
        List<Long> times = letters.stream().map(_ -> conversation.nextSealedMs(context.wallMs())).toList();
        conversation.letterInFlight();
        StoredChange change = new StoredChange.LastSealed(conversation.person(), times.getLast());
        saves.saveThen(change, context, later -> {
            conversation.letterLanded();
            for (int i = 0; i < letters.size(); i++) {
                sendLetter(conversation, letters.get(i), times.get(i), later);
            }
            sendDue(conversation, later);
        });
    }

    /** New lines make a letter of their own. If a repetition is due, all open lines go together. */
    private List<List<OpenLine>> letters(Conversation conversation, SealedContext context) {
        List<OpenLine> unsent = conversation.unsent();
        List<OpenLine> lines = unsent.isEmpty() || conversation.isRepetitionDue(context.nowMs())
                ? List.copyOf(conversation.open())
                : unsent;
        int reserved = ItemWriter.write(nameItem()).length;
        return Packing.letters(lines, reserved).stream().limit(MAX_LETTERS_AT_ONCE).toList();
    }

    private List<Item> nameItem() {
        return name == null ? List.of() : List.of(new Item.Name(name));
    }

    private void sendLetter(Conversation conversation, List<OpenLine> lines, long sealedMs, SealedContext context) {
        PersonKey person = conversation.person();
        PrekeyBundle bundle = directory.find(person);
        List<OpenLine> open = lines.stream()
                .filter(line -> conversation.line(line.line().id()) == line)
                .toList();
        if (bundle == null || open.isEmpty() || people.isBlocked(person)) {
            return;
        }
        List<Item> items = new ArrayList<>(nameItem());
        open.forEach(line -> items.add(line.line()));
        addReceipts(person, items, Letter.OVERHEAD_BYTES, SealedPayload.MEDIUM_BYTES);
        LetterSealer.Sealed sealed = sealer.seal(bundle, sealedMs, items);
        if (sealed == null) {
            directory.forget(person, context);
            return;
        }
        awaited.add(person, sealed, aead, context.nowMs());
        conversation.letterSent(context.nowMs());
        sent(conversation, open, sealed.payload(), context);
    }

    /** Receipts travel along if the payload does not get larger by them: its size must not tell of them. */
    private void addReceipts(PersonKey person, List<Item> items, int overhead, int smallest) {
        int used = ItemWriter.write(items).length;
        Item.Receipt receipt = receipts.take(person, Packing.receiptsBeside(used, overhead, smallest));
        if (receipt != null) {
            items.add(receipt);
        }
    }

    private void sent(Conversation conversation, List<OpenLine> lines, byte[] payload, SealedContext context) {
        lines.forEach(line -> line.sent(context.nowMs()));
        outbox.published(publisher.publish(payload, context), conversation, lines);
    }
}
