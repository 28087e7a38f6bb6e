package floodchat.node.chat;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.node.SteadyClock;
import floodchat.node.Timers;
import floodchat.node.store.SealedStore;
import floodchat.node.store.SealedWriter;
import floodchat.node.store.history.History;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.ChatCore;
import floodchat.protocol.chat.ChatEffect;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.ChatInput;
import floodchat.protocol.chat.ChatTimer;
import floodchat.protocol.chat.HistoryEvent;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.PayloadKind;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.sealed.Stored;
import floodchat.protocol.sealed.StoredChange;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link ChatCore} on a virtual thread named "chat": takes commands and events of the network from the bus, and
 * carries out the effects of the core. Only that thread touches the core. Any thread may start and close the service.
 *
 * <p>There are two mailboxes. Commands wait in one of their own, so that a file that is piped in can neither crowd out
 * the network nor run ahead of it. For every command a message also goes into the inbox, because the thread sleeps
 * there alone.
 */
public final class ChatService implements AutoCloseable {
    /** More than ten seconds of the most that a network brings, 500 packets/s. */
    static final int INBOX_CAPACITY = 8_192;

    /** A pasted page. The publisher of a further command waits. */
    static final int TYPED_CAPACITY = 256;

    /**
     * While this many lines wait for a peer, further commands wait in the mailbox. The network keeps more packets than
     * this, so the chat never waits for the network. A test holds this bound against the others.
     */
    static final int LINES_BEFORE_COMMANDS_WAIT = 1_000;

    /**
     * Commands that unsent lines must not hold up. Their message goes into the inbox before they wait for room in the
     * mailbox of commands, so that the thread makes room for them.
     */
    private static final Set<Class<? extends ChatCommand>> URGENT =
            Set.of(ChatCommand.SetName.class, ChatCommand.Connect.class, ChatCommand.Leave.class);

    private static final String NO_HISTORY = "Nothing is kept: the settings say so.";

    private final EventBus bus;
    private final @Nullable String name;
    private final Supplier<byte[]> tag;
    private final RandomGenerator random;
    private final SecureRandom secureRandom;
    private final AtomicLong privateSaved = new AtomicLong();
    private final Consumer<String> rememberName;
    private final RunStore runStore;
    private final Consumer<SavedPeople> saveContacts;
    private final Mailbox<ChatInboxMessage> inbox = new Mailbox<>(INBOX_CAPACITY);
    private final Mailbox<ChatCommand> typed = new Mailbox<>(TYPED_CAPACITY);
    private final Timers<ChatTimer> timers = new Timers<>();
    private final SteadyClock clock = new SteadyClock();
    private final Thread thread = Thread.ofVirtual().name("chat").unstarted(this::run);
    private boolean left;

    /** Set by {@link #start}, before the thread begins. Its classes take long to load. */
    private @Nullable ChatCore core;

    private @Nullable Identity identity;

    private long lastRun;
    private Stored stored = new Stored();
    private @Nullable SealedWriter privateWriter;

    /** Null if nothing is kept. */
    private @Nullable History history;

    private SavedPeople people = SavedPeople.NONE;
    private RequestPolicy requests = RequestPolicy.CROWD;

    /** What became of the last run that was to be saved; null if there is no news. Set by the thread that saves. */
    private volatile @Nullable ChatInput runNews;

    /** How far the wall clock is ahead of {@link #clock}, as the core was told. */
    private long wallAheadMs;

    /** Whose payload is handled now, or was handled last; null before the first one. */
    private @Nullable PacketId delivering;

    /** How many commands wait in their mailbox. Too high after an urgent command has taken others along. */
    private int waitingCommands;

    /** Writes the number of a run to the disk. */
    public interface RunStore {
        /**
         * Any thread may call it, and none waits.
         *
         * @param answer gets null when the number is on disk, else one sentence that says why it is not; called once
         */
        void save(long run, Consumer<@Nullable String> answer);
    }

    /** What the thread sleeps for. */
    private sealed interface ChatInboxMessage {
        record FromNetwork(FloodEvent event) implements ChatInboxMessage {}

        /** Passed on to the history. */
        record Asked(HistoryInquiry inquiry) implements ChatInboxMessage {}

        /** There is news of a run. Nothing is lost if this is, for lack of room: then the thread is awake. */
        record RunAnswered() implements ChatInboxMessage {}

        /** Changes of private lines are on disk. Nothing is lost if this is: then the thread is awake. */
        record PrivateSaved() implements ChatInboxMessage {}

        /** A command that is not urgent waits in its mailbox. */
        record OrdinaryCommand() implements ChatInboxMessage {}

        /** An urgent command waits in its mailbox, or waits for room there. */
        record UrgentCommand() implements ChatInboxMessage {}
    }

    /** Loads the logger at the first line that is logged, because that takes longer than the first paint. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(ChatService.class);
    }

    /**
     * Subscribes to the bus at once, so that nothing is missed before {@link #start}. Does nothing else, since a window
     * waits for it.
     *
     * @param name the username to begin with; null for none
     * @param tag gives the network tag; asked once, at the start
     * @param random decides delays
     * @param secureRandom makes the keys of private lines
     * @param rememberName gets every name that the person sets, on the chat's thread; must not throw
     * @param saveContacts gets the contacts at each change, in the same way
     */
    public ChatService(
            EventBus bus,
            @Nullable String name,
            Supplier<byte[]> tag,
            RandomGenerator random,
            SecureRandom secureRandom,
            Consumer<String> rememberName,
            RunStore runStore,
            Consumer<SavedPeople> saveContacts) {
        this.bus = bus;
        this.name = name;
        this.tag = tag;
        this.random = random;
        this.secureRandom = secureRandom;
        this.rememberName = rememberName;
        this.runStore = runStore;
        this.saveContacts = saveContacts;
        bus.subscribe(FloodEvent.class, inbox, ChatInboxMessage.FromNetwork::new);
        bus.subscribe(HistoryInquiry.class, inbox, ChatInboxMessage.Asked::new);
        for (Class<? extends ChatCommand> type : URGENT) {
            bus.subscribe(type, inbox, _ -> new ChatInboxMessage.UrgentCommand());
        }
        bus.subscribe(ChatCommand.class, typed);
        bus.subscribe(ChatCommand.class, inbox, ChatService::messageFor);
    }

    private static ChatInboxMessage messageFor(ChatCommand command) {
        return URGENT.contains(command.getClass())
                ? new ChatInboxMessage.UrgentCommand()
                : new ChatInboxMessage.OrdinaryCommand();
    }

    /**
     * Reads what private lines need and begins.
     *
     * @param person who we are
     * @param last the number of the last run of this identity; 0 if there was none
     * @param store of this person in this network; the service closes it
     * @param known the contacts, and those whom we blocked
     * @param policy which lines of strangers wait
     * @throws IOException if the store can't be read; then nothing has begun
     */
    public void start(Identity person, long last, SealedStore store, SavedPeople known, RequestPolicy policy)
            throws IOException {
        start(person, last, store, known, policy, null);
    }

    /** The same, and keeps what is shown. @param kept the service starts and closes it; null to keep nothing */
    public void start(
            Identity person,
            long last,
            SealedStore store,
            SavedPeople known,
            RequestPolicy policy,
            @Nullable History kept)
            throws IOException {
        core = new ChatCore(random, secureRandom, address -> Address.parse(address) != null);
        identity = person;
        lastRun = last;
        people = known;
        requests = policy;
        stored = store.read(this::notice);
        privateWriter = new SealedWriter(store, this::privateSaved, this::storageChanged);
        privateWriter.start();
        if (kept != null) {
            kept.start();
            history = kept;
        }
        thread.start();
    }

    private ChatCore core() {
        return Objects.requireNonNull(core);
    }

    private void notice(String sentence) {
        bus.tell(new ChatEvent.Noticed(sentence));
    }

    /** Called by the thread that writes, like the next one. */
    private void storageChanged(boolean works, String sentence) {
        bus.tell(new ChatEvent.StorageChanged(works, sentence));
    }

    private void privateSaved(long ticket) {
        privateSaved.set(ticket);
        inbox.offer(new ChatInboxMessage.PrivateSaved()); // if it is full, the thread is awake
    }

    /**
     * Ends the thread and waits until it has ended, and until what is to be kept is on disk. There is no goodbye,
     * except after {@link ChatCommand.Leave}.
     */
    @Override
    public void close() throws InterruptedException {
        bus.unsubscribe(inbox);
        bus.unsubscribe(typed);
        thread.interrupt();
        OwnerThread.await(thread);
        if (history != null) {
            history.close(); // it has work for the writer of private lines
        }
        if (privateWriter != null) {
            privateWriter.close();
        }
    }

    private void run() {
        try {
            Identity own = Objects.requireNonNull(identity);
            bus.tell(new FloodAttribution.OfOwn(Author.ofKey(own.key().bytes())));
            handle(new ChatInput.Started(own, tag.get(), lastRun, name, stored, people, requests));
            stored = new Stored(); // the core has taken it over
            while (!left) {
                step();
            }
        } catch (InterruptedException e) {
            Log.LOGGER.debug("chat closed");
        } catch (RuntimeException e) {
            Log.LOGGER.error("chat failed", e);
            bus.tell(new ChatEvent.Failed("Floodchat has a defect and can't go on. The log says more."));
        } finally {
            releasePublishers();
        }
    }

    /** Nobody takes from the mailboxes any more, so we empty them: a publisher may still wait for room. */
    private void releasePublishers() {
        bus.unsubscribe(inbox);
        bus.unsubscribe(typed);
        typed.clear();
        inbox.clear();
    }

    private void step() throws InterruptedException {
        fireTimers();
        takeRunNews();
        takePrivateSaved();
        if (mayTakeCommand()) {
            takeCommand();
        }
        ChatInboxMessage message = left ? null : inbox.poll(mayTakeCommand() ? 0 : timers.nextDelayMs(clock.nowMs()));
        switch (message) {
            case null -> {}
            case ChatInboxMessage.FromNetwork(FloodEvent event) -> fromNetwork(event);
            case ChatInboxMessage.Asked(HistoryInquiry inquiry) -> ask(inquiry);
            case ChatInboxMessage.RunAnswered _ -> takeRunNews();
            case ChatInboxMessage.PrivateSaved _ -> takePrivateSaved();
            case ChatInboxMessage.OrdinaryCommand _ -> waitingCommands++;
            case ChatInboxMessage.UrgentCommand _ -> takeAllCommands();
        }
        long missed = inbox.takeMissed();
        if (missed > 0) {
            handle(new ChatInput.Lagged(missed));
        }
    }

    private void takeRunNews() throws InterruptedException {
        ChatInput news = runNews;
        if (news != null) {
            runNews = null;
            handle(news);
        }
    }

    private void takePrivateSaved() throws InterruptedException {
        long ticket = privateSaved.getAndSet(0);
        if (ticket > 0) {
            handle(new ChatInput.PrivateSaved(ticket));
        }
    }

    private void saveRun(long run) {
        runStore.save(run, problem -> {
            runNews = problem == null ? new ChatInput.RunSaved(run) : new ChatInput.RunNotSaved(problem);
            inbox.offer(new ChatInboxMessage.RunAnswered()); // if it is full, the thread is awake
        });
    }

    private void fireTimers() throws InterruptedException {
        for (ChatTimer timer = timers.due(clock.nowMs()); timer != null; timer = timers.due(clock.nowMs())) {
            handle(new ChatInput.TimerFired(timer));
        }
    }

    private boolean mayTakeCommand() {
        return waitingCommands > 0 && core().unsent() < LINES_BEFORE_COMMANDS_WAIT && !left;
    }

    /** Takes one command, so that the network is served in between. Returns false if there was none. */
    private boolean takeCommand() throws InterruptedException {
        ChatCommand command = typed.poll(0);
        if (command == null) {
            waitingCommands = 0; // an urgent one has taken the others along
            return false;
        }
        waitingCommands--;
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
            case FloodEvent.Delivered delivered -> deliver(delivered);
            case FloodEvent.HandedOver(long ticket) -> handle(new ChatInput.HandedOver(ticket));
            case FloodEvent.StatusChanged status -> handle(new ChatInput.LinksChanged(status.links()));
            case FloodEvent.JoinFailed(Address address, String reason) ->
                handle(new ChatInput.JoinFailed(address.toString(), reason));
            case FloodEvent.Inspected _, FloodEvent.BacklogTold _, FloodEvent.AddressesLearned _ -> {}
            case FloodEvent.Stopped _ -> handle(new ChatInput.Stopped());
        }
    }

    private void deliver(FloodEvent.Delivered event) throws InterruptedException {
        delivering = event.packet();
        handle(new ChatInput.Delivered(event.payload(), event.timeMs(), event.earlier(), payloadKind(event.kind())));
    }

    private void handle(ChatInput input) throws InterruptedException {
        List<ChatEffect> effects = new ArrayList<>();
        long nowMs = clock.nowMs();
        if (clock.wallAheadMs() != wallAheadMs) {
            wallAheadMs = clock.wallAheadMs();
            core().handle(new ChatInput.ClockSet(wallAheadMs), nowMs, effects::add);
        }
        core().handle(input, nowMs, effects::add);
        for (ChatEffect effect : effects) {
            perform(effect, nowMs);
        }
    }

    private void perform(ChatEffect effect, long nowMs) throws InterruptedException {
        switch (effect) {
            case ChatEffect.Publish(long ticket, byte[] payload, PayloadKind kind) ->
                bus.publish(new FloodCommand.Publish(ticket, payload, packetKind(kind)));
            case ChatEffect.Join(String address) -> join(address);
            case ChatEffect.Stop _ -> bus.publish(new FloodCommand.Stop());
            case ChatEffect.Show(ChatEvent event) -> show(event);
            case ChatEffect.StartTimer(ChatTimer timer, long afterMs) -> timers.start(timer, nowMs + afterMs);
            case ChatEffect.RememberName(String chosen) -> rememberName.accept(chosen);
            case ChatEffect.SaveContacts(SavedPeople changed) -> saveContacts.accept(changed);
            case ChatEffect.SaveRun(long run) -> saveRun(run);
            case ChatEffect.SavePrivate(long ticket, StoredChange change) -> savePrivate(ticket, change);
            case ChatEffect.Attribute(PersonKey author) -> attribute(author);
            case ChatEffect.Reject(var reason) -> Log.LOGGER.debug("payload rejected: {}", reason);
        }
    }

    /** The network does without it while it is too busy to take it. */
    private void attribute(PersonKey author) {
        PacketId packet = Objects.requireNonNull(delivering, "only what was delivered is attributed");
        bus.tell(new FloodAttribution.OfPacket(packet, Author.ofKey(author.bytes())));
    }

    private static PacketKind packetKind(PayloadKind kind) {
        return switch (kind) {
            case KEPT -> PacketKind.KEPT;
            case EPHEMERAL -> PacketKind.EPHEMERAL;
            case SEALED -> PacketKind.SEALED;
        };
    }

    private static PayloadKind payloadKind(PacketKind kind) {
        return switch (kind) {
            case KEPT -> PayloadKind.KEPT;
            case EPHEMERAL -> PayloadKind.EPHEMERAL;
            case SEALED -> PayloadKind.SEALED;
        };
    }

    private void join(String text) throws InterruptedException {
        Address address = Address.parse(text);
        if (address != null) {
            bus.publish(new FloodCommand.Join(address));
        }
    }

    /** A line is in the history before it is noted as arrived, so that no receipt goes for one that a crash loses. */
    private void savePrivate(long ticket, StoredChange change) throws InterruptedException {
        SealedWriter writer = Objects.requireNonNull(privateWriter, "the chat has not begun");
        if (history == null) {
            writer.save(ticket, change);
        } else {
            history.then(() -> writer.save(ticket, change));
        }
    }

    private void ask(HistoryInquiry inquiry) {
        if (history == null) {
            bus.tell(new HistoryEvent.Refused(inquiry, NO_HISTORY));
        } else {
            history.ask(inquiry);
        }
    }

    /** The last event must arrive, so we wait for the front end. Nothing else is left to do. */
    private void show(ChatEvent event) throws InterruptedException {
        left |= event instanceof ChatEvent.Left || event instanceof ChatEvent.Failed;
        if (history != null) {
            history.show(event);
        } else if (left) {
            bus.publish(event);
        } else {
            bus.tell(event);
        }
    }
}
