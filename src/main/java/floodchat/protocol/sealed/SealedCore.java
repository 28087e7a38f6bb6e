package floodchat.protocol.sealed;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What one person says to another, sealed: a pure state machine. It knows nothing of links, packets, names on a screen,
 * threads and clocks. Everything that should happen goes out as a {@link SealedEffect}.
 *
 * <p>This class only dispatches: each rule is in a class of its own. One owner thread calls it. docs/protocol.md,
 * "Sealed payloads", describes the same rules for other clients.
 */
public final class SealedCore {
    /** How often we look for keys and lines that have become too old. */
    private static final long SWEEP_MS = TimeUnit.MINUTES.toMillis(10);

    private final Author self;
    private final Saves saves = new Saves();
    private final PayloadPublisher publisher = new PayloadPublisher();
    private final ClockTrust clock = new ClockTrust();
    private final People people;
    private final OwnPrekeys ownPrekeys;
    private final PrekeyDirectory directory;
    private final KeyRequests requests;
    private final Sessions sessions;
    private final AwaitedAnswers awaited = new AwaitedAnswers();
    private final SeenLines seen;
    private final Receipts receipts;
    private final AnswersDue answers;
    private final PrivateOutbox outbox;
    private final LineSender sender;
    private final TrialQueue queue;
    private final Receiver receiver;
    private long wallAheadMs;

    /**
     * @param networkTag the tag of the network that we are in
     * @param stored what was on the disk at the start
     * @param roster the others who are here; the caller keeps it up to date
     * @param secureRandom makes keys and salts; must be cryptographically secure
     * @param random decides delays and choices; a seeded one replays a run
     */
    public SealedCore(
            Identity identity,
            byte[] networkTag,
            Stored stored,
            HashedRoster roster,
            SecureRandom secureRandom,
            RandomGenerator random) {
        this(identity, networkTag, stored, roster, secureRandom, random, Aead.CHACHA20_POLY1305);
    }

    SealedCore(
            Identity identity,
            byte[] networkTag,
            Stored stored,
            HashedRoster roster,
            SecureRandom secureRandom,
            RandomGenerator random,
            Aead aead) {
        this.self = new Author(identity, networkTag);
        this.people = new People(stored, saves);
        this.ownPrekeys = new OwnPrekeys(self, stored, saves, secureRandom);
        this.directory = new PrekeyDirectory(stored, people, saves);
        this.requests = new KeyRequests(self, roster, ownPrekeys, random);
        this.sessions = new Sessions(aead);
        this.seen = new SeenLines(stored, people, saves);
        this.receipts = new Receipts(random);
        this.answers =
                new AnswersDue(stored, people, saves, receipts, sessions, publisher, secureRandom, aead);
        this.outbox = new PrivateOutbox(self.key(), stored, saves);
        this.sender = new LineSender(
                self, people, outbox, directory, requests, sessions, awaited, receipts, saves, publisher, secureRandom,
                aead);
        this.queue = new TrialQueue(random);
        this.receiver = new Receiver(
                self, ownPrekeys, people, sessions, awaited, answers, seen, receipts, outbox, queue);
    }

    /** What our presence names: 16 bytes, or none before our first prekeys are on the disk. */
    public byte[] keyhash() {
        return ownPrekeys.namedHash();
    }

    /**
     * Handles one input.
     *
     * @param nowMs ms since 1970, by a clock that never goes back
     */
    public void handle(SealedInput input, long nowMs, Consumer<SealedEffect> effects) {
        SealedContext context = new SealedContext(nowMs, nowMs + wallAheadMs, effects);
        switch (input) {
            case SealedInput.Started(long run) -> start(run, context);
            case SealedInput.ClockSet(long aheadMs) -> clockSet(aheadMs, nowMs);
            case SealedInput.LinksChanged(int links) -> linksChanged(links > 0, context);
            case SealedInput.NameChanged(String name) -> sender.nameChanged(name);
            case SealedInput.StandingChanged(PersonKey person, Standing standing) ->
                standingChanged(person, standing, context);
            case SealedInput.Submitted submitted -> submit(submitted, context);
            case SealedInput.GivenUp(PersonKey to, LineId id) -> outbox.drop(to, id, context);
            case SealedInput.PayloadDelivered(byte[] payload) -> delivered(payload, context);
            case SealedInput.WantDelivered(byte[] payload) -> requests.heard(payload, context);
            case SealedInput.KeysDelivered(PersonKey person, byte[] body) -> keysDelivered(person, body, context);
            case SealedInput.PresenceHeard presence -> presenceHeard(presence, context);
            case SealedInput.HandedOver(long ticket) -> outbox.handedOver(ticket, context);
            case SealedInput.Saved(long ticket) -> saves.saved(ticket, context);
            case SealedInput.LineShown(PersonKey author, LineId id) -> receiver.shown(author, id, context);
            case SealedInput.LineDropped(PersonKey author, LineId id) -> receiver.dropped(author, id, context);
            case SealedInput.TimerFired(SealedTimer timer) -> timerFired(timer, context);
        }
    }

    /** Our lines without a receipt: of each person in their order. */
    public List<WaitingLine> waitingLines() {
        return outbox.waiting(person -> directory.find(person) != null);
    }

    private void start(long run, SealedContext context) {
        outbox.start(run);
        ownPrekeys.start(context);
        sweep(context);
    }

    private void clockSet(long aheadMs, long nowMs) {
        wallAheadMs = aheadMs;
        clock.clockSet(nowMs);
    }

    private void linksChanged(boolean linked, SealedContext context) {
        clock.linksChanged(linked, context.nowMs());
        ownPrekeys.linksChanged(linked, context);
        sender.linksChanged(linked, context);
    }

    private void standingChanged(PersonKey person, Standing standing, SealedContext context) {
        boolean wasBlocked = people.isBlocked(person);
        people.standingChanged(person, standing);
        directory.standingChanged(person, context);
        if (people.isBlocked(person)) {
            sessions.dropAllOf(person);
        } else if (wasBlocked) {
            sender.unblocked(person, context);
        }
    }

    /** A line leaves when it is on the disk. */
    private void submit(SealedInput.Submitted submitted, SealedContext context) {
        PersonKey to = submitted.to();
        SealedEvent.LineRefused.Reason problem = outbox.problem(submitted);
        if (problem != null) {
            context.show(new SealedEvent.LineRefused(submitted.request(), to, problem));
            return;
        }
        people.writeTo(to, context);
        directory.standingChanged(to, context);
        OpenLine line = outbox.take(submitted, context);
        saves.saveThen(new StoredChange.LineAdded(to, line.line()), context, later -> {
            outbox.with(to).add(line);
            sender.sendNew(to, line, later);
        });
        outbox.name(to, submitted.name(), context);
        context.show(new SealedEvent.LineAccepted(submitted.request(), to, line.line().id()));
    }

    /** Others must not fill what waits for the disk: then our person could do nothing. They repeat what is dropped. */
    private void delivered(byte[] payload, SealedContext context) {
        if (saves.isBehind()) {
            context.refuse(SealedRefusal.TOO_MANY);
        } else {
            receiver.delivered(payload, context);
        }
    }

    private void tryNext(SealedContext context) {
        if (saves.isBehind()) {
            context.start(new SealedTimer.Trial(), AnswersDue.DISK_PAUSE_MS);
        } else {
            receiver.tryNext(context);
        }
    }

    private void keysDelivered(PersonKey person, byte[] body, SealedContext context) {
        if (person.equals(self.key())) {
            context.refuse(SealedRefusal.OWN);
        } else if (directory.heard(person, body, context)) {
            sender.nudge(person, context);
        }
    }

    /** A new run of theirs has none of our sessions. */
    private void presenceHeard(SealedInput.PresenceHeard presence, SealedContext context) {
        PersonKey person = presence.person();
        directory.presenceNamed(person, presence.keyhash(), context);
        People.RunChange change = people.runHeard(person, presence.run());
        if (change == People.RunChange.RESTARTED) {
            sessions.dropAllOf(person);
        }
        if (change != People.RunChange.NONE) {
            requests.newcomer();
            sender.nudge(person, context);
        }
    }

    private void timerFired(SealedTimer timer, SealedContext context) {
        switch (timer) {
            case SealedTimer.Sweep _ -> sweep(context);
            case SealedTimer.Trial _ -> tryNext(context);
            case SealedTimer.KeysWanted _ -> requests.answerDue(context);
            case SealedTimer.AnswerDue(PersonKey person) -> answers.timerFired(person, context);
            case SealedTimer.ReceiptsDue(PersonKey person) -> sendReceipts(person, context);
            case SealedTimer.Resend(PersonKey person) -> sender.sendDue(outbox.with(person), context);
        }
    }

    /** Without a session they wait for the next packet to this person: the repetition of the line brings it about. */
    private void sendReceipts(PersonKey person, SealedContext context) {
        receipts.noLongerDue(person);
        Session session = answers.isDue(person) ? null : sessions.toSendOn(person, context.nowMs());
        if (session != null) {
            receipts.send(person, session, publisher, context);
        }
    }

    private void sweep(SealedContext context) {
        ownPrekeys.sweep(context);
        sessions.sweep(context.nowMs());
        awaited.sweep(context.nowMs());
        if (clock.isRight(context.nowMs())) {
            outbox.giveUpOld(context);
        }
        context.start(new SealedTimer.Sweep(), SWEEP_MS);
    }

    /** How much is held in memory. Tests of the bounds ask. */
    int held() {
        return sessions.size() + sessions.keys() + awaited.size() + seen.size() + seen.authors() + queue.size();
    }
}
