package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.List;

/** A run in which many peers die at once while the others send messages. */
record CrashRun(SimulatedNetwork network, List<TrackedMessage> messages, long healedMicros) {
    static final int MESSAGES = 100;

    /** One shuffle period. The HyParView paper calls it a cycle. */
    static final double CYCLE = 30.0 * SECOND;

    /** Time for some shuffles: the contact books of a network that has just grown are not full yet. */
    private static final long MIXING = 120 * SECOND;

    /** Time for the repair of missing packets. */
    private static final long LATE = 20 * SECOND;

    private static final int MOST_CYCLES = 10;

    /** Sending starts at the moment of the deaths. The time to heal ends when all survivors are one network again. */
    static CrashRun of(SimulatedNetwork network, double dying) {
        network.run(MIXING);
        SteadyRun.of(network, 50, 50);
        network.kill(dying);
        long beganMicros = network.events().nowMicros();
        long healedMicros = -1;
        Senders senders = Senders.all(network, "survivors");
        for (int i = 0; i < MESSAGES; i++) {
            senders.send(1, SteadyRun.PAUSE);
            healedMicros = healedMicros >= 0 ? healedMicros : healedAfter(network, beganMicros);
        }
        network.run(LATE);
        while (healedMicros < 0 && network.events().nowMicros() - beganMicros < MOST_CYCLES * CYCLE) {
            network.run(SECOND / 10);
            healedMicros = healedAfter(network, beganMicros);
        }
        return new CrashRun(network, senders.messages(), healedMicros);
    }

    private static long healedAfter(SimulatedNetwork network, long beganMicros) {
        return Overlay.of(network).islands() == 0 ? network.events().nowMicros() - beganMicros : -1;
    }

    /** The fraction of all pairs (message, survivor) in which the message was delivered to the survivor. */
    double delivered() {
        return SteadyRun.delivered(messages, network.peers(), Long.MAX_VALUE);
    }

    /** The same for one message, with a limit for the time of its delivery. */
    double delivered(int message, long withinMicros) {
        return SteadyRun.delivered(messages.subList(message, message + 1), network.peers(), withinMicros);
    }

    /** Cycles until the survivors were one network, or infinity if that took more than {@link #MOST_CYCLES}. */
    double cyclesToHeal() {
        return healedMicros < 0 ? Double.POSITIVE_INFINITY : Math.ceil(healedMicros / CYCLE);
    }
}
