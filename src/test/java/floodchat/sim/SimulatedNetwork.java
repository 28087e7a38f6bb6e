package floodchat.sim;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.PacketId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A network of real flood cores on simulated links and simulated time. The seed decides everything that happens. */
final class SimulatedNetwork {
    static final long SECOND = 1_000_000;

    private final long seed;
    private final RandomGenerator random;
    private final EventQueue events = new EventQueue();
    private final Latency latency;
    private final Map<Address, SimulatedPeer> byAddress = new HashMap<>();
    private final List<SimulatedPeer> peers = new ArrayList<>();
    private final Map<SimulatedPeer, Long> dials = new HashMap<>();
    private final Map<String, TrackedMessage> messages = new HashMap<>();
    private final FrameCounts traffic = new FrameCounts();
    private @Nullable Trace trace;
    private @Nullable FrameTap tap;
    private FloodSettings settings = FloodSettings.DEFAULT;
    /** What the users of the network tell of payloads. */
    private Function<byte[], @Nullable Author> authors = _ -> null;
    /** While the network is split: true for the peers of the first part. */
    private @Nullable Predicate<SimulatedPeer> firstPart;
    private long abortedLinks;
    private long deliveries;

    SimulatedNetwork(long seed, Latency latency) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.latency = latency;
    }

    /** Called when a core finds that the other end of a link misbehaves. */
    void linkAborted() {
        abortedLinks++;
    }

    /** Must be 0 if all peers are honest. */
    long abortedLinks() {
        return abortedLinks;
    }

    EventQueue events() {
        return events;
    }

    RandomGenerator random() {
        return random;
    }

    FrameCounts traffic() {
        return traffic;
    }

    /** Writes all frames to this trace, starting now. */
    void record(Trace into) {
        trace = into;
    }

    /** Shows all frames to this, starting now. */
    void tap(FrameTap to) {
        tap = to;
    }

    /** The users of the network tell this author of each payload; null if they can't tell. */
    void attribute(Function<byte[], @Nullable Author> authorOf) {
        authors = authorOf;
    }

    @Nullable Author authorOf(byte[] payload) {
        return authors.apply(payload);
    }

    /** Peers that are added from now on flood at once. */
    void withoutStem() {
        settings = settings.withoutStem();
    }

    // ---- peers come and go

    /** The living peers. */
    List<SimulatedPeer> peers() {
        return peers;
    }

    /** How many peers were ever added, dead ones included. */
    int peersAdded() {
        return byAddress.size();
    }

    SimulatedPeer anyPeer() {
        return peers.get(random.nextInt(peers.size()));
    }

    SimulatedPeer add(List<Address> entries) {
        return add(entries, settings);
    }

    /** @param aheadMs how far its wall clock is ahead of the right time */
    SimulatedPeer addWithClock(List<Address> entries, long aheadMs) {
        SimulatedPeer peer = make(entries, settings);
        peer.setClock(aheadMs);
        peer.start();
        return peer;
    }

    SimulatedPeer add(List<Address> entries, FloodSettings settings) {
        SimulatedPeer peer = make(entries, settings);
        peer.start();
        return peer;
    }

    private SimulatedPeer make(List<Address> entries, FloodSettings settings) {
        int number = byAddress.size();
        return make(
                new Address("10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255), 55_555),
                entries,
                settings);
    }

    /** A peer at this address, which nobody has. It has not started. */
    SimulatedPeer make(Address address, List<Address> entries) {
        return make(address, entries, settings);
    }

    private SimulatedPeer make(Address address, List<Address> entries, FloodSettings settings) {
        int number = byAddress.size();
        RandomGenerator ownRandom = new SplittableRandom(random.nextLong());
        SimulatedPeer peer = new SimulatedPeer(this, number, address, entries, settings, ownRandom);
        byAddress.put(address, peer);
        peers.add(peer);
        return peer;
    }

    /** Adds peers one after another until there are this many. All of them enter through the first one. */
    void addThroughOneEntry(int count, long microsBetween) {
        Address entry = peers.isEmpty() ? add(List.of()).contact.address() : peers.getFirst().contact.address();
        while (peers.size() < count) {
            add(List.of(entry));
            run(microsBetween);
        }
    }

    /** Kills this fraction of the peers, chosen at random. */
    void kill(double part) {
        int victims = (int) Math.round(part * peers.size());
        for (int i = 0; i < victims; i++) {
            kill(anyPeer());
        }
    }

    void kill(SimulatedPeer peer) {
        peers.remove(peer);
        peer.kill();
    }

    void run(long micros) {
        events.runUntil(events.nowMicros() + micros);
    }

    // ---- links come and go

    /** How many times this peer has dialled. */
    long dialsOf(SimulatedPeer peer) {
        return dials.getOrDefault(peer, 0L);
    }

    void dial(SimulatedPeer from, DialReason reason) {
        dials.merge(from, 1L, Long::sum);
        long oneWay = latency.draw(random);
        SimulatedPeer to = byAddress.get(reason.address());
        if (to == null || !to.isAlive() || isParted(from, to)) {
            events.after(2 * oneWay, () -> from.dialFailed(reason));
        } else {
            events.after(3 * oneWay, () -> connect(from, to, reason, oneWay));
        }
    }

    /** Called one and a half round trips after the dial: connection and handshake take that long. */
    private void connect(SimulatedPeer from, SimulatedPeer to, DialReason reason, long oneWay) {
        if (!from.isAlive() || !to.isAlive() || isParted(from, to)) {
            from.dialFailed(reason);
            return;
        }
        if (Math.abs(from.wallMs() - to.wallMs()) > FloodLimits.MAX_AHEAD_MS) {
            from.clockDiffers(reason, to);
            return;
        }
        SimulatedLink near = from.newEnd(oneWay);
        SimulatedLink far = to.newEnd(oneWay);
        SimulatedLink.join(near, far);
        traffic.handshakeDone();
        to.linkOpened(far, null);
        from.linkOpened(near, reason);
    }

    /** Splits the network until {@link #heal}: links between these peers and the others break, and dials fail. */
    void part(Predicate<SimulatedPeer> these) {
        firstPart = these;
        links().filter(link -> isParted(link.owner, link.peer())).forEach(SimulatedLink::breaks);
    }

    void heal() {
        firstPart = null;
    }

    private boolean isParted(SimulatedPeer one, SimulatedPeer other) {
        return firstPart != null && firstPart.test(one) != firstPart.test(other);
    }

    /** Breaks a random link. The frames on it are lost. */
    void breakAnyLink() {
        List<SimulatedLink> established = links().filter(SimulatedLink::isEstablished).toList();
        established.get(random.nextInt(established.size())).breaks();
    }

    /** Every link, represented by one of its ends. */
    Stream<SimulatedLink> links() {
        return peers.stream()
                .flatMap(peer -> List.copyOf(peer.links()).stream())
                .filter(link -> link.owner.number() < link.peer().number());
    }

    void sent(SimulatedLink from, Frame frame) {
        traffic.sent(frame);
        if (tap != null) {
            tap.sent(from.owner, frame);
        }
        if (trace != null) {
            trace.sent(events.nowMicros(), from, frame);
        }
    }

    void received(SimulatedLink by, Frame frame) {
        if (tap != null) {
            tap.received(by.owner, by.peer(), frame);
        }
    }

    /** One of the peers that work together has heard of this packet: all of them tell their neighbours. */
    void announcedAtOnce(PacketId id) {
        peers.forEach(peer -> peer.announceAtOnce(id));
    }

    /** How many packet frames were put on links. */
    long packetsSent() {
        return traffic.frames(FrameCounts.Kind.PUSHED) + traffic.frames(FrameCounts.Kind.FETCHED);
    }

    /** Bytes put on links since {@link FrameCounts#weigh}, pings included. */
    long bytesSent() {
        peers.forEach(peer -> peer.links().forEach(SimulatedLink::countPings));
        return traffic.bytes();
    }

    /** Packet frames put on links, less the ones that were the first copy for their receiver. */
    long copiesBeyondOne() {
        return packetsSent() - deliveries;
    }

    /** How many peers have an open link to this one. Temporary links count too. */
    long linksTo(SimulatedPeer peer) {
        return peers.stream().filter(other -> other != peer && other.isLinkedTo(peer)).count();
    }

    // ---- messages

    /** Starts to count the deliveries of this text. */
    TrackedMessage track(String text, SimulatedPeer author) {
        TrackedMessage one = new TrackedMessage(text, author, events.nowMicros());
        if (messages.putIfAbsent(text, one) != null) {
            throw new IllegalArgumentException("sent before: " + text);
        }
        one.deliveredTo(author, events.nowMicros());
        return one;
    }

    TrackedMessage message(String text) {
        return messages.get(text);
    }

    void delivered(byte[] payload, SimulatedPeer to) {
        deliveries++;
        TrackedMessage one = messages.get(new String(payload, StandardCharsets.UTF_8));
        if (one != null) {
            one.deliveredTo(to, events.nowMicros());
        }
    }

    /** To how many living peers this text was delivered. */
    long reached(String text) {
        return message(text).reached(peers);
    }

    /** A failing test prints this: with the seed its run can be repeated. */
    @Override
    public String toString() {
        return "network of " + peers.size() + " peers, links of " + latency + ", seed " + seed;
    }
}
