package floodchat.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The events of a simulation in order of simulated time. Events with the same time run in the order in which they were
 * planned.
 *
 * <p>This is a timing wheel. Its slots of a quarter of a millisecond hold the events of the next second, which are
 * nearly all. A slot is sorted when it is due. Later events wait in a heap. So the cost of an event does not depend on
 * the number of peers.
 */
final class EventQueue {
    private static final int SLOT_MICROS = 256;
    private static final int SLOTS = 4_096;

    private final List<List<Entry>> wheel = new ArrayList<>();
    private final PriorityQueue<Entry> later = new PriorityQueue<>();
    /** The events of the current slot, in order. */
    private final PriorityQueue<Entry> due = new PriorityQueue<>();

    private long slot;
    private int onWheel;
    private long nowMicros;
    private long planned;

    private record Entry(long atMicros, long number, Runnable action) implements Comparable<Entry> {
        private static final Comparator<Entry> BY_TIME =
                Comparator.comparingLong(Entry::atMicros).thenComparingLong(Entry::number);

        @Override
        public int compareTo(Entry other) {
            return BY_TIME.compare(this, other);
        }
    }

    EventQueue() {
        for (int i = 0; i < SLOTS; i++) {
            wheel.add(new ArrayList<>(0));
        }
    }

    long nowMicros() {
        return nowMicros;
    }

    long nowMs() {
        return nowMicros / 1_000;
    }

    void at(long atMicros, Runnable action) {
        plan(new Entry(Math.max(atMicros, nowMicros), planned++, action));
    }

    void after(long micros, Runnable action) {
        at(nowMicros + micros, action);
    }

    private void plan(Entry entry) {
        long when = entry.atMicros / SLOT_MICROS;
        if (when <= slot) {
            due.add(entry);
        } else if (when < slot + SLOTS) {
            wheel.get((int) (when % SLOTS)).add(entry);
            onWheel++;
        } else {
            later.add(entry);
        }
    }

    /** Runs all events until this time. */
    void runUntil(long micros) {
        while (findNext(micros / SLOT_MICROS) && due.element().atMicros <= micros) {
            Entry next = due.remove();
            nowMicros = next.atMicros;
            next.action.run();
        }
        nowMicros = Math.max(nowMicros, micros);
    }

    /** Turns the wheel until an event is due, at most to this slot. Returns false if none is due. */
    private boolean findNext(long lastSlot) {
        while (due.isEmpty() && slot < lastSlot) {
            slot = onWheel > 0 ? slot + 1 : Math.min(lastSlot, nextLaterSlot());
            turn();
        }
        return !due.isEmpty();
    }

    private long nextLaterSlot() {
        Entry next = later.peek();
        return next == null ? Long.MAX_VALUE : Math.max(slot + 1, next.atMicros / SLOT_MICROS);
    }

    private void turn() {
        List<Entry> here = wheel.get((int) (slot % SLOTS));
        onWheel -= here.size();
        due.addAll(here);
        here.clear();
        while (!later.isEmpty() && later.element().atMicros / SLOT_MICROS < slot + SLOTS) {
            plan(later.remove());
        }
    }
}
