package floodchat.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is going to happen, in order of simulated time; what happens at the same time keeps the order in which it was planned.
 *
 * <p>A wheel of slots of a quarter of a millisecond holds what happens within the next second, which is nearly all, and sorts a slot when it is due; a
 * heap holds what is later. So planning costs the same whether there are a thousand peers or a hundred thousand.
 */
final class EventQueue {
    private static final int SLOT_MICROS = 256;
    private static final int SLOTS = 4_096;

    private final List<List<Entry>> wheel = new ArrayList<>();
    private final PriorityQueue<Entry> later = new PriorityQueue<>();
    /** What is in the slot that is now due, in order. */
    private final PriorityQueue<Entry> due = new PriorityQueue<>();

    private long slot;
    private int onWheel;
    private long nowMicros;
    private long planned;

    private record Entry(long atMicros, long number, Runnable happening) implements Comparable<Entry> {
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

    void at(long atMicros, Runnable happening) {
        plan(new Entry(Math.max(atMicros, nowMicros), planned++, happening));
    }

    void after(long micros, Runnable happening) {
        at(nowMicros + micros, happening);
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

    /** Lets everything happen until this time. */
    void runUntil(long micros) {
        while (findNext(micros / SLOT_MICROS) && due.element().atMicros <= micros) {
            Entry next = due.remove();
            nowMicros = next.atMicros;
            next.happening.run();
        }
        nowMicros = Math.max(nowMicros, micros);
    }

    /** Turns the wheel, up to this slot, until something is due; false where nothing is. */
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
