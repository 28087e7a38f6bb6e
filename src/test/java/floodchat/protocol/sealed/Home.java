package floodchat.protocol.sealed;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A person at a computer: a core, a disk, a timeline and timers. The disk can be slow, the program can be killed, and
 * an older copy of the disk can be put back. The world moves the clock.
 */
final class Home {
    static final byte[] NETWORK = new byte[16];

    /** What the world sees of a home. */
    interface World {
        long nowMs();

        void published(Home home, long ticket, byte[] payload);

        void publishedKeys(Home home, byte[] body);

        void publishedWant(Home home, byte[] payload);

        /** When the disk has done with a change that it gets now. */
        long diskMs(Home home);
    }

    /** The disk: what the core stores, and the history. A line and its id are written together. */
    static final class Disk {
        final List<StoredChange> changes = new ArrayList<>();
        final List<Shown> timeline = new ArrayList<>();
        long lastRun;

        Disk copy() {
            Disk copy = new Disk();
            copy.changes.addAll(changes);
            copy.timeline.addAll(timeline);
            copy.lastRun = lastRun;
            return copy;
        }
    }

    record Shown(PersonKey author, Item.Line line) {}

    private record Writing(long ticket, long doneMs, StoredChange change, List<Shown> lines) {}

    final Identity identity;
    final HashedRoster roster = new HashedRoster();
    final Map<PersonKey, Standing> standings = new LinkedHashMap<>();
    final Map<LineId, LineState> states = new LinkedHashMap<>();
    final List<SealedEvent> events = new ArrayList<>();
    final Map<SealedRefusal, Integer> refused = new HashMap<>();
    final Map<SealedTimer, Long> timers = new LinkedHashMap<>();
    Disk disk = new Disk();
    /** How far the world has looked through the disk. */
    int noted;

    int notedLines;
    /** Whether lines that arrive are shown at once, as in a conversation; otherwise they wait as requests. */
    boolean showsLines = true;

    private final Map<LineId, List<String>> ownTexts = new HashMap<>();
    private final List<Writing> writing = new ArrayList<>();
    private final World world;
    private final RandomGenerator random;
    private final Aead aead;
    private final SecureRandom secureRandom;
    SealedCore core;

    Home(Identity identity, World world, RandomGenerator random, Aead aead, SecureRandom secureRandom) {
        this.identity = identity;
        this.world = world;
        this.random = random;
        this.aead = aead;
        this.secureRandom = secureRandom;
    }

    PersonKey key() {
        return identity.key();
    }

    long run() {
        return disk.lastRun;
    }

    /** Starts the program, after a kill too: what the disk has not finished is lost. */
    void start() {
        startWithoutLink(0);
        handle(new SealedInput.LinksChanged(1));
    }

    /** The same, alone and with a clock that may be wrong. */
    void startWithoutLink(long wallAheadMs) {
        writing.clear();
        timers.clear();
        disk.lastRun = Math.max(world.nowMs(), disk.lastRun + 1);
        core = new SealedCore(identity, NETWORK, Stored.of(disk.changes), roster, secureRandom, random, aead);
        handle(new SealedInput.ClockSet(wallAheadMs));
        standings.forEach((person, standing) -> handle(new SealedInput.StandingChanged(person, standing)));
        handle(new SealedInput.NameChanged("somebody"));
        handle(new SealedInput.Started(disk.lastRun));
    }

    /** A contact from before the first start. */
    void trustAtStart(Home other) {
        standings.put(other.key(), Standing.CONTACT);
    }

    /** The text of a line of ours, also of one that the disk has forgotten. */
    List<String> textOf(LineId id) {
        return ownTexts.getOrDefault(id, List.of());
    }

    void trust(PersonKey person, Standing standing) {
        standings.put(person, standing);
        handle(new SealedInput.StandingChanged(person, standing));
    }

    void submit(PersonKey to, String text) {
        handle(new SealedInput.Submitted(0, to, "other", text, List.of(), null));
    }

    void handle(SealedInput input) {
        List<SealedEffect> effects = new ArrayList<>();
        core.handle(input, world.nowMs(), effects::add);
        effects.forEach(this::carryOut);
        diskTurns();
    }

    private void carryOut(SealedEffect effect) {
        switch (effect) {
            case SealedEffect.Publish(long ticket, byte[] payload) -> world.published(this, ticket, payload);
            case SealedEffect.PublishKeys(byte[] body) -> world.publishedKeys(this, body);
            case SealedEffect.PublishWant(byte[] payload) -> world.publishedWant(this, payload);
            case SealedEffect.Save(long ticket, StoredChange change) -> save(ticket, change);
            case SealedEffect.Show(SealedEvent event) -> show(event);
            case SealedEffect.StartTimer(SealedTimer timer, long afterMs) -> timers.put(timer, world.nowMs() + afterMs);
            case SealedEffect.Refuse(SealedRefusal reason) -> refused.merge(reason, 1, Integer::sum);
        }
    }

    private void save(long ticket, StoredChange change) {
        writing.add(new Writing(ticket, world.diskMs(this), change, new ArrayList<>()));
        if (change instanceof StoredChange.LineAdded(_, Item.Line line)) {
            ownTexts.computeIfAbsent(line.id(), _ -> new ArrayList<>()).add(line.text());
        }
    }

    private void show(SealedEvent event) {
        events.add(event);
        if (event instanceof SealedEvent.LineArrived(PersonKey author, _, Item.Line line, long with)) {
            writing.stream()
                    .filter(change -> change.ticket == with)
                    .forEach(change -> change.lines.add(new Shown(author, line)));
        } else if (event instanceof SealedEvent.LineChanged(_, LineId id, LineState state)) {
            states.put(id, state);
        } else if (event instanceof SealedEvent.LineAccepted(_, _, LineId id)) {
            states.put(id, LineState.WAITING);
        }
    }

    /** Lets the disk finish what is done by now, in order. */
    void diskTurns() {
        while (!writing.isEmpty() && writing.getFirst().doneMs <= world.nowMs()) {
            Writing done = writing.removeFirst();
            disk.changes.add(done.change);
            disk.timeline.addAll(done.lines);
            handle(new SealedInput.Saved(done.ticket));
            if (showsLines) {
                done.lines.forEach(this::showLine);
            }
        }
    }

    /** The disk writes everything that waits for it. */
    void diskCatchesUp() {
        writing.replaceAll(late -> new Writing(late.ticket, world.nowMs(), late.change, late.lines));
        diskTurns();
    }

    void showLine(Shown shown) {
        handle(new SealedInput.LineShown(shown.author, shown.line.id()));
    }

    /** When this home has something to do by itself. */
    long nextMs() {
        long timerMs = timers.values().stream().mapToLong(ms -> ms).min().orElse(Long.MAX_VALUE);
        return writing.isEmpty() ? timerMs : Math.min(timerMs, writing.getFirst().doneMs);
    }

    void wake() {
        diskTurns();
        List<SealedTimer> due = timers.entrySet()
                .stream()
                .filter(entry -> entry.getValue() <= world.nowMs())
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(timer -> {
            timers.remove(timer);
            handle(new SealedInput.TimerFired(timer));
        });
    }

    /** The texts that stand in the timeline, in order. */
    List<String> texts() {
        return disk.timeline.stream().map(shown -> shown.line.text()).toList();
    }

    /** All events of one kind. */
    <E extends SealedEvent> void each(Class<E> kind, Consumer<E> then) {
        events.stream().filter(kind::isInstance).map(kind::cast).forEach(then);
    }
}
