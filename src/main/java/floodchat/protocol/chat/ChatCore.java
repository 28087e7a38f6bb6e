package floodchat.protocol.chat;

import floodchat.protocol.sealed.SealedTimer;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The rules of the chat as a pure state machine: who is here, who says what to whom, and in which order. It knows
 * nothing of links, packets, threads and clocks. Everything that should happen goes out as a {@link ChatEffect}.
 *
 * <p>This class only dispatches: each rule is in a class of its own. One owner thread calls it. docs/protocol.md, "The
 * chat", describes the same rules for other clients.
 */
public final class ChatCore {
    /** How many lines may wait for a peer. A further line is refused. */
    public static final int MAX_UNSENT_LINES = Outbox.MAX_UNSENT_LINES;

    private final Predicate<String> isAddress;
    private final Self self = new Self();
    private final OwnRun ownRun = new OwnRun();
    private final Outbox outbox = new Outbox(self, ownRun);
    private final RefusalCounter refusals = new RefusalCounter();
    private final Contacts contacts = new Contacts();
    private final Requests requests = new Requests(contacts);
    private final Members members = new Members(key -> !requests.isStranger(key));
    private final RateLimit rateLimit = new RateLimit();
    private final PersonLabels labels = new PersonLabels(self, members, contacts);
    private final Screening screening = new Screening(contacts, requests, labels);
    private final Correspondents correspondents = new Correspondents(members, contacts);
    private final PeopleCommands people;
    private final OwnAbsence absence;
    private final OutboxCommands outboxCommands;
    private final OwnPresence presence;
    private final PrivateMessages privateMessages;
    private final OwnName ownName;
    private final OutboundMessages outbound;
    private final InboundMessages inbound;
    private final Leaving leaving;
    private final RosterThrottle rosterThrottle = new RosterThrottle();
    private long wallAheadMs;

    /**
     * @param random decides the delays; a seeded one replays a run
     * @param secureRandom makes keys and salts; must be cryptographically secure
     * @param isAddress whether the network understands a text as an address
     */
    public ChatCore(RandomGenerator random, SecureRandom secureRandom, Predicate<String> isAddress) {
        this.isAddress = isAddress;
        this.presence = new OwnPresence(self, members, outbox, ownRun, rateLimit, random);
        this.absence = new OwnAbsence(members, presence);
        this.ownName = new OwnName(self, members, presence);
        this.privateMessages = new PrivateMessages(
                self, members, screening, labels, correspondents, outbox, presence, ownRun, refusals, secureRandom,
                random);
        PeopleFinder finder = new PeopleFinder(self, members, contacts, requests, correspondents, labels);
        this.people = new PeopleCommands(self, members, contacts, requests, finder, labels);
        this.outbound = new OutboundMessages(self, finder, screening, outbox, ownRun, privateMessages, absence);
        this.outboxCommands = new OutboxCommands(
                members, contacts, correspondents, labels, finder, privateMessages, presence);
        this.inbound = new InboundMessages(
                self, members, screening, outbox, presence, ownRun, rateLimit, refusals, privateMessages);
        this.leaving = new Leaving(outbox, presence, privateMessages);
        contacts.onStandingChanged(privateMessages::standingChanged);
        requests.onShown(privateMessages::shown);
    }

    /** Our own key, as in {@link Person#key}; empty before {@link ChatInput.Started}. */
    public String key() {
        return self.key();
    }

    /** How many of our lines no other peer has been given yet. */
    public int unsent() {
        return outbox.unsent();
    }

    /**
     * Handles one input. Does nothing any more after it has shown {@link ChatEvent.Left} or {@link ChatEvent.Failed}.
     *
     * @param nowMs ms since 1970, by a clock that never goes back
     */
    public void handle(ChatInput input, long nowMs, Consumer<ChatEffect> effects) {
        if (leaving.isOver()) {
            return;
        }
        ChatContext context = new ChatContext(nowMs, nowMs + wallAheadMs, effects);
        switch (input) {
            case ChatInput.Started started -> start(started, context);
            case ChatInput.RunSaved(long run) -> runSaved(run, context);
            case ChatInput.RunNotSaved(String reason) -> leaving.fail(reason, context);
            case ChatInput.PrivateSaved(long ticket) -> privateMessages.saved(ticket, context);
            case ChatInput.ClockSet(long aheadMs) -> clockSet(aheadMs, context);
            case ChatInput.Commanded(ChatCommand command) -> obey(command, context);
            case ChatInput.Delivered delivered -> deliver(delivered, context);
            case ChatInput.HandedOver(long ticket) -> handedOver(ticket, context);
            case ChatInput.LinksChanged(int links) -> presence.linksChanged(links, context);
            case ChatInput.JoinFailed(String address, String reason) ->
                context.show(new ChatEvent.Noticed("Could not reach " + address + ": " + reason + "."));
            case ChatInput.Lagged(long missed) -> lagged(missed, context);
            case ChatInput.Stopped _ -> leaving.networkStopped(context);
            case ChatInput.TimerFired(ChatTimer timer) -> timerFired(timer, context);
        }
        privateMessages.follow(context);
        leaving.stopIfNothingWaits(context);
        rosterThrottle.showIfChanged(self.person(), members, context);
    }

    private void start(ChatInput.Started started, ChatContext context) {
        self.begin(started.identity(), started.tag());
        ownRun.begin(started.lastRun(), context);
        inbound.start(started.tag(), context);
        ownName.start(started.name(), context);
        privateMessages.start(started, context);
        people.start(started.people(), started.requests(), context); // before a private line is taken
        privateMessages.noticeOpen(started.stored(), context);
        started.stored().writtenTo().forEach(key -> requests.noteWrittenTo(key.hex(), context));
        privateMessages.runBegins(context);
    }

    private void clockSet(long aheadMs, ChatContext context) {
        wallAheadMs = aheadMs;
        privateMessages.clockSet(aheadMs, context);
        people.endMutes(new ChatContext(context.nowMs(), context.nowMs() + aheadMs, context.effects()));
    }

    private void deliver(ChatInput.Delivered delivered, ChatContext context) {
        if (!privateMessages.takes(delivered, context)) {
            inbound.deliver(delivered, context);
        }
    }

    private void runSaved(long run, ChatContext context) {
        if (ownRun.saved(run)) {
            outbox.runSaved(context);
            presence.announce(true, context);
        }
    }

    private void obey(ChatCommand command, ChatContext context) {
        if (leaving.hasBegun() && !(command instanceof ChatCommand.Leave)) {
            context.refuse(command, "Floodchat is about to leave.");
            return;
        }
        switch (command) {
            case ChatCommand.Say say -> outbound.say(say, context);
            case ChatCommand.Tell tell -> outbound.tell(tell, context);
            case ChatCommand.TellAll tellAll -> outbound.tellAll(tellAll, context);
            case ChatCommand.OfPeople ofPeople -> people.obey(ofPeople, context);
            case ChatCommand.OfOutbox ofOutbox -> outboxCommands.obey(ofOutbox, context);
            case ChatCommand.SetName setName -> ownName.set(setName, context);
            case ChatCommand.GoAway goAway -> absence.away(goAway, context);
            case ChatCommand.ComeBack comeBack -> absence.back(comeBack, context);
            case ChatCommand.NoteIdle(boolean idle) -> absence.idle(idle, context);
            case ChatCommand.TakeOver takeOver -> takeOver(takeOver, context);
            case ChatCommand.Connect connect -> connect(connect, context);
            case ChatCommand.Leave leave -> leaving.leave(leave, context);
        }
    }

    private void takeOver(ChatCommand.TakeOver command, ChatContext context) {
        if (ownRun.isElsewhere()) {
            ownRun.takeOver(context);
            privateMessages.runBegins(context);
            context.show(new ChatEvent.RunsHere());
        } else {
            context.refuse(command, "There is nothing to take over: you run here alone, as far as Floodchat knows.");
        }
    }

    private void connect(ChatCommand.Connect command, ChatContext context) {
        String address = command.address().strip();
        if (isAddress.test(address)) {
            context.emit(new ChatEffect.Join(address));
        } else {
            context.refuse(
                    command,
                    "\"" + Texts.clean(address) + "\" is not an address: write HOST:PORT, with IPv6 in brackets.");
        }
    }

    private void handedOver(long ticket, ChatContext context) {
        outbox.handedOver(ticket, context);
        privateMessages.handedOver(ticket, context);
        leaving.handedOver(context);
    }

    /**
     * Among the missed inputs may be a {@link ChatInput.HandedOver}. It never comes again, so we stop waiting for it.
     */
    private void lagged(long missed, ChatContext context) {
        context.show(new ChatEvent.Missed(missed));
        if (presence.isLinked()) {
            outbox.forgetUnsent();
            privateMessages.forgetWaiting();
        }
        leaving.stopIfNothingWaits(context);
    }

    private void timerFired(ChatTimer timer, ChatContext context) {
        switch (timer) {
            case ChatTimer.Heartbeat _ -> presence.announce(false, context);
            case ChatTimer.Answer _ -> presence.answerDue(context);
            case ChatTimer.AbsenceDue _ -> presence.absenceDue(context);
            case ChatTimer.Expiry _ -> inbound.expire(context);
            case ChatTimer.RateWindow _ -> inbound.rateWindowOver(context);
            case ChatTimer.Gap(String author) -> inbound.giveUpGap(author, context);
            case ChatTimer.BacklogDue _ -> inbound.showBacklog(context);
            case ChatTimer.RefusalPause _ -> refusals.pauseOver(context);
            case ChatTimer.RosterPause _ -> rosterThrottle.pauseOver();
            case ChatTimer.MuteOver _ -> people.endMutes(context);
            case ChatTimer.Private(SealedTimer sealed) -> privateMessages.timerFired(sealed, context);
            case ChatTimer.Patience _ -> leaving.patienceOver(context);
            case ChatTimer.Goodbye _ -> leaving.goodbyeOver(context);
        }
    }
}
