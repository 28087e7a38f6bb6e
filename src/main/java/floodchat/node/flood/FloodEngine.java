package floodchat.node.flood;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.node.SteadyClock;
import floodchat.node.Timers;
import floodchat.node.link.AnnouncedPort;
import floodchat.node.link.Connection;
import floodchat.node.link.Dialler;
import floodchat.node.link.Handshake;
import floodchat.node.link.LinkSettings;
import floodchat.node.link.Listener;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.PortMapping;
import floodchat.protocol.flood.core.FloodCore;
import floodchat.protocol.handshake.X25519KeyPair;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link FloodCore} on a virtual thread named "flood", which alone touches it: takes {@link FloodCommand}s from
 * the bus and frames from the links, and carries out the core's effects. It never waits for a link, a disk or a
 * subscriber. Any thread may start and close it.
 *
 * <p>Backpressure: while a link is {@link Congestion congested}, commands stay in their mailbox, so that a
 * publisher waits. The core holds new packets of other links meanwhile.
 */
public final class FloodEngine implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(FloodEngine.class);

    /** Commands that wait; one more makes its publisher wait. */
    public static final int MAX_COMMANDS = 256;

    /** Attributions that wait: as many as deliveries may wait in the chat. One more is dropped. */
    private static final int MAX_ATTRIBUTIONS = 8_192;

    /** After this many commands the links are flushed, so that their writers work meanwhile. */
    private static final int COMMANDS_PER_FLUSH = 32;

    /** A wall clock that was set is noticed within this time, also by a peer with nothing to do. */
    private static final long LOOK_AT_CLOCK_MS = 2_000;

    /** The numbers of links begin with 1. */
    private static final int OWN = 0;

    private final EventBus bus;
    private final FloodCore core;
    private final Listener listener;
    private final Address address;
    private final PeerId peer;
    private final DialPool dialPool;
    private final AnnouncedPort announced;
    private final Handshake handshake;
    private final LinkSettings linkSettings;
    private final Inbox inbox = new Inbox();
    private final Mailbox<FloodCommand> commands = new Mailbox<>(MAX_COMMANDS);
    private final Mailbox<FloodAttribution> attributions = new Mailbox<>(MAX_ATTRIBUTIONS);
    private final Timers<FloodTimer> timers = new Timers<>();
    private final SteadyClock clock;
    private final Congestion congestion;
    private final OpenLinks links;
    private final StampWorker stamper = new StampWorker(Publisher.MAX_STAMPING, inbox);
    private final Publisher publisher;
    private final WakeUpTimer wakeUpTimer = new WakeUpTimer("flood wake-up", inbox::timerDue);
    private final Thread thread = Thread.ofVirtual().name("flood").unstarted(this::run);
    /** What the effects of an input have brought about, for the core to handle after it. */
    private final Deque<FloodInput> consequences = new ArrayDeque<>();
    private final Consumer<FloodEffect> effects = this::perform;
    /** Read once for everything that one message brings about. */
    private long nowMs;
    /** How far the wall clock is ahead of it, as the core was told. */
    private long wallAheadMs;

    /** The core waits for {@link FloodInput.RoomToSend}. */
    private boolean roomAwaited;
    /** The number of the link of which a packet is being handled; {@link #OWN} if there is none. */
    private int source = OWN;
    /** How many frames of the message that is being handled the core has put on hold. */
    private int framesHeld;

    private boolean stopped;

    /**
     * Where a peer listens, and how it enters.
     *
     * @param network which network, and on which terms; peers with others do not link
     * @param addresses where to enter the network
     */
    public record Config(
            NetworkTerms network,
            PortRange listen,
            BootstrapAddresses addresses,
            FloodSettings settings,
            LinkSettings links) {
        public Config(NetworkTerms network, PortRange listen, BootstrapAddresses addresses, FloodSettings settings) {
            this(network, listen, addresses, settings, LinkSettings.DEFAULT);
        }
    }

    /**
     * Binds the port, and takes part in the bus from here on, so that nothing is missed until {@link #start}.
     *
     * @param random decides all of the peer's choices; a secure one, outside of tests
     * @param keys makes the peer's static key, which its id follows from, and all keys of its links
     * @throws IOException if it can't listen
     */
    public FloodEngine(EventBus bus, Config config, RandomGenerator random, SecureRandom keys) throws IOException {
        this(bus, config, random, keys, new SteadyClock());
    }

    /** The same with other clocks than those of the system. */
    public FloodEngine(EventBus bus, Config config, RandomGenerator random, SecureRandom keys, SteadyClock clock)
            throws IOException {
        this.bus = bus;
        this.clock = clock;
        this.listener = Listener.bind(config.listen());
        X25519KeyPair staticKeys = X25519KeyPair.random(keys);
        this.peer = PeerId.ofKey(staticKeys.publicKey());
        this.address = OwnAddress.of(listener.host(), listener.port());
        Contact self = new Contact(peer, address);
        this.core = new FloodCore(self, config.network(), config.addresses(), config.settings(), random);
        this.publisher = new Publisher(config.network(), stamper, this::stamped);
        this.announced = new AnnouncedPort(listener.port());
        this.handshake = new Handshake(config.network(), staticKeys, announced, keys, config.links());
        this.linkSettings = config.links();
        this.congestion = new Congestion(linkSettings.drainWithinMs());
        this.links = new OpenLinks(config.network(), linkSettings, congestion, inbox);
        this.dialPool = new DialPool(new Dialler(handshake), inbox);
        bus.subscribe(FloodCommand.class, commands);
        bus.subscribe(FloodAttribution.class, attributions);
        inbox.subscribe(bus);
    }

    /** Where this peer listens, as it sees itself. */
    public Address address() {
        return address;
    }

    /** This peer's id, which is new at each start. */
    public PeerId peer() {
        return peer;
    }

    /** The host that is listened on; the wildcard address if that is all of them. */
    public InetAddress host() {
        return listener.host();
    }

    /** The port that is listened on. */
    public int port() {
        return listener.port();
    }

    public void start() {
        thread.start();
    }

    /** Ends every link without a goodbye, if {@link FloodCommand.Stop} has not ended them yet, and waits for that. */
    @Override
    public void close() {
        inbox.unsubscribe(bus);
        bus.unsubscribe(commands);
        bus.unsubscribe(attributions);
        listener.close();
        thread.interrupt();
        OwnerThread.await(thread);
    }

    // ---- the owner thread

    private void run() {
        try {
            LOG.info("listening on {}", address);
            listener.start(handshake, inbox);
            stamper.start();
            wakeUpTimer.start();
            readClock();
            handle(new FloodInput.Started());
            while (!stopped) {
                step();
            }
        } catch (InterruptedException e) {
            LOG.debug("flood engine closed");
        } catch (RuntimeException e) {
            LOG.error("flood engine failed", e);
        } finally {
            finish();
        }
    }

    private void step() throws InterruptedException {
        readClock();
        fireTimers();
        publisher.stampAgain(nowMs);
        giveRoom();
        takeCommands(false);
        links.flush(); // all that one message brings about is written together
        Inbox.Message message = next();
        readClock();
        takeAttributions();
        switch (message) {
            case null -> {}
            case Inbox.Message.TimerDue _ -> wakeUpTimer.fired();
            case Inbox.Message.CommandAvailable(boolean urgent) -> takeCommands(urgent);
            case Inbox.Message.Connected(Connection connection, DialReason reason) -> connected(connection, reason);
            case Inbox.Message.Received(LinkId link, List<Frame> frames) -> received(link, frames);
            case Inbox.Message.CoreInput(FloodInput input) -> happened(input);
            case Inbox.Message.Stamped(long ticket, Packet packet) -> stamped(ticket, packet);
            case Inbox.Message.AllStamped _ -> handle(new FloodInput.StopAsked());
            case Inbox.Message.Drained(LinkId link) -> congestion.over(link, nowMs);
            case Inbox.Message.Inquired _ -> handle(new FloodInput.Inquired());
            case Inbox.Message.BacklogAsked _ -> handle(new FloodInput.BacklogAsked());
        }
    }

    /** No packet gets a time, and none is checked, before the core knows that the wall clock was set. */
    private void readClock() {
        nowMs = clock.nowMs();
        if (clock.wallAheadMs() != wallAheadMs) {
            LOG.info("the wall clock was set by {} ms", clock.wallAheadMs() - wallAheadMs);
            wallAheadMs = clock.wallAheadMs();
            publisher.clockSet(wallAheadMs);
            handle(new FloodInput.ClockSet(wallAheadMs));
        }
    }

    private Inbox.@Nullable Message next() throws InterruptedException {
        long timersMs = Math.min(timers.nextDelayMs(nowMs), congestion.nextDelayMs(nowMs));
        long delayMs = Math.min(timersMs, LOOK_AT_CLOCK_MS);
        if (delayMs == 0) {
            return inbox.poll(0);
        }
        wakeUpTimer.set(delayMs, nowMs);
        return inbox.take();
    }

    private void fireTimers() {
        for (FloodTimer timer = timers.due(nowMs); timer != null; timer = timers.due(nowMs)) {
            handle(new FloodInput.TimerFired(timer));
        }
    }

    private void handle(FloodInput input) {
        core.handle(input, nowMs, effects);
        for (FloodInput next = consequences.poll(); next != null; next = consequences.poll()) {
            core.handle(next, nowMs, effects);
        }
    }

    /** Nobody is woken for an attribution: it counts when the next packet comes. */
    private void takeAttributions() throws InterruptedException {
        for (FloodAttribution next = attributions.poll(0); next != null; next = attributions.poll(0)) {
            handle(new FloodInput.Attributed(next));
        }
    }

    // ---- what is published

    /**
     * Lets packets go on that wait in the core, and takes one command for each, so that neighbours with much to say
     * can't starve our own packets.
     */
    private void giveRoom() throws InterruptedException {
        links.abortStalled(nowMs);
        while (roomAwaited && congestion.isNone()) {
            roomAwaited = false;
            handle(new FloodInput.RoomToSend());
            source = OWN;
            if (publisher.hasRoom()) {
                takeCommand();
            }
        }
    }

    private void takeCommands(boolean urgent) throws InterruptedException {
        int taken = 0;
        while (mayTakeCommand(urgent) && takeCommand()) {
            taken++;
            if (taken % COMMANDS_PER_FLUSH == 0) {
                links.flush();
            }
        }
    }

    private boolean mayTakeCommand(boolean urgent) {
        return urgent ? publisher.hasRoomForUrgent() : publisher.hasRoom() && congestion.isNone();
    }

    /** False if no command waits. */
    private boolean takeCommand() throws InterruptedException {
        switch (commands.poll(0)) {
            case null -> {
                return false;
            }
            case FloodCommand.Publish publish -> publisher.publish(publish, nowMs);
            case FloodCommand.Restore(List<Packet> packets) -> handle(new FloodInput.BacklogRestored(packets));
            case FloodCommand.Join(Address where) -> handle(new FloodInput.JoinAsked(where));
            case FloodCommand.Found(List<Contact> peers) -> handle(new FloodInput.LanPeersFound(peers));
            case FloodCommand.PortMapped(PortMapping mapping) -> portMapped(mapping);
            case FloodCommand.FoundOtherVersion(OtherVersion version) ->
                handle(new FloodInput.OtherVersionMet(version));
            case FloodCommand.Stop _ -> stop();
        }
        return true;
    }

    private void portMapped(PortMapping mapping) {
        announced.external(mapping instanceof PortMapping.Mapped(Address external, var _, long _) ? external : null);
        handle(new FloodInput.PortMapped(mapping));
    }

    private void stamped(long ticket, Packet packet) {
        if (publisher.stamped(ticket, packet)) {
            handle(new FloodInput.Published(ticket, packet));
        }
    }

    /** What was published before is stamped first, but the goodbye takes no longer for that. */
    private void stop() {
        timers.start(new FloodTimer.GoodbyeDue(), nowMs + FloodLimits.GOODBYE_WITHIN_MS);
        publisher.stop();
    }

    // ---- what links bring

    private void received(LinkId from, List<Frame> frames) {
        framesHeld = 0;
        source = from.number();
        for (Frame frame : frames) {
            handle(new FloodInput.FrameReceived(from, frame));
        }
        source = OWN;
        links.handled(from, frames.size() - framesHeld);
    }

    private void happened(FloodInput input) {
        if (input instanceof FloodInput.LinkClosed(LinkId link)) {
            links.closed(link);
        }
        handle(input);
    }

    private void connected(Connection connection, @Nullable DialReason reason) {
        LinkId link = links.open(connection, reason);
        if (link != null) {
            handle(new FloodInput.LinkOpened(link, connection.peer(), reason, connection.peerClockMs()));
        }
    }

    // ---- effects

    private void perform(FloodEffect effect) {
        switch (effect) {
            case FloodEffect.Dial(DialReason reason) -> dialPool.dial(reason);
            case FloodEffect.Send(LinkId link, Frame frame) -> send(link, frame, 0);
            case FloodEffect.SendOwn(LinkId link, Frame.PacketFrame frame, long ticket) -> sendOwn(link, frame, ticket);
            case FloodEffect.StampAgain again -> publisher.stampAgain(again);
            case FloodEffect.AwaitRoom _ -> roomAwaited = true;
            case FloodEffect.Hold _ -> framesHeld++;
            case FloodEffect.Release(LinkId link) -> released(link);
            case FloodEffect.Close(LinkId id, String why) -> links.end(id, why);
            case FloodEffect.Abort(LinkId id, String why) -> links.abort(id, "misbehaved: " + why);
            case FloodEffect.CommonClock(long aheadMs) -> publisher.commonClock(aheadMs);
            case FloodEffect.Tell(FloodEvent event) -> tell(event);
            case FloodEffect.Report(NetworkReport report) ->
                bus.tell(LinkReports.of(report, links.all(), congestion, linkSettings, nowMs, wallAheadMs));
            case FloodEffect.StartTimer(FloodTimer timer, long afterMs) -> timers.start(timer, nowMs + afterMs);
        }
    }

    /** The core handles a packet now that this link brought earlier. */
    private void released(LinkId link) {
        source = link.number();
        links.handled(link, 1);
    }

    private void sendOwn(LinkId link, Frame.PacketFrame frame, long ticket) {
        source = OWN;
        send(link, frame, ticket);
    }

    private void send(LinkId id, Frame frame, long ticket) {
        boolean wasCongested = !congestion.isNone();
        boolean queued = links.send(id, frame, ticket, source, nowMs);
        if (!wasCongested && !congestion.isNone()) {
            consequences.add(new FloodInput.Congested());
        }
        if (!queued && frame instanceof Frame.PacketFrame(int _, Frame.Route _, Packet packet)) {
            LOG.debug("{} is too slow: a packet is left out", id);
            consequences.add(new FloodInput.LeftOut(id, packet.id()));
        }
    }

    private void tell(FloodEvent event) {
        switch (event) {
            case FloodEvent.Stopped _ -> {
                stopped = true; // told after all is closed
                return;
            }
            case FloodEvent.HandedOver(long ticket) -> publisher.handedOver(ticket);
            case FloodEvent.StatusChanged status -> publisher.neighbours(status.links());
            case FloodEvent.Delivered _, FloodEvent.JoinFailed _ -> {}
            case FloodEvent.Inspected _, FloodEvent.BacklogTold _, FloodEvent.AddressesLearned _ -> {}
        }
        LOG.debug("{}", event);
        bus.tell(event);
    }

    // ---- the end

    /** Waits until every link's threads have ended, so that nothing of the engine outlives it. */
    private void finish() {
        Thread.interrupted(); // has done its work
        listener.close();
        links.abortAll("the engine has stopped");
        try {
            dialPool.close();
            stamper.close();
            wakeUpTimer.close();
            links.awaitClosed(inbox);
        } catch (InterruptedException e) {
            LOG.warn("interrupted while {} links were closing", links.all().size());
        }
        bus.unsubscribe(commands);
        commands.clear();
        inbox.close(bus);
        bus.tell(new FloodEvent.Stopped());
    }
}
