package floodchat.node.chat;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.node.SteadyClock;
import floodchat.node.Timers;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatCore;
import floodchat.protocol.chat.ChatEffect;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.ChatInput;
import floodchat.protocol.chat.ChatTimer;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link ChatCore} on a virtual thread named "chat", which alone touches it: takes what the person asks for and
 * what the network brings from the bus, and gives what the core wants done to the bus. Any thread may start it and
 * close it.
 *
 * <p>Two mailboxes: what people type waits in one of its own, so that a file that is piped in can neither crowd out the
 * network nor run ahead of it. Behind every command a knock is put into the inbox, which is the only place where the
 * thread sleeps.
 */
public final class ChatService implements AutoCloseable {
    /** Ten seconds of the most that a network may bring, 500 packets/s, and then some. */
    private static final int INBOX_CAPACITY = 8_192;

    /** A pasted page; whoever types more waits. */
    private static final int TYPED_CAPACITY = 256;

    /** So many lines may be without a peer before further ones are left in the mailbox: less than the network keeps. */
    private static final int MAX_UNSENT = 1_000;

    /** What lines without a peer must not hold up. These knock before too, so that there is room for them. */
    private static final Set<Class<? extends ChatCommand>> URGENT =
            Set.of(ChatCommand.SetName.class, ChatCommand.Connect.class, ChatCommand.Leave.class);

    private final EventBus bus;
    private final @Nullable String name;
    private final Consumer<String> rememberName;
    private final ChatCore core;
    private final Mailbox<Letter> inbox = new Mailbox<>("chat", INBOX_CAPACITY);
    private final Mailbox<ChatCommand> typed = new Mailbox<>("chat commands", TYPED_CAPACITY);
    private final Timers<ChatTimer> timers = new Timers<>();
    private final SteadyClock clock = new SteadyClock();
    private final Thread thread = Thread.ofVirtual().name("chat").unstarted(this::run);
    private boolean left;

    /** How many commands wait in the mailbox of what is typed, or more where urgent ones have taken others along. */
    private int knocks;

    /** What wakes the thread. */
    private sealed interface Letter {
        record FromNetwork(FloodEvent event) implements Letter {}

        /** A command waits. */
        record Knock() implements Letter {}

        /** A command waits, or waits for room, and nothing that was typed before it may hold it up. */
        record UrgentKnock() implements Letter {}
    }

    /** Made at the first line that is logged: that takes longer than the first paint. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(ChatService.class);
    }

    /**
     * Takes part in the bus from here on, so that nothing is missed until {@link #start}.
     *
     * @param name the username to begin with, null for none
     * @param random decides the author's key; a secure one, outside of tests
     * @param rememberName told of every name that the person sets, on the chat's thread; must not throw
     */
    public ChatService(
            EventBus bus, @Nullable String name, RandomGenerator random, Consumer<String> rememberName) {
        this.bus = bus;
        this.name = name;
        this.rememberName = rememberName;
        this.core = new ChatCore(random, address -> Address.parse(address) != null);
        bus.subscribe(FloodEvent.class, inbox, Letter.FromNetwork::new);
        for (Class<? extends ChatCommand> type : URGENT) {
            bus.subscribe(type, inbox, _ -> new Letter.UrgentKnock());
        }
        bus.subscribe(ChatCommand.class, typed);
        bus.subscribe(ChatCommand.class, inbox, ChatService::knock);
    }

    private static Letter knock(ChatCommand command) {
        return URGENT.contains(command.getClass()) ? new Letter.UrgentKnock() : new Letter.Knock();
    }

    public void start() {
        thread.start();
    }

    /** Ends the thread without a goodbye, if {@link ChatCommand.Leave} has not ended it yet, and waits for that. */
    @Override
    public void close() {
        bus.unsubscribe(inbox);
        bus.unsubscribe(typed);
        thread.interrupt();
        OwnerThread.await(thread);
    }

    private void run() {
        try {
            handle(new ChatInput.Started(name));
            while (!left) {
                step();
            }
        } catch (InterruptedException e) {
            Log.LOGGER.debug("chat closed");
        } catch (RuntimeException e) {
            Log.LOGGER.error("chat failed", e);
            bus.tell(new ChatEvent.Failed("Floodchat has a defect and can't go on: the log says more."));
        } finally {
            letGo();
        }
    }

    /** Whoever still waits for room in a mailbox that nobody empties any more must not wait for ever. */
    private void letGo() {
        bus.unsubscribe(inbox);
        bus.unsubscribe(typed);
        try {
            while (typed.poll(0) != null || inbox.poll(0) != null) {
                // nobody is left to take it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        fireTimers();
        if (mayTakeCommand()) {
            takeCommand();
        }
        Letter letter = left ? null : inbox.poll(mayTakeCommand() ? 0 : timers.nextDelayMs(clock.nowMs()));
        switch (letter) {
            case null -> {}
            case Letter.FromNetwork(FloodEvent event) -> fromNetwork(event);
            case Letter.Knock _ -> knocks++;
            case Letter.UrgentKnock _ -> takeAllCommands();
        }
        long missed = inbox.takeMissed();
        if (missed > 0) {
            handle(new ChatInput.Lagged(missed));
        }
    }

    private void fireTimers() throws InterruptedException {
        for (ChatTimer timer = timers.due(clock.nowMs()); timer != null; timer = timers.due(clock.nowMs())) {
            handle(new ChatInput.TimerFired(timer));
        }
    }

    private boolean mayTakeCommand() {
        return knocks > 0 && core.unsent() < MAX_UNSENT && !left;
    }

    /** Takes one, so that the network has its turn while someone types without end; false where there was none. */
    private boolean takeCommand() throws InterruptedException {
        ChatCommand command = typed.poll(0);
        if (command == null) {
            knocks = 0; // they were for commands that an urgent one has taken along
            return false;
        }
        knocks--;
        handle(new ChatInput.Commanded(command));
        return true;
    }

    private void takeAllCommands() throws InterruptedException {
        boolean more = true;
        while (more && !left) {
            more = takeCommand();
        }
    }

    private void fromNetwork(FloodEvent event) throws InterruptedException {
        switch (event) {
            case FloodEvent.Delivered(byte[] payload, long timeMs, boolean earlier) ->
                handle(new ChatInput.Delivered(payload, timeMs, earlier));
            case FloodEvent.HandedOver(long ticket) -> handle(new ChatInput.HandedOver(ticket));
            case FloodEvent.StatusChanged(Address listening, int links, FloodEvent.Phase phase) ->
                handle(new ChatInput.NetworkChanged(listening.toString(), links, activity(phase)));
            case FloodEvent.JoinFailed(Address address, String reason) ->
                handle(new ChatInput.JoinFailed(address.toString(), reason));
            case FloodEvent.Inspected _, FloodEvent.AddressesLearned _ -> {} // not for the chat
            case FloodEvent.Stopped _ -> handle(new ChatInput.Stopped());
        }
    }

    private static ChatEvent.Activity activity(FloodEvent.Phase phase) {
        return switch (phase) {
            case FloodEvent.Phase.Linked _ -> new ChatEvent.Activity.Linked();
            case FloodEvent.Phase.Joining(Address address, boolean nearby) ->
                new ChatEvent.Activity.Joining(address.toString(), nearby);
            case FloodEvent.Phase.Waiting(Address address, long nextTryMs, boolean nearby) ->
                new ChatEvent.Activity.Waiting(address.toString(), Instant.ofEpochMilli(nextTryMs), nearby);
        };
    }

    private void handle(ChatInput input) throws InterruptedException {
        List<ChatEffect> effects = new ArrayList<>();
        long nowMs = clock.nowMs();
        core.handle(input, nowMs, effects::add);
        for (ChatEffect effect : effects) {
            perform(effect, nowMs);
        }
    }

    private void perform(ChatEffect effect, long nowMs) throws InterruptedException {
        switch (effect) {
            case ChatEffect.Publish(long ticket, byte[] payload, boolean ephemeral) ->
                bus.publish(new FloodCommand.Publish(ticket, payload, ephemeral));
            case ChatEffect.Join(String address) -> join(address);
            case ChatEffect.Stop _ -> bus.publish(new FloodCommand.Stop());
            case ChatEffect.Show(ChatEvent event) -> show(event);
            case ChatEffect.StartTimer(ChatTimer timer, long afterMs) -> timers.start(timer, nowMs + afterMs);
            case ChatEffect.RememberName(String chosen) -> rememberName.accept(chosen);
            case ChatEffect.Reject(var reason) -> Log.LOGGER.debug("payload rejected: {}", reason);
        }
    }

    private void join(String text) throws InterruptedException {
        Address address = Address.parse(text);
        if (address != null) {
            bus.publish(new FloodCommand.Join(address));
        }
    }

    /** The last word must arrive, and nothing is left that waiting could hold up. */
    private void show(ChatEvent event) throws InterruptedException {
        if (event instanceof ChatEvent.Left || event instanceof ChatEvent.Failed) {
            left = true;
            bus.publish(event);
        } else {
            bus.tell(event);
        }
    }
}
