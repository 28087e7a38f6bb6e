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
 * Puts messages of one sender back in the order in which it published them: the network passes them on along a tree that changes, and asks for what
 * is missing, so one may overtake another. In front of each message stand its sender's number, drawn at random for as long as it is in the network,
 * and its own, counted from 0. A message that has overtaken others waits for them, but not for ever. Confined to the thread that receives.
 */
final class FifoOrder {
    /** The sender's number, and the message's. */
    static final int HEADER_BYTES = 2 * Long.BYTES;

    /** Longer than it takes to miss a packet, ask for it twice and get it. */
    static final long MAX_WAIT_MS = 5_000;

    /** Messages that wait, over a second's worth at full speed, and their bytes; beyond, all go on. */
    static final int MAX_WAITING = 65_536;

    static final int MAX_WAITING_BYTES = 16 * 1024 * 1024;

    /** Senders that are known; the one that has been silent for longest is forgotten, and its next message taken as it comes. */
    static final int MAX_SENDERS = 4_096;

    /** Whoever is heard for the first time with one of its first messages has just begun: what stands before that one is waited for too. */
    static final long FIRST_NUMBERS = 64;

    private final Deque<FloodEvent.Delivered> ready = new ArrayDeque<>();
    /** Silent for longest first. */
    private final LinkedHashMap<Long, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);
    /** Those of whom something waits, for longest first. */
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

    /** A message came. One that is too short for what stands in front is no message of this network's peers, and is dropped. */
    void add(FloodEvent.Delivered framed, long nowMs) {
        if (framed.payload().length <= HEADER_BYTES) {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(framed.payload());
        long from = header.getLong();
        long number = header.getLong();
        byte[] payload = Arrays.copyOfRange(framed.payload(), HEADER_BYTES, framed.payload().length);
        add(from, number, new FloodEvent.Delivered(payload, framed.timeMs(), framed.earlier()), nowMs);
    }

    private void add(long from, long number, FloodEvent.Delivered message, long nowMs) {
        Sender sender = senders.get(from);
        if (sender == null && message.earlier()) {
            ready.add(message); // from before we came: nobody knows what is to come before it
            return;
        }
        if (sender == null) {
            sender = welcome(from, number);
        }
        if (number > sender.next) {
            keep(sender, number, message, nowMs);
        } else {
            sender.next = Math.max(sender.next, number + 1);
            ready.add(message);
            release(sender, nowMs);
        }
    }

    private Sender welcome(long from, long number) {
        if (senders.size() == MAX_SENDERS) {
            goOn(senders.pollFirstEntry().getValue());
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
            List.copyOf(incomplete).forEach(this::goOn);
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

    /** What is missing is waited for no more. */
    private void goOn(Sender sender) {
        sender.waiting.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(one -> {
            ready.add(one.getValue());
            waitingBytes -= one.getValue().payload().length;
            sender.next = one.getKey() + 1;
        });
        waiting -= sender.waiting.size();
        sender.waiting.clear();
        incomplete.remove(sender);
    }

    /** The next message whose turn it is; null where there is none now. */
    FloodEvent.@Nullable Delivered next(long nowMs) {
        while (ready.isEmpty() && nextDelayMs(nowMs) == 0) {
            goOn(incomplete.getFirst());
        }
        return ready.poll();
    }

    /** How long until what waits may go on by itself; Long.MAX_VALUE where nothing waits. */
    long nextDelayMs(long nowMs) {
        return incomplete.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, incomplete.getFirst().waitingSinceMs + MAX_WAIT_MS - nowMs);
    }
}
