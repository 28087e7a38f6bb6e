package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.List;

/**
 * A run that measures the simulator itself, in wall time. The network grows for 100 simulated seconds, each peer enters
 * through a random one, and 50 messages follow.
 */
record GrowthRun(double growingSeconds, double speakingSeconds, double delivered) {
    private static final long GROWING = 100 * SECOND;
    private static final int MESSAGES = 50;

    static GrowthRun of(long seed, int peers) {
        long begun = System.nanoTime();
        SimulatedNetwork network = new SimulatedNetwork(seed, Latency.NEAR);
        network.add(List.of());
        while (network.peers().size() < peers) {
            network.add(List.of(network.anyPeer().contact.address()));
            network.run(GROWING / peers);
        }
        long grown = System.nanoTime();
        Senders senders = Senders.all(network, "growth");
        senders.send(MESSAGES, SteadyRun.PAUSE);
        network.run(10 * SECOND);
        double delivered = SteadyRun.delivered(senders.messages(), network.peers(), Long.MAX_VALUE);
        return new GrowthRun((grown - begun) / 1e9, (System.nanoTime() - grown) / 1e9, delivered);
    }

    double seconds() {
        return growingSeconds + speakingSeconds;
    }
}
