package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A run in which a tenth of the peers observes who says what. Lines and presence of random authors are counted.
 *
 * @param named the fraction of the packets of others whose author the observer names
 * @param namedPresence the same of presence alone
 * @param namedWithMap the same of all if it knows every link
 * @param caught the fraction that it hears on the stem
 * @param medianMs between publishing and delivery, over all packets and peers
 */
record ObserverRun(double named, double namedPresence, double namedWithMap, double caught, double medianMs) {
    static final double OBSERVING = 0.1;
    private static final long PAUSE = SECOND / 10;
    /** In this time the tree settles. */
    private static final int SETTLING = 200;
    /** Time for some shuffles, which replace links, in a network that has just grown. */
    private static final long MIXING = 60 * SECOND;
    private static final long LATE = 30 * SECOND;

    private record Said(SimulatedPeer author, String text, boolean presence, TrackedMessage message) {}

    /** @param packets how many are counted; every other one is presence */
    static ObserverRun of(SimulatedNetwork network, int packets) {
        network.run(MIXING);
        Senders.all(network, "settling").send(SETTLING, PAUSE);
        Observer observer = Observer.of(network, OBSERVING);
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            SimulatedPeer author = network.anyPeer();
            boolean presence = i % 2 == 1;
            String text = (presence ? "presence " : "line ") + i;
            TrackedMessage message = presence ? author.publishEphemeral(text) : author.publish(text);
            if (!observer.isOurs(author)) {
                said.add(new Said(author, text, presence, message));
            }
            network.run(PAUSE);
        }
        network.run(LATE);
        return of(network, observer, said);
    }

    private static ObserverRun of(SimulatedNetwork network, Observer observer, List<Said> said) {
        List<Said> presence = said.stream().filter(Said::presence).toList();
        double withMap = said.stream()
                .filter(one -> observer.namedWithMap(one.text(), one.message().atMicros()) == one.author())
                .count();
        double caught = said.stream().filter(one -> observer.isCaughtOnStem(one.text())).count();
        return new ObserverRun(
                named(observer, said), named(observer, presence), withMap / said.size(), caught / said.size(),
                medianMs(network, said));
    }

    private static double named(Observer observer, List<Said> said) {
        double right = said.stream().filter(one -> observer.named(one.text()) == one.author()).count();
        return right / said.size();
    }

    private static double medianMs(SimulatedNetwork network, List<Said> said) {
        List<Long> all = new ArrayList<>();
        for (Said one : said) {
            one.message().delaysMicros(network.peers(), all);
        }
        Collections.sort(all);
        return all.get(all.size() / 2) / 1e3;
    }
}
