package floodchat.sim;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Errand;
import floodchat.protocol.flood.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A network of real cores. Every latency and every choice comes from the seed. */
final class SimulatedNetwork {
    static final long SECOND = 1_000_000;

    private final long seed;
    private final RandomGenerator random;
    private final Agenda agenda = new Agenda();
    private final Latency latency;
    private final Map<Address, SimulatedPeer> byAddress = new HashMap<>();
    private final List<SimulatedPeer> peers = new ArrayList<>();
    private final Map<SimulatedPeer, Long> dials = new HashMap<>();
    private long packetsSent;
    private long linksAborted;

    /** One-way time between two peers, in microseconds. */
    record Latency(long fromMicros, long toMicros) {
        static final Latency NEAR = new Latency(10_000, 50_000);
        static final Latency FAR = new Latency(20_000, 150_000);

        long draw(RandomGenerator random) {
            return random.nextLong(fromMicros, toMicros);
        }
    }

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

    Agenda agenda() {
        return agenda;
    }

    RandomGenerator random() {
        return random;
    }

    /** Peers that are alive. */
    List<SimulatedPeer> peers() {
        return peers;
    }

    SimulatedPeer add(List<Address> entries) {
        int number = byAddress.size();
        Address address =
                new Address("10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255), 55_555);
        SimulatedPeer peer = new SimulatedPeer(this, address, entries, new SplittableRandom(random.nextLong()));
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
            kill(peers.get(random.nextInt(peers.size())));
        }
    }

    void kill(SimulatedPeer peer) {
        peers.remove(peer);
        peer.kill();
    }

    void run(long micros) {
        agenda.runUntil(agenda.nowMicros() + micros);
    }

    /** How often this peer has dialled so far. */
    long dialsOf(SimulatedPeer peer) {
        return dials.getOrDefault(peer, 0L);
    }

    void dial(SimulatedPeer from, Errand errand) {
        dials.merge(from, 1L, Long::sum);
        long oneWay = latency.draw(random);
        SimulatedPeer to = byAddress.get(errand.address());
        if (to == null || !to.isAlive()) {
            agenda.after(2 * oneWay, () -> from.dialFailed(errand));
        } else {
            agenda.after(3 * oneWay, () -> connect(from, to, errand, oneWay));
        }
    }

    /** Connection and greeting took a round trip and a half. */
    private static void connect(SimulatedPeer from, SimulatedPeer to, Errand errand, long oneWay) {
        if (!from.isAlive() || !to.isAlive()) {
            from.dialFailed(errand);
            return;
        }
        SimulatedLink near = from.newEnd(oneWay);
        SimulatedLink far = to.newEnd(oneWay);
        SimulatedLink.join(near, far);
        to.linkOpened(far, null);
        from.linkOpened(near, errand);
    }

    void sent(Frame frame) {
        if (frame instanceof Frame.Flooded) {
            packetsSent++;
        }
    }

    /** Payloads put on links so far. */
    long packetsSent() {
        return packetsSent;
    }

    /** How many peers have an open link to this one, a temporary one included. */
    long countedBy(SimulatedPeer peer) {
        return peers.stream().filter(other -> other != peer && other.isLinkedTo(peer)).count();
    }

    /** How many living peers have this text. */
    long reached(String text) {
        return peers.stream().filter(peer -> peer.deliveries(text) > 0).count();
    }

    @Override
    public String toString() {
        return "network of " + peers.size() + " peers, seed " + seed;
    }
}
