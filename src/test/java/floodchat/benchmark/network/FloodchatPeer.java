package floodchat.benchmark.network;

import floodchat.embed.FloodNetwork;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.NetworkTerms;
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

    static FloodchatPeer open(NetworkTerms terms, List<String> earlier, ReceiptCounter receipts) throws IOException {
        Address[] entries = earlier.stream().limit(1).map(FloodchatPeer::address).toArray(Address[]::new);
        FloodNetwork network = FloodNetwork.join(terms, PortRange.anyOnLoopback(), entries);
        return new FloodchatPeer(network, receipts);
    }

    private static Address address(String text) {
        int colon = text.lastIndexOf(':');
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
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
        return network.address().host() + ":" + network.address().port();
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
