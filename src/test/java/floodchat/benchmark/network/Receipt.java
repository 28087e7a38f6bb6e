package floodchat.benchmark.network;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What one peer received in one run.
 *
 * @param count how many different messages
 * @param late how many of them came after a later message of the same author
 * @param again how many duplicates came
 * @param lastAtNs when the last new message came, as {@link System#nanoTime} gives it
 * @param latenciesNs of the first messages, at most {@link ReceiptCounter#TIMED}
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
        return "receipt " + count + " " + late + " " + again + " " + lastAtNs + " " + latencies;
    }
}
