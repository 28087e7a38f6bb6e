package floodchat.node.flood;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.link.Connection;
import floodchat.node.link.LinkOwner;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodInquiry;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other threads have to tell a {@link FloodEngine}, in the order in which they told it. Any thread may post, and waits where it is full; the
 * engine's thread alone takes.
 */
final class Inbox implements LinkOwner, DialPool.Outcome {
    /** Every link may have 64 frames in here; beyond, its reader waits. */
    private static final int CAPACITY = 1_024;

    private final Mailbox<Letter> letters = new Mailbox<>(CAPACITY);
    private volatile boolean closed;

    /** What wakes the engine's thread. */
    sealed interface Letter {
        /** A command waits in its own mailbox; a pressing one is not held up by congestion. */
        record Knock(boolean pressing) implements Letter {}

        record Connected(Connection connection, @Nullable DialReason errand) implements Letter {}

        record Received(LinkId link, List<Frame> frames) implements Letter {}

        record Happened(FloodInput input) implements Letter {}

        record Drained(LinkId link) implements Letter {}

        /** A timer may be due. */
        record Due() implements Letter {}

        /** Somebody wants to know how we stand. */
        record Inquired() implements Letter {}
    }

    // ---- the engine's thread

    Letter take() throws InterruptedException {
        return letters.take();
    }

    /** Null where nothing comes within the time. */
    @Nullable Letter poll(long withinMs) throws InterruptedException {
        return letters.poll(withinMs);
    }

    /** From now on nobody waits for room here, and no connection that comes stays open. */
    void close(EventBus bus) {
        closed = true;
        bus.unsubscribe(letters);
        discardAll();
    }

    private void discardAll() {
        try {
            for (Letter letter = letters.poll(0); letter != null; letter = letters.poll(0)) {
                discard(letter);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops a letter that comes too late. */
    static void discard(Letter letter) {
        if (letter instanceof Letter.Connected(Connection connection, DialReason _)) {
            connection.close();
        }
    }

    // ---- the bus

    void subscribe(EventBus bus) {
        bus.subscribe(FloodCommand.class, letters, command -> new Letter.Knock(isPressing(command)));
        bus.subscribe(FloodInquiry.class, letters, _ -> new Letter.Inquired());
    }

    private static boolean isPressing(FloodCommand command) {
        return switch (command) {
            case FloodCommand.Publish _, FloodCommand.Found _ -> false;
            case FloodCommand.Join ignored -> true;
            case FloodCommand.Stop ignored -> true;
        };
    }

    void unsubscribe(EventBus bus) {
        bus.unsubscribe(letters);
    }

    // ---- other threads

    private void post(Letter letter) {
        try {
            letters.put(letter);
        } catch (InterruptedException e) {
            discard(letter);
            Thread.currentThread().interrupt();
        }
        if (closed) {
            discardAll();
        }
    }

    private void happened(FloodInput input) {
        post(new Letter.Happened(input));
    }

    /** A timer may be due; on the alarm's thread. */
    void due() {
        post(new Letter.Due());
    }

    /** On the thread that stamps. */
    void stamped(Packet packet) {
        happened(new FloodInput.Stamped(packet));
    }

    /** Somebody has dialled us; on the connection's thread. */
    void accepted(Connection connection) {
        post(new Letter.Connected(connection, null));
    }

    @Override
    public void connected(Connection connection, DialReason errand) {
        post(new Letter.Connected(connection, errand));
    }

    @Override
    public void failed(DialReason errand, String reason, boolean refused) {
        happened(new FloodInput.DialFailed(errand, reason, refused));
    }

    @Override
    public void received(LinkId link, List<Frame> frames) throws InterruptedException {
        letters.put(new Letter.Received(link, frames));
    }

    @Override
    public void misbehaved(LinkId link, String fault) {
        happened(new FloodInput.Misbehaved(link, fault));
    }

    @Override
    public void written(List<Long> tickets) {
        happened(new FloodInput.Written(tickets));
    }

    @Override
    public void drained(LinkId link) {
        post(new Letter.Drained(link));
    }

    @Override
    public void closed(LinkId link, String reason) {
        happened(new FloodInput.LinkClosed(link, reason));
    }
}
