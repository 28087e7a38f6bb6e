package floodchat.node.flood;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.node.SteadyClock;
import floodchat.node.Timers;
import floodchat.node.link.Connection;
import floodchat.node.link.Dialler;
import floodchat.node.link.Handshake;
import floodchat.node.link.Link;
import floodchat.node.link.LinkSettings;
import floodchat.node.link.Listener;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodCore;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.wire.Hello;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link FloodCore} on a virtual thread named "flood", which alone touches it: takes {@link FloodCommand}s from the bus and frames from the
 * links, and carries out what the core wants done. It never waits for a link, a disk or a subscriber. Any thread may start and close it.
 *
 * <p>Backpressure: while a link is {@link Congestion congested}, what is published stays in the mailbox of commands, so that whoever publishes
 * waits, and what other links bring that is new waits with them.
 */
public final class FloodEngine implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(FloodEngine.class);

    public static final int COMMANDS_CAPACITY = 256;

    /** So many publications are written together; meanwhile the writers work. */
    private static final int COMMANDS_AT_A_TIME = 32;

    /** Aborted links end at once; where a busy machine takes longer than this, they are left to it. */
    private static final long ABORT_WITHIN_MS = 5_000;

    private final EventBus bus;
    private final FloodCore core;
    private final Listener listener;
    private final Address address;
    private final PeerId peer;
    private final DialPool dialling;
    private final Handshake greeting;
    private final LinkSettings linkSettings;
    private final Inbox inbox = new Inbox();
    private final Mailbox<FloodCommand> commands = new Mailbox<>(COMMANDS_CAPACITY);
    private final Timers<FloodTimer> timers = new Timers<>();
    private final SteadyClock clock = new SteadyClock();
    private final Congestion congestion;
    private final OpenLinks links;
    private final StampWorker stamping = new StampWorker(inbox::stamped);
    private final WakeUpTimer alarm = new WakeUpTimer("flood alarm", inbox::due);
    private final Thread thread = Thread.ofVirtual().name("flood").unstarted(this::run);
    private final Deque<FloodInput> leftOut = new ArrayDeque<>();
    private final Consumer<FloodEffect> effects = this::perform;
    /** Read once for all that one letter brings about. */
    private long nowMs;

    private boolean stopped;

    /**
     * Where a peer listens, and how it enters.
     *
     * @param network which network, and on which terms; peers with others do not link
     * @param entries addresses to enter through
     */
    public record Config(
            NetworkTerms network, PortRange listen, BootstrapAddresses entries, FloodSettings settings,
            LinkSettings links) {
        public Config(NetworkTerms network, PortRange listen, BootstrapAddresses entries, FloodSettings settings) {
            this(network, listen, entries, settings, LinkSettings.DEFAULT);
        }
    }

    /**
     * Binds the port and takes part in the bus from here on, so that nothing is missed until {@link #start}.
     *
     * @param random decides the peer's id and all its choices; a secure one, outside of tests
     * @throws IOException where it can't listen
     */
    public FloodEngine(EventBus bus, Config config, RandomGenerator random) throws IOException {
        this.bus = bus;
        this.listener = Listener.bind(config.listen());
        this.peer = PeerId.random(random);
        this.address = OwnAddress.of(listener.host(), listener.port());
        Contact self = new Contact(peer, address);
        this.core = new FloodCore(self, config.network(), config.entries(), config.settings(), random);
        Hello hello = new Hello(Hello.VERSION, config.network(), peer, listener.port(), 0);
        this.greeting = new Handshake(hello, config.links());
        this.linkSettings = config.links();
        this.congestion = new Congestion(linkSettings.drainWithinMs());
        this.links = new OpenLinks(config.network(), linkSettings, congestion, inbox);
        this.dialling = new DialPool(new Dialler(greeting), inbox);
        bus.subscribe(FloodCommand.class, commands);
        inbox.subscribe(bus);
    }

    /** Where this peer listens, as it sees itself. */
    public Address address() {
        return address;
    }

    /** Who this peer is, at this start. */
    public PeerId peer() {
        return peer;
    }

    /** The host that is listened on; the wildcard where that is all of them. */
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
        listener.close();
        thread.interrupt();
        OwnerThread.await(thread);
    }

    // ---- the owner thread

    private void run() {
        try {
            LOG.info("listening on {}", address);
            listener.start(greeting, inbox::accepted);
            stamping.start();
            alarm.start();
            nowMs = clock.nowMs();
            core.start(nowMs, effects);
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
        nowMs = clock.nowMs();
        fireTimers();
        tellLeftOut();
        releaseHeld();
        sendWaiting();
        takeCommands(false);
        links.flush(); // what one letter brings about goes out together
        Inbox.Letter letter = next();
        nowMs = clock.nowMs();
        switch (letter) {
            case null -> {}
            case Inbox.Letter.Due _ -> alarm.rang();
            case Inbox.Letter.Knock(boolean pressing) -> takeCommands(pressing);
            case Inbox.Letter.Connected(Connection connection, DialReason errand) -> connected(connection, errand);
            case Inbox.Letter.Received(LinkId link, List<Frame> frames) -> received(link, frames);
            case Inbox.Letter.Happened(FloodInput input) -> happened(input);
            case Inbox.Letter.Drained(LinkId link) -> congestion.over(link);
            case Inbox.Letter.Inquired _ -> inspect();
        }
    }

    private Inbox.@Nullable Letter next() throws InterruptedException {
        long delayMs = Math.min(timers.nextDelayMs(nowMs), congestion.nextDelayMs(nowMs));
        if (delayMs == 0) {
            return inbox.poll(0);
        }
        alarm.set(delayMs, nowMs);
        return inbox.take();
    }

    private void fireTimers() {
        for (FloodTimer timer = timers.due(nowMs); timer != null; timer = timers.due(nowMs)) {
            handle(new FloodInput.TimerFired(timer));
        }
    }

    /** The core is told once it is done with what it was doing. */
    private void tellLeftOut() {
        for (FloodInput input = leftOut.poll(); input != null; input = leftOut.poll()) {
            handle(input);
        }
    }

    private void takeCommands(boolean pressing) throws InterruptedException {
        for (int taken = 1; pressing || core.hasRoomToPublish() && congestion.isNone(); taken++) {
            FloodCommand command = commands.poll(0);
            if (command == null) {
                return;
            }
            handle(new FloodInput.Asked(command));
            sendWaiting();
            if (taken % COMMANDS_AT_A_TIME == 0) {
                links.flush();
            }
        }
    }

    private void sendWaiting() {
        while (core.hasWaiting() && congestion.isNone()) {
            core.sendWaiting(nowMs, effects);
        }
    }

    private void received(LinkId from, List<Frame> frames) {
        int held = 0;
        for (Frame frame : frames) {
            if (frame instanceof Frame.PacketFrame flooded && mustWait(from, flooded)) {
                congestion.hold(from, flooded);
                held++;
            } else {
                handle(new FloodInput.FrameReceived(from, frame));
            }
        }
        links.handled(from, frames.size() - held);
    }

    /** Nothing is kept of what is not taken anyway, a stranger's above all. */
    private boolean mustWait(LinkId from, Frame.PacketFrame frame) {
        return !congestion.isNone() && core.isNew(frame.packet().id()) && core.takesPacketsFrom(from);
    }

    /** What waited for a congested link goes on once that is over, or has lasted too long. */
    private void releaseHeld() throws InterruptedException {
        links.abortStalled(nowMs);
        while (congestion.mayRelease()) {
            Congestion.Held next = congestion.release();
            heldReceived(next.from(), next.frame());
            takeOneOfOurs();
        }
    }

    /** Where the others never have nothing that waits, our own have their turn as well. */
    private void takeOneOfOurs() throws InterruptedException {
        FloodCommand command = core.hasRoomToPublish() && congestion.mayGoOn() ? commands.poll(0) : null;
        if (command != null) {
            handle(new FloodInput.Asked(command));
        }
        if (core.hasWaiting() && congestion.mayGoOn()) {
            core.sendWaiting(nowMs, effects);
        }
    }

    private void happened(FloodInput input) {
        switch (input) {
            case FloodInput.LinkClosed(LinkId link, String _) -> {
                congestion.releaseFrom(link).forEach(frame -> heldReceived(link, frame));
                links.closed(link);
                handle(input);
            }
            case FloodInput.FrameReceived _, FloodInput.Asked _, FloodInput.LinkOpened _, FloodInput.Stamped _, FloodInput.Misbehaved _, FloodInput.Written _, FloodInput.LeftOut _, FloodInput.DialFailed _, FloodInput.TimerFired _ ->
                handle(input);
        }
    }

    private void heldReceived(LinkId from, Frame.PacketFrame frame) {
        handle(new FloodInput.FrameReceived(from, frame));
        links.handled(from, 1);
    }

    private void connected(Connection connection, @Nullable DialReason errand) {
        LinkId link = links.open(connection, errand);
        if (link != null) {
            handle(new FloodInput.LinkOpened(link, connection.peer(), errand));
        }
    }

    private void inspect() {
        bus.tell(LinkReports.of(core.inspect(nowMs), links.all(), congestion, linkSettings, nowMs));
        links.all().forEach(Link::measure); // for the next time
    }

    private void handle(FloodInput input) {
        core.handle(input, nowMs, effects);
    }

    // ---- effects

    private void perform(FloodEffect effect) {
        switch (effect) {
            case FloodEffect.Dial(DialReason errand) -> dialling.dial(errand);
            case FloodEffect.Send(LinkId link, Frame frame) -> send(link, frame, 0);
            case FloodEffect.SendOwn(LinkId link, Frame.PacketFrame frame, long ticket) -> send(link, frame, ticket);
            case FloodEffect.Stamp(UnstampedPacket draft) -> stamping.stamp(draft);
            case FloodEffect.Close(LinkId id, String reason) -> links.end(id, reason);
            case FloodEffect.Abort(LinkId id, String reason) -> links.abort(id, "misbehaved: " + reason);
            case FloodEffect.Tell(FloodEvent event) -> tell(event);
            case FloodEffect.StartTimer(FloodTimer timer, long afterMs) -> timers.start(timer, nowMs + afterMs);
        }
    }

    private void send(LinkId id, Frame frame, long ticket) {
        boolean queued = links.send(id, frame, ticket, nowMs);
        if (!queued && frame instanceof Frame.PacketFrame(int _, Frame.Route _, Packet packet)) {
            LOG.debug("{} is too slow: a packet is left out", id);
            leftOut.add(new FloodInput.LeftOut(id, packet.id()));
        }
    }

    private void tell(FloodEvent event) {
        if (event instanceof FloodEvent.Stopped) {
            stopped = true; // told once all is closed
        } else {
            LOG.debug("{}", event);
            bus.tell(event);
        }
    }

    // ---- the end

    /** Waits until every link's threads have ended, so that nothing of the engine outlives it. */
    private void finish() {
        Thread.interrupted(); // has done its work
        listener.close();
        links.abortAll("the engine has stopped");
        try {
            dialling.close();
            stamping.close();
            alarm.close();
            awaitLinksClosed();
        } catch (InterruptedException e) {
            LOG.warn("interrupted while {} links were closing", links.all().size());
        }
        bus.unsubscribe(commands);
        commands.clear();
        inbox.close(bus);
        bus.tell(new FloodEvent.Stopped());
    }

    private void awaitLinksClosed() throws InterruptedException {
        long deadlineMs = clock.nowMs() + ABORT_WITHIN_MS;
        for (long leftMs = ABORT_WITHIN_MS; !links.all().isEmpty() && leftMs > 0; leftMs = deadlineMs - clock.nowMs()) {
            Inbox.Letter letter = inbox.poll(leftMs);
            if (letter instanceof Inbox.Letter.Happened(FloodInput.LinkClosed(LinkId link, String _))) {
                links.closed(link);
            } else if (letter != null) {
                Inbox.discard(letter);
            }
        }
    }
}
