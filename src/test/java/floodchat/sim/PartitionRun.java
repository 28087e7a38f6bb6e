package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.List;

/** The network is parted into halves that go on speaking, and healed a minute later. */
record PartitionRun(SimulatedNetwork network, List<TrackedMessage> said, long mergedMicros) {
    private static final long PARTED = 60 * SECOND;
    private static final long MOST = 600 * SECOND;

    static PartitionRun of(SimulatedNetwork network) {
        SteadyRun.of(network, 200, 0);
        network.part(PartitionRun::isEven);
        List<TrackedMessage> said = new ArrayList<>();
        Senders even = new Senders(network, network.peers().stream().filter(PartitionRun::isEven).toList(), "even");
        Senders odd = new Senders(network, network.peers().stream().filter(peer -> !isEven(peer)).toList(), "odd");
        long until = network.agenda().nowMicros() + PARTED;
        while (network.agenda().nowMicros() < until) {
            said.add(even.say());
            said.add(odd.say());
            network.run(2 * SteadyRun.PAUSE);
        }
        network.heal();
        return new PartitionRun(network, said, merged(network, said));
    }

    /** Infinite where it did not come. */
    double seconds() {
        return mergedMicros < 0 ? Double.POSITIVE_INFINITY : mergedMicros / 1e6;
    }

    private static boolean isEven(SimulatedPeer peer) {
        return peer.number() % 2 == 0;
    }

    /** How long after the first link between the halves everyone had everything; -1 where that did not come. */
    private static long merged(SimulatedNetwork network, List<TrackedMessage> said) {
        long linkedMicros = -1;
        long until = network.agenda().nowMicros() + MOST;
        while (network.agenda().nowMicros() < until) {
            network.run(SECOND / 20);
            if (linkedMicros < 0 && network.links().anyMatch(PartitionRun::joinsHalves)) {
                linkedMicros = network.agenda().nowMicros() - SECOND / 20;
            }
            if (linkedMicros >= 0
                    && said.stream().allMatch(one -> one.reached(network.peers()) == network.peers().size())) {
                return network.agenda().nowMicros() - linkedMicros;
            }
        }
        return -1;
    }

    private static boolean joinsHalves(SimulatedLink link) {
        return link.isEstablished() && isEven(link.owner) != isEven(link.peer());
    }
}
