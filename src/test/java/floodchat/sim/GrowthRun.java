package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.List;

/** What the simulator itself needs: a network grows within 100 s, each peer entering through one that is there, and 50 messages follow. */
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
        Senders speakers = Senders.all(network, "growth");
        speakers.speak(MESSAGES, SteadyRun.PAUSE);
        network.run(10 * SECOND);
        double delivered = SteadyRun.delivered(speakers.said(), network.peers(), Long.MAX_VALUE);
        return new GrowthRun((grown - begun) / 1e9, (System.nanoTime() - grown) / 1e9, delivered);
    }

    double seconds() {
        return growingSeconds + speakingSeconds;
    }
}
