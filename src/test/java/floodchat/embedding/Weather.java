package floodchat.embedding;

import floodchat.embed.FloodNetwork;
import floodchat.node.link.PortRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Two stations and a reader: what a station measures, everybody reads. */
public final class Weather {
    private Weather() {}

    public static void main(String[] args) throws Exception {
        // Any port, on this machine alone; new PortRange(null, 7000, 7010) is the first free one on all interfaces.
        PortRange here = PortRange.anyOnLoopback();
        try (FloodNetwork north = FloodNetwork.join("weather", here);
                FloodNetwork south = FloodNetwork.join("weather", here, north.address());
                FloodNetwork reader = FloodNetwork.join("weather", here, south.address())) {
            reader.awaitNeighbour(Duration.ofSeconds(10));
            north.publish("north: 4 degrees, rain".getBytes(StandardCharsets.UTF_8));
            System.out.println(new String(reader.receive().payload(), StandardCharsets.UTF_8));
            south.publish("south: 11 degrees, sun".getBytes(StandardCharsets.UTF_8));
            System.out.println(new String(reader.receive().payload(), StandardCharsets.UTF_8));
        }
    }
}
