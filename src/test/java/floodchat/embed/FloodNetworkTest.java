package floodchat.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
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

    /** Without work: the largest payload would take seconds of a core. */
    private static FloodNetworkBuilder library() {
        return FloodNetwork.named("library").onLoopback().hashesPerByte(0);
    }

    private static FloodNetwork alone() throws Exception {
        return library().join();
    }

    @Test
    void whatOnePeerPublishesTheOtherReceives() throws Exception {
        try (FloodNetwork first = alone();
                FloodNetwork second = library().enterAt(first.address()).join()) {
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
        byte[] secret = new byte[FloodNetwork.SECRET_BYTES];
        secret[0] = 7;
        try (FloodNetwork first = FloodNetwork.ofSecret(secret).onLoopback().join();
                FloodNetwork second = FloodNetwork.ofSecret(secret).onLoopback().enterAt(first.address()).join();
                FloodNetwork guessing = FloodNetwork.ofSecret(new byte[FloodNetwork.SECRET_BYTES])
                        .onLoopback()
                        .enterAt(first.address())
                        .join()) {
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
        assertThrows(IllegalStateException.class, closed::receive);
        assertThrows(IllegalStateException.class, () -> closed.receive(Duration.ZERO));
    }

    @Test
    void whatWasPublishedBeforeCloseIsStillSent() throws Exception {
        int messages = 2_000; // more than are stamped at a time, so that the last ones wait for the engine
        FloodNetworkBuilder paid = library().hashesPerByte(50);
        try (FloodNetwork first = paid.join()) {
            FloodNetwork second = paid.enterAt(first.address()).join();
            assertTrue(second.awaitNeighbour(PATIENCE));
            for (int i = 0; i < messages; i++) {
                second.publish(HELLO);
            }
            second.close();
            for (int i = 0; i < messages; i++) {
                assertNotNull(first.receive(PATIENCE), "message " + i);
            }
        }
    }

    @Test
    void aSecondCloseDoesNothing() throws Exception {
        FloodNetwork closed = alone();
        closed.close();
        assertTimeout(Duration.ofSeconds(3), closed::close, "it waits for no goodbye");
        assertThrows(IllegalStateException.class, closed::receive);
    }

    @Test
    void aPeerListensWhereItWasTold() throws Exception {
        int port;
        try (FloodNetwork first = FloodNetwork.named("library").host("localhost").ports(0, 0).join()) {
            assertTrue(first.address().matches("(127\\.0\\.0\\.1|\\[::1]):[0-9]+"), first.address());
            port = Integer.parseInt(first.address().substring(first.address().lastIndexOf(':') + 1));
            FloodNetworkBuilder same = FloodNetwork.named("library").host("localhost").ports(port, port);
            assertThrows(BindException.class, same::join);
        }
        try (FloodNetwork again = FloodNetwork.named("library").host("localhost").ports(port, 65_535).join()) {
            assertTrue(Integer.parseInt(again.address().replaceAll(".*:", "")) >= port);
        }
    }

    @Test
    void whatCannotBeIsRefusedAtOnce() {
        FloodNetworkBuilder builder = library();
        assertEquals("an address is HOST:PORT, not somewhere",
                assertThrows(IllegalArgumentException.class, () -> builder.enterAt("127.0.0.1:1", "somewhere"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> builder.ports(0, 7));
        assertThrows(IllegalArgumentException.class, () -> builder.ports(8, 7));
        assertThrows(IllegalArgumentException.class, () -> builder.ports(8, 65_536));
        assertThrows(IllegalArgumentException.class, () -> builder.hashesPerByte(-1));
        assertThrows(IllegalArgumentException.class, () -> builder.hashesPerByte(65_536));
        assertThrows(IllegalArgumentException.class, () -> builder.packetsPerSecond(1_000_001));
        assertThrows(IllegalArgumentException.class, () -> FloodNetwork.ofSecret(new byte[31]));
    }

    /** A peer with other terms is refused in the handshake, so both must have been set. */
    @Test
    void peersOfOtherTermsDoNotLink() throws Exception {
        try (FloodNetwork first = library().hashesPerByte(1).packetsPerSecond(0).join();
                FloodNetwork same =
                        library().packetsPerSecond(0).hashesPerByte(1).enterAt(first.address()).join();
                FloodNetwork dearer =
                        library().hashesPerByte(2).packetsPerSecond(0).enterAt(first.address()).join();
                FloodNetwork slower = library().hashesPerByte(1).enterAt(first.address()).join()) {
            assertTrue(same.awaitNeighbour(PATIENCE));
            assertFalse(dearer.awaitNeighbour(Duration.ofMillis(300)));
            assertFalse(slower.awaitNeighbour(Duration.ofMillis(300)));
        }
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
