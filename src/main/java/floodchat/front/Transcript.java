package floodchat.front;

import floodchat.front.PresenceChange.Kind;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Delivery;
import floodchat.protocol.chat.MessageId;
import floodchat.protocol.chat.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Everything that a front end shows of the chat: messages and people. Immutable: {@link #with} gives the next one. Any
 * thread may read it.
 */
public final class Transcript {
    /** A later change of presence gets an entry of its own, so that the time beside an entry stays true. */
    private static final Duration MAX_AGE_OF_ENTRY = Duration.ofMinutes(10);

    /** A longer entry is hard to read. */
    private static final int MAX_CHANGES_PER_ENTRY = 12;

    /** How far back a speaker counts as recent. */
    private static final int RECENT_ENTRIES = 500;

    private final int capacity;
    private final TranscriptEntry[] entries;
    private final long nextNumber;
    private final Roster roster;

    private Transcript(int capacity, TranscriptEntry[] entries, long nextNumber, Roster roster) {
        this.capacity = capacity;
        this.entries = entries;
        this.nextNumber = nextNumber;
        this.roster = roster;
    }

    /** @param capacity how many entries are kept, at least 1; the oldest go first */
    public static Transcript empty(int capacity) {
        return new Transcript(capacity, new TranscriptEntry[0], 1, Roster.EMPTY);
    }

    /** Oldest first. */
    public List<TranscriptEntry> entries() {
        return Collections.unmodifiableList(Arrays.asList(entries));
    }

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

    /** The transcript after this event. */
    public Transcript with(ChatEvent event, Instant now) {
        return switch (event) {
            case ChatEvent.Spoken spoken -> with(entry(spoken, nextNumber, false));
            case ChatEvent.CaughtUp caughtUp -> withEarlier(caughtUp.messages());
            case ChatEvent.DeliveryChanged changed -> delivered(changed.id(), changed.delivery());
            case ChatEvent.NameSet set -> named(set.self(), now);
            case ChatEvent.Refused refused -> refusal(refused.reason(), now);
            case ChatEvent.PeerJoined(Person person, Instant at) -> presenceChanged(person, Kind.JOINED, at);
            case ChatEvent.PeerLeft(Person person, boolean lost, Instant at) ->
                presenceChanged(person, lost ? Kind.LOST : Kind.LEFT, at);
            case ChatEvent.PeerRenamed(Person before, Person after, Instant at) ->
                remark(before.name() + " is now called " + after.name(), at);
            case ChatEvent.RosterChanged changed -> with(new Roster(changed.self(), changed.others()));
            case ChatEvent.Noticed noticed -> remark(noticed.sentence(), now);
            case ChatEvent.Missed missed -> missed(missed.messages(), now);
            case ChatEvent.Left _ -> this;
            case ChatEvent.Failed failed -> refusal(failed.reason(), now);
        };
    }

    /** The transcript with a sentence of the front end. */
    public Transcript remark(String sentence, Instant now) {
        return with(new TranscriptEntry.Remark(nextNumber, now, sentence, false));
    }

    /** The transcript with a sentence that says why something was not done. */
    public Transcript refusal(String sentence, Instant now) {
        return with(new TranscriptEntry.Remark(nextNumber, now, sentence, true));
    }

    /** The transcript with a sentence about messages that were too many to show. */
    public Transcript missed(long messages, Instant now) {
        return remark(messages == 1 ? "1 message was missed here" : messages + " messages were missed here", now);
    }

    private static TranscriptEntry entry(ChatEvent.Spoken spoken, long number, boolean earlier) {
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
                earlier,
                Delivery.QUEUED);
    }

    /** Sorts messages of the backlog in by time. The entries that are here keep their order. */
    private Transcript withEarlier(List<ChatEvent.Spoken> inOrderOfTime) {
        Deque<TranscriptEntry> merged = new ArrayDeque<>();
        int before = entries.length;
        long number = nextNumber + inOrderOfTime.size();
        for (ChatEvent.Spoken spoken : inOrderOfTime.reversed()) {
            while (before > 0 && entries[before - 1].at().isAfter(spoken.at())) {
                merged.addFirst(entries[--before]);
            }
            merged.addFirst(entry(spoken, --number, true));
        }
        while (before > 0) {
            merged.addFirst(entries[--before]);
        }
        TranscriptEntry[] newest =
                merged.stream().skip(Math.max(0, merged.size() - capacity)).toArray(TranscriptEntry[]::new);
        return new Transcript(capacity, newest, nextNumber + inOrderOfTime.size(), roster);
    }

    private Transcript named(Person self, Instant now) {
        Person before = roster.self();
        Transcript next = with(roster.withSelf(self));
        boolean same = before != null && before.name().equals(self.name());
        return same ? next : next.remark("You are " + self.name() + " now", now);
    }

    private Transcript delivered(MessageId id, Delivery delivery) {
        for (int i = entries.length - 1; i >= 0; i--) {
            if (entries[i] instanceof TranscriptEntry.Spoken spoken
                    && spoken.own()
                    && spoken.id().equals(id)) {
                TranscriptEntry[] changed = entries.clone();
                changed[i] = spoken.with(delivery);
                return new Transcript(capacity, changed, nextNumber, roster);
            }
        }
        return this;
    }

    private Transcript presenceChanged(Person person, Kind kind, Instant at) {
        if (entries.length > 0 && entries[entries.length - 1] instanceof TranscriptEntry.PresenceChanged last
                && together(last, at)) {
            TranscriptEntry[] changed = entries.clone();
            List<PresenceChange> changes = PresenceChange.add(last.changes(), person, kind);
            changed[entries.length - 1] = new TranscriptEntry.PresenceChanged(last.number(), last.at(), changes);
            return new Transcript(capacity, changed, nextNumber, roster);
        }
        return with(new TranscriptEntry.PresenceChanged(nextNumber, at, PresenceChange.add(List.of(), person, kind)));
    }

    private static boolean together(TranscriptEntry.PresenceChanged last, Instant at) {
        boolean close = Duration.between(last.at(), at).compareTo(MAX_AGE_OF_ENTRY) < 0;
        return close && last.changes().size() < MAX_CHANGES_PER_ENTRY;
    }

    private Transcript with(TranscriptEntry entry) {
        int kept = Math.min(entries.length, capacity - 1);
        TranscriptEntry[] next = Arrays.copyOfRange(entries, entries.length - kept, entries.length + 1);
        next[kept] = entry;
        return new Transcript(capacity, next, nextNumber + 1, roster);
    }

    private Transcript with(Roster changed) {
        return new Transcript(capacity, entries, nextNumber, changed);
    }
}
