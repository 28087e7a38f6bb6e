package floodchat.front;

import floodchat.front.PresenceChange.Kind;
import floodchat.front.TranscriptEntry.Spoken.Origin;
import floodchat.protocol.chat.Absence;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Contact;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.HistoryLine;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a front end shows of the chat: messages and people. Immutable: {@link #with} gives the next one. Any
 * thread may read it.
 */
public final class Transcript {
    /** A later change of presence gets an entry of its own, so that the time beside an entry stays true. */
    private static final Duration MAX_AGE_OF_ENTRY = Duration.ofMinutes(10);

    /** In that time people who never spoke get this many entries between the lines. */
    static final int MAX_ENTRIES_OF_SILENT = 3;

    /** People who spoke, and contacts, get this many. */
    static final int MAX_ENTRIES_OF_SPEAKERS = 12;

    /** A sentence that was said this few entries ago is counted, not said again. */
    private static final int MAX_ENTRIES_BETWEEN_REPEATS = 8;

    /**
     * How many names are remembered for each entry that is kept. A message names two people at most, and between two
     * messages rarely more than {@link PresenceChanges#MAX_NAMED} come and go.
     */
    private static final int NAMES_PER_ENTRY = 8;

    /** How far back a speaker counts as recent. */
    private static final int RECENT_ENTRIES = 500;

    private static final String REQUEST = "A stranger has written to you alone. /requests list shows who waits.";

    private final int capacity;
    private final TranscriptEntry[] entries;
    private final long nextNumber;
    private final Roster roster;

    private Transcript(
            int capacity, TranscriptEntry[] entries, long nextNumber, Roster roster) {
        this.capacity = capacity;
        this.entries = entries;
        this.nextNumber = nextNumber;
        this.roster = roster;
    }

    /**
     * @param capacity how many messages and sentences are kept, at least 1; the oldest go first. Comings and goings
     *     between them are not counted, so that a crowd can't push the conversation out; there are at most as many.
     */
    public static Transcript empty(int capacity) {
        return new Transcript(capacity, new TranscriptEntry[0], 1, Roster.empty(NAMES_PER_ENTRY * capacity));
    }

    /** Oldest first. */
    public List<TranscriptEntry> entries() {
        return Collections.unmodifiableList(Arrays.asList(entries));
    }

    /** One of the messages among these entries; null if there are fewer. @param place 1 for the newest one */
    public static TranscriptEntry.@Nullable Spoken message(List<TranscriptEntry> entries, int place) {
        int left = place;
        for (TranscriptEntry entry : entries.reversed()) {
            if (entry instanceof TranscriptEntry.Spoken spoken && --left == 0) {
                return spoken;
            }
        }
        return null;
    }

    /** The same message as it is among these entries; as it was, if it is not there. */
    public static TranscriptEntry.Spoken current(List<TranscriptEntry> entries, TranscriptEntry.Spoken line) {
        return entries.stream()
                .filter(entry -> entry.number() == line.number())
                .map(TranscriptEntry.Spoken.class::cast)
                .findFirst()
                .orElse(line);
    }

    /** Who is here. Its labels also tell apart the people of all entries, and those who are gone. */
    public Roster roster() {
        return roster;
    }

    /** The number of the newest entry; 0 if there is none. */
    public long lastNumber() {
        return nextNumber - 1;
    }

    /** The keys of people who spoke, the latest first. */
    public SequencedSet<String> recentSpeakers() {
        SequencedSet<String> keys = new LinkedHashSet<>();
        for (int i = entries.length - 1; i >= Math.max(0, entries.length - RECENT_ENTRIES); i--) {
            if (entries[i] instanceof TranscriptEntry.Spoken spoken && !spoken.own()) {
                keys.add(spoken.from().key());
            }
        }
        return keys;
    }

    /** Those who wrote to us alone, the latest first. */
    public List<Person> privateWriters() {
        Map<String, Person> writers = new LinkedHashMap<>();
        for (TranscriptEntry entry : entries().reversed()) {
            if (entry instanceof TranscriptEntry.Spoken spoken && spoken.direct() && !spoken.own()) {
                writers.putIfAbsent(spoken.from().key(), spoken.from());
            }
        }
        return List.copyOf(writers.values());
    }

    /** The transcript after this event. */
    public Transcript with(ChatEvent event, Instant now) {
        return switch (event) {
            case ChatEvent.Spoken spoken -> with(roster.naming(spoken)).with(spoken, now);
            case ChatEvent.CaughtUp caughtUp -> withEarlier(caughtUp.messages()
                    .stream()
                    .map(spoken -> new Earlier(
                            spoken, new Origin(Origin.Way.BACKLOG, now, spoken.written()), Delivery.SENT))
                    .toList());
            case ChatEvent.Hidden hidden -> with(roster.naming(hidden.line())).hidden(hidden.line().from(), now);
            case ChatEvent.DeliveryChanged changed -> delivered(changed.id(), changed.delivery());
            case ChatEvent.NameSet set -> named(set.self(), now);
            case ChatEvent.Refused refused -> refusal(refused.reason(), now);
            case ChatEvent.PeerFound(Person person, Instant at) ->
                presenceChanged(new PresenceChange(person, Kind.FOUND), at);
            case ChatEvent.PeerJoined(Person person, Instant at) ->
                presenceChanged(new PresenceChange(person, Kind.JOINED), at);
            case ChatEvent.PeerLeft(Person person, boolean lost, Instant at) ->
                with(roster.withGone(person, at))
                        .presenceChanged(new PresenceChange(person, lost ? Kind.LOST : Kind.LEFT), at);
            case ChatEvent.PeerRenamed(Person before, Person after, Instant at) ->
                presenceChanged(new PresenceChange(before, Kind.RENAMED, after), at);
            case ChatEvent.RosterChanged(Person self, List<Person> others, Map<String, Absence> absences) ->
                with(roster.with(self, others).withAbsences(absences));
            case ChatEvent.ContactsChanged(List<Contact> contacts, List<Person> blocked, List<Person> muted) ->
                with(roster.knowing(contacts, blocked, muted));
            case ChatEvent.RequestsChanged changed -> requests(changed, now);
            case ChatEvent.Answered answered -> answered(answered.sentences(), now);
            case ChatEvent.Noticed noticed -> remark(noticed.sentence(), now);
            case ChatEvent.StorageChanged changed -> remark(changed.sentence(), now);
            case ChatEvent.Missed missed -> missed(missed.messages(), now);
            case ChatEvent.RunsElsewhere(String name) -> refusal(ElsewhereWords.of(name), now);
            case ChatEvent.RunsHere _ -> remark(ElsewhereWords.ENDED, now);
            case ChatEvent.RefusalsCounted _, ChatEvent.Left _, ChatEvent.WrittenToAway _ -> this;
            case ChatEvent.Failed failed -> refusal(failed.reason(), now);
        };
    }

    /** The same entries. A name may mean these people again, with whom there were conversations in an earlier run. */
    public Transcript withEarlierPeople(List<Person> people) {
        return people.isEmpty() ? this : with(roster.withEarlier(people));
    }

    /** The transcript with what was shown before this start. @param lines oldest first */
    public Transcript withHistory(List<HistoryLine> lines) {
        return withEarlier(lines.stream()
                .sorted(Comparator.comparing(line -> line.spoken().at()))
                .map(line -> new Earlier(
                        line.spoken(), new Origin(Origin.Way.HISTORY, line.shown(), null), line.delivery()))
                .toList());
    }

    /** These lines of the history as entries, by time. @param firstNumber of the entries; the others follow it */
    public static List<TranscriptEntry> entriesOf(List<HistoryLine> lines, long firstNumber) {
        return new Transcript(lines.size(), new TranscriptEntry[0], firstNumber, Roster.EMPTY)
                .withHistory(lines)
                .entries();
    }

    /** The same entries, when these lines are about to be shown beside them. */
    public Transcript withNamesOf(List<HistoryLine> lines) {
        Roster named = roster;
        for (HistoryLine line : lines) {
            named = named.naming(line.spoken());
        }
        return named == roster ? this : with(named);
    }

    /** Whether the oldest of these messages is no longer in the next transcript, because there was no room. */
    public boolean isCutIn(Transcript next) {
        for (TranscriptEntry entry : entries) {
            if (entry instanceof TranscriptEntry.Spoken oldest) {
                return next.entries().stream().noneMatch(kept -> kept.number() == oldest.number());
            }
        }
        return false;
    }

    /** The messages that are here, copies to others too. */
    public Set<MessageId> messages() {
        Set<MessageId> ids = new HashSet<>();
        for (TranscriptEntry entry : entries) {
            if (entry instanceof TranscriptEntry.Spoken spoken) {
                ids.add(spoken.id());
                spoken.copies().forEach(copy -> ids.add(copy.id()));
            }
        }
        return ids;
    }

    /** A message that did not come when it was said. */
    private record Earlier(ChatEvent.Spoken spoken, Origin origin, Delivery delivery) {}

    private Transcript with(ChatEvent.Spoken event, Instant now) {
        Origin origin = new Origin(Origin.Way.LIVE, now, event.written());
        TranscriptEntry.Spoken line = entry(event, nextNumber, origin, Delivery.QUEUED);
        int oldest = Math.max(0, entries.length - 2 * ChatCommand.TellAll.MAX_RECIPIENTS);
        for (int i = entries.length - 1; line.own() && line.direct() && i >= oldest; i--) {
            if (entries[i] instanceof TranscriptEntry.Spoken before) {
                return before.isCopyOf(line) ? replaced(i, before.joined(line)) : with(line);
            }
        }
        return with(line);
    }

    /** The transcript with a sentence of the front end. A sentence that stands there already is counted. */
    public Transcript remark(String sentence, Instant now) {
        return said(new TranscriptEntry.Remark(nextNumber, now, sentence, false, 1));
    }

    /** The transcript with a sentence that says why something was not done. A repeated one is counted. */
    public Transcript refusal(String sentence, Instant now) {
        return said(new TranscriptEntry.Remark(nextNumber, now, sentence, true, 1));
    }

    /** Only the first of those who wait has a line: a crowd must not fill the window. */
    private Transcript requests(ChatEvent.RequestsChanged changed, Instant now) {
        Transcript next = with(roster.withRequests(changed.people(), changed.waiting()));
        return changed.people() > 0 && roster.requests() == 0 ? next.remark(REQUEST, now) : next;
    }

    private Transcript answered(List<String> sentences, Instant now) {
        Transcript next = this;
        for (String sentence : sentences) {
            next = next.with(new TranscriptEntry.Remark(next.nextNumber, now, sentence, false, 1));
        }
        return next;
    }

    private Transcript said(TranscriptEntry.Remark remark) {
        int oldest = Math.max(0, entries.length - MAX_ENTRIES_BETWEEN_REPEATS);
        for (int i = entries.length - 1; i >= oldest; i--) {
            switch (entries[i]) {
                case TranscriptEntry.Spoken _ -> {
                    return with(remark);
                }
                case TranscriptEntry.Remark before when before.isSame(remark) -> {
                    return replaced(i, before.onceMore());
                }
                case TranscriptEntry.Remark _, TranscriptEntry.PresenceChanged _, TranscriptEntry.Hidden _ -> {}
            }
        }
        return with(remark);
    }

    /** The transcript with a sentence about messages that were too many to show. */
    public Transcript missed(long messages, Instant now) {
        String sentence = messages == 1 ? "1 message was missed here" : messages + " messages were missed here";
        return with(new TranscriptEntry.Remark(nextNumber, now, sentence, false, 1));
    }

    private static TranscriptEntry.Spoken entry(
            ChatEvent.Spoken spoken, long number, Origin origin, Delivery delivery) {
        Person to =
                switch (spoken) {
                    case ChatEvent.Said _ -> null;
                    case ChatEvent.Told told -> told.to();
                };
        return new TranscriptEntry.Spoken(
                number,
                spoken.id(),
                spoken.from(),
                to,
                spoken.text(),
                spoken.at(),
                spoken.own(),
                origin,
                delivery);
    }

    /** Sorts messages of the backlog in by time. The entries that are here keep their order. */
    private Transcript withEarlier(List<Earlier> inOrderOfTime) {
        Deque<TranscriptEntry> merged = new ArrayDeque<>();
        int before = entries.length;
        long number = nextNumber + inOrderOfTime.size();
        for (int i = inOrderOfTime.size() - 1; i >= 0; i--) {
            Earlier earlier = inOrderOfTime.get(i);
            ChatEvent.Spoken spoken = earlier.spoken();
            while (before > 0 && entries[before - 1].at().isAfter(spoken.at())) {
                merged.addFirst(entries[--before]);
            }
            TranscriptEntry.Spoken line = entry(spoken, --number, earlier.origin(), earlier.delivery());
            if (merged.peekFirst() instanceof TranscriptEntry.Spoken after && line.isCopyOf(after)) {
                merged.removeFirst();
                line = line.joined(after);
            }
            merged.addFirst(line);
        }
        while (before > 0) {
            merged.addFirst(entries[--before]);
        }
        TranscriptEntry[] all = merged.toArray(TranscriptEntry[]::new);
        Roster named = roster;
        for (Earlier earlier : inOrderOfTime) {
            ChatEvent.Spoken spoken = earlier.spoken();
            named = named.naming(spoken);
            named = spoken.own() ? named : named.withGone(spoken.from(), spoken.at());
        }
        return with(named).with(all, nextNumber + inOrderOfTime.size());
    }

    private Transcript named(Person self, Instant now) {
        Person before = roster.self();
        Transcript next = with(roster.withSelf(self));
        boolean same = before != null && before.name().equals(self.name());
        return same ? next : next.remark("You are " + self.name() + " now", now);
    }

    private Transcript delivered(MessageId id, Delivery delivery) {
        for (int i = entries.length - 1; i >= 0; i--) {
            if (entries[i] instanceof TranscriptEntry.Spoken spoken) {
                TranscriptEntry.Spoken changed = spoken.with(id, delivery);
                if (!changed.equals(spoken)) {
                    return replaced(i, changed);
                }
            }
        }
        return this;
    }

    /** The newest entry of this person counts, while it is not old: a line that is hidden takes no room. */
    private Transcript hidden(Person from, Instant now) {
        for (int i = entries.length - 1; i >= 0; i--) {
            if (Duration.between(entries[i].at(), now).compareTo(MAX_AGE_OF_ENTRY) >= 0) {
                break;
            }
            if (entries[i] instanceof TranscriptEntry.Hidden hidden && hidden.from().key().equals(from.key())) {
                return replaced(i, hidden.oneMore());
            }
        }
        return with(new TranscriptEntry.Hidden(nextNumber, now, from, 1));
    }

    /**
     * Goes into the last entry, if that tells of such changes. Otherwise it gets one of its own. While there were too
     * many of them lately, it goes into the newest of those, wherever that stands: a crowd that comes and goes between
     * the lines must not push them out.
     */
    private Transcript presenceChanged(PresenceChange change, Instant at) {
        boolean isKnown = roster.nameOfContact(change.person()) != null || hasSpoken(change.person());
        int most = isKnown ? MAX_ENTRIES_OF_SPEAKERS : MAX_ENTRIES_OF_SILENT;
        int newest = -1;
        int lately = 0;
        for (int i = entries.length - 1; i >= 0 && lately < most; i--) {
            if (Duration.between(entries[i].at(), at).abs().compareTo(MAX_AGE_OF_ENTRY) >= 0) {
                break;
            }
            if (entries[i] instanceof TranscriptEntry.PresenceChanged) {
                newest = Math.max(newest, i);
                lately++;
            }
        }
        boolean isLast = newest >= 0 && newest == entries.length - 1;
        if (lately == most || isLast && !(isKnown && hasNoNameFor(change, newest))) {
            return presenceChanged(change, newest);
        }
        PresenceChanges changes = PresenceChanges.NONE.with(change);
        return naming(List.of(change.person(), change.after()))
                .with(new TranscriptEntry.PresenceChanged(nextNumber, at, changes));
    }

    /** A crowd has taken all names of this entry. */
    private boolean hasNoNameFor(PresenceChange change, int place) {
        return entries[place] instanceof TranscriptEntry.PresenceChanged full
                && full.changes().isFull()
                && !full.changes().names(change);
    }

    private Transcript presenceChanged(PresenceChange change, int place) {
        if (!(entries[place] instanceof TranscriptEntry.PresenceChanged before)) {
            throw new IllegalArgumentException("an entry of another sort");
        }
        PresenceChanges changes = before.changes().with(change);
        Transcript next = changes.names(change) ? naming(List.of(change.person(), change.after())) : this;
        return next.replaced(place, new TranscriptEntry.PresenceChanged(before.number(), before.at(), changes));
    }

    private boolean hasSpoken(Person person) {
        for (int i = entries.length - 1; i >= Math.max(0, entries.length - RECENT_ENTRIES); i--) {
            if (entries[i] instanceof TranscriptEntry.Spoken spoken && spoken.from().key().equals(person.key())) {
                return true;
            }
        }
        return false;
    }

    /** The same entries, of which one is about to name these people. */
    private Transcript naming(List<Person> people) {
        Roster changed = roster.naming(people);
        return changed == roster ? this : with(changed);
    }

    private Transcript replaced(int index, TranscriptEntry entry) {
        TranscriptEntry[] changed = entries.clone();
        changed[index] = entry;
        return new Transcript(capacity, changed, nextNumber, roster);
    }

    private Transcript with(TranscriptEntry entry) {
        TranscriptEntry[] all = Arrays.copyOf(entries, entries.length + 1);
        all[entries.length] = entry;
        return with(all, nextNumber + 1);
    }

    private Transcript with(TranscriptEntry[] all, long next) {
        return new Transcript(capacity, kept(all), next, roster);
    }

    /** The newest entries of each sort, in their order. */
    private TranscriptEntry[] kept(TranscriptEntry[] all) {
        if (all.length <= capacity) {
            return all;
        }
        int presence = 0;
        for (TranscriptEntry entry : all) {
            presence += isPresence(entry) ? 1 : 0;
        }
        int presenceToDrop = Math.max(0, presence - capacity);
        int othersToDrop = Math.max(0, all.length - presence - capacity);
        TranscriptEntry[] kept = new TranscriptEntry[all.length - presenceToDrop - othersToDrop];
        int next = 0;
        for (TranscriptEntry entry : all) {
            boolean dropped = isPresence(entry) ? presenceToDrop-- > 0 : othersToDrop-- > 0;
            if (!dropped) {
                kept[next++] = entry;
            }
        }
        return kept;
    }

    private static boolean isPresence(TranscriptEntry entry) {
        return entry instanceof TranscriptEntry.PresenceChanged;
    }

    private Transcript with(Roster changed) {
        return new Transcript(capacity, entries, nextNumber, changed);
    }
}
