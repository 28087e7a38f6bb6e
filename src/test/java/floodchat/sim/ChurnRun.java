package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every second some peers die and as many come, while ten messages a second are said by those who stay. */
record ChurnRun(SimulatedNetwork network, List<TrackedMessage> said, List<SimulatedPeer> stayed, double beyondOne) {
    private static final int SECONDS = 100;
    private static final double PART_PER_SECOND = 0.005;
    private static final int MESSAGES_PER_SECOND = 10;
    private static final long LATE = 20 * SECOND;

    static ChurnRun of(SimulatedNetwork network) {
        SteadyRun.of(network, 600, 0);
        List<SimulatedPeer> all = List.copyOf(network.peers());
        Set<SimulatedPeer> doomed = doomed(network);
        List<SimulatedPeer> stay = all.stream().filter(peer -> !doomed.contains(peer)).toList();
        Senders speakers = new Senders(network, stay, "churn");
        long before = network.copiesBeyondOne();
        changeWhile(network, speakers, new ArrayList<>(doomed));
        long copies = network.copiesBeyondOne() - before;
        double beyondOne = copies / (speakers.said().size() * (network.peers().size() - 1.0));
        network.run(LATE);
        return new ChurnRun(network, speakers.said(), stay, beyondOne);
    }

    private static Set<SimulatedPeer> doomed(SimulatedNetwork network) {
        int count = (int) Math.round(network.peers().size() * PART_PER_SECOND * SECONDS);
        Set<SimulatedPeer> doomed = new HashSet<>();
        while (doomed.size() < count) {
            doomed.add(network.anyPeer());
        }
        return doomed;
    }

    /** The steps are even, so that there is no moment in which many die at once. */
    private static void changeWhile(SimulatedNetwork network, Senders speakers, List<SimulatedPeer> doomed) {
        doomed.sort((one, other) -> Integer.compare(one.number(), other.number()));
        long step = SECONDS * SECOND / doomed.size();
        long nextMessage = network.agenda().nowMicros();
        long messages = SECONDS * MESSAGES_PER_SECOND;
        while (!doomed.isEmpty()) {
            network.kill(doomed.remove(network.random().nextInt(doomed.size())));
            network.add(List.of(network.anyPeer().contact.address()));
            long until = network.agenda().nowMicros() + step;
            while (nextMessage < until && speakers.said().size() < messages) {
                network.run(Math.max(0, nextMessage - network.agenda().nowMicros()));
                speakers.say();
                nextMessage += SteadyRun.PAUSE;
            }
            network.run(until - network.agenda().nowMicros());
        }
    }

    double delivered() {
        return SteadyRun.delivered(said, stayed, Long.MAX_VALUE);
    }
}
