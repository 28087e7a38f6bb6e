package floodchat.node.relay;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.OwnerThread;
import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.message.DecodedEnvelope;
import floodchat.protocol.message.EnvelopeReader;

/**
 * Verifies who has signed what came, and tells the network, so that the backlog is shared fairly among authors
 * (docs/decisions/0027). Nothing is shown and nothing is kept. A virtual thread named "packet authors" owns it, because
 * a signature takes 0.2 ms: the network never waits for one. What comes while too much waits stays nobody's.
 */
public final class PacketAuthors implements AutoCloseable {
    /** As many as the chat lets wait. */
    private static final int MAX_WAITING = 8_192;

    private final EventBus bus;
    private final NetworkTerms terms;
    private final Mailbox<FloodEvent.Delivered> delivered = new Mailbox<>(MAX_WAITING);
    private final Thread thread = Thread.ofVirtual().name("packet authors").unstarted(this::run);

    /** Listens at once, so that nothing is missed before {@link #start}. */
    public PacketAuthors(EventBus bus, NetworkTerms terms) {
        this.bus = bus;
        this.terms = terms;
        bus.subscribe(FloodEvent.Delivered.class, delivered);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        EnvelopeReader reader = new EnvelopeReader(terms.tag().bytes());
        try {
            while (true) {
                attribute(delivered.take(), reader);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void attribute(FloodEvent.Delivered packet, EnvelopeReader reader) {
        if (packet.kind() == PacketKind.KEPT
                && reader.read(packet.payload()) instanceof DecodedEnvelope.Read(var envelope)) {
            Author author = Author.ofKey(envelope.author().bytes());
            bus.tell(new FloodAttribution.OfPacket(packet.packet(), author));
        }
    }

    @Override
    public void close() {
        bus.unsubscribe(delivered);
        thread.interrupt();
        OwnerThread.await(thread);
    }
}
