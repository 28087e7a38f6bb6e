package floodchat.sim;

import java.util.ArrayList;
import java.util.List;

/** Some who speak, in turn at random, one message after another at an even pace. */
final class Senders {
    private final SimulatedNetwork network;
    private final List<SimulatedPeer> speakers;
    private final String word;
    private final List<TrackedMessage> said = new ArrayList<>();

    /** @param word tells their messages from those of others */
    Senders(SimulatedNetwork network, List<SimulatedPeer> speakers, String word) {
        this.network = network;
        this.speakers = speakers;
        this.word = word;
    }

    /** Everyone who is alive at the time. */
    static Senders all(SimulatedNetwork network, String word) {
        return new Senders(network, network.peers(), word);
    }

    /** So many messages, so much time between them. */
    List<TrackedMessage> speak(int messages, long pauseMicros) {
        int before = said.size();
        for (int i = 0; i < messages; i++) {
            say();
            network.run(pauseMicros);
        }
        return List.copyOf(said.subList(before, said.size()));
    }

    TrackedMessage say() {
        SimulatedPeer speaker = speakers.get(network.random().nextInt(speakers.size()));
        TrackedMessage one = speaker.publish(word + " " + said.size() + " of " + network);
        said.add(one);
        return one;
    }

    /** All that they have said. */
    List<TrackedMessage> said() {
        return said;
    }
}
