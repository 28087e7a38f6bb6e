package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prekeys of others. Those that a person's newest presence names are the right ones, also if they are older: a home
 * may be restored. Otherwise the ones made later are. Owned by a {@link SealedCore}.
 */
final class PrekeyDirectory {
    /** As much as clocks may differ (W18). */
    static final long MAX_AHEAD_MS = TimeUnit.HOURS.toMillis(2);

    /**
     * Prekeys of people whom we do not answer, but whose presence names them: a first line to them leaves at once. Each
     * presence puts its author last among those who are forgotten. 2.6 MiB at most, like those below.
     */
    static final int MAX_NAMED = 1_024;

    /** Prekeys that no presence names. Their owners may be invented, and who is real can be asked again. */
    static final int MAX_UNNAMED = 256;

    /** As many people as the chat lists. */
    static final int MAX_PRESENCES = 20_000;

    private final People people;
    private final Saves saves;
    private final Map<PersonKey, Known> answered = new HashMap<>();
    private final Map<PersonKey, Known> namedOnes = new LatestMap<>(MAX_NAMED);
    private final Map<PersonKey, Known> unnamedOnes = new LatestMap<>(MAX_UNNAMED);
    private final Map<PersonKey, byte[]> named = new LatestMap<>(MAX_PRESENCES);

    PrekeyDirectory(Stored stored, People people, Saves saves) {
        this.people = people;
        this.saves = saves;
        stored.keys().forEach((person, body) -> {
            PrekeyBundle bundle = PrekeyBundle.read(person, body);
            if (bundle != null) {
                answered.put(person, new Known(bundle, null));
            }
        });
    }

    /** @param latest the ones that were made last @param named the ones that a presence named, if others */
    private record Known(PrekeyBundle latest, @Nullable PrekeyBundle named) {
        boolean holds(byte[] hash) {
            return latest.isNamed(hash) || named != null && named.isNamed(hash);
        }
    }

    /** The prekeys to seal a letter to; null if we know none. */
    @Nullable PrekeyBundle find(PersonKey person) {
        Known known = known(person);
        if (known == null) {
            return null;
        }
        byte[] hash = named.get(person);
        PrekeyBundle other = known.named;
        return hash != null && other != null && other.isNamed(hash) ? other : known.latest;
    }

    /** Whether the person's presence names prekeys that we do not know. */
    boolean lacksNamed(PersonKey person) {
        byte[] hash = named.get(person);
        PrekeyBundle found = find(person);
        return hash != null && (found == null || !found.isNamed(hash));
    }

    void presenceNamed(PersonKey person, byte[] hash, SealedContext context) {
        PrekeyBundle before = find(person);
        named.remove(person);
        named.put(person, hash.clone());
        Known known = answered.containsKey(person) ? null : known(person);
        if (known != null) {
            put(person, known);
        }
        saveIfChanged(person, before, context);
    }

    /** Whether the body holds the prekeys that we would use now. */
    boolean heard(PersonKey person, byte[] body, SealedContext context) {
        PrekeyBundle bundle = PrekeyBundle.read(person, body);
        if (bundle == null || bundle.madeMs() > context.wallMs() + MAX_AHEAD_MS) {
            context.refuse(bundle == null ? SealedRefusal.MALFORMED : SealedRefusal.AHEAD);
            return false;
        }
        PrekeyBundle before = find(person);
        put(person, merged(known(person), bundle));
        saveIfChanged(person, before, context);
        PrekeyBundle found = find(person);
        return found != null && found.isNamed(bundle.namedHash());
    }

    /** An older one is of use only if the presence names it, and a later one does not push that out. */
    private Known merged(@Nullable Known known, PrekeyBundle heard) {
        if (known == null) {
            return new Known(heard, null);
        }
        byte[] hash = named.get(heard.owner());
        PrekeyBundle latest = heard.madeMs() > known.latest.madeMs() ? heard : known.latest;
        if (hash != null && heard.isNamed(hash)) {
            return new Known(latest, heard);
        }
        boolean latestIsNamed = hash != null && known.latest.isNamed(hash);
        return new Known(latest, latestIsNamed ? known.latest : known.named);
    }

    /** What we know of a person is kept on the disk from now on if we answer them. */
    void standingChanged(PersonKey person, SealedContext context) {
        Known known = answered.containsKey(person) ? null : known(person);
        if (known != null && people.isAnswered(person)) {
            put(person, known);
            saveIfChanged(person, null, context);
        }
    }

    /** The keys were garbage. */
    void forget(PersonKey person, SealedContext context) {
        namedOnes.remove(person);
        unnamedOnes.remove(person);
        if (answered.remove(person) != null) {
            saves.save(new StoredChange.KeysForgotten(person), context);
        }
    }

    private void saveIfChanged(PersonKey person, @Nullable PrekeyBundle before, SealedContext context) {
        PrekeyBundle now = find(person);
        if (now == null || before != null && now.isNamed(before.namedHash())) {
            return;
        }
        if (answered.containsKey(person)) {
            saves.save(new StoredChange.KeysKept(person, now.body()), context);
        }
    }

    private @Nullable Known known(PersonKey person) {
        return Stream.of(answered, namedOnes, unnamedOnes)
                .map(keys -> keys.get(person))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void put(PersonKey person, Known known) {
        boolean wasNamed = namedOnes.remove(person) != null;
        unnamedOnes.remove(person);
        answered.remove(person);
        byte[] hash = named.get(person);
        if (people.isAnswered(person)) {
            answered.put(person, known);
        } else if (wasNamed || hash != null && known.holds(hash)) {
            namedOnes.put(person, known);
        } else {
            unnamedOnes.put(person, known);
        }
    }
}
