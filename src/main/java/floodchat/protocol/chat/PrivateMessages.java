package floodchat.protocol.chat;

import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.message.Body;
import floodchat.protocol.sealed.LineId;
import floodchat.protocol.sealed.SealedCore;
import floodchat.protocol.sealed.SealedEffect;
import floodchat.protocol.sealed.SealedEvent;
import floodchat.protocol.sealed.SealedInput;
import floodchat.protocol.sealed.SealedPayload;
import floodchat.protocol.sealed.SealedTimer;
import floodchat.protocol.sealed.Standing;
import floodchat.protocol.sealed.Stored;
import floodchat.protocol.sealed.WaitingLine;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Private lines: connects the chat with a {@link SealedCore}, which seals and opens them. What the chat learns of
 * people and links goes in, and its effects become effects of the chat. Owned by a {@link ChatCore}.
 */
final class PrivateMessages {
    private final Self self;
    private final Members members;
    private final Outbox outbox;
    private final OwnPresence presence;
    private final OwnRun run;
    private final RefusalCounter refusals;
    private final SecureRandom secureRandom;
    private final RandomGenerator random;
    private final PrivateLines lines;

    /** What the core wants done, in its order: an effect may cause an input, whose effects come last. */
    private final Deque<SealedEffect> wanted = new ArrayDeque<>();

    private boolean isPerforming;

    /** Null before the start. */
    private @Nullable SealedCore core;

    private @Nullable String toldName;
    private boolean toldLinked;

    PrivateMessages(
            Self self,
            Members members,
            Screening screening,
            PersonLabels labels,
            Correspondents correspondents,
            Outbox outbox,
            OwnPresence presence,
            OwnRun run,
            RefusalCounter refusals,
            SecureRandom secureRandom,
            RandomGenerator random) {
        this.self = self;
        this.members = members;
        this.outbox = outbox;
        this.presence = presence;
        this.run = run;
        this.refusals = refusals;
        this.secureRandom = secureRandom;
        this.random = random;
        this.lines = new PrivateLines(self, members, screening, labels, correspondents, refusals);
    }

    /** How many private lines of this run no other peer was given. They are on the disk. */
    int waiting() {
        return lines.waiting();
    }

    /** The network will not tell any more what became of what waits. */
    void forgetWaiting() {
        lines.forgetWaiting();
    }

    void start(ChatInput.Started started, ChatContext context) {
        started.stored().forgetUnshown(); // what waited among the requests is gone, and its authors repeat it
        core = new SealedCore(
                started.identity(), started.tag(), started.stored(), members.hashed(), secureRandom, random);
        clockSet(context.wallMs() - context.nowMs(), context);
    }

    /** Says for whom lines of earlier runs wait. Called when the contacts are known. */
    void noticeOpen(Stored stored, ChatContext context) {
        lines.restore(stored.names());
        lines.noticeOpen(stored.openLines(), context);
    }

    /** Our run has got its number: at the start, and if our person takes over. */
    void runBegins(ChatContext context) {
        handle(new SealedInput.Started(run.number()), context);
    }

    void clockSet(long aheadMs, ChatContext context) {
        handle(new SealedInput.ClockSet(aheadMs), context);
    }

    void saved(long ticket, ChatContext context) {
        handle(new SealedInput.Saved(ticket), context);
    }

    void timerFired(SealedTimer timer, ChatContext context) {
        handle(new SealedInput.TimerFired(timer), context);
    }

    void handedOver(long ticket, ChatContext context) {
        Long ofCore = lines.handedOver(ticket);
        if (ofCore != null) {
            handle(new SealedInput.HandedOver(ofCore), context);
        }
    }

    /** What this person is to us from now on. Everyone of whom nothing is told is a stranger. */
    void standingChanged(String key, boolean isContact, boolean isBlocked, ChatContext context) {
        Standing standing = isBlocked ? Standing.BLOCKED : isContact ? Standing.CONTACT : Standing.STRANGER;
        handle(new SealedInput.StandingChanged(new Person(key, "").personKey(), standing), context);
    }

    /** A line that waited among the requests is shown now, so its author may get a receipt. */
    void shown(ChatEvent.Told line, ChatContext context) {
        lines.acceptedFrom(line.from());
        LineId id = new LineId(line.id().run(), line.id().sequence());
        handle(new SealedInput.LineShown(line.from().personKey(), id), context);
    }

    /** A presence that counts. */
    void presenceHeard(PersonKey person, Body.Presence heard, ChatContext context) {
        byte[] keyhash = HexFormat.of().parseHex(heard.keyhash());
        handle(new SealedInput.PresenceHeard(person, heard.run(), keyhash), context);
    }

    /** @param person has signed the keys */
    void keysHeard(PersonKey person, Body.Keys keys, ChatContext context) {
        handle(new SealedInput.KeysDelivered(person, keys.bytes()), context);
    }

    /** Our private lines without a receipt. */
    List<WaitingLine> waitingLines() {
        return core == null ? List.of() : core.waitingLines();
    }

    void drop(WaitingLine line, ChatContext context) {
        handle(new SealedInput.GivenUp(line.to(), line.id()), context);
    }

    /** Sends a line to one person alone. */
    void tell(ChatCommand.Tell command, Person to, String text, ChatContext context) {
        long request = lines.submit(command, to, text);
        handle(new SealedInput.Submitted(request, to.personKey(), to.name(), text, List.of(), null), context);
    }

    /**
     * Takes what is sealed, and what asks for prekeys; false if it is something else. Nobody vouches for when a sealed
     * payload was published, so it does not matter whether it is called earlier. What has the form of a sealed payload
     * and not its kind is none.
     */
    boolean takes(ChatInput.Delivered delivered, ChatContext context) {
        byte[] payload = delivered.payload();
        return switch (delivered.kind()) {
            case SEALED -> {
                if (!SealedPayload.isOne(payload)) {
                    refusals.refuse(Refusal.UNREADABLE, context);
                } else if (self.hasName()) { // before that nobody knows of us
                    handle(new SealedInput.PayloadDelivered(payload), context);
                }
                yield true;
            }
            case EPHEMERAL -> {
                boolean asks = SealedPayload.asksForPrekeys(payload);
                if (asks) {
                    handle(new SealedInput.WantDelivered(payload), context);
                }
                yield asks;
            }
            case KEPT -> false;
        };
    }

    /** Tells the core what has changed of ourselves. Called after every input of the chat. */
    void follow(ChatContext context) {
        SealedCore begun = core;
        if (begun == null) {
            return;
        }
        if (self.hasName() && !self.named().name().equals(toldName)) {
            toldName = self.named().name();
            handle(new SealedInput.NameChanged(toldName), context);
        }
        if (presence.mayTell() != toldLinked) {
            toldLinked = !toldLinked;
            handle(new SealedInput.LinksChanged(toldLinked ? 1 : 0), context);
        }
        self.keyhash(HexFormat.of().formatHex(begun.keyhash()));
    }

    private void handle(SealedInput input, ChatContext context) {
        if (core == null) {
            return;
        }
        core.handle(input, context.nowMs(), wanted::add);
        if (!isPerforming) {
            isPerforming = true;
            while (!wanted.isEmpty()) {
                perform(wanted.removeFirst(), context);
            }
            isPerforming = false;
        }
    }

    private void perform(SealedEffect effect, ChatContext context) {
        switch (effect) {
            case SealedEffect.Publish(long ticket, byte[] payload) -> {
                if (presence.mayTell()) { // else it is lost like a packet, and comes again
                    lines.published(outbox.publish(payload, PayloadKind.SEALED, context), ticket);
                }
            }
            case SealedEffect.PublishKeys(byte[] body) -> {
                if (presence.mayTell()) {
                    outbox.publishEphemeral(new Body.Keys(body), context);
                }
            }
            case SealedEffect.PublishWant(byte[] payload) -> {
                if (presence.mayTell()) {
                    outbox.publish(payload, PayloadKind.EPHEMERAL, context);
                }
            }
            case SealedEffect.Save(long ticket, var change) ->
                context.emit(new ChatEffect.SavePrivate(ticket, change));
            case SealedEffect.Show(SealedEvent event) -> show(event, context);
            case SealedEffect.StartTimer(SealedTimer timer, long afterMs) ->
                context.start(new ChatTimer.Private(timer), afterMs);
            case SealedEffect.Refuse(var reason) -> lines.refused(reason, context);
        }
    }

    private void show(SealedEvent event, ChatContext context) {
        switch (event) {
            case SealedEvent.LineAccepted accepted -> lines.accepted(accepted, context);
            case SealedEvent.LineRefused refused -> lines.refused(refused, context);
            case SealedEvent.LineChanged changed -> lines.changed(changed, context);
            case SealedEvent.LineArrived arrived -> arrived(arrived, context);
        }
    }

    private void arrived(SealedEvent.LineArrived arrived, ChatContext context) {
        LineId id = arrived.line().id();
        switch (lines.arrived(arrived, context)) {
            case SHOWN, MUTED -> handle(new SealedInput.LineShown(arrived.author(), id), context);
            case HELD_BACK -> {}
            case NO_ROOM -> handle(new SealedInput.LineDropped(arrived.author(), id), context);
        }
    }
}
