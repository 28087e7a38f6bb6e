package floodchat.protocol.chat;

import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the chat as a pure state machine: who is here, who says what to whom, in which order. It knows nothing
 * of links, floods, threads or clocks; what it wants done goes out as {@link ChatEffect}. One owner thread may call it,
 * with a time that never goes back. docs/protocol.md, "The chat", describes the same rules for other clients.
 */
public final class ChatCore {
    /** The network gives itself 3 s to say goodbye; if it is not done by then it never will be. */
    private static final long GOODBYE_MS = 4_000;

    /** Nobody waits longer to leave. */
    private static final Duration MAX_PATIENCE = Duration.ofHours(1);

    private final Predicate<String> isAddress;
    private final Self self;
    private final Members members = new Members();
    private final Outbox outbox;
    private final OwnPresence presence;
    private final OutboundMessages outbound;
    private final InboundMessages inbound;
    private final RosterThrottle rosterThrottle = new RosterThrottle();
    private int links;
    private Stage stage = Stage.HERE;
    private int timesAskedToLeave;
    private long patienceMs;
    private long lastHandedOverMs;

    private enum Stage {
        HERE,
        /** Our messages are still to be handed over. */
        LEAVING,
        /** The network is saying goodbye. */
        STOPPING,
        GONE
    }

    /**
     * @param random decides our key; a seeded one replays a run, a secure one keeps the key from being guessed
     * @param isAddress whether a text is an address that the network understands
     */
    public ChatCore(RandomGenerator random, Predicate<String> isAddress) {
        this.isAddress = isAddress;
        byte[] key = new byte[Envelope.AUTHOR_BYTES];
        random.nextBytes(key);
        this.self = new Self(HexFormat.of().formatHex(key));
        this.outbox = new Outbox(self.key());
        this.presence = new OwnPresence(members, outbox, random);
        this.outbound = new OutboundMessages(self, members, outbox);
        this.inbound = new InboundMessages(self, members, presence);
    }

    /** Our own key, the same for as long as this core lives. */
    public String key() {
        return self.key();
    }

    /** How many of our messages no other peer has been given yet. */
    public int unsent() {
        return outbox.unsent();
    }

    /** @param nowMs ms since 1970 by a clock that never goes back */
    public void handle(ChatInput input, long nowMs, Consumer<ChatEffect> effects) {
        if (stage == Stage.GONE) {
            return;
        }
        ChatContext context = new ChatContext(nowMs, effects);
        switch (input) {
            case ChatInput.Started(String name) -> start(name, context);
            case ChatInput.Commanded(ChatCommand command) -> obey(command, context);
            case ChatInput.Delivered delivered -> inbound.deliver(delivered, context);
            case ChatInput.HandedOver(long ticket) -> handedOver(ticket, context);
            case ChatInput.NetworkChanged changed -> networkChanged(changed, context);
            case ChatInput.JoinFailed(String address, String reason) ->
                context.show(new ChatEvent.Noticed("Could not reach " + address + ": " + reason + "."));
            case ChatInput.Lagged(long missed) -> lagged(missed, context);
            case ChatInput.Stopped _ -> stopped(context);
            case ChatInput.TimerFired(ChatTimer timer) -> timerFired(timer, context);
        }
        rosterThrottle.showIfChanged(self.person(), members, context);
    }

    private void start(@Nullable String name, ChatContext context) {
        if (name != null) {
            takeName(new ChatCommand.SetName(name), context);
        }
    }

    private void obey(ChatCommand command, ChatContext context) {
        if (stage != Stage.HERE && !(command instanceof ChatCommand.Leave)) {
            context.refuse(command, "Floodchat is about to leave.");
            return;
        }
        switch (command) {
            case ChatCommand.Say say -> outbound.say(say, context);
            case ChatCommand.Tell tell -> outbound.tell(tell, context);
            case ChatCommand.SetName setName -> setName(setName, context);
            case ChatCommand.Connect connect -> connect(connect, context);
            case ChatCommand.Leave(Duration patience) -> leave(patience, context);
        }
    }

    private void setName(ChatCommand.SetName command, ChatContext context) {
        String name = takeName(command, context);
        if (name != null) {
            context.emit(new ChatEffect.RememberName(name));
        }
    }

    /** Null where the name was refused. */
    private @Nullable String takeName(ChatCommand.SetName command, ChatContext context) {
        String name = Names.normalize(command.name());
        String problem = Names.problemWith(name);
        if (problem != null) {
            context.refuse(command, problem);
            return null;
        }
        boolean first = !self.hasName();
        self.rename(name);
        members.noteChange();
        context.show(new ChatEvent.NameSet(self.named()));
        announce(first, context);
        members.lookalike(name).ifPresent(other -> self.noticeNamesake(other, context));
        return name;
    }

    private void connect(ChatCommand.Connect command, ChatContext context) {
        String address = command.address().strip();
        if (isAddress.test(address)) {
            context.emit(new ChatEffect.Join(address));
        } else {
            context.refuse(
                    command,
                    "\"" + Texts.clean(address) + "\" is no address: write HOST:PORT, with IPv6 in brackets.");
        }
    }

    private void networkChanged(ChatInput.NetworkChanged changed, ChatContext context) {
        boolean first = links == 0 && changed.links() > 0;
        links = changed.links();
        context.show(new ChatEvent.NetworkChanged(changed.listening(), links, changed.activity()));
        if (first) {
            announce(true, context);
        }
    }

    /** Says that we are here, if there is a name to say and someone to hear it. */
    private void announce(boolean joining, ChatContext context) {
        Person person = self.person();
        if (person != null && links > 0 && (stage == Stage.HERE || stage == Stage.LEAVING)) {
            presence.announce(person.name(), joining, context);
        }
    }

    private void handedOver(long ticket, ChatContext context) {
        outbox.handedOver(ticket, context);
        lastHandedOverMs = context.nowMs();
        goOnceNothingWaits(context);
    }

    /** Among what was missed may be the news that our messages were handed over, which nobody repeats. */
    private void lagged(long missed, ChatContext context) {
        context.show(new ChatEvent.Missed(missed));
        if (links > 0) {
            outbox.forgetUnsent();
        }
        goOnceNothingWaits(context);
    }

    /** Asking again hastens what is waited for; only a third time takes the goodbye away: a signal and the end of the input may well come together. */
    private void leave(Duration patience, ChatContext context) {
        timesAskedToLeave++;
        switch (stage) {
            case HERE -> {
                stage = Stage.LEAVING;
                patienceMs = patience.compareTo(MAX_PATIENCE) < 0 ? patience.toMillis() : MAX_PATIENCE.toMillis();
                lastHandedOverMs = context.nowMs();
                context.start(new ChatTimer.Patience(), patienceMs);
                goOnceNothingWaits(context);
            }
            case LEAVING -> sayGoodbye(context);
            case STOPPING -> {
                if (timesAskedToLeave > 2) {
                    stopped(context);
                }
            }
            case GONE -> {}
        }
    }

    private void goOnceNothingWaits(ChatContext context) {
        if (stage == Stage.LEAVING && outbox.unsent() == 0) {
            sayGoodbye(context);
        }
    }

    private void sayGoodbye(ChatContext context) {
        stage = Stage.STOPPING;
        if (self.hasName() && links > 0) {
            outbox.publishEphemeral(new Body.Leave(outbox.nextId().sequence(), presence.beat()), context);
        }
        context.emit(new ChatEffect.Stop());
        context.start(new ChatTimer.Goodbye(), GOODBYE_MS);
    }

    private void stopped(ChatContext context) {
        boolean asked = stage != Stage.HERE;
        stage = Stage.GONE;
        context.show(
                asked
                        ? new ChatEvent.Left(outbox.unsent())
                        : new ChatEvent.Failed("The network has stopped because of a defect: the log says more."));
    }

    private void timerFired(ChatTimer timer, ChatContext context) {
        switch (timer) {
            case ChatTimer.Heartbeat _ -> announce(false, context);
            case ChatTimer.Answer _ -> answer(context);
            case ChatTimer.Expiry _ -> inbound.expire(context);
            case ChatTimer.Gap(String author) -> inbound.giveUpGap(author, context);
            case ChatTimer.EarlierDue _ -> inbound.showEarlier(context);
            case ChatTimer.RosterPause _ -> rosterThrottle.pauseOver();
            case ChatTimer.Patience _ -> patienceOver(context);
            case ChatTimer.Goodbye _ -> stopped(context);
        }
    }

    private void answer(ChatContext context) {
        if (presence.answering()) {
            announce(false, context);
        }
    }

    /** As long as one message after the other goes out, the rest is waited for. */
    private void patienceOver(ChatContext context) {
        long leftMs = lastHandedOverMs + patienceMs - context.nowMs();
        if (stage == Stage.LEAVING && leftMs > 0) {
            context.start(new ChatTimer.Patience(), leftMs);
        } else if (stage == Stage.LEAVING) {
            sayGoodbye(context);
        }
    }
}
