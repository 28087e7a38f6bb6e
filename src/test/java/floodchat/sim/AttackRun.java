package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A small network in which a third of the peers turns hostile after it has grown. The honest ones talk, and the time
 * from each line to each honest peer is counted.
 */
final class AttackRun {
    private static final int PEERS = 18;
    private static final int PEERS_PER_ATTACKER = 3;
    private static final int LINES_IN_PEACE = 50;
    private static final int LINES = 500;
    private static final long LATE = 30 * SECOND;

    private final SimulatedNetwork network;
    private final List<TrackedMessage> lines;

    private AttackRun(SimulatedNetwork network) {
        this.network = network;
        this.lines = new Senders(network, honest(), "under attack").send(LINES, SteadyRun.PAUSE);
        network.run(LATE);
    }

    /** Flooded without a stem: on it, lines wait for an embargo if it ends at an attacker. */
    static AttackRun of(long seed, PeerBehaviour behaviour) {
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.withoutStem();
        network.addThroughOneEntry(PEERS, SECOND / 10);
        network.run(10 * SECOND);
        Senders.all(network, "in peace").send(LINES_IN_PEACE, SteadyRun.PAUSE);
        network.peers().stream().filter(peer -> !isHonest(peer)).forEach(peer -> peer.behave(behaviour));
        return new AttackRun(network);
    }

    private static boolean isHonest(SimulatedPeer peer) {
        return peer.number() % PEERS_PER_ATTACKER != 1;
    }

    private List<SimulatedPeer> honest() {
        return network.peers().stream().filter(AttackRun::isHonest).toList();
    }

    /** Whether every honest peer has every line. */
    boolean allArrived() {
        return lines.stream().allMatch(line -> line.reached(honest()) == honest().size());
    }

    /** The time within which this part of the deliveries to honest peers came. */
    double ms(double part) {
        return ms(part, LINES);
    }

    /** The same for the first lines of the attack. */
    double ms(double part, int first) {
        List<Long> micros = new ArrayList<>();
        lines.subList(0, first).forEach(line -> line.delaysMicros(honest(), micros));
        Collections.sort(micros);
        return micros.get((int) (part * (micros.size() - 1))) / 1e3;
    }

    @Override
    public String toString() {
        return network.toString();
    }
}
