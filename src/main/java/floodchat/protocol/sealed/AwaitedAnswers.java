package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What we keep of our letters in case of an answer, oldest first. In memory only. Owned by a {@link SealedCore}. */
final class AwaitedAnswers {
    /** As many letters as are sealed to somebody who is away for a day and a half. */
    static final int MAX_PER_PERSON = 16;

    static final int MAX_LETTERS = 256;

    /** A letter may wait in a backlog for 24 h before its answer is made. The rest is for clocks and the way back. */
    static final long KEPT_MS = TimeUnit.HOURS.toMillis(25);

    private final Map<Tag, Awaited> awaited = new LinkedHashMap<>();

    /** @param sealed of the letter @param sentMs by the clock that never goes back */
    record Awaited(PersonKey person, LetterSealer.Sealed sealed, Answer answer, long sentMs) {
        private void erase() {
            answer.erase();
            sealed.oneUseKey().erase();
            Bytes.erase(sealed.root());
        }
    }

    void add(PersonKey person, LetterSealer.Sealed sealed, Aead aead, long nowMs) {
        Answer answer = new Answer(sealed.root(), aead);
        awaited.put(answer.tag(), new Awaited(person, sealed, answer, nowMs));
        if (awaited.values().stream().filter(one -> one.person.equals(person)).count() > MAX_PER_PERSON) {
            dropFirst(person);
        } else if (awaited.size() > MAX_LETTERS) {
            dropFirst(null);
        }
    }

    @Nullable Awaited withTag(Tag tag) {
        return awaited.get(tag);
    }

    /** The letter was answered. A copy of the answer finds nothing. */
    void remove(Awaited answered) {
        awaited.remove(answered.answer.tag());
        answered.erase();
    }

    void sweep(long nowMs) {
        awaited.values().removeIf(one -> {
            boolean isOld = nowMs >= one.sentMs + KEPT_MS;
            if (isOld) {
                one.erase();
            }
            return isOld;
        });
    }

    int size() {
        return awaited.size();
    }

    /** @param person null for anyone */
    private void dropFirst(@Nullable PersonKey person) {
        Iterator<Awaited> all = awaited.values().iterator();
        while (all.hasNext()) {
            Awaited one = all.next();
            if (person == null || one.person.equals(person)) {
                one.erase();
                all.remove();
                return;
            }
        }
    }
}
