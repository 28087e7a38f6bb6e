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
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.UnstampedPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One core, told what happens, and what it did about it: script, then verify. */
public final class CoreScript {
    public static final NetworkTerms NETWORK = NetworkTerms.unlimited("scripted");
    public static final Contact SELF = contact(200);
    public static final Address ENTRY = contact(100).address();

    public final FloodCore core;
    public final List<FloodEffect> effects = new ArrayList<>();
    public long nowMs = 1_000_000;
    /** False while links are congested: then the core gets no room. */
    public boolean hasRoom = true;
    private final PacketClock packets;
    private boolean roomAwaited;
    private int lastLink;

    public static Contact contact(int number) {
        return new Contact(new PeerId(0, number), new Address("192.0.2." + number, 1));
    }

    public CoreScript(Address... entries) {
        this(NETWORK, entries);
    }

    public CoreScript(NetworkTerms terms, Address... entries) {
        this(terms, BootstrapAddresses.untold(List.of(entries)));
    }

    public CoreScript(NetworkTerms terms, BootstrapAddresses entries) {
        core = new FloodCore(SELF, terms, entries, FloodSettings.DEFAULT, new SplittableRandom(1));
        packets = new PacketClock(terms);
        happens(new FloodInput.Started());
    }

    /** Room that the core asks for is there at once. */
    public CoreScript happens(FloodInput input) {
        core.handle(input, nowMs, this::took);
        while (roomAwaited) {
            roomAwaited = false;
            core.handle(new FloodInput.RoomToSend(), nowMs, this::took);
        }
        return this;
    }

    private void took(FloodEffect effect) {
        effects.add(effect);
        roomAwaited |= effect instanceof FloodEffect.AwaitRoom && hasRoom;
    }

    /** An own packet that is already stamped. */
    public CoreScript publish(long ticket, byte[] payload, boolean ephemeral) {
        FloodCommand.Publish publish = new FloodCommand.Publish(ticket, payload, ephemeral);
        UnstampedPacket unstamped = packets.packet(publish, nowMs);
        Packet packet = unstamped.tryStamps(1);
        while (packet == null) {
            packet = unstamped.tryStamps(1);
        }
        return happens(new FloodInput.Published(ephemeral ? 0 : ticket, packet));
    }

    /** How the core stands in the network. */
    public NetworkReport report() {
        NetworkReport[] report = new NetworkReport[1];
        core.handle(new FloodInput.Inquired(), nowMs, effect -> report[0] = ((FloodEffect.Report) effect).report());
        return report[0];
    }

    public LinkId opened(Contact peer, @Nullable DialReason errand) {
        LinkId link = new LinkId(++lastLink);
        happens(new FloodInput.LinkOpened(link, peer, errand));
        return link;
    }

    public CoreScript received(LinkId link, Frame frame) {
        return happens(new FloodInput.FrameReceived(link, frame));
    }

    /** Has it shuffle, and answers with these. */
    public CoreScript learns(LinkId link, List<Contact> contacts) {
        happens(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
        return received(link, new Frame.ShuffleReply(contacts));
    }

    public CoreScript closed(LinkId link) {
        return happens(new FloodInput.LinkClosed(link));
    }

    /** A neighbour that dialled us, and wants packets. */
    public LinkId dialler(int number) {
        LinkId link = opened(contact(number), null);
        received(link, new Frame.NeighbourRequest(true)).received(link, new Frame.Graft());
        return link;
    }

    /** A neighbour that we dialled. */
    public LinkId dialled(int number) {
        Contact peer = contact(number);
        LinkId link = opened(peer, new DialReason.Promote(peer));
        received(link, new Frame.JoinAck(List.of()));
        return link;
    }

    /** Four diallers, 1 to 4, and three dialled, 5 to 7; then forgets what was done. */
    public static CoreScript full() {
        CoreScript script = new CoreScript();
        for (int i = 1; i <= 4; i++) {
            script.dialler(i);
        }
        for (int i = 5; i <= 7; i++) {
            script.dialled(i);
        }
        assertEquals(7, script.links());
        script.effects.clear();
        return script;
    }

    /** A core with these neighbours, that it dialled; then forgets what was done. */
    public static CoreScript with(int... neighbours) {
        return with(NETWORK, neighbours);
    }

    public static CoreScript with(NetworkTerms terms, int... neighbours) {
        CoreScript script = new CoreScript(terms);
        for (int number : neighbours) {
            script.dialled(number);
        }
        script.effects.clear();
        return script;
    }

    // ---- what it did

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

    public List<DialReason> dialled() {
        return all(FloodEffect.Dial.class).stream().map(FloodEffect.Dial::reason).toList();
    }

    public List<FloodEvent> told() {
        return all(FloodEffect.Tell.class).stream().map(FloodEffect.Tell::event).toList();
    }

    public boolean isEnding(LinkId link) {
        return all(FloodEffect.Close.class).stream().anyMatch(close -> close.link().equals(link));
    }

    /** Why it has ended this link at once; null where it has not. */
    public @Nullable String abortOf(LinkId link) {
        return all(FloodEffect.Abort.class).stream()
                .filter(abort -> abort.link().equals(link))
                .map(FloodEffect.Abort::reason)
                .findFirst()
                .orElse(null);
    }

    /** How many links it says it has. */
    public int links() {
        List<FloodEvent> told = told();
        for (FloodEvent event : told.reversed()) {
            if (event instanceof FloodEvent.StatusChanged status) {
                return status.links();
            }
        }
        return fail("it has said nothing");
    }

    public FloodEffect.StartTimer timer(Class<? extends FloodTimer> type) {
        List<FloodEffect.StartTimer> timers = all(FloodEffect.StartTimer.class).stream()
                .filter(start -> type.isInstance(start.timer()))
                .toList();
        return timers.isEmpty() ? fail("no " + type.getSimpleName()) : timers.getLast();
    }

    /** Lets the latest timer of this type fire when it is due; forgets what was done before. */
    public long fire(Class<? extends FloodTimer> type) {
        FloodEffect.StartTimer timer = timer(type);
        effects.clear();
        nowMs += timer.afterMs();
        happens(new FloodInput.TimerFired(timer.timer()));
        return timer.afterMs();
    }
}
