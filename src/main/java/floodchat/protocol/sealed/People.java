package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Whom we answer: contacts, and those we have written to. Owned by a {@link SealedCore}. */
final class People {
    /** As many people as the chat lists. */
    static final int MAX_RUNS = 20_000;

    private final Saves saves;
    private final Map<PersonKey, Long> runs = new LatestMap<>(MAX_RUNS);
    private final Map<PersonKey, Standing> standings = new HashMap<>();
    private final Set<PersonKey> writtenTo;

    People(Stored stored, Saves saves) {
        this.saves = saves;
        this.writtenTo = new LinkedHashSet<>(stored.writtenTo());
    }

    void standingChanged(PersonKey person, Standing standing) {
        if (standing == Standing.STRANGER) {
            standings.remove(person);
        } else {
            standings.put(person, standing);
        }
    }

    /** What a presence tells about a person's run. */
    enum RunChange {
        NONE,
        /** It is the first that we hear of. */
        FIRST,
        /** There was an earlier one: what was in its memory is lost. */
        RESTARTED
    }

    RunChange runHeard(PersonKey person, long run) {
        Long known = runs.get(person);
        if (known != null && run <= known) {
            return RunChange.NONE;
        }
        runs.put(person, run);
        return known == null ? RunChange.FIRST : RunChange.RESTARTED;
    }

    /** We write to this person. */
    void writeTo(PersonKey person, SealedContext context) {
        if (writtenTo.add(person)) {
            saves.save(new StoredChange.WrittenTo(person), context);
        }
    }

    boolean isBlocked(PersonKey person) {
        return standings.get(person) == Standing.BLOCKED;
    }

    /** Whether this person may learn that we are here and read. Strangers may not: anyone can be one. */
    boolean isAnswered(PersonKey person) {
        return !isBlocked(person) && (standings.get(person) == Standing.CONTACT || writtenTo.contains(person));
    }
}
