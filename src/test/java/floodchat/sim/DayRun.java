package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an {@link Observer} learns if it joins all packets of one identity over a day: it names the peer that it has
 * named most often. Attack 61.
 */
final class DayRun {
    private static final long HOUR = 3_600 * SECOND;
    /** Presence and lines of one person in an hour, in a network of thousands. */
    private static final int PACKETS_PER_HOUR = 6;

    private final SimulatedNetwork network;
    private final Observer observer;
    private final List<Watched> watched = new ArrayList<>();
    private int packets;

    /** @param named how often the observer has named each peer */
    private record Watched(SimulatedPeer author, Map<SimulatedPeer, Integer> named) {
        boolean isFound() {
            return named.entrySet()
                    .stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(null) == author;
        }
    }

    /** @param people how many identities are watched, one at each of as many peers */
    DayRun(SimulatedNetwork network, int people) {
        this.network = network;
        Senders.all(network, "settling").send(200, SECOND / 10);
        this.observer = Observer.of(network, ObserverRun.OBSERVING);
        network.peers()
                .stream()
                .filter(peer -> !observer.isOurs(peer))
                .limit(people)
                .forEach(author -> watched.add(new Watched(author, new HashMap<>())));
    }

    /** Lets hours pass. Returns the fraction of the identities whose peer is named most often so far. */
    double after(int hours) {
        for (int i = 0; i < hours * PACKETS_PER_HOUR; i++) {
            watched.forEach(this::publish);
            network.run(HOUR / PACKETS_PER_HOUR);
        }
        return (double) watched.stream().filter(Watched::isFound).count() / watched.size();
    }

    private void publish(Watched one) {
        String text = "presence " + packets++;
        one.author().publishEphemeral(text);
        network.run(SECOND);
        SimulatedPeer named = observer.named(text);
        if (named != null) {
            one.named().merge(named, 1, Integer::sum);
        }
    }
}
