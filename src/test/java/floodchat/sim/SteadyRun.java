package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.List;

/** A network that grew through one entry and in which many speak, ten messages a second; first until the tree has settled, then counted. */
final class SteadyRun {
    static final long PAUSE = SECOND / 10;

    /** Messages between two points of the curve. */
    private static final int MESSAGES_A_POINT = 50;

    private static final long LATE = 10 * SECOND;

    private final SimulatedNetwork network;
    private final Senders speakers;
    private final List<Double> curve = new ArrayList<>();
    private List<TrackedMessage> counted = List.of();
    private double beyondOne;

    private SteadyRun(SimulatedNetwork network) {
        this.network = network;
        this.speakers = Senders.all(network, "steady");
    }

    static SimulatedNetwork grown(long seed, Latency latency, int peers) {
        return grown(new SimulatedNetwork(seed, latency), peers);
    }

    static SimulatedNetwork grown(SimulatedNetwork network, int peers) {
        network.addThroughOneEntry(peers, SECOND / 100);
        network.run(10 * SECOND);
        return network;
    }

    /** @param settling messages before those that count */
    static SteadyRun of(SimulatedNetwork network, int settling, int counted) {
        SteadyRun steady = new SteadyRun(network);
        steady.speak(settling);
        long before = network.copiesBeyondOne();
        steady.counted = steady.speak(counted);
        steady.beyondOne = Math.max(0, steady.beyondOne(before, counted));
        network.run(LATE);
        return steady;
    }

    private List<TrackedMessage> speak(int messages) {
        List<TrackedMessage> said = new ArrayList<>();
        while (said.size() < messages) {
            long before = network.copiesBeyondOne();
            said.addAll(speakers.speak(MESSAGES_A_POINT, PAUSE));
            curve.add(beyondOne(before, MESSAGES_A_POINT));
        }
        return said;
    }

    private double beyondOne(long copiesBefore, int messages) {
        return (network.copiesBeyondOne() - copiesBefore) / (messages * (network.peers().size() - 1.0));
    }

    SimulatedNetwork network() {
        return network;
    }

    /** Payload copies beyond one for each peer, per message: relative message redundancy. */
    double beyondOne() {
        return beyondOne;
    }

    /** The same over time, one point every 5 s; a copy counts when it is sent, so a point may be a little below 0. */
    List<Double> curve() {
        return curve;
    }

    List<TrackedMessage> counted() {
        return counted;
    }

    /** The part of all pairs of a message and a peer where the one was delivered to the other. */
    double delivered() {
        return delivered(counted, network.peers(), Long.MAX_VALUE);
    }

    static double delivered(List<TrackedMessage> said, List<SimulatedPeer> to, long withinMicros) {
        return said.stream().mapToLong(one -> one.reached(to, withinMicros)).average().orElse(0) / to.size();
    }
}
