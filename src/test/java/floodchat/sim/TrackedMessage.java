package floodchat.sim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message that a simulation counts: who sent it when, and when it was delivered to each peer. */
final class TrackedMessage {
    private static final int NEVER = -1;

    private final String text;
    private final SimulatedPeer author;
    private final long atMicros;
    /** For each peer number, the time between sending and delivery, or {@link #NEVER}. */
    private int[] delaysMicros = new int[0];
    /** For each peer number, how many times it was delivered again. Peers with one delivery are not in it. */
    private final Map<Integer, Integer> repeated = new HashMap<>();

    TrackedMessage(String text, SimulatedPeer author, long atMicros) {
        this.text = text;
        this.author = author;
        this.atMicros = atMicros;
    }

    String text() {
        return text;
    }

    SimulatedPeer author() {
        return author;
    }

    long atMicros() {
        return atMicros;
    }

    void deliveredTo(SimulatedPeer peer, long nowMicros) {
        if (isDeliveredTo(peer)) {
            repeated.merge(peer.number(), 1, Integer::sum);
            return;
        }
        makeRoomFor(peer.number());
        delaysMicros[peer.number()] = (int) Math.min(nowMicros - atMicros, Integer.MAX_VALUE);
    }

    private void makeRoomFor(int number) {
        int before = delaysMicros.length;
        if (number >= before) {
            delaysMicros = Arrays.copyOf(delaysMicros, Math.max(capacityFor(number), 2 * before));
            Arrays.fill(delaysMicros, before, delaysMicros.length, NEVER);
        }
    }

    /** Room for all peers of the network, so that the array seldom has to grow again. */
    private int capacityFor(int number) {
        return Math.max(number + 1, author.network().peersAdded());
    }

    boolean isDeliveredTo(SimulatedPeer peer) {
        return isDeliveredTo(peer, Long.MAX_VALUE);
    }

    boolean isDeliveredTo(SimulatedPeer peer, long withinMicros) {
        int number = peer.number();
        int delayMicros = number < delaysMicros.length ? delaysMicros[number] : NEVER;
        return delayMicros != NEVER && delayMicros <= withinMicros;
    }

    /** How many times it was delivered to this peer. Sending counts as one delivery to the author. */
    int deliveries(SimulatedPeer peer) {
        return isDeliveredTo(peer) ? 1 + repeated.getOrDefault(peer.number(), 0) : 0;
    }

    /** False if some peer got it twice. */
    boolean isDeliveredOnce() {
        return repeated.isEmpty();
    }

    long reached(List<SimulatedPeer> peers) {
        return reached(peers, Long.MAX_VALUE);
    }

    long reached(List<SimulatedPeer> peers, long withinMicros) {
        return peers.stream().filter(peer -> isDeliveredTo(peer, withinMicros)).count();
    }

    /** Adds the time between sending and delivery for each of these peers, without the author. */
    void delaysMicros(List<SimulatedPeer> peers, List<Long> into) {
        for (SimulatedPeer peer : peers) {
            if (peer != author && isDeliveredTo(peer)) {
                into.add((long) delaysMicros[peer.number()]);
            }
        }
    }

    /** Time between sending and the last delivery to one of these peers. */
    long lastDeliveryMicros(List<SimulatedPeer> peers) {
        return peers.stream()
                .filter(this::isDeliveredTo)
                .mapToLong(peer -> delaysMicros[peer.number()])
                .max()
                .orElse(0);
    }
}
