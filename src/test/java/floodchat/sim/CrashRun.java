package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.List;

/** Most peers die at once while the others speak. */
record CrashRun(SimulatedNetwork network, List<TrackedMessage> said, long healedMicros) {
    static final int MESSAGES = 100;

    /** One shuffle period: what the paper calls a cycle. */
    static final double CYCLE = 30.0 * SECOND;

    /** The views of a network that has just grown are not full yet: some shuffles first. */
    private static final long MIXING = 120 * SECOND;

    /** Long enough that what is repaired at all is repaired. */
    private static final long LATE = 20 * SECOND;

    private static final int MOST_CYCLES = 10;

    /** The messages begin at once, and so does the time to heal: until all survivors are one network again. */
    static CrashRun of(SimulatedNetwork network, double dying) {
        network.run(MIXING);
        SteadyRun.of(network, 50, 50);
        network.kill(dying);
        long beganMicros = network.agenda().nowMicros();
        long healedMicros = -1;
        Senders speakers = Senders.all(network, "survivors");
        for (int i = 0; i < MESSAGES; i++) {
            speakers.speak(1, SteadyRun.PAUSE);
            healedMicros = healedMicros >= 0 ? healedMicros : healedAfter(network, beganMicros);
        }
        network.run(LATE);
        while (healedMicros < 0 && network.agenda().nowMicros() - beganMicros < MOST_CYCLES * CYCLE) {
            network.run(SECOND / 10);
            healedMicros = healedAfter(network, beganMicros);
        }
        return new CrashRun(network, speakers.said(), healedMicros);
    }

    private static long healedAfter(SimulatedNetwork network, long beganMicros) {
        return Overlay.of(network).islands() == 0 ? network.agenda().nowMicros() - beganMicros : -1;
    }

    /** The part of all pairs of a message and a survivor where the one was delivered to the other. */
    double delivered() {
        return SteadyRun.delivered(said, network.peers(), Long.MAX_VALUE);
    }

    /** The same for one message, within a time. */
    double delivered(int message, long withinMicros) {
        return SteadyRun.delivered(said.subList(message, message + 1), network.peers(), withinMicros);
    }

    /** Cycles until the survivors were one network; infinite where they were not within ten. */
    double cyclesToHeal() {
        return healedMicros < 0 ? Double.POSITIVE_INFINITY : Math.ceil(healedMicros / CYCLE);
    }
}
