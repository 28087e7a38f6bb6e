package floodchat.benchmark.network;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A process with one peer. It reads commands from standard input, line by line, and answers each with one line. It ends
 * when its input ends, so it does not outlive the process that started it.
 */
final class DriverProcess {
    private DriverProcess() {}

    /** Arguments: the peer's number, the candidate's name, and the addresses of the peers that were started before. */
    static void main(String[] arguments) throws Exception {
        Candidate.silence();
        List<String> words = List.of(arguments);
        List<String> earlier = words.subList(2, words.size());
        LocalDriver driver = new LocalDriver(Integer.parseInt(words.get(0)), Candidate.valueOf(words.get(1)), earlier);
        System.out.println(driver.address());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(driver, line.split(" ")));
        }
        System.exit(0);
    }

    private static Object answer(PeerDriver driver, String[] words) throws Exception {
        return switch (words[0]) {
            case "await" -> {
                driver.awaitPeers(Integer.parseInt(words[1]));
                yield "there";
            }
            case "publish" -> driver.publish(Workload.parse(words));
            case "await-receipt" ->
                driver.awaitReceipt(
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Duration.ofMillis(Long.parseLong(words[3])));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }
}
