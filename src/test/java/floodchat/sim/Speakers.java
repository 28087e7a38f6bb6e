package floodchat.sim;

import java.util.ArrayList;
import java.util.List;

/** Some who speak, in turn at random, one message after another at an even pace. */
final class Speakers {
    private final SimulatedNetwork network;
    private final List<SimulatedPeer> speakers;
    private final String word;
    private final List<Said> said = new ArrayList<>();

    /** @param word tells their messages from those of others */
    Speakers(SimulatedNetwork network, List<SimulatedPeer> speakers, String word) {
        this.network = network;
        this.speakers = speakers;
        this.word = word;
    }

    /** Everyone who is alive at the time. */
    static Speakers all(SimulatedNetwork network, String word) {
        return new Speakers(network, network.peers(), word);
    }

    /** So many messages, so much time between them. */
    List<Said> speak(int messages, long pauseMicros) {
        int before = said.size();
        for (int i = 0; i < messages; i++) {
            say();
            network.run(pauseMicros);
        }
        return List.copyOf(said.subList(before, said.size()));
    }

    Said say() {
        SimulatedPeer speaker = speakers.get(network.random().nextInt(speakers.size()));
        Said one = speaker.publish(word + " " + said.size() + " of " + network);
        said.add(one);
        return one;
    }

    /** All that they have said. */
    List<Said> said() {
        return said;
    }
}
