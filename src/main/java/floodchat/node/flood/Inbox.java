package floodchat.node.flood;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.link.Connection;
import floodchat.node.link.Handshake;
import floodchat.node.link.LinkEvents;
import floodchat.node.link.Listener;
import floodchat.protocol.flood.BacklogInquiry;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodInquiry;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.Packet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What other threads tell a {@link FloodEngine}, in the order in which they tell it. Any thread may post, and waits if
 * it is full. Only the engine's thread takes.
 */
final class Inbox implements Listener.Taker, LinkEvents, DialPool.DialResults, StampWorker.Output {
    /** Every link may have 64 frames in here; if it has more, its reader waits. */
    private static final int CAPACITY = 1_024;

    /** A person is told of a peer that dials us with another version. Nobody needs that more often. */
    private static final long REFUSED_PERIOD_NS = 1_000_000_000;

    private final Mailbox<Message> messages = new Mailbox<>(CAPACITY);
    private final AtomicLong refusedNs = new AtomicLong(System.nanoTime() - REFUSED_PERIOD_NS);
    private volatile boolean closed;

    /** What wakes the engine's thread. */
    sealed interface Message {
        /** A command waits in its own mailbox. @param urgent if it is not held up by congestion */
        record CommandAvailable(boolean urgent) implements Message {}

        record Connected(Connection connection, @Nullable DialReason reason) implements Message {}

        record Received(LinkId link, List<Frame> frames) implements Message {}

        record CoreInput(FloodInput input) implements Message {}

        record Stamped(long ticket, Packet packet) implements Message {}

        /** Everything that was published before the stop is stamped. */
        record AllStamped() implements Message {}

        record Drained(LinkId link) implements Message {}

        /** A timer may be due. */
        record TimerDue() implements Message {}

        /** A person wants to know how this peer stands. */
        record Inquired() implements Message {}

        /** The backlog is to be kept over a restart. */
        record BacklogAsked() implements Message {}
    }

    // ---- the engine's thread

    Message take() throws InterruptedException {
        return messages.take();
    }

    /** Null if nothing comes within this time. */
    @Nullable Message poll(long withinMs) throws InterruptedException {
        return messages.poll(withinMs);
    }

    /** From now on no thread waits for room here, and no connection that comes stays open. */
    void close(EventBus bus) {
        closed = true;
        bus.unsubscribe(messages);
        discardAll();
    }

    private void discardAll() {
        try {
            for (Message message = messages.poll(0); message != null; message = messages.poll(0)) {
                discard(message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops a message that comes too late. */
    static void discard(Message message) {
        if (message instanceof Message.Connected(Connection connection, DialReason _)) {
            connection.close();
        }
    }

    // ---- the bus

    void subscribe(EventBus bus) {
        bus.subscribe(FloodCommand.class, messages, command -> new Message.CommandAvailable(isUrgent(command)));
        bus.subscribe(FloodInquiry.class, messages, _ -> new Message.Inquired());
        bus.subscribe(BacklogInquiry.class, messages, _ -> new Message.BacklogAsked());
    }

    private static boolean isUrgent(FloodCommand command) {
        return switch (command) {
            case FloodCommand.Publish _, FloodCommand.Restore _, FloodCommand.Found _ -> false;
            case FloodCommand.PortMapped _, FloodCommand.FoundOtherVersion _ -> false;
            case FloodCommand.Join _, FloodCommand.Stop _ -> true;
        };
    }

    void unsubscribe(EventBus bus) {
        bus.unsubscribe(messages);
    }

    // ---- other threads

    private void post(Message message) {
        try {
            messages.put(message);
        } catch (InterruptedException e) {
            discard(message);
            Thread.currentThread().interrupt();
        }
        if (closed) {
            discardAll();
        }
    }

    private void happened(FloodInput input) {
        post(new Message.CoreInput(input));
    }

    /** A timer may be due; on the wake-up timer's thread. */
    void timerDue() {
        post(new Message.TimerDue());
    }

    @Override
    public void stamped(long ticket, Packet packet) {
        post(new Message.Stamped(ticket, packet));
    }

    @Override
    public void allStamped() {
        post(new Message.AllStamped());
    }

    @Override
    public void accepted(Connection connection) {
        post(new Message.Connected(connection, null));
    }

    /** Told at most once in {@link #REFUSED_PERIOD_NS}, and not at all if the engine is busy: anybody can cause it. */
    @Override
    public void refused(OtherVersion version) {
        long nowNs = System.nanoTime();
        long lastNs = refusedNs.get();
        if (nowNs - lastNs >= REFUSED_PERIOD_NS && refusedNs.compareAndSet(lastNs, nowNs)) {
            messages.offer(new Message.CoreInput(new FloodInput.OtherVersionMet(version)));
        }
    }

    @Override
    public void connected(Connection connection, DialReason reason) {
        post(new Message.Connected(connection, reason));
    }

    @Override
    public void failed(DialReason reason, String why, Handshake.@Nullable Refused refusal) {
        if (refusal != null && refusal.version() != null) {
            happened(new FloodInput.OtherVersionMet(refusal.version()));
        }
        happened(refusal == null
                ? new FloodInput.DialFailed(reason, why, false)
                : new FloodInput.DialFailed(reason, why, true, refusal.clocks()));
    }

    @Override
    public void received(LinkId link, List<Frame> frames) throws InterruptedException {
        messages.put(new Message.Received(link, frames));
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
        post(new Message.Drained(link));
    }

    @Override
    public void closed(LinkId link) {
        happened(new FloodInput.LinkClosed(link));
    }
}
