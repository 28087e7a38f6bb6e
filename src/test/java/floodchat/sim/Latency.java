package floodchat.sim;

import java.util.random.RandomGenerator;

/** A range of one-way latencies in microseconds. Each link draws one at random and keeps it. */
record Latency(String name, long fromMicros, long toMicros) {
    static final Latency NEAR = new Latency("10-50 ms", 10_000, 50_000);
    static final Latency FAR = new Latency("20-150 ms", 20_000, 150_000);

    long draw(RandomGenerator random) {
        return random.nextLong(fromMicros, toMicros);
    }

    @Override
    public String toString() {
        return name;
    }
}
