package floodchat.sim;

import java.util.ArrayList;
import java.util.List;

/** Peers that send messages at an even pace. The author of each message is chosen at random. */
final class Senders {
    private final SimulatedNetwork network;
    private final List<SimulatedPeer> senders;
    private final String word;
    private final List<TrackedMessage> messages = new ArrayList<>();

    /** @param word the first word of their messages, different for each group of senders */
    Senders(SimulatedNetwork network, List<SimulatedPeer> senders, String word) {
        this.network = network;
        this.senders = senders;
        this.word = word;
    }

    /** All peers of the network. Each message comes from one that is alive when it is sent. */
    static Senders all(SimulatedNetwork network, String word) {
        return new Senders(network, network.peers(), word);
    }

    /** Sends this many messages, each followed by a pause. */
    List<TrackedMessage> send(int count, long pauseMicros) {
        int before = messages.size();
        for (int i = 0; i < count; i++) {
            sendOne();
            network.run(pauseMicros);
        }
        return List.copyOf(messages.subList(before, messages.size()));
    }

    TrackedMessage sendOne() {
        SimulatedPeer sender = senders.get(network.random().nextInt(senders.size()));
        TrackedMessage one = sender.publish(word + " " + messages.size() + " of " + network);
        messages.add(one);
        return one;
    }

    /** All messages they have sent. */
    List<TrackedMessage> messages() {
        return messages;
    }
}
