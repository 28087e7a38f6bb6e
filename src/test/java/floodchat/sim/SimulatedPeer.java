package floodchat.sim;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.ClockGap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketClock;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.FloodCore;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A peer of a {@link SimulatedNetwork}: a real flood core on simulated links. */
final class SimulatedPeer {
    private static final NetworkTerms NETWORK =
            new NetworkTerms(NetworkKeys.ofPublic("simulated"), 0, NetworkTerms.DEFAULT_PACKETS_PER_SECOND);

    /** A signature is verified so long after a packet came, in microseconds. */
    private static final long VERIFIED_AFTER = 50_000;

    private final SimulatedNetwork network;
    private final FloodCore core;
    private final PacketClock packets = new PacketClock(NETWORK);
    final Contact contact;
    private final Map<LinkId, SimulatedLink> links = new LinkedHashMap<>();
    private final RandomGenerator random;
    private final int number;
    private PeerBehaviour behaviour = PeerBehaviour.HONEST;
    /** Null if a core decides what this peer does. */
    private @Nullable Conspirator conspirator;
    /** What it has told of at once. */
    private final Set<PacketId> announced = new HashSet<>();
    private int deliveries;
    private int handedOver;
    private List<Address> remembered = List.of();
    private int lastLink;
    private long lastTicket;
    private int linksReported;
    private long wallAheadMs;
    private long commonAheadMs;
    private boolean alive = true;
    private boolean stopped;

    /** @param number unique in its network, counted from 0; numbers of dead peers are not used again */
    SimulatedPeer(
            SimulatedNetwork network, int number, Address address, List<Address> entries, FloodSettings settings,
            RandomGenerator random) {
        this.network = network;
        this.number = number;
        this.random = random;
        this.contact = new Contact(new PeerId(random.nextLong(), random.nextLong()), address);
        this.core = new FloodCore(contact, NETWORK, BootstrapAddresses.untold(entries), settings, random);
    }

    int number() {
        return number;
    }

    /** Changes how it behaves. */
    void behave(PeerBehaviour how) {
        behaviour = how;
    }

    boolean isHonest() {
        return conspirator == null && behaviour == PeerBehaviour.HONEST;
    }

    /** From now on this decides what the peer does, and no core. Called before it starts. */
    void obey(Conspirator instead) {
        conspirator = instead;
    }

    SimulatedNetwork network() {
        return network;
    }

    void start() {
        handle(new FloodInput.Started());
    }

    TrackedMessage publish(String text) {
        TrackedMessage message = network.track(text, this);
        publish(text.getBytes(StandardCharsets.UTF_8), false);
        return message;
    }

    /** Publishes a text that nobody keeps. */
    TrackedMessage publishEphemeral(String text) {
        TrackedMessage message = network.track(text, this);
        publish(text.getBytes(StandardCharsets.UTF_8), true);
        return message;
    }

    /** Publishes a payload without counting its deliveries. */
    void publish(byte[] payload, boolean ephemeral) {
        publish(payload, ephemeral ? PacketKind.EPHEMERAL : PacketKind.KEPT);
    }

    private void publish(byte[] payload, PacketKind kind) {
        long ticket = kind == PacketKind.EPHEMERAL ? 0 : ++lastTicket;
        Author author = network.authorOf(payload);
        if (author != null) {
            handle(new FloodInput.Attributed(new FloodAttribution.OfOwn(author)));
        }
        FloodCommand.Publish publish = new FloodCommand.Publish(ticket, payload, kind);
        Packet packet = packets.packet(publish, wallMs(), commonMs()).tryStamps(1);
        handle(new FloodInput.Published(ticket, Objects.requireNonNull(packet, "any stamp will do")));
    }

    /** Sets its wall clock: this far ahead of the right time, or behind it if this is negative. */
    void setClock(long aheadMs) {
        wallAheadMs = aheadMs;
        handle(new FloodInput.ClockSet(aheadMs));
    }

    long wallMs() {
        return network.events().nowMs() + wallAheadMs;
    }

    private long commonMs() {
        return network.events().nowMs() + commonAheadMs;
    }

    void join(Address address) {
        handle(new FloodInput.JoinAsked(address));
    }

    void found(List<Contact> peers) {
        handle(new FloodInput.LanPeersFound(peers));
    }

    void stop() {
        handle(new FloodInput.StopAsked());
    }

    /** Dies at once, without telling anyone. */
    void kill() {
        alive = false;
        links.values().forEach(SimulatedLink::cut);
        links.clear();
    }

    boolean isAlive() {
        return alive && !stopped;
    }

    /** The number of neighbours that the core reports. */
    int degree() {
        return linksReported;
    }

    /** True if there is an open link of any kind to that peer. */
    boolean isLinkedTo(SimulatedPeer peer) {
        return links.values().stream().anyMatch(link -> link.isOpen() && link.peer() == peer);
    }

    /** The neighbours that dialled this peer. */
    List<SimulatedPeer> diallers() {
        return links.values()
                .stream()
                .filter(link -> link.isEstablished() && !link.isDialled())
                .map(SimulatedLink::peer)
                .toList();
    }

    Collection<SimulatedLink> links() {
        return links.values();
    }

    List<Address> remembered() {
        return remembered;
    }

    /** How many times this text was delivered here. Sending counts as one delivery. */
    int deliveries(String text) {
        return network.message(text).deliveries(this);
    }

    /** How many payloads were delivered here, without its own. */
    int deliveries() {
        return deliveries;
    }

    /** How many of its own payloads a link has taken. */
    int handedOver() {
        return handedOver;
    }

    void receive(LinkId link, Frame frame) {
        if (conspirator != null) {
            conspirator.received(link, frame);
            return;
        }
        behaviour.inReplyTo(frame).forEach(reply -> put(link, reply));
        if (behaviour.announcesAtOnce()) {
            idsIn(frame).forEach(network::announcedAtOnce);
        }
        handle(new FloodInput.FrameReceived(link, frame));
    }

    private static List<PacketId> idsIn(Frame frame) {
        return switch (frame) {
            case Frame.Carrier carrier -> List.of(carrier.packet().id());
            case Frame.IHave have -> have.ids();
            default -> List.of();
        };
    }

    /** Tells all neighbours of the packet, if it is one of those that do. */
    void announceAtOnce(PacketId id) {
        if (isAlive() && behaviour.announcesAtOnce() && announced.add(id)) {
            links.keySet().forEach(link -> put(link, new Frame.IHave(Frame.IdKind.FRESH, List.of(id))));
        }
    }

    SimulatedLink newEnd(long latencyMicros) {
        SimulatedLink end = new SimulatedLink(this, new LinkId(++lastLink), latencyMicros);
        links.put(end.id, end);
        return end;
    }

    void linkOpened(SimulatedLink link, @Nullable DialReason reason) {
        if (reason != null) {
            link.markDialled();
        }
        if (conspirator != null) {
            conspirator.opened(link);
            return;
        }
        handle(new FloodInput.LinkOpened(link.id, link.peer().contact, reason, link.peer().wallMs()));
    }

    void dialFailed(DialReason reason) {
        handle(new FloodInput.DialFailed(reason, "nobody listens there", false));
    }

    void clockDiffers(DialReason reason, SimulatedPeer from) {
        ClockGap gap = new ClockGap(from.contact.peer(), wallMs() - from.wallMs());
        handle(new FloodInput.DialFailed(reason, "one of the clocks is wrong", true, gap));
    }

    void linkClosed(LinkId link, String reason) {
        links.remove(link);
        if (conspirator != null) {
            conspirator.closed(link);
            return;
        }
        handle(new FloodInput.LinkClosed(link));
    }

    private void handle(FloodInput input) {
        if (isAlive() && conspirator == null) {
            core.handle(input, network.events().nowMs(), this::carryOut);
        }
    }

    private void carryOut(FloodEffect effect) {
        switch (effect) {
            case FloodEffect.Dial dial -> network.dial(this, dial.reason());
            case FloodEffect.Send send -> send(send.link(), send.frame());
            case FloodEffect.SendOwn send -> {
                send(send.link(), send.frame());
                network.events().after(0, () -> handle(new FloodInput.Written(List.of(send.ticket()))));
            }
            case FloodEffect.StampAgain again -> network.events().after(0, () -> stampAgain(again));
            case FloodEffect.AwaitRoom _ -> network.events().after(0, () -> handle(new FloodInput.RoomToSend()));
            case FloodEffect.Hold _, FloodEffect.Release _ -> throw new AssertionError("simulated links have room");
            case FloodEffect.Report _ -> {}
            case FloodEffect.CommonClock(long aheadMs) -> commonAheadMs = aheadMs;
            case FloodEffect.Close close -> end(close);
            case FloodEffect.Abort abort -> abort(abort.link());
            case FloodEffect.Tell tell -> report(tell.event());
            case FloodEffect.StartTimer start ->
                network.events()
                        .after(1_000 * start.afterMs(), () -> handle(new FloodInput.TimerFired(start.timer())));
        }
    }

    private void stampAgain(FloodEffect.StampAgain again) {
        Packet packet = packets.later(again.packet(), wallAheadMs - again.madeAheadMs(), commonMs()).tryStamps(1);
        handle(new FloodInput.Published(again.ticket(), Objects.requireNonNull(packet, "any stamp will do")));
    }

    private void send(LinkId id, Frame frame) {
        if (isHonest()) {
            put(id, frame);
        } else {
            behaviour.inPlaceOf(frame, random)
                    .forEach(one -> network.events().after(behaviour.delayMicros(one), () -> put(id, one)));
        }
    }

    void put(LinkId id, Frame frame) {
        SimulatedLink link = links.get(id);
        if (link != null) {
            network.sent(link, frame);
            link.send(frame);
        }
    }

    private void end(FloodEffect.Close close) {
        end(close.link(), close.reason());
    }

    void end(LinkId id, String reason) {
        SimulatedLink link = links.get(id);
        if (link != null) {
            link.end(reason);
        }
    }

    private void abort(LinkId id) {
        SimulatedLink link = links.get(id);
        if (link != null) {
            network.linkAborted();
            link.cut();
            network.events().after(0, () -> linkClosed(id, "aborted"));
        }
    }

    private void report(FloodEvent event) {
        switch (event) {
            case FloodEvent.Delivered delivered -> {
                deliveries++;
                network.delivered(delivered.payload(), this);
                attribute(delivered);
            }
            case FloodEvent.StatusChanged status -> linksReported = status.links();
            case FloodEvent.AddressesLearned learned -> remembered = learned.addresses();
            case FloodEvent.Stopped ignored -> stopped = true;
            case FloodEvent.HandedOver ignored -> handedOver++;
            case FloodEvent.JoinFailed ignored -> {}
            case FloodEvent.Inspected ignored -> {}
            case FloodEvent.BacklogTold ignored -> {}
        }
    }

    private void attribute(FloodEvent.Delivered delivered) {
        Author author = network.authorOf(delivered.payload());
        if (author != null) {
            FloodAttribution told = new FloodAttribution.OfPacket(delivered.packet(), author);
            network.events().after(VERIFIED_AFTER, () -> handle(new FloodInput.Attributed(told)));
        }
    }
}
