package floodchat.benchmark;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.flood.FloodEngine;
import floodchat.node.link.PortRange;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketKind;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A peer with one link, to the relay that is measured. So everything that it says and hears goes through the relay. */
final class SoakPeer implements AutoCloseable {
    private static final FloodSettings ONE_LINK = new FloodSettings(1, 1, 0, false);
    private static final int MAX_WAITING = 8_192;

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodEvent.Delivered> mailbox = new Mailbox<>(MAX_WAITING);
    private final FloodEngine engine;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong ofBacklog = new AtomicLong();
    private final Thread counter = Thread.ofVirtual().unstarted(this::count);
    private long lastTicket;

    SoakPeer(NetworkTerms terms, Address relay) throws IOException {
        bus.subscribe(FloodEvent.Delivered.class, mailbox);
        SecureRandom random = new SecureRandom();
        engine = new FloodEngine(
                bus,
                new FloodEngine.Config(
                        terms, PortRange.anyOnLoopback(), BootstrapAddresses.untold(List.of(relay)), ONE_LINK),
                random,
                random);
        counter.start();
        engine.start();
    }

    private void count() {
        try {
            while (true) {
                boolean earlier = mailbox.take().earlier();
                received.incrementAndGet();
                ofBacklog.addAndGet(earlier ? 1 : 0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Waits while the network takes no more. */
    void publish(byte[] payload) throws InterruptedException {
        bus.publish(new FloodCommand.Publish(++lastTicket, payload, PacketKind.KEPT));
    }

    /** Also those that came too fast to be counted one by one. */
    long received() {
        received.addAndGet(mailbox.takeMissed());
        return received.get();
    }

    long receivedOfBacklog() {
        return ofBacklog.get();
    }

    @Override
    public void close() throws InterruptedException {
        engine.close();
        counter.interrupt();
        counter.join();
    }
}
