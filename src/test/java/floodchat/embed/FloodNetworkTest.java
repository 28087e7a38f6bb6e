package floodchat.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.node.link.PortRange;
import floodchat.protocol.flood.NetworkTerms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The library on real sockets of this machine. What the network itself does is tested with the engine and the core. */
class FloodNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private static FloodNetwork alone() throws Exception {
        return FloodNetwork.join("library", PortRange.anyOnLoopback());
    }

    @Test
    void whatOnePeerPublishesTheOtherReceives() throws Exception {
        try (FloodNetwork first = alone();
                FloodNetwork second = FloodNetwork.join("library", PortRange.anyOnLoopback(), first.address())) {
            assertTrue(second.awaitNeighbour(PATIENCE));
            byte[] largest = new byte[FloodNetwork.MAX_PAYLOAD_BYTES];
            largest[7] = -1;
            first.publish(largest);
            assertArrayEquals(largest, second.receive(PATIENCE).payload());
            assertNull(first.receive(Duration.ZERO), "a peer does not receive its own messages");
            assertEquals(0, second.takeMissed());
        }
    }

    @Test
    void onlyPeersWithTheSecretEnterAPrivateNetwork() throws Exception {
        byte[] secret = new byte[NetworkTerms.SECRET_BYTES];
        secret[0] = 7;
        try (FloodNetwork first = FloodNetwork.join(secret, PortRange.anyOnLoopback());
                FloodNetwork second = FloodNetwork.join(secret, PortRange.anyOnLoopback(), first.address());
                FloodNetwork guessing = FloodNetwork.join(
                        new byte[NetworkTerms.SECRET_BYTES], PortRange.anyOnLoopback(), first.address())) {
            assertTrue(second.awaitNeighbour(PATIENCE));
            first.publish(HELLO);
            assertArrayEquals(HELLO, second.receive(PATIENCE).payload());
            assertFalse(guessing.awaitNeighbour(Duration.ofMillis(300)));
        }
    }

    @Test
    void publishAfterCloseThrows() throws Exception {
        FloodNetwork closed = alone();
        closed.close();
        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> closed.publish(HELLO));
        assertEquals("this peer has left the network: nothing can be published any more", refusal.getMessage());
    }

    @Test
    void receiveAfterCloseThrows() throws Exception {
        FloodNetwork closed = alone();
        closed.close();
        assertThrows(IllegalStateException.class, closed::receive);
    }

    @Test
    void receiveThrowsIfThePeerIsClosedWhileItWaits() throws Exception {
        FloodNetwork network = alone();
        Thread closer = Thread.ofVirtual().name("closer").start(network::close);
        assertThrows(IllegalStateException.class, network::receive);
        closer.join();
    }

    @Test
    void publishThrowsIfThePeerIsClosedWhileItWaits() throws Exception {
        FloodNetwork network = alone();
        CompletableFuture<Void> failed = new CompletableFuture<>();
        Thread publisher = Thread.ofVirtual().name("publisher").start(() -> publishUntilItThrows(network, failed));
        try {
            while (publisher.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // nobody takes the messages, so publish waits in the end
            }
            network.close();
            ExecutionException end = assertThrows(
                    ExecutionException.class, () -> failed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            assertInstanceOf(IllegalStateException.class, end.getCause());
        } finally {
            publisher.interrupt();
            publisher.join();
        }
    }

    private static void publishUntilItThrows(FloodNetwork network, CompletableFuture<Void> failed) {
        try {
            while (true) {
                network.publish(new byte[FloodNetwork.MAX_PAYLOAD_BYTES]);
            }
        } catch (IllegalStateException | InterruptedException e) {
            failed.completeExceptionally(e);
        }
    }

    @Test
    void aPayloadOfTheWrongLengthIsRefused() throws Exception {
        try (FloodNetwork network = alone()) {
            byte[] tooLong = new byte[FloodNetwork.MAX_PAYLOAD_BYTES + 1];
            assertThrows(IllegalArgumentException.class, () -> network.publish(new byte[0]));
            assertThrows(IllegalArgumentException.class, () -> network.publish(tooLong));
        }
    }
}
