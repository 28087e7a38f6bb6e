package floodchat.protocol.flood.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.flood.membership.MembershipLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Drives one core in a test and collects its effects. A test scripts inputs and then verifies the effects. The fixture
 * answers {@link FloodEffect.AwaitRoom}; all other effects are left to the test. Confined to the test's thread.
 */
public final class CoreScript {
    public static final NetworkTerms NETWORK = NetworkTerms.unlimited("scripted");
    public static final Contact SELF = contact(200);
    public static final Address BOOTSTRAP = contact(100).address();

    /** The core under test. */
    public final FloodCore core;
    /** All effects since the last clear, the oldest first. */
    public final List<FloodEffect> effects = new ArrayList<>();
    /** The time of the next input. */
    public long nowMs = 1_000_000;
    /** How far the wall clock of the core is ahead of that; those of other peers are right. */
    private long wallAheadMs;
    /** How far the clock that the neighbours agree on is ahead of {@link #nowMs}, as the core says. */
    private long commonAheadMs;
    /** False while links are congested: the core then gets room only if the test gives it. */
    public boolean hasRoom = true;
    private final PacketClock packets;
    private boolean roomAwaited;
    private int lastLink;

    public static Contact contact(int number) {
        return new Contact(new PeerId(0, number), new Address("192.0.2." + number, 1));
    }

    /** A contact of another group of addresses for each group, 0 to 65,535. */
    public static Contact contact(int group, int number) {
        String host = (20 + (group >> 8)) + "." + (group & 255) + "." + (number >> 8) + "." + (number & 255);
        return new Contact(new PeerId(1_000 + group, number), new Address(host, 1));
    }

    /** Seven slots: three for links that the core chooses, and four for peers that dial it. */
    private static final FloodSettings SETTINGS = new FloodSettings(5, 7, 3, false);

    /** A core that has started, with these bootstrap addresses and without a rate limit. */
    public CoreScript(Address... bootstrap) {
        this(NETWORK, bootstrap);
    }

    public CoreScript(NetworkTerms terms, Address... bootstrap) {
        this(terms, BootstrapAddresses.untold(List.of(bootstrap)));
    }

    public CoreScript(NetworkTerms terms, BootstrapAddresses bootstrap) {
        this(terms, bootstrap, SETTINGS, 1);
    }

    /** @param seed decides all choices of the core */
    public CoreScript(NetworkTerms terms, BootstrapAddresses bootstrap, FloodSettings settings, long seed) {
        core = new FloodCore(SELF, terms, bootstrap, settings, new SplittableRandom(seed));
        packets = new PacketClock(terms);
        handle(new FloodInput.Started());
    }

    // ---- neighbours

    /** Seven neighbours: 1 to 4 dialled us, we dialled 5 to 7. Their link ids are the same numbers. No effects yet. */
    public static CoreScript full() {
        CoreScript script = new CoreScript();
        for (int i = 1; i <= 4; i++) {
            script.addDialler(i);
        }
        for (int i = 5; i <= 7; i++) {
            script.addDialled(i);
        }
        assertEquals(7, script.links());
        script.nowMs += MembershipLimits.SETTLED_AFTER_MS;
        script.effects.clear();
        return script;
    }

    /** These neighbours, which we dialled. Their link ids are 1, 2 ... No effects yet. */
    public static CoreScript with(int... neighbours) {
        return with(NETWORK, neighbours);
    }

    public static CoreScript with(NetworkTerms terms, int... neighbours) {
        CoreScript script = new CoreScript(terms);
        for (int number : neighbours) {
            script.addDialled(number);
        }
        script.effects.clear();
        return script;
    }

    /** Adds a neighbour that dialled us and grafted the link. */
    public LinkId addDialler(int number) {
        LinkId link = opened(contact(number), null);
        received(link, new Frame.JoinRequest(true)).received(link, new Frame.Graft());
        return link;
    }

    /** Adds a neighbour that we dialled. */
    public LinkId addDialled(int number) {
        Contact peer = contact(number);
        LinkId link = opened(peer, new DialReason.Promote(peer, false));
        received(link, new Frame.JoinAck(List.of()));
        return link;
    }

    // ---- inputs

    /** Gives the core an input, and room to send as long as it awaits that. */
    public CoreScript handle(FloodInput input) {
        core.handle(input, nowMs, this::collect);
        while (roomAwaited) {
            roomAwaited = false;
            core.handle(new FloodInput.RoomToSend(), nowMs, this::collect);
        }
        return this;
    }

    private void collect(FloodEffect effect) {
        effects.add(effect);
        if (effect instanceof FloodEffect.CommonClock(long aheadMs)) {
            commonAheadMs = aheadMs;
        }
        roomAwaited |= effect instanceof FloodEffect.AwaitRoom && hasRoom;
    }

    /** Sets the wall clock of the core forward by this, or back if it is negative. Those of other peers stay right. */
    public CoreScript setClock(long byMs) {
        wallAheadMs += byMs;
        return handle(new FloodInput.ClockSet(wallAheadMs));
    }

    /** Stamps and publishes a packet. */
    public CoreScript publish(long ticket, byte[] payload, boolean ephemeral) {
        return publish(ticket, payload, ephemeral ? PacketKind.EPHEMERAL : PacketKind.KEPT);
    }

    public CoreScript publish(long ticket, byte[] payload, PacketKind kind) {
        FloodCommand.Publish publish = new FloodCommand.Publish(ticket, payload, kind);
        UnstampedPacket unstamped = packets.packet(publish, nowMs + wallAheadMs, nowMs + commonAheadMs);
        Packet packet = unstamped.tryStamps(1);
        while (packet == null) {
            packet = unstamped.tryStamps(1);
        }
        return handle(new FloodInput.Published(kind == PacketKind.EPHEMERAL ? 0 : ticket, packet));
    }

    /** The core's answer to an inquiry. */
    public NetworkReport report() {
        NetworkReport[] report = new NetworkReport[1];
        core.handle(new FloodInput.Inquired(), nowMs, effect -> report[0] = ((FloodEffect.Report) effect).report());
        return report[0];
    }

    public LinkId opened(Contact peer, @Nullable DialReason reason) {
        LinkId link = new LinkId(++lastLink);
        handle(new FloodInput.LinkOpened(link, peer, reason, nowMs));
        return link;
    }

    public CoreScript received(LinkId link, Frame frame) {
        return handle(new FloodInput.FrameReceived(link, frame));
    }

    /** Makes the core shuffle until this neighbour is asked, which answers with these contacts. */
    public CoreScript learnFrom(LinkId link, List<Contact> contacts) {
        long asked = shufflesTo(link);
        for (int i = 0; i < 1_000 && shufflesTo(link) == asked; i++) {
            handle(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
            nowMs += 100; // so that the shuffles to the others are no more than they allow
        }
        assertEquals(asked + 1, shufflesTo(link), "it was asked");
        return received(link, new Frame.ShuffleReply(contacts));
    }

    private long shufflesTo(LinkId link) {
        return sentTo(link).stream().filter(Frame.Shuffle.class::isInstance).count();
    }

    /** Lets the core dial these contacts, which greet it and have no room for it: it has tried them then. */
    public CoreScript tried(Contact... contacts) {
        for (Contact contact : contacts) {
            LinkId link = opened(contact, new DialReason.Feel(contact));
            received(link, new Frame.ShuffleReply(List.of())).closed(link);
        }
        return this;
    }

    /** Each dial so far has brought no greeting, and so have those that this brings about. Returns all of them. */
    public List<DialReason> failDials() {
        List<DialReason> failed = new ArrayList<>();
        for (List<DialReason> next = dials(); !next.isEmpty(); next = dials()) {
            effects.clear();
            next.forEach(reason -> handle(new FloodInput.DialFailed(reason, "nobody is there", false)));
            failed.addAll(next);
        }
        return failed;
    }

    public CoreScript closed(LinkId link) {
        return handle(new FloodInput.LinkClosed(link));
    }

    // ---- effects

    public <E extends FloodEffect> List<E> all(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<Frame> sentTo(LinkId link) {
        return all(FloodEffect.Send.class).stream()
                .filter(send -> send.link().equals(link))
                .map(FloodEffect.Send::frame)
                .toList();
    }

    public <F extends Frame> List<F> sent(Class<F> type) {
        return all(FloodEffect.Send.class).stream()
                .map(FloodEffect.Send::frame)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public List<DialReason> dials() {
        return all(FloodEffect.Dial.class).stream().map(FloodEffect.Dial::reason).toList();
    }

    public List<FloodEvent> events() {
        return all(FloodEffect.Tell.class).stream().map(FloodEffect.Tell::event).toList();
    }

    public boolean isEnding(LinkId link) {
        return all(FloodEffect.Close.class).stream().anyMatch(close -> close.link().equals(link));
    }

    /** Why the core aborted this link; null if it did not. */
    public @Nullable String abortReason(LinkId link) {
        return all(FloodEffect.Abort.class).stream()
                .filter(abort -> abort.link().equals(link))
                .map(FloodEffect.Abort::reason)
                .findFirst()
                .orElse(null);
    }

    /** How many links the last status has. */
    public int links() {
        List<FloodEvent> events = events();
        for (FloodEvent event : events.reversed()) {
            if (event instanceof FloodEvent.StatusChanged status) {
                return status.links();
            }
        }
        return fail("no status was told");
    }

    /** The latest timer of this type. */
    public FloodEffect.StartTimer timer(Class<? extends FloodTimer> type) {
        List<FloodEffect.StartTimer> timers = all(FloodEffect.StartTimer.class).stream()
                .filter(start -> type.isInstance(start.timer()))
                .toList();
        return timers.isEmpty() ? fail("no " + type.getSimpleName()) : timers.getLast();
    }

    /** Forgets the effects so far, and fires the latest timer of this type when it is due. Returns its delay in ms. */
    public long fire(Class<? extends FloodTimer> type) {
        FloodEffect.StartTimer timer = timer(type);
        effects.clear();
        nowMs += timer.afterMs();
        handle(new FloodInput.TimerFired(timer.timer()));
        return timer.afterMs();
    }
}
