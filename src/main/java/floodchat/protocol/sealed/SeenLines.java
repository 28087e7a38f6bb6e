package floodchat.protocol.sealed;

import floodchat.protocol.identity.PersonKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of others have arrived, so that none is shown twice. What is forgotten leaves a floor: a line below it is
 * refused, since it may have been shown. Owned by a {@link SealedCore}.
 */
final class SeenLines {
    /** Lines stay in an outbox for 7 days. This is a line every 2.5 min, day and night. */
    static final int MAX_PER_AUTHOR = 4_096;

    /** About 6 MiB. */
    static final int MAX_LINES = 65_536;

    /** Keys are free, so strangers must not fill the disk. Those whom we answer are forgotten last. */
    static final int MAX_AUTHORS = 4_096;

    private final Map<PersonKey, LinesOf> authors = new LinkedHashMap<>(16, 0.75f, true);
    private final People people;
    private final Saves saves;
    private int total;

    /** The lines of one author. */
    private static final class LinesOf {
        private final NavigableMap<LineId, Boolean> shown = new TreeMap<>();
        private @Nullable LineId floor;
    }

    /** What we know of a line. */
    enum Verdict {
        NEW,
        /** It has arrived before. */
        KNOWN,
        /** It is so old that nobody knows. */
        FORGOTTEN
    }

    SeenLines(Stored stored, People people, Saves saves) {
        this.people = people;
        this.saves = saves;
        stored.authorsWithFloor().forEach(person -> author(person).floor = stored.floor(person));
        stored.seen().forEach((person, lines) -> {
            author(person).shown.putAll(lines);
            total += lines.size();
        });
    }

    Verdict check(PersonKey person, LineId id) {
        LinesOf author = authors.get(person);
        if (author == null) {
            return Verdict.NEW;
        }
        if (author.floor != null && id.compareTo(author.floor) <= 0) {
            return Verdict.FORGOTTEN;
        }
        return author.shown.containsKey(id) ? Verdict.KNOWN : Verdict.NEW;
    }

    boolean isShown(PersonKey person, LineId id) {
        LinesOf author = authors.get(person);
        return author != null && author.shown.getOrDefault(id, false);
    }

    /** A new line has arrived. Returns the ticket of the change that says so. */
    long add(PersonKey person, LineId id, SealedContext context) {
        LinesOf author = author(person);
        author.shown.put(id, false);
        total++;
        long ticket = saves.save(new StoredChange.Seen(person, id, false), context);
        forgetSome(person, author, context);
        return ticket;
    }

    /** A line that arrived stands in the timeline. The rest follows when that is on the disk. */
    void shown(PersonKey person, LineId id, SealedContext context, Consumer<SealedContext> then) {
        LinesOf author = authors.get(person);
        if (author != null && Boolean.FALSE.equals(author.shown.get(id))) {
            author.shown.put(id, true);
            saves.saveThen(new StoredChange.Seen(person, id, true), context, then);
        }
    }

    /** A line that arrived is not kept: it may come again. Returns false if it is not known, or was shown. */
    boolean dropped(PersonKey person, LineId id, SealedContext context) {
        LinesOf author = authors.get(person);
        if (author == null || !author.shown.remove(id, false)) {
            return false;
        }
        total--;
        if (author.shown.isEmpty() && author.floor == null) {
            authors.remove(person);
        }
        saves.save(new StoredChange.SeenDropped(person, id), context);
        return true;
    }

    private LinesOf author(PersonKey person) {
        return authors.computeIfAbsent(person, _ -> new LinesOf());
    }

    private void forgetSome(PersonKey newest, LinesOf itsLines, SealedContext context) {
        if (itsLines.shown.size() > MAX_PER_AUTHOR) {
            forgetLowest(newest, itsLines, context);
        }
        if (total > MAX_LINES) {
            Map.Entry<PersonKey, LinesOf> silent = longestSilent(true);
            forgetLowest(silent.getKey(), silent.getValue(), context);
        }
        if (authors.size() > MAX_AUTHORS) {
            Map.Entry<PersonKey, LinesOf> silent = longestSilent(false);
            total -= silent.getValue().shown.size();
            authors.remove(silent.getKey());
            saves.save(new StoredChange.AuthorForgotten(silent.getKey()), context);
        }
    }

    /** A stranger, if there is one. @param withLines only those of whom we know lines */
    private Map.Entry<PersonKey, LinesOf> longestSilent(boolean withLines) {
        Map.Entry<PersonKey, LinesOf> answered = null;
        for (Map.Entry<PersonKey, LinesOf> entry : authors.entrySet()) {
            if (!withLines || !entry.getValue().shown.isEmpty()) {
                if (!people.isAnswered(entry.getKey())) {
                    return entry;
                }
                answered = answered == null ? entry : answered;
            }
        }
        if (answered == null) {
            throw new IllegalStateException("too many lines, but no author");
        }
        return answered;
    }

    private void forgetLowest(PersonKey person, LinesOf author, SealedContext context) {
        LineId lowest = author.shown.pollFirstEntry().getKey();
        author.floor = lowest;
        total--;
        saves.save(new StoredChange.FloorRaised(person, lowest), context);
    }

    int size() {
        return total;
    }

    int authors() {
        return authors.size();
    }
}
