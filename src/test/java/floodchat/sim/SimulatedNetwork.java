package floodchat.sim;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A network of real cores. Every latency and every choice comes from the seed. */
final class SimulatedNetwork {
    static final long SECOND = 1_000_000;

    private final long seed;
    private final RandomGenerator random;
    private final EventQueue agenda = new EventQueue();
    private final Latency latency;
    private final Map<Address, SimulatedPeer> byAddress = new HashMap<>();
    private final List<SimulatedPeer> peers = new ArrayList<>();
    private final Map<SimulatedPeer, Long> dials = new HashMap<>();
    private final Map<String, TrackedMessage> said = new HashMap<>();
    private final FrameCounts traffic = new FrameCounts();
    private @Nullable Trace trace;
    /** While the network is parted: who is on the one side. */
    private @Nullable Predicate<SimulatedPeer> side;
    private long linksAborted;
    private long deliveries;

    SimulatedNetwork(long seed, Latency latency) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.latency = latency;
    }

    /** A core found that the other end of a link misbehaves. */
    void linkAborted() {
        linksAborted++;
    }

    /** How often that was so: never, where all are honest. */
    long linksAborted() {
        return linksAborted;
    }

    EventQueue agenda() {
        return agenda;
    }

    RandomGenerator random() {
        return random;
    }

    FrameCounts traffic() {
        return traffic;
    }

    /** Writes down from now on what crosses the links. */
    void record(Trace into) {
        trace = into;
    }

    // ---- peers come and go

    /** Peers that are alive. */
    List<SimulatedPeer> peers() {
        return peers;
    }

    /** Peers that are alive or dead. */
    int peersEver() {
        return byAddress.size();
    }

    SimulatedPeer anyPeer() {
        return peers.get(random.nextInt(peers.size()));
    }

    SimulatedPeer add(List<Address> entries) {
        return add(entries, FloodSettings.DEFAULT);
    }

    SimulatedPeer add(List<Address> entries, FloodSettings settings) {
        int number = byAddress.size();
        Address address =
                new Address("10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255), 55_555);
        RandomGenerator ownRandom = new SplittableRandom(random.nextLong());
        SimulatedPeer peer = new SimulatedPeer(this, number, address, entries, settings, ownRandom);
        byAddress.put(address, peer);
        peers.add(peer);
        peer.start();
        return peer;
    }

    /** Peers that all enter through the first one, one after the other. */
    void addThroughOneEntry(int count, long microsBetween) {
        Address entry = peers.isEmpty() ? add(List.of()).contact.address() : peers.getFirst().contact.address();
        while (peers.size() < count) {
            add(List.of(entry));
            run(microsBetween);
        }
    }

    /** This part of the peers die at once. */
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
        agenda.runUntil(agenda.nowMicros() + micros);
    }

    // ---- links come and go

    /** How often this peer has dialled so far. */
    long dialsOf(SimulatedPeer peer) {
        return dials.getOrDefault(peer, 0L);
    }

    void dial(SimulatedPeer from, DialReason errand) {
        dials.merge(from, 1L, Long::sum);
        long oneWay = latency.draw(random);
        SimulatedPeer to = byAddress.get(errand.address());
        if (to == null || !to.isAlive() || isParted(from, to)) {
            agenda.after(2 * oneWay, () -> from.dialFailed(errand));
        } else {
            agenda.after(3 * oneWay, () -> connect(from, to, errand, oneWay));
        }
    }

    /** Connection and greeting took a round trip and a half. */
    private void connect(SimulatedPeer from, SimulatedPeer to, DialReason errand, long oneWay) {
        if (!from.isAlive() || !to.isAlive() || isParted(from, to)) {
            from.dialFailed(errand);
            return;
        }
        SimulatedLink near = from.newEnd(oneWay);
        SimulatedLink far = to.newEnd(oneWay);
        SimulatedLink.join(near, far);
        traffic.greeted();
        to.linkOpened(far, null);
        from.linkOpened(near, errand);
    }

    /** No link between these peers and the others lasts, and none can be dialled, until the network is healed. */
    void part(Predicate<SimulatedPeer> these) {
        side = these;
        links().filter(link -> isParted(link.owner, link.peer())).forEach(SimulatedLink::breaks);
    }

    void heal() {
        side = null;
    }

    private boolean isParted(SimulatedPeer one, SimulatedPeer other) {
        return side != null && side.test(one) != side.test(other);
    }

    /** One of the links breaks, with what is under way on it. */
    void breakAnyLink() {
        List<SimulatedLink> established = links().filter(SimulatedLink::isEstablished).toList();
        established.get(random.nextInt(established.size())).breaks();
    }

    /** One end of every link. */
    Stream<SimulatedLink> links() {
        return peers.stream()
                .flatMap(peer -> List.copyOf(peer.links()).stream())
                .filter(link -> link.owner.number() < link.peer().number());
    }

    void sent(SimulatedLink from, Frame frame) {
        traffic.sent(frame);
        if (trace != null) {
            trace.sent(agenda.nowMicros(), from, frame);
        }
    }

    /** Payloads put on links so far. */
    long packetsSent() {
        return traffic.frames(FrameCounts.Kind.PUSHED) + traffic.frames(FrameCounts.Kind.FETCHED);
    }

    /** Bytes put on links since they are weighed, pings included. */
    long weighed() {
        peers.forEach(peer -> peer.links().forEach(SimulatedLink::countPings));
        return traffic.bytes();
    }

    /** Payloads that were put on links and were none of those that their receivers were missing. */
    long copiesBeyondOne() {
        return packetsSent() - deliveries;
    }

    /** How many peers have an open link to this one, a temporary one included. */
    long countedBy(SimulatedPeer peer) {
        return peers.stream().filter(other -> other != peer && other.isLinkedTo(peer)).count();
    }

    // ---- what is said

    /** Counts from now on who hears this text. */
    TrackedMessage said(String text, SimulatedPeer author) {
        TrackedMessage one = new TrackedMessage(text, author, agenda.nowMicros());
        if (said.putIfAbsent(text, one) != null) {
            throw new IllegalArgumentException("said before: " + text);
        }
        one.heard(author, agenda.nowMicros());
        return one;
    }

    TrackedMessage said(String text) {
        return said.get(text);
    }

    void heard(byte[] payload, SimulatedPeer by) {
        deliveries++;
        TrackedMessage one = said.get(new String(payload, StandardCharsets.UTF_8));
        if (one != null) {
            one.heard(by, agenda.nowMicros());
        }
    }

    /** How many living peers have this text. */
    long reached(String text) {
        return said(text).reached(peers);
    }

    /** What a failing run prints: with it the run can be replayed. */
    @Override
    public String toString() {
        return "network of " + peers.size() + " peers, links of " + latency + ", seed " + seed;
    }
}
