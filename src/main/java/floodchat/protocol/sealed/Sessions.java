package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All sessions, oldest first. They live in memory only. Owned by a {@link SealedCore}. */
final class Sessions {
    /** A session is a day's: who steals the memory reads no more than that. */
    static final long SENDING_MS = TimeUnit.HOURS.toMillis(24);

    /** What was sent at the last moment still arrives. */
    static final long RECEIVING_MS = TimeUnit.HOURS.toMillis(25);

    /** Two for letters that cross, and their predecessors. */
    static final int MAX_PER_PERSON = 4;

    /** Each has up to 256 keys: 64 KiB at most, so 16 MiB in all. */
    static final int MAX_SESSIONS = 256;

    /** After this number of messages without an answer the other side has most likely lost the session. */
    static final int MAX_UNANSWERED = 32;

    private final Aead aead;
    private final Map<Tag, Session> byTag = new HashMap<>();
    private final SequencedSet<Session> sessions = new LinkedHashSet<>();

    Sessions(Aead aead) {
        this.aead = aead;
    }

    /** A letter and its answer make a session. */
    void begin(PersonKey person, Session.Secrets secrets, boolean weWroteTheLetter, SealedContext context) {
        sessions.add(Session.of(person, secrets, weWroteTheLetter, context.nowMs(), aead, byTag));
        List<Session> theirs = of(person);
        if (theirs.size() > MAX_PER_PERSON) {
            drop(theirs.getFirst());
        } else if (sessions.size() > MAX_SESSIONS) {
            drop(sessions.getFirst());
        }
    }

    /** The newest session on which the other side answers; null if there is none. */
    @Nullable Session toSendOn(PersonKey person, long nowMs) {
        return of(person).reversed()
                .stream()
                .filter(session -> session.unanswered() < MAX_UNANSWERED)
                .filter(session -> nowMs < session.bornMs() + SENDING_MS)
                .findFirst()
                .orElse(null);
    }

    /** The session whose next messages have this tag among theirs. */
    @Nullable Session withTag(Tag tag) {
        return byTag.get(tag);
    }

    void dropAllOf(PersonKey person) {
        dropAll(session -> session.person().equals(person));
    }

    void sweep(long nowMs) {
        dropAll(session -> nowMs >= session.bornMs() + RECEIVING_MS);
    }

    int size() {
        return sessions.size();
    }

    /** How many message keys are held. */
    int keys() {
        return byTag.size();
    }

    private List<Session> of(PersonKey person) {
        return sessions.stream().filter(session -> Objects.equals(session.person(), person)).toList();
    }

    private void dropAll(Predicate<Session> which) {
        sessions.stream().filter(which).toList().forEach(this::drop);
    }

    private void drop(Session session) {
        session.erase();
        sessions.remove(session);
    }
}
