package floodchat.protocol.flood.broadcast;

import floodchat.protocol.flood.Author;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.core.CoreScript;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Prints what a packet costs in a full backlog with a thousand authors, and the memory of its account. Run by hand: the
 * figures of decision record 27.
 */
final class BacklogCost {
    private static final int AUTHORS = 1_000;
    private static final int PACKETS = 200_000;
    private static final int ROUNDS = 5;
    private static final int BACKLOGS = 50;

    private final Packet[] packets = new Packet[PACKETS];

    private BacklogCost() {
        for (int i = 0; i < PACKETS; i++) {
            ByteBuffer packet = ByteBuffer.allocate(Packet.HEADER_BYTES + Long.BYTES + Packet.STAMP_BYTES);
            packet.put((byte) 0).putLong(1_000_000 + i).putLong(i);
            packets[i] = Packet.received(CoreScript.NETWORK.tag(), packet.array());
        }
    }

    /** Nanoseconds of a processor for each packet. */
    private long fill(Backlog backlog, boolean attributed, int count) {
        long began = cpuNanos();
        for (int i = 0; i < count; i++) {
            FloodContext context = new FloodContext(1_000_000 + i, 0, _ -> {});
            backlog.add(packets[i], true, context);
            if (attributed) {
                backlog.attribute(packets[i].id(), new Author(i % AUTHORS, 1), context);
            }
        }
        return (cpuNanos() - began) / count;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void printTime() {
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf("nobody's: %,d ns a packet; of %,d authors: %,d ns%n",
                    fill(new Backlog(new SplittableRandom(1)), false, PACKETS),
                    AUTHORS,
                    fill(new Backlog(new SplittableRandom(1)), true, PACKETS));
        }
    }

    /** Of many, because the rest of the program frees memory meanwhile. */
    private void printMemory() {
        long before = usedBytes();
        Backlog[] backlogs = new Backlog[BACKLOGS];
        for (int i = 0; i < BACKLOGS; i++) {
            backlogs[i] = new Backlog(new SplittableRandom(1));
            fill(backlogs[i], true, AUTHORS);
        }
        System.out.printf("the account of a full backlog: %,d bytes%n", (usedBytes() - before) / BACKLOGS);
        if (backlogs[0].get(packets[0].id()) == null) {
            throw new IllegalStateException("it is not full");
        }
    }

    public static void main(String[] arguments) {
        BacklogCost cost = new BacklogCost();
        cost.printMemory();
        cost.printTime();
    }
}
