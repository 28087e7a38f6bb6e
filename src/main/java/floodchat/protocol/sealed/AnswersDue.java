package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The letters that we answer: those of people whom we answer, each once. That a letter is answered stands on the disk
 * before the answer leaves, so a copy of it tells nobody who answers, also after a restart. Owned by a
 * {@link SealedCore}.
 */
final class AnswersDue {
    /** To how many people an answer is due at once. */
    static final int MAX_DUE = 256;

    /** If the disk is slow. */
    static final long DISK_PAUSE_MS = 1_000;

    private final People people;
    private final Saves saves;
    private final Receipts receipts;
    private final Sessions sessions;
    private final PayloadPublisher publisher;
    private final SecureRandom secureRandom;
    private final Aead aead;
    private final Map<PersonKey, Long> answeredMs;
    private final Map<PersonKey, Due> due = new LinkedHashMap<>();

    /** @param ticket of the change that says that the letter is answered */
    private record Due(LetterOpener.Opened letter, long ticket) {}

    AnswersDue(
            Stored stored,
            People people,
            Saves saves,
            Receipts receipts,
            Sessions sessions,
            PayloadPublisher publisher,
            SecureRandom secureRandom,
            Aead aead) {
        this.people = people;
        this.saves = saves;
        this.receipts = receipts;
        this.sessions = sessions;
        this.publisher = publisher;
        this.secureRandom = secureRandom;
        this.aead = aead;
        this.answeredMs = new HashMap<>(stored.lastAnswered());
    }

    /** Has the letter answered if its author may have an answer. Says whether that is so. */
    boolean consider(LetterOpener.Opened letter, SealedContext context) {
        PersonKey author = letter.author();
        boolean isLatest = letter.sealedMs() > answeredMs.getOrDefault(author, -1L);
        if (!people.isAnswered(author) || !isLatest || due.size() >= MAX_DUE && !isDue(author)) {
            return false;
        }
        answeredMs.put(author, letter.sealedMs());
        long ticket = saves.save(new StoredChange.LastAnswered(author, letter.sealedMs()), context);
        if (due.put(author, new Due(letter, ticket)) == null) {
            context.start(new SealedTimer.AnswerDue(author), receipts.delayMs());
        }
        return true;
    }

    /** Whether an answer to this person waits: it will carry the receipts. */
    boolean isDue(PersonKey person) {
        return due.containsKey(person);
    }

    void timerFired(PersonKey person, SealedContext context) {
        Due waiting = due.get(person);
        if (waiting == null) {
            return;
        }
        if (!people.isAnswered(person)) { // blocked since the letter came
            due.remove(person);
        } else if (saves.isSafe(waiting.ticket)) {
            due.remove(person);
            answer(waiting.letter, context);
        } else {
            context.start(new SealedTimer.AnswerDue(person), DISK_PAUSE_MS);
        }
    }

    private void answer(LetterOpener.Opened letter, SealedContext context) {
        OneUseKey own = new OneUseKey(secureRandom);
        byte[] shared = own.agree(letter.oneUseKey());
        own.erase();
        if (shared == null) {
            context.refuse(SealedRefusal.MALFORMED);
            return;
        }
        List<Item> items = new ArrayList<>();
        Item.Receipt receipt = receipts.take(letter.author(), Item.Receipt.MAX_LINES);
        if (receipt != null) {
            items.add(receipt);
        }
        Answer answer = new Answer(letter.root(), aead);
        byte[] payload = answer.seal(own.publicKey(), items, secureRandom);
        answer.erase();
        Session.Secrets secrets =
                new Session.Secrets(letter.root(), shared, letter.oneUseKey(), own.publicKey());
        sessions.begin(letter.author(), secrets, false, context);
        publisher.publish(payload, context);
        receipts.startTimerIfOwing(letter.author(), context);
    }
}
