package floodchat.benchmark.network;

import floodchat.embed.FloodNetwork;
import floodchat.embed.FloodNetworkBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A {@link FloodNetwork}, used as by a program that embeds it. */
final class FloodchatPeer implements PeerUnderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FloodNetwork network;
    private final Thread listener;

    private FloodchatPeer(FloodNetwork network, ReceiptCounter receipts) {
        this.network = network;
        this.listener = Thread.ofVirtual().name("receipts").start(() -> listen(network, receipts));
    }

    static FloodchatPeer open(FloodNetworkBuilder builder, List<String> earlier, ReceiptCounter receipts)
            throws IOException {
        FloodNetwork network = builder
                .onLoopback()
                .enterAt(earlier.stream().limit(1).toArray(String[]::new))
                .join();
        return new FloodchatPeer(network, receipts);
    }

    private static void listen(FloodNetwork network, ReceiptCounter receipts) {
        try {
            while (true) {
                receipts.received(network.receive().payload(), 0);
            }
        } catch (IllegalStateException e) {
            return; // closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String address() {
        return network.address();
    }

    @Override
    public void awaitPeers(int peers) throws InterruptedException {
        if (peers > 1 && !network.awaitNeighbour(PATIENCE)) {
            throw new IllegalStateException("no neighbour came");
        }
    }

    @Override
    public void publish(byte[] payload) throws InterruptedException {
        network.publish(payload);
    }

    @Override
    public void close() throws InterruptedException {
        network.close();
        listener.interrupt();
        listener.join();
    }
}
