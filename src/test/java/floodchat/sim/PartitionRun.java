package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.List;

/**
 * A run in which the network is split into halves for a minute. Both halves go on sending.
 *
 * @param crossed how many messages reached the other half during the split: must be 0
 * @param mergedMicros from the first link between the halves until all peers had all messages; -1 if that never came
 */
record PartitionRun(SimulatedNetwork network, List<TrackedMessage> messages, long crossed, long mergedMicros) {
    private static final long PARTED = 60 * SECOND;
    private static final long MOST = 600 * SECOND;

    static PartitionRun of(SimulatedNetwork network) {
        SteadyRun.of(network, 200, 0);
        network.part(PartitionRun::isEven);
        List<TrackedMessage> messages = new ArrayList<>();
        Senders even = new Senders(network, network.peers().stream().filter(PartitionRun::isEven).toList(), "even");
        Senders odd = new Senders(network, network.peers().stream().filter(peer -> !isEven(peer)).toList(), "odd");
        long until = network.events().nowMicros() + PARTED;
        while (network.events().nowMicros() < until) {
            messages.add(even.sendOne());
            messages.add(odd.sendOne());
            network.run(2 * SteadyRun.PAUSE);
        }
        long crossed = messages.stream().filter(PartitionRun::isInBothHalves).count();
        network.heal();
        return new PartitionRun(network, messages, crossed, merged(network, messages));
    }

    private static boolean isInBothHalves(TrackedMessage message) {
        return message.author()
                .network()
                .peers()
                .stream()
                .anyMatch(peer -> isEven(peer) != isEven(message.author()) && message.isDeliveredTo(peer));
    }

    /** Infinity if they did not become one. */
    double seconds() {
        return mergedMicros < 0 ? Double.POSITIVE_INFINITY : mergedMicros / 1e6;
    }

    private static boolean isEven(SimulatedPeer peer) {
        return peer.number() % 2 == 0;
    }

    /** The time from the first link between the halves until all peers had all messages, or -1 if that never came. */
    private static long merged(SimulatedNetwork network, List<TrackedMessage> messages) {
        long linkedMicros = -1;
        long until = network.events().nowMicros() + MOST;
        while (network.events().nowMicros() < until) {
            network.run(SECOND / 20);
            if (linkedMicros < 0 && network.links().anyMatch(PartitionRun::joinsHalves)) {
                linkedMicros = network.events().nowMicros() - SECOND / 20;
            }
            if (linkedMicros >= 0
                    && messages.stream().allMatch(one -> one.reached(network.peers()) == network.peers().size())) {
                return network.events().nowMicros() - linkedMicros;
            }
        }
        return -1;
    }

    private static boolean joinsHalves(SimulatedLink link) {
        return link.isEstablished() && isEven(link.owner) != isEven(link.peer());
    }
}
