package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Sha256;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Asks for the prekeys of others, and publishes ours when others ask. Owned by a {@link SealedCore}. */
final class KeyRequests {
    /** We ask for the keys of one person at most this often. */
    static final long ASK_EVERY_MS = TimeUnit.MINUTES.toMillis(1);

    /** Those asked answer at different times within this. */
    static final int MAX_ANSWER_DELAY_MS = 2_000;

    /** If a prefix fits more people than this, nobody answers: the answers would be a flood. */
    static final int MAX_ANSWERING_PEOPLE = 32;

    /** We answer at most this often, while nobody comes: asking in a loop gains nothing. */
    static final long ANSWER_EVERY_MS = TimeUnit.MINUTES.toMillis(5);

    /**
     * If somebody has come since, who can't have heard the last answer, at most this often. It is less than the 10 s
     * for which the end of a pipe waits.
     */
    static final long ANSWER_NEWCOMERS_EVERY_MS = TimeUnit.SECONDS.toMillis(5);

    /** For how many people we remember when we asked. */
    static final int MAX_ASKED = 1_024;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final byte[] ownHash;
    private final HashedRoster roster;
    private final OwnPrekeys ownPrekeys;
    private final RandomGenerator random;
    private final Map<PersonKey, Long> askedMs = new LatestMap<>(MAX_ASKED);

    /** When the last answer left, or the next one will. */
    private long answerMs = NEVER;

    private boolean hasNewcomers;

    KeyRequests(Author self, HashedRoster roster, OwnPrekeys ownPrekeys, RandomGenerator random) {
        this.ownHash = Sha256.hash(self.key().bytes());
        this.roster = roster;
        this.ownPrekeys = ownPrekeys;
        this.random = random;
    }

    /** Asks everyone with a similar hash for their prekeys. */
    void ask(PersonKey person, SealedContext context) {
        if (context.nowMs() < askedMs.getOrDefault(person, NEVER) + ASK_EVERY_MS) {
            return;
        }
        askedMs.remove(person);
        askedMs.put(person, context.nowMs());
        context.emit(new SealedEffect.PublishWant(Want.forKeysOf(person, roster).payload()));
    }

    /** Somebody is here of whom we had not heard, or has started again. */
    void newcomer() {
        hasNewcomers = true;
    }

    void heard(byte[] payload, SealedContext context) {
        Want want = Want.read(payload);
        if (want == null) {
            context.refuse(SealedRefusal.MALFORMED);
            return;
        }
        long pauseMs = answerMs + (hasNewcomers ? ANSWER_NEWCOMERS_EVERY_MS : ANSWER_EVERY_MS) - context.nowMs();
        boolean isDue = context.nowMs() < answerMs;
        boolean soonAgain = pauseMs > 0 && !hasNewcomers;
        boolean tooMany = roster.matching(want, MAX_ANSWERING_PEOPLE + 1) > MAX_ANSWERING_PEOPLE;
        if (want.matches(ownHash) && !isDue && !soonAgain && !tooMany) {
            long delayMs = Math.max(random.nextInt(MAX_ANSWER_DELAY_MS + 1), pauseMs);
            answerMs = context.nowMs() + delayMs;
            hasNewcomers = false;
            context.start(new SealedTimer.KeysWanted(), delayMs);
        }
    }

    void answerDue(SealedContext context) {
        ownPrekeys.publish(context);
    }
}
