package floodchat.benchmark.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.IpAddress;

/**
 * A JGroups channel with one of the TCP stacks that JGroups ships, on virtual threads.
 *
 * <p>One setting differs from its defaults: it has a sender thread for each destination. With the single sender thread
 * of the default it stood still for seconds on two processors, because its queue drops messages when it is full.
 */
final class JGroupsPeer implements PeerUnderTest, Receiver {
    private static final long PATIENCE_NS = 60_000_000_000L;

    private final JChannel channel;
    private final ReceiptCounter receipts;
    private int peers;

    private JGroupsPeer(JChannel channel, ReceiptCounter receipts) {
        this.channel = channel;
        this.receipts = receipts;
    }

    static {
        System.setProperty("jgroups.bundler.use_single_sender_thread", "false");
    }

    static JGroupsPeer open(String stack, List<String> earlier, ReceiptCounter receipts) throws Exception {
        JChannel channel = new JChannel(stack);
        TCP transport = (TCP) channel.getProtocolStack().getTransport();
        transport.setBindAddress(InetAddress.getLoopbackAddress()).setBindPort(0).setPortRange(0);
        transport.getDiagnosticsHandler().setEnabled(false);
        transport.tcpNodelay(true); // JGroups advises this for low latency; it does not slow down bulk sending
        TCPPING discovery = channel.getProtocolStack().findProtocol(TCPPING.class);
        discovery.setInitialHosts(earlier.stream().limit(1).map(JGroupsPeer::address).toList()).setPortRange(0);
        channel.getProtocolStack().<GMS>findProtocol(GMS.class).printLocalAddress(false);
        channel.setDiscardOwnMessages(true);
        JGroupsPeer peer = new JGroupsPeer(channel, receipts);
        channel.setReceiver(peer);
        channel.connect("benchmark");
        return peer;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public void receive(Message message) {
        receipts.received(message.getArray(), message.getOffset());
    }

    @Override
    public String address() {
        PhysicalAddress address = channel.getProtocolStack().getTransport().localPhysicalAddress();
        return "127.0.0.1:" + ((IpAddress) address).getPort();
    }

    @Override
    public synchronized void viewAccepted(View view) {
        peers = view.size();
        notifyAll();
    }

    @Override
    public synchronized void awaitPeers(int awaited) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (peers < awaited) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (leftMs <= 0) {
                throw new IllegalStateException("only " + peers + " of " + awaited + " peers came");
            }
            wait(leftMs);
        }
    }

    @Override
    public void publish(byte[] payload) throws Exception {
        channel.send(null, payload);
    }

    @Override
    public void close() {
        channel.close();
    }
}
