package floodchat.sim;

import java.util.PriorityQueue;

/** What is going to happen, in order of simulated time; what happens at the same time keeps the order in which it was planned. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long nowMicros;
    private long planned;

    private record Entry(long atMicros, long number, Runnable happening) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(atMicros, other.atMicros);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    long nowMicros() {
        return nowMicros;
    }

    long nowMs() {
        return nowMicros / 1_000;
    }

    void at(long atMicros, Runnable happening) {
        entries.add(new Entry(Math.max(atMicros, nowMicros), planned++, happening));
    }

    void after(long micros, Runnable happening) {
        at(nowMicros + micros, happening);
    }

    /** Lets everything happen until this time. */
    void runUntil(long micros) {
        for (Entry next = entries.peek(); next != null && next.atMicros <= micros; next = entries.peek()) {
            entries.remove();
            nowMicros = next.atMicros;
            next.happening.run();
        }
        nowMicros = Math.max(nowMicros, micros);
    }
}
