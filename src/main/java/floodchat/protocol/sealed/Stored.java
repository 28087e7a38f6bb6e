package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SealedCore} finds on the disk when it starts: the sum of all changes. A store reads its changes,
 * applies them here, and may then replace its file by the shorter {@link #changes}. Confined to one thread.
 */
public final class Stored {
    private List<StoredPrekey> ownPrekeys = List.of();
    private final Map<PersonKey, Map<LineId, Item.Line>> lines = new LinkedHashMap<>();

    /** Of people for whom lines wait. Files of earlier versions have none. */
    private final Map<PersonKey, String> names = new LinkedHashMap<>();

    private final Set<PersonKey> writtenTo = new LinkedHashSet<>();
    private final Map<PersonKey, Long> lastSealed = new LinkedHashMap<>();
    private final Map<PersonKey, Long> lastAnswered = new LinkedHashMap<>();
    private final Map<PersonKey, NavigableMap<LineId, Boolean>> seen = new LinkedHashMap<>();
    private final Map<PersonKey, LineId> floors = new LinkedHashMap<>();
    private final Map<PersonKey, byte[]> keys = new LinkedHashMap<>();

    /** The sum of these changes. */
    public static Stored of(List<StoredChange> changes) {
        Stored stored = new Stored();
        changes.forEach(stored::apply);
        return stored;
    }

    public void apply(StoredChange change) {
        switch (change) {
            case StoredChange.OwnPrekeys(List<StoredPrekey> prekeys) -> ownPrekeys = prekeys;
            case StoredChange.LineAdded(PersonKey to, Item.Line line) ->
                lines.computeIfAbsent(to, _ -> new LinkedHashMap<>()).put(line.id(), line);
            case StoredChange.LineRemoved(PersonKey to, LineId id) -> removeLine(to, id);
            case StoredChange.RecipientNamed(PersonKey person, String name) -> {
                if (lines.containsKey(person)) {
                    names.put(person, name);
                }
            }
            case StoredChange.WrittenTo(PersonKey person) -> writtenTo.add(person);
            case StoredChange.LastSealed(PersonKey to, long sealedMs) -> lastSealed.put(to, sealedMs);
            case StoredChange.LastAnswered(PersonKey author, long sealedMs) -> lastAnswered.put(author, sealedMs);
            case StoredChange.Seen(PersonKey author, LineId id, boolean shown) ->
                seen.computeIfAbsent(author, _ -> new TreeMap<>()).put(id, shown);
            case StoredChange.SeenDropped(PersonKey author, LineId id) -> removeSeen(author, id);
            case StoredChange.FloorRaised(PersonKey author, LineId floor) -> raiseFloor(author, floor);
            case StoredChange.AuthorForgotten(PersonKey author) -> {
                seen.remove(author);
                floors.remove(author);
            }
            case StoredChange.KeysKept(PersonKey person, byte[] body) -> keys.put(person, body);
            case StoredChange.KeysForgotten(PersonKey person) -> keys.remove(person);
        }
    }

    private void removeLine(PersonKey to, LineId id) {
        Map<LineId, Item.Line> open = lines.get(to);
        if (open != null && open.remove(id) != null && open.isEmpty()) {
            lines.remove(to);
            names.remove(to);
        }
    }

    private void removeSeen(PersonKey author, LineId id) {
        NavigableMap<LineId, Boolean> ids = seen.get(author);
        if (ids != null && ids.remove(id) != null && ids.isEmpty()) {
            seen.remove(author);
        }
    }

    private void raiseFloor(PersonKey author, LineId floor) {
        floors.put(author, floor);
        NavigableMap<LineId, Boolean> ids = seen.get(author);
        if (ids != null) {
            ids.headMap(floor, true).clear();
        }
    }

    /**
     * Forgets the lines that arrived and were not shown, so that they may come again. For those who keep what is not
     * shown in memory alone: after a restart nothing is left of it.
     */
    public void forgetUnshown() {
        seen.values().forEach(lines -> lines.values().removeIf(shown -> !shown));
        seen.values().removeIf(NavigableMap::isEmpty);
    }

    /** The shortest list of changes that gives the same. */
    public List<StoredChange> changes() {
        List<StoredChange> changes = new ArrayList<>();
        changes.add(new StoredChange.OwnPrekeys(ownPrekeys));
        lines.forEach((to, open) -> open.values().forEach(line -> changes.add(new StoredChange.LineAdded(to, line))));
        names.forEach((person, name) -> changes.add(new StoredChange.RecipientNamed(person, name)));
        writtenTo.forEach(person -> changes.add(new StoredChange.WrittenTo(person)));
        lastSealed.forEach((to, ms) -> changes.add(new StoredChange.LastSealed(to, ms)));
        lastAnswered.forEach((author, ms) -> changes.add(new StoredChange.LastAnswered(author, ms)));
        floors.forEach((author, floor) -> changes.add(new StoredChange.FloorRaised(author, floor)));
        seen.forEach(
                (author, ids) -> ids.forEach((id, shown) -> changes.add(new StoredChange.Seen(author, id, shown))));
        keys.forEach((person, body) -> changes.add(new StoredChange.KeysKept(person, body)));
        return changes;
    }

    /** How many lines of ours wait for each person. */
    public Map<PersonKey, Integer> openLines() {
        Map<PersonKey, Integer> counts = new LinkedHashMap<>();
        lines.forEach((person, open) -> counts.put(person, open.size()));
        return counts;
    }

    /** What those are called for whom lines wait, as far as the file says it. */
    public Map<PersonKey, String> names() {
        return names;
    }

    List<StoredPrekey> ownPrekeys() {
        return ownPrekeys;
    }

    Map<PersonKey, Map<LineId, Item.Line>> lines() {
        return lines;
    }

    /** Everybody whom we have written to. */
    public Set<PersonKey> writtenTo() {
        return writtenTo;
    }

    Map<PersonKey, Long> lastSealed() {
        return lastSealed;
    }

    Map<PersonKey, Long> lastAnswered() {
        return lastAnswered;
    }

    Map<PersonKey, NavigableMap<LineId, Boolean>> seen() {
        return seen;
    }

    @Nullable LineId floor(PersonKey author) {
        return floors.get(author);
    }

    Set<PersonKey> authorsWithFloor() {
        return floors.keySet();
    }

    Map<PersonKey, byte[]> keys() {
        return keys;
    }
}
