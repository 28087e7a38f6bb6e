package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens what the network brings. A look-up tells messages and answers; only what is large enough for a letter has to be
 * tried. Owned by a {@link SealedCore}.
 */
final class Receiver {
    /** As much as clocks may differ (W18). */
    static final long MAX_AHEAD_MS = PrekeyDirectory.MAX_AHEAD_MS;

    private final Author self;
    private final OwnPrekeys ownPrekeys;
    private final People people;
    private final Sessions sessions;
    private final AwaitedAnswers awaited;
    private final AnswersDue answers;
    private final SeenLines seen;
    private final Receipts receipts;
    private final PrivateOutbox outbox;
    private final TrialQueue queue;
    private final LetterOpener opener;

    Receiver(
            Author self,
            OwnPrekeys ownPrekeys,
            People people,
            Sessions sessions,
            AwaitedAnswers awaited,
            AnswersDue answers,
            SeenLines seen,
            Receipts receipts,
            PrivateOutbox outbox,
            TrialQueue queue) {
        this.self = self;
        this.ownPrekeys = ownPrekeys;
        this.people = people;
        this.sessions = sessions;
        this.awaited = awaited;
        this.answers = answers;
        this.seen = seen;
        this.receipts = receipts;
        this.outbox = outbox;
        this.queue = queue;
        this.opener = new LetterOpener(self);
    }

    void delivered(byte[] payload, SealedContext context) {
        if (!SealedPayload.isOne(payload)) {
            context.refuse(SealedRefusal.MALFORMED);
            return;
        }
        Tag tag = SealedPayload.tag(payload);
        Session session = sessions.withTag(tag);
        AwaitedAnswers.Awaited letter = awaited.withTag(tag);
        if (session != null) {
            message(payload, session, context);
        } else if (letter != null) {
            answer(payload, letter, context);
        } else if (payload.length >= SealedPayload.MEDIUM_BYTES) {
            queue.add(payload, context);
        } else {
            context.refuse(SealedRefusal.NOT_FOR_US);
        }
    }

    private void message(byte[] payload, Session session, SealedContext context) {
        byte[] padded = session.open(payload);
        if (padded == null) {
            context.refuse(SealedRefusal.NOT_OPENED);
            return;
        }
        List<Item> items = ItemReader.read(padded);
        if (items == null) {
            context.refuse(SealedRefusal.MALFORMED);
        } else {
            take(session.person(), items, true, null, context);
        }
    }

    private void answer(byte[] payload, AwaitedAnswers.Awaited letter, SealedContext context) {
        if (people.isBlocked(letter.person())) {
            context.refuse(SealedRefusal.BLOCKED);
            return;
        }
        Answer.Opened opened = letter.answer().open(payload);
        byte[] shared = opened == null ? null : letter.sealed().oneUseKey().agree(opened.oneUseKey());
        if (opened == null || shared == null) {
            context.refuse(SealedRefusal.NOT_OPENED);
            return;
        }
        byte[] ownKey = letter.sealed().oneUseKey().publicKey();
        Session.Secrets secrets =
                new Session.Secrets(letter.sealed().root(), shared, ownKey, opened.oneUseKey());
        sessions.begin(letter.person(), secrets, true, context);
        awaited.remove(letter);
        take(letter.person(), opened.items(), true, null, context);
    }

    /** Tries the next payload of the queue with all living prekeys. */
    void tryNext(SealedContext context) {
        byte[] payload = queue.next(context);
        if (payload == null) {
            return;
        }
        for (OwnPrekey prekey : ownPrekeys.living()) {
            switch (opener.open(payload, prekey)) {
                case LetterOpener.Opened letter -> {
                    letter(letter, context);
                    return;
                }
                case LetterOpener.Refused.FORGED -> {
                    context.refuse(SealedRefusal.NOT_OPENED);
                    return;
                }
                case LetterOpener.Refused.ANOTHERS -> {}
            }
        }
        context.refuse(SealedRefusal.NOT_FOR_US);
    }

    private void letter(LetterOpener.Opened letter, SealedContext context) {
        if (letter.author().equals(self.key())) {
            context.refuse(SealedRefusal.OWN);
        } else if (letter.sealedMs() > context.wallMs() + MAX_AHEAD_MS) {
            context.refuse(SealedRefusal.AHEAD);
        } else if (people.isBlocked(letter.author())) {
            context.refuse(SealedRefusal.BLOCKED);
        } else {
            boolean isAnswered = answers.consider(letter, context);
            take(letter.author(), letter.items(), isAnswered, nameIn(letter.items()), context);
        }
    }

    private static @Nullable String nameIn(List<Item> items) {
        return items.stream()
                .filter(Item.Name.class::isInstance)
                .map(item -> ((Item.Name) item).name())
                .findFirst()
                .orElse(null);
    }

    /** @param inTime whether nobody can have replayed it, so that it may cause a packet */
    private void take(
            PersonKey person, List<Item> items, boolean inTime, @Nullable String name, SealedContext context) {
        if (people.isBlocked(person)) {
            context.refuse(SealedRefusal.BLOCKED);
            return;
        }
        for (Item item : items) {
            switch (item) {
                case Item.Line line -> take(person, line, inTime, name, context);
                case Item.Receipt receipt -> outbox.receipt(person, receipt, context);
                case Item.Name _ -> {}
            }
        }
    }

    private void take(
            PersonKey person, Item.Line line, boolean inTime, @Nullable String name, SealedContext context) {
        switch (seen.check(person, line.id())) {
            case NEW -> {
                long ticket = seen.add(person, line.id(), context);
                receipts.arrived(person, line.id(), inTime);
                context.show(new SealedEvent.LineArrived(person, name, line, ticket));
            }
            case KNOWN -> {
                if (people.isAnswered(person) && seen.isShown(person, line.id())) {
                    receipts.owe(person, line.id(), inTime, context);
                }
            }
            case FORGOTTEN -> context.refuse(SealedRefusal.FORGOTTEN);
        }
    }

    /** The chat has put the line into the timeline. */
    void shown(PersonKey person, LineId id, SealedContext context) {
        seen.shown(person, id, context, later -> {
            if (people.isAnswered(person)) {
                receipts.shown(person, id, later);
            }
        });
    }

    /** The chat had no room for the line. */
    void dropped(PersonKey person, LineId id, SealedContext context) {
        if (seen.dropped(person, id, context)) {
            receipts.dropped(person, id);
        }
    }
}
