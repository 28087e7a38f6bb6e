package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A run with churn: in every second 0.5 % of the peers die and as many join. The peers that stay send ten messages a
 * second.
 */
record ChurnRun(SimulatedNetwork network, List<TrackedMessage> messages, List<SimulatedPeer> stayed, double beyondOne) {
    private static final int SECONDS = 100;
    private static final double PART_PER_SECOND = 0.005;
    private static final int MESSAGES_PER_SECOND = 10;
    private static final long LATE = 20 * SECOND;

    static ChurnRun of(SimulatedNetwork network) {
        SteadyRun.of(network, 600, 0);
        List<SimulatedPeer> all = List.copyOf(network.peers());
        Set<SimulatedPeer> doomed = doomed(network);
        List<SimulatedPeer> stay = all.stream().filter(peer -> !doomed.contains(peer)).toList();
        Senders senders = new Senders(network, stay, "churn");
        long before = network.copiesBeyondOne();
        changeWhile(network, senders, new ArrayList<>(doomed));
        long copies = network.copiesBeyondOne() - before;
        double beyondOne = copies / (senders.messages().size() * (network.peers().size() - 1.0));
        network.run(LATE);
        return new ChurnRun(network, senders.messages(), stay, beyondOne);
    }

    private static Set<SimulatedPeer> doomed(SimulatedNetwork network) {
        int count = (int) Math.round(network.peers().size() * PART_PER_SECOND * SECONDS);
        Set<SimulatedPeer> doomed = new HashSet<>();
        while (doomed.size() < count) {
            doomed.add(network.anyPeer());
        }
        return doomed;
    }

    /** Spreads the deaths evenly over the time. */
    private static void changeWhile(SimulatedNetwork network, Senders senders, List<SimulatedPeer> doomed) {
        doomed.sort((one, other) -> Integer.compare(one.number(), other.number()));
        long step = SECONDS * SECOND / doomed.size();
        long nextMessage = network.events().nowMicros();
        long messages = SECONDS * MESSAGES_PER_SECOND;
        while (!doomed.isEmpty()) {
            network.kill(doomed.remove(network.random().nextInt(doomed.size())));
            network.add(List.of(network.anyPeer().contact.address()));
            long until = network.events().nowMicros() + step;
            while (nextMessage < until && senders.messages().size() < messages) {
                network.run(Math.max(0, nextMessage - network.events().nowMicros()));
                senders.sendOne();
                nextMessage += SteadyRun.PAUSE;
            }
            network.run(until - network.events().nowMicros());
        }
    }

    double delivered() {
        return SteadyRun.delivered(messages, stayed, Long.MAX_VALUE);
    }
}
