package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.List;

/**
 * A run in which all peers send in turn, ten messages a second. The first messages let the tree settle. The rest are
 * counted.
 */
final class SteadyRun {
    static final long PAUSE = SECOND / 10;

    /** Messages between two points of the curve. */
    private static final int MESSAGES_PER_POINT = 50;

    private static final long LATE = 10 * SECOND;

    private final SimulatedNetwork network;
    private final Senders senders;
    private final List<Double> curve = new ArrayList<>();
    private List<TrackedMessage> counted = List.of();
    private double beyondOne;

    private SteadyRun(SimulatedNetwork network) {
        this.network = network;
        this.senders = Senders.all(network, "steady");
    }

    /** A network that has just grown: all peers entered through one. */
    static SimulatedNetwork grown(long seed, Latency latency, int peers) {
        return grown(new SimulatedNetwork(seed, latency), peers);
    }

    static SimulatedNetwork grown(SimulatedNetwork network, int peers) {
        network.addThroughOneEntry(peers, SECOND / 100);
        network.run(10 * SECOND);
        return network;
    }

    /**
     * @param settling messages before the ones that are counted
     * @param counted how many messages are counted
     */
    static SteadyRun of(SimulatedNetwork network, int settling, int counted) {
        SteadyRun steady = new SteadyRun(network);
        steady.send(settling);
        long before = network.copiesBeyondOne();
        steady.counted = steady.send(counted);
        steady.beyondOne = Math.max(0, steady.beyondOne(before, counted));
        network.run(LATE);
        return steady;
    }

    private List<TrackedMessage> send(int count) {
        List<TrackedMessage> messages = new ArrayList<>();
        while (messages.size() < count) {
            long before = network.copiesBeyondOne();
            messages.addAll(senders.send(MESSAGES_PER_POINT, PAUSE));
            curve.add(beyondOne(before, MESSAGES_PER_POINT));
        }
        return messages;
    }

    private double beyondOne(long copiesBefore, int messages) {
        return (network.copiesBeyondOne() - copiesBefore) / (messages * (network.peers().size() - 1.0));
    }

    SimulatedNetwork network() {
        return network;
    }

    /** Relative message redundancy (Plumtree paper): payload copies beyond one, per message and peer. */
    double beyondOne() {
        return beyondOne;
    }

    /** The same over time, one point every 5 s. Copies count when they are sent, so a point may be slightly below 0. */
    List<Double> curve() {
        return curve;
    }

    List<TrackedMessage> counted() {
        return counted;
    }

    /** The fraction of all pairs (message, peer) in which the message was delivered to the peer. */
    double delivered() {
        return delivered(counted, network.peers(), Long.MAX_VALUE);
    }

    static double delivered(List<TrackedMessage> messages, List<SimulatedPeer> to, long withinMicros) {
        return messages.stream().mapToLong(one -> one.reached(to, withinMicros)).average().orElse(0) / to.size();
    }
}
