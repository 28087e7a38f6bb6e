import floodchat.embed.FloodNetwork;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A build light: each machine says how its last build ended, and every light shows all of them. It is a network of its
 * own, on Floodchat's library, without names and keys: everyone in it can say anything.
 *
 *     java -cp 'floodchat/lib/*' BuildLight.java ada 0.0.0.0 7100                    the first one, on port 7100
 *     java -cp 'floodchat/lib/*' BuildLight.java bob 0.0.0.0 7100 ada.example:7100   another one
 *
 * Type green or red. Who comes later sees what was said in the last 24 hours.
 */
public final class BuildLight {
    private BuildLight() {}

    public static void main(String[] args) throws Exception {
        String name = args[0];
        int port = Integer.parseInt(args[2]);
        String[] others = Arrays.copyOfRange(args, 3, args.length);
        try (FloodNetwork network = FloodNetwork.named("build-light").host(args[1]).ports(port, port)
                        .enterAt(others).join();
                BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("listening on " + network.address());
            Thread.ofVirtual().start(() -> show(network));
            if (others.length > 0 && !network.awaitNeighbour(Duration.ofSeconds(10))) {
                System.out.println("Nobody answers yet; what you type is kept until somebody does.");
            }
            for (String state = typed.readLine(); state != null; state = typed.readLine()) {
                if (state.equals("green") || state.equals("red")) {
                    network.publish((name + " is " + state).getBytes(StandardCharsets.UTF_8));
                } else {
                    System.out.println("Type green or red.");
                }
            }
        }
    }

    private static void show(FloodNetwork network) {
        try {
            while (true) {
                String line = new String(network.receive().payload(), StandardCharsets.UTF_8);
                if (line.matches("\\w{1,32} is (green|red)")) { // nobody vouches for what others send
                    System.out.println(line);
                }
            }
        } catch (IllegalStateException closed) {
            System.out.println("left");
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
