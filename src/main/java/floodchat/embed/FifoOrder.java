package floodchat.embed;

import floodchat.protocol.flood.FloodEvent;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Restores the order in which each sender published its messages. The network may let one message overtake another:
 * packets travel along a tree that changes, and missing ones are fetched later.
 *
 * <p>Each payload starts with two numbers: a random number for the sender, and a number that the sender counts up
 * from 0. A message that has overtaken others waits for them, but at most {@value #MAX_WAIT_MS} ms. Confined to the
 * thread that receives.
 */
final class FifoOrder {
    /** The number of the sender and the number of the message. */
    static final int HEADER_BYTES = 2 * Long.BYTES;

    /** Longer than it takes to notice a missing packet, to ask for it twice and to get it. */
    static final long MAX_WAIT_MS = 5_000;

    /** Messages that may wait: more than one second at full speed. Beyond this, all are released. */
    static final int MAX_WAITING = 65_536;

    static final int MAX_WAITING_BYTES = 16 * 1024 * 1024;

    /** Known senders. The one that has been silent longest is forgotten; its next message is then taken as it comes. */
    static final int MAX_SENDERS = 4_096;

    /**
     * If the first message heard of a sender has a smaller number, the sender has just started: earlier ones are
     * waited for.
     */
    static final long FIRST_NUMBERS = 64;

    private final Deque<FloodEvent.Delivered> ready = new ArrayDeque<>();
    /** By sender number; the one that has been silent longest comes first. */
    private final LinkedHashMap<Long, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);
    /** Senders with waiting messages; the one that has waited longest comes first. */
    private final LinkedHashSet<Sender> incomplete = new LinkedHashSet<>();
    private int waiting;
    private int waitingBytes;

    private static final class Sender {
        final Map<Long, FloodEvent.Delivered> waiting = new HashMap<>();
        long next;
        long waitingSinceMs;

        Sender(long next) {
            this.next = next;
        }
    }

    static byte[] framed(long sender, long number, byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putLong(sender)
                .putLong(number)
                .put(payload)
                .array();
    }

    /** Takes a message. One without a header is not from a peer of this library and is dropped. */
    void add(FloodEvent.Delivered framed, long nowMs) {
        if (framed.payload().length <= HEADER_BYTES) {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(framed.payload());
        long from = header.getLong();
        long number = header.getLong();
        byte[] payload = Arrays.copyOfRange(framed.payload(), HEADER_BYTES, framed.payload().length);
        FloodEvent.Delivered message =
                new FloodEvent.Delivered(
                        framed.packet(), payload, framed.timeMs(), framed.earlier(), framed.kind());
        add(from, number, message, nowMs);
    }

    private void add(long from, long number, FloodEvent.Delivered message, long nowMs) {
        Sender sender = senders.get(from);
        if (sender == null && message.earlier()) {
            ready.add(message); // published before we joined: its order is unknown
            return;
        }
        if (sender == null) {
            sender = firstHeard(from, number);
        }
        if (number > sender.next) {
            keep(sender, number, message, nowMs);
        } else {
            sender.next = Math.max(sender.next, number + 1);
            ready.add(message);
            release(sender, nowMs);
        }
    }

    private Sender firstHeard(long from, long number) {
        if (senders.size() == MAX_SENDERS) {
            releaseAll(senders.pollFirstEntry().getValue());
        }
        Sender sender = new Sender(number < FIRST_NUMBERS ? 0 : number);
        senders.put(from, sender);
        return sender;
    }

    private void keep(Sender sender, long number, FloodEvent.Delivered message, long nowMs) {
        if (sender.waiting.isEmpty()) {
            waitsFrom(sender, nowMs);
        }
        if (sender.waiting.putIfAbsent(number, message) == null) {
            waiting++;
            waitingBytes += message.payload().length;
        }
        if (waiting > MAX_WAITING || waitingBytes > MAX_WAITING_BYTES) {
            List.copyOf(incomplete).forEach(this::releaseAll);
        }
    }

    private void waitsFrom(Sender sender, long nowMs) {
        incomplete.remove(sender);
        incomplete.add(sender);
        sender.waitingSinceMs = nowMs;
    }

    private void release(Sender sender, long nowMs) {
        if (sender.waiting.isEmpty()) {
            return;
        }
        for (FloodEvent.Delivered next = sender.waiting.remove(sender.next); next != null; next =
                sender.waiting.remove(sender.next)) {
            waiting--;
            waitingBytes -= next.payload().length;
            sender.next++;
            ready.add(next);
            waitsFrom(sender, nowMs);
        }
        if (sender.waiting.isEmpty()) {
            incomplete.remove(sender);
        }
    }

    /** Stops waiting for the missing messages of this sender and releases the others. */
    private void releaseAll(Sender sender) {
        sender.waiting.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(one -> {
            ready.add(one.getValue());
            waitingBytes -= one.getValue().payload().length;
            sender.next = one.getKey() + 1;
        });
        waiting -= sender.waiting.size();
        sender.waiting.clear();
        incomplete.remove(sender);
    }

    /** The next message in order; null if there is none now. */
    FloodEvent.@Nullable Delivered next(long nowMs) {
        while (ready.isEmpty() && nextDelayMs(nowMs) == 0) {
            releaseAll(incomplete.getFirst());
        }
        return ready.poll();
    }

    /** The time until waiting messages are released anyway; Long.MAX_VALUE if none waits. */
    long nextDelayMs(long nowMs) {
        return incomplete.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, incomplete.getFirst().waitingSinceMs + MAX_WAIT_MS - nowMs);
    }
}
