import floodchat.embed.FloodNetwork;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A build light: each machine says how its last build ended, and every light shows all of them. It is a network of its
 * own, on Floodchat's library, without names and keys: everyone in it can say anything.
 *
 *     java -cp 'floodchat/lib/*' BuildLight.java ada 7100                    the first one, on port 7100
 *     java -cp 'floodchat/lib/*' BuildLight.java bob 7100 ada.example:7100   another one
 *
 * Type green or red. Who comes later sees what was said in the last 24 hours.
 */
public final class BuildLight {
    private BuildLight() {}

    public static void main(String[] args) throws Exception {
        String name = args[0];
        Address[] others = Stream.of(args).skip(2).map(Address::parse).toArray(Address[]::new);
        try (FloodNetwork network = FloodNetwork.join("build-light", PortRange.parse(args[1]), others);
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
