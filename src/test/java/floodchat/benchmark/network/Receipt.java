package floodchat.benchmark.network;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What one station heard of one run.
 *
 * @param count different messages
 * @param late messages that came after a later one of the same speaker
 * @param again messages that came once more
 * @param lastAtNs when the last one came
 * @param latenciesNs of the first ones, {@link ReceiptCounter#TIMED} at most
 */
record Receipt(int count, int late, int again, long lastAtNs, long[] latenciesNs) {
    static Receipt parse(String line) {
        String[] words = line.split(" ");
        long[] latencies = Arrays.stream(words).skip(5).mapToLong(Long::parseLong).toArray();
        return new Receipt(
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]),
                latencies);
    }

    @Override
    public String toString() {
        String latencies = LongStream.of(latenciesNs).mapToObj(Long::toString).collect(Collectors.joining(" "));
        return "heard " + count + " " + late + " " + again + " " + lastAtNs + " " + latencies;
    }
}
