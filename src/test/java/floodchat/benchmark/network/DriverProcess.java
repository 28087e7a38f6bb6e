package floodchat.benchmark.network;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One seat as a process of its own: it does what standard input says, line by line, and answers each line with one. It ends with its input, so
 * that none is left where the one that started it has died.
 */
final class DriverProcess {
    private DriverProcess() {}

    /** The seat's number, the contender's name, and the addresses of those that are there already. */
    static void main(String[] arguments) throws Exception {
        Candidate.silence();
        List<String> words = List.of(arguments);
        List<String> earlier = words.subList(2, words.size());
        LocalDriver seat = new LocalDriver(Integer.parseInt(words.get(0)), Candidate.valueOf(words.get(1)), earlier);
        System.out.println(seat.address());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(seat, line.split(" ")));
        }
        System.exit(0);
    }

    private static Object answer(PeerDriver seat, String[] words) throws Exception {
        return switch (words[0]) {
            case "await" -> {
                seat.awaitPeers(Integer.parseInt(words[1]));
                yield "there";
            }
            case "speak" -> seat.speak(Workload.parse(words));
            case "hear" ->
                seat.hear(
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Duration.ofMillis(Long.parseLong(words[3])));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }
}
