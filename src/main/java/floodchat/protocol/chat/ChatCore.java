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
    private final People people = new People();
    private final Outbox outbox;
    private final OwnPresence presence;
    private final Speaking speaking;
    private final Hearing hearing;
    private final RosterView rosterView = new RosterView();
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
        this.presence = new OwnPresence(people, outbox, random);
        this.speaking = new Speaking(self, people, outbox);
        this.hearing = new Hearing(self, people, presence);
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
        Turn turn = new Turn(nowMs, effects);
        switch (input) {
            case ChatInput.Started(String name) -> start(name, turn);
            case ChatInput.Commanded(ChatCommand command) -> obey(command, turn);
            case ChatInput.Delivered delivered -> hearing.deliver(delivered, turn);
            case ChatInput.HandedOver(long ticket) -> handedOver(ticket, turn);
            case ChatInput.NetworkChanged changed -> networkChanged(changed, turn);
            case ChatInput.JoinFailed(String address, String reason) ->
                turn.show(new ChatEvent.Noticed("Could not reach " + address + ": " + reason + "."));
            case ChatInput.Lagged(long missed) -> lagged(missed, turn);
            case ChatInput.Stopped _ -> stopped(turn);
            case ChatInput.TimerFired(ChatTimer timer) -> timerFired(timer, turn);
        }
        rosterView.showIfChanged(self.person(), people, turn);
    }

    private void start(@Nullable String name, Turn turn) {
        if (name != null) {
            takeName(new ChatCommand.SetName(name), turn);
        }
    }

    private void obey(ChatCommand command, Turn turn) {
        if (stage != Stage.HERE && !(command instanceof ChatCommand.Leave)) {
            turn.refuse(command, "Floodchat is about to leave.");
            return;
        }
        switch (command) {
            case ChatCommand.Say say -> speaking.say(say, turn);
            case ChatCommand.Tell tell -> speaking.tell(tell, turn);
            case ChatCommand.SetName setName -> setName(setName, turn);
            case ChatCommand.Connect connect -> connect(connect, turn);
            case ChatCommand.Leave(Duration patience) -> leave(patience, turn);
        }
    }

    private void setName(ChatCommand.SetName command, Turn turn) {
        String name = takeName(command, turn);
        if (name != null) {
            turn.emit(new ChatEffect.RememberName(name));
        }
    }

    /** Null where the name was refused. */
    private @Nullable String takeName(ChatCommand.SetName command, Turn turn) {
        String name = Names.normalize(command.name());
        String problem = Names.problemWith(name);
        if (problem != null) {
            turn.refuse(command, problem);
            return null;
        }
        boolean first = !self.hasName();
        self.rename(name);
        people.noteChange();
        turn.show(new ChatEvent.NameSet(self.named()));
        announce(first, turn);
        people.lookalike(name).ifPresent(other -> self.noticeNamesake(other, turn));
        return name;
    }

    private void connect(ChatCommand.Connect command, Turn turn) {
        String address = command.address().strip();
        if (isAddress.test(address)) {
            turn.emit(new ChatEffect.Join(address));
        } else {
            turn.refuse(
                    command,
                    "\"" + Texts.clean(address) + "\" is no address: write HOST:PORT, with IPv6 in brackets.");
        }
    }

    private void networkChanged(ChatInput.NetworkChanged changed, Turn turn) {
        boolean first = links == 0 && changed.links() > 0;
        links = changed.links();
        turn.show(new ChatEvent.NetworkChanged(changed.listening(), links, changed.activity()));
        if (first) {
            announce(true, turn);
        }
    }

    /** Says that we are here, if there is a name to say and someone to hear it. */
    private void announce(boolean joining, Turn turn) {
        Person person = self.person();
        if (person != null && links > 0 && (stage == Stage.HERE || stage == Stage.LEAVING)) {
            presence.announce(person.name(), joining, turn);
        }
    }

    private void handedOver(long ticket, Turn turn) {
        outbox.handedOver(ticket, turn);
        lastHandedOverMs = turn.nowMs();
        goOnceNothingWaits(turn);
    }

    /** Among what was missed may be the news that our messages were handed over, which nobody repeats. */
    private void lagged(long missed, Turn turn) {
        turn.show(new ChatEvent.Missed(missed));
        if (links > 0) {
            outbox.forgetUnsent();
        }
        goOnceNothingWaits(turn);
    }

    /** Asking again hastens what is waited for; only a third time takes the goodbye away: a signal and the end of the input may well come together. */
    private void leave(Duration patience, Turn turn) {
        timesAskedToLeave++;
        switch (stage) {
            case HERE -> {
                stage = Stage.LEAVING;
                patienceMs = patience.compareTo(MAX_PATIENCE) < 0 ? patience.toMillis() : MAX_PATIENCE.toMillis();
                lastHandedOverMs = turn.nowMs();
                turn.start(new ChatTimer.Patience(), patienceMs);
                goOnceNothingWaits(turn);
            }
            case LEAVING -> sayGoodbye(turn);
            case STOPPING -> {
                if (timesAskedToLeave > 2) {
                    stopped(turn);
                }
            }
            case GONE -> {}
        }
    }

    private void goOnceNothingWaits(Turn turn) {
        if (stage == Stage.LEAVING && outbox.unsent() == 0) {
            sayGoodbye(turn);
        }
    }

    private void sayGoodbye(Turn turn) {
        stage = Stage.STOPPING;
        if (self.hasName() && links > 0) {
            outbox.publishEphemeral(new Body.Leave(outbox.nextId().sequence(), presence.beat()), turn);
        }
        turn.emit(new ChatEffect.Stop());
        turn.start(new ChatTimer.Goodbye(), GOODBYE_MS);
    }

    private void stopped(Turn turn) {
        boolean asked = stage != Stage.HERE;
        stage = Stage.GONE;
        turn.show(
                asked
                        ? new ChatEvent.Left(outbox.unsent())
                        : new ChatEvent.Failed("The network has stopped because of a defect: the log says more."));
    }

    private void timerFired(ChatTimer timer, Turn turn) {
        switch (timer) {
            case ChatTimer.Heartbeat _ -> announce(false, turn);
            case ChatTimer.Answer _ -> answer(turn);
            case ChatTimer.Expiry _ -> hearing.expire(turn);
            case ChatTimer.Gap(String author) -> hearing.giveUpGap(author, turn);
            case ChatTimer.EarlierDue _ -> hearing.showEarlier(turn);
            case ChatTimer.RosterPause _ -> rosterView.pauseOver();
            case ChatTimer.Patience _ -> patienceOver(turn);
            case ChatTimer.Goodbye _ -> stopped(turn);
        }
    }

    private void answer(Turn turn) {
        if (presence.answering()) {
            announce(false, turn);
        }
    }

    /** As long as one message after the other goes out, the rest is waited for. */
    private void patienceOver(Turn turn) {
        long leftMs = lastHandedOverMs + patienceMs - turn.nowMs();
        if (stage == Stage.LEAVING && leftMs > 0) {
            turn.start(new ChatTimer.Patience(), leftMs);
        } else if (stage == Stage.LEAVING) {
            sayGoodbye(turn);
        }
    }
}
