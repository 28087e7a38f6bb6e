package floodchat.sim;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.FloodCore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Measures the memory of a core with five links, a full contact book and empty caches: it has seen no packets. */
final class CoreMemory {
    private static final int CORES = 2_000;
    private static final int LINKS = 5;
    private static final int REPLIES = 12;

    private final SplittableRandom random;

    private CoreMemory(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The growth of the heap for each core, in KiB, with the contacts that the core knows. */
    static double kibibytes(long seed) {
        CoreMemory footprint = new CoreMemory(seed);
        List<FloodCore> cores = new ArrayList<>(CORES);
        footprint.core();
        long before = used();
        for (int i = 0; i < CORES; i++) {
            cores.add(footprint.core());
        }
        double each = (used() - before) / 1024.0 / cores.size();
        Runtime.getRuntime().gc();
        return each;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private FloodCore core() {
        NetworkTerms terms = NetworkTerms.of("footprint");
        FloodCore core =
                new FloodCore(contact(), terms, BootstrapAddresses.untold(List.of()), FloodSettings.DEFAULT,
                        random.split());
        core.handle(new FloodInput.Started(), 0, _ -> {});
        for (int number = 1; number <= LINKS; number++) {
            link(core, new LinkId(number));
        }
        return core;
    }

    private void link(FloodCore core, LinkId link) {
        Contact peer = contact();
        core.handle(new FloodInput.LinkOpened(link, peer, new DialReason.Promote(peer, false), 0), 0, _ -> {});
        core.handle(new FloodInput.FrameReceived(link, new Frame.JoinAck(contacts())), 0, _ -> {});
        for (int i = 0; i < REPLIES; i++) {
            core.handle(new FloodInput.FrameReceived(link, new Frame.ShuffleReply(contacts())), 0, _ -> {});
        }
    }

    private List<Contact> contacts() {
        return IntStream.range(0, 8).mapToObj(_ -> contact()).toList();
    }

    private Contact contact() {
        int host = random.nextInt(1 << 24);
        String literal = "10." + (host >> 16) + "." + (host >> 8 & 255) + "." + (host & 255);
        return new Contact(new PeerId(random.nextLong(), random.nextLong()), new Address(literal, 55_555));
    }
}
