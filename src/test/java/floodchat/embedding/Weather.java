package floodchat.embedding;

import floodchat.embed.FloodNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Two stations and a reader: what a station measures, everybody reads. */
public final class Weather {
    private Weather() {}

    public static void main(String[] args) throws Exception {
        // On this machine alone. Without onLoopback() they listen on all interfaces.
        try (FloodNetwork north = FloodNetwork.named("weather").onLoopback().join();
                FloodNetwork south = FloodNetwork.named("weather").onLoopback().enterAt(north.address()).join();
                FloodNetwork reader = FloodNetwork.named("weather").onLoopback().enterAt(south.address()).join()) {
            reader.awaitNeighbour(Duration.ofSeconds(10));
            north.publish("north: 4 degrees, rain".getBytes(StandardCharsets.UTF_8));
            System.out.println(new String(reader.receive().payload(), StandardCharsets.UTF_8));
            south.publish("south: 11 degrees, sun".getBytes(StandardCharsets.UTF_8));
            System.out.println(new String(reader.receive().payload(), StandardCharsets.UTF_8));
        }
    }
}
