package floodchat.sim;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The graph of links at one moment. Its points are the living peers. */
final class Overlay {
    private final List<SimulatedPeer> peers;
    private final int[][] neighbours;
    private final long[][] latenciesMicros;

    private record Arrival(long atMicros, int point) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            return Long.compare(atMicros, other.atMicros);
        }
    }

    private Overlay(List<SimulatedPeer> peers) {
        this.peers = List.copyOf(peers);
        this.neighbours = new int[peers.size()][];
        this.latenciesMicros = new long[peers.size()][];
        Map<SimulatedPeer, Integer> points = new HashMap<>();
        this.peers.forEach(peer -> points.put(peer, points.size()));
        this.peers.forEach(peer -> add(points.get(peer), peer, points));
    }

    static Overlay of(SimulatedNetwork network) {
        return new Overlay(network.peers());
    }

    private void add(int point, SimulatedPeer peer, Map<SimulatedPeer, Integer> points) {
        List<SimulatedLink> links = peer.links()
                .stream()
                .filter(link -> link.isEstablished() && points.containsKey(link.peer()))
                .toList();
        neighbours[point] = links.stream().mapToInt(link -> points.get(link.peer())).toArray();
        latenciesMicros[point] = links.stream().mapToLong(link -> link.latencyMicros).toArray();
    }

    int[] degrees() {
        return Arrays.stream(neighbours).mapToInt(those -> those.length).toArray();
    }

    int highestDegree() {
        return Arrays.stream(degrees()).max().orElse(0);
    }

    double meanDegree() {
        return Arrays.stream(degrees()).average().orElse(0);
    }

    /** The number of connected components, less one: 0 if the network is whole. */
    int islands() {
        BitSet seen = new BitSet();
        int parts = 0;
        while (seen.cardinality() < peers.size()) {
            int[] hops = hopsFrom(seen.nextClearBit(0));
            IntStream.range(0, hops.length).filter(point -> hops[point] >= 0).forEach(seen::set);
            parts++;
        }
        return Math.max(0, parts - 1);
    }

    /** The mean length of the shortest path, in links, from the peers of a random sample to all others. */
    double averagePath(int sample, RandomGenerator random) {
        return random.ints(sample, 0, peers.size())
                .mapToObj(this::hopsFrom)
                .flatMapToInt(Arrays::stream)
                .filter(hops -> hops > 0)
                .average()
                .orElse(0);
    }

    private int[] hopsFrom(int start) {
        int[] hops = new int[peers.size()];
        Arrays.fill(hops, -1);
        hops[start] = 0;
        Queue<Integer> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            int point = next.remove();
            for (int neighbour : neighbours[point]) {
                if (hops[neighbour] < 0) {
                    hops[neighbour] = hops[point] + 1;
                    next.add(neighbour);
                }
            }
        }
        return hops;
    }

    /** The clustering coefficient: the fraction of a peer's neighbour pairs that are linked, as a mean of all peers. */
    double clustering() {
        return IntStream.range(0, peers.size()).mapToDouble(this::clustering).average().orElse(0);
    }

    private double clustering(int point) {
        int[] those = neighbours[point];
        long linked = Arrays.stream(those)
                .mapToLong(one -> Arrays.stream(those).filter(other -> isLinked(one, other)).count())
                .sum();
        long pairs = (long) those.length * (those.length - 1);
        return pairs == 0 ? 0 : linked / (double) pairs;
    }

    private boolean isLinked(int one, int other) {
        return Arrays.stream(neighbours[one]).anyMatch(neighbour -> neighbour == other);
    }

    /** The time until a plain flood from this author reaches the last peer (Dijkstra's algorithm). */
    long plainFloodMicros(SimulatedPeer author) {
        long[] arrivals = new long[peers.size()];
        Arrays.fill(arrivals, Long.MAX_VALUE);
        PriorityQueue<Arrival> next = new PriorityQueue<>(List.of(new Arrival(0, peers.indexOf(author))));
        while (!next.isEmpty()) {
            Arrival arrival = next.remove();
            if (arrival.atMicros < arrivals[arrival.point]) {
                arrivals[arrival.point] = arrival.atMicros;
                spread(arrival, next);
            }
        }
        return Arrays.stream(arrivals).filter(at -> at < Long.MAX_VALUE).max().orElse(0);
    }

    private void spread(Arrival from, PriorityQueue<Arrival> next) {
        for (int i = 0; i < neighbours[from.point].length; i++) {
            long atMicros = from.atMicros + latenciesMicros[from.point][i];
            next.add(new Arrival(atMicros, neighbours[from.point][i]));
        }
    }
}
