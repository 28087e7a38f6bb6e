package floodchat.sim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Something that was said, and who has heard it when. */
final class TrackedMessage {
    private static final int NEVER = -1;

    private final String text;
    private final SimulatedPeer author;
    private final long atMicros;
    /** By peer number, how long after it was said, in microseconds. */
    private int[] heardAfter = new int[0];
    /** Peers that were given it more often than once, by number. */
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

    void heard(SimulatedPeer by, long nowMicros) {
        if (isHeardBy(by)) {
            repeated.merge(by.number(), 1, Integer::sum);
            return;
        }
        makeRoomFor(by.number());
        heardAfter[by.number()] = (int) Math.min(nowMicros - atMicros, Integer.MAX_VALUE);
    }

    private void makeRoomFor(int number) {
        int before = heardAfter.length;
        if (number >= before) {
            heardAfter = Arrays.copyOf(heardAfter, Math.max(by(number), 2 * before));
            Arrays.fill(heardAfter, before, heardAfter.length, NEVER);
        }
    }

    /** As many slots as there are peers, so that it need not grow. */
    private int by(int number) {
        return Math.max(number + 1, author.network().peersEver());
    }

    boolean isHeardBy(SimulatedPeer peer) {
        return isHeardBy(peer, Long.MAX_VALUE);
    }

    boolean isHeardBy(SimulatedPeer peer, long withinMicros) {
        int number = peer.number();
        return number < heardAfter.length && heardAfter[number] != NEVER && heardAfter[number] <= withinMicros;
    }

    /** How often this peer was given it; the author's own counts once. */
    int deliveries(SimulatedPeer peer) {
        return isHeardBy(peer) ? 1 + repeated.getOrDefault(peer.number(), 0) : 0;
    }

    /** Whether nobody was given it twice. */
    boolean isGivenOnce() {
        return repeated.isEmpty();
    }

    long reached(List<SimulatedPeer> peers) {
        return reached(peers, Long.MAX_VALUE);
    }

    long reached(List<SimulatedPeer> peers, long withinMicros) {
        return peers.stream().filter(peer -> isHeardBy(peer, withinMicros)).count();
    }

    /** How long it took to the last of these that heard it, in microseconds. */
    long lastAfterMicros(List<SimulatedPeer> peers) {
        return peers.stream().filter(this::isHeardBy).mapToLong(peer -> heardAfter[peer.number()]).max().orElse(0);
    }
}
