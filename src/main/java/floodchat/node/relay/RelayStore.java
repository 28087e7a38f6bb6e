package floodchat.node.relay;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.store.BacklogFile;
import floodchat.node.store.FileFormat;
import floodchat.node.store.FileProblem;
import floodchat.node.store.KnownAddresses;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BacklogInquiry;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps over a restart what a relay needs: the addresses of other peers, and the backlog. It has a virtual thread of
 * its own named "relay store", so that nobody waits for the disk. The backlog is written every {@link #SAVE_EVERY}, if
 * it has changed, and at the end. A write that fails is told once, and tried again.
 */
public final class RelayStore implements AutoCloseable {
    /** A crash loses what came in this time, and neighbours have it. In the worst flood it writes 3.5 GB a day. */
    private static final Duration SAVE_EVERY = Duration.ofMinutes(5);

    /** How long the last backlog is waited for: the network answers in milliseconds, unless it has failed. */
    private static final Duration LAST_WITHIN = Duration.ofSeconds(2);

    /** A network that is busy may have no room for the question. */
    private static final long ASK_AGAIN_MS = 10;

    /** How long close waits for a slow disk. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** Addresses are told every few seconds at most. */
    private static final int MAX_WAITING = 64;

    private final EventBus bus;
    private final NetworkTerms terms;
    private final @Nullable BacklogFile file;
    private final KnownAddresses known;
    private final Consumer<String> notices;
    private final Duration saveEvery;
    private final Mailbox<Message> mailbox = new Mailbox<>(MAX_WAITING);
    private final Thread thread = Thread.ofVirtual().name("relay store").unstarted(this::run);

    /** Best first. Touched by the store's thread alone, like all below. */
    private List<String> remembered;
    /** Which packets are in the file. */
    private List<PacketId> saved = List.of();
    /** Others ask for the backlog as well, and more often: only what was asked for from here is written. */
    private boolean asked;
    private boolean backlogFailed;
    private boolean addressesFailed;

    private sealed interface Message {
        record Learned(List<Address> addresses) implements Message {}

        record Backlog(List<Packet> packets) implements Message {}

        record Close() implements Message {}
    }

    /** Loaded at the first log line. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(RelayStore.class);
    }

    /**
     * Listens at once, so that nothing is missed before {@link #start}.
     *
     * @param file null if no backlog is kept
     * @param remembered the known addresses at the start; kept after the ones that are learned
     * @param notices gets a sentence for the person if something can't be read or saved; on any thread
     */
    public RelayStore(
            EventBus bus,
            NetworkTerms terms,
            @Nullable BacklogFile file,
            KnownAddresses known,
            List<String> remembered,
            Consumer<String> notices) {
        this(bus, terms, file, known, remembered, notices, SAVE_EVERY);
    }

    RelayStore(
            EventBus bus,
            NetworkTerms terms,
            @Nullable BacklogFile file,
            KnownAddresses known,
            List<String> remembered,
            Consumer<String> notices,
            Duration saveEvery) {
        this.bus = bus;
        this.terms = terms;
        this.file = file;
        this.known = known;
        this.remembered = remembered;
        this.notices = notices;
        this.saveEvery = saveEvery;
        bus.subscribe(FloodEvent.AddressesLearned.class, mailbox, told -> new Message.Learned(told.addresses()));
        bus.subscribe(FloodEvent.BacklogTold.class, mailbox, told -> new Message.Backlog(told.packets()));
    }

    /**
     * Gives the network what the last run has kept, as its first command. Packets that are of another network, or not
     * paid for by its terms, are left out: neighbours would end the link that brings one.
     */
    public void restore() throws FileFormat.NewerVersionException, InterruptedException {
        if (file == null) {
            return;
        }
        List<Packet> packets = new ArrayList<>();
        for (byte[] bytes : file.read(notices)) {
            Packet packet = Packet.received(terms.tag(), bytes);
            if (packet != null && terms.isPaid(packet.id(), bytes.length)) {
                packets.add(packet);
            }
        }
        saved = Files.exists(file.path()) ? ids(packets) : List.of(); // a damaged file is gone from its place
        if (!packets.isEmpty()) {
            bus.publish(new FloodCommand.Restore(packets));
        }
    }

    private static List<PacketId> ids(List<Packet> packets) {
        return packets.stream().map(Packet::id).toList();
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            long nextNs = System.nanoTime() + saveEvery.toNanos();
            Message message = null;
            while (!(message instanceof Message.Close)) {
                message = mailbox.poll(msUntil(nextNs));
                write(message);
                if (nextNs - System.nanoTime() <= 0) {
                    nextNs += saveEvery.toNanos();
                    ask();
                }
            }
            saveLast();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed before the disk was done
        }
    }

    private void ask() {
        if (file != null) {
            asked = true;
            bus.tell(new BacklogInquiry()); // if there is no room, the next one is answered
        }
    }

    private void saveLast() throws InterruptedException {
        if (file == null) {
            return;
        }
        asked = true;
        long deadlineNs = System.nanoTime() + LAST_WITHIN.toNanos();
        boolean isHeard = bus.offer(new BacklogInquiry());
        while (asked && deadlineNs - System.nanoTime() > 0) {
            write(mailbox.poll(isHeard ? msUntil(deadlineNs) : ASK_AGAIN_MS));
            isHeard = isHeard || bus.offer(new BacklogInquiry());
        }
    }

    /** At least 1. */
    private static long msUntil(long ns) {
        return Math.max(1, Duration.ofNanos(ns - System.nanoTime()).toMillis());
    }

    private void write(@Nullable Message message) {
        switch (message) {
            case null -> {}
            case Message.Learned(List<Address> addresses) -> writeAddresses(addresses);
            case Message.Backlog(List<Packet> packets) -> writeBacklog(packets);
            case Message.Close _ -> {}
        }
    }

    private void writeAddresses(List<Address> learned) {
        List<String> best = Stream.concat(learned.stream().map(Address::toString), remembered.stream())
                .distinct()
                .limit(KnownAddresses.MAX_ADDRESSES)
                .toList();
        remembered = best;
        try {
            known.write(best);
            addressesFailed = false;
        } catch (IOException e) {
            Log.LOGGER.warn("could not save addresses: {}", e.toString());
            if (!addressesFailed) {
                addressesFailed = true;
                notices.accept("The addresses of other peers can't be saved in %s: %s. Correct that."
                        .formatted(known.path(), FileProblem.reason(e)));
            }
        }
    }

    private void writeBacklog(List<Packet> packets) {
        List<PacketId> ids = ids(packets);
        if (file == null || !asked) {
            return;
        }
        asked = false;
        if (ids.equals(saved)) {
            return;
        }
        try {
            file.write(packets.stream().map(Packet::bytes).toList());
            saved = ids;
            backlogFailed = false;
        } catch (IOException e) {
            Log.LOGGER.warn("could not save the backlog: {}", e.toString());
            if (!backlogFailed) {
                backlogFailed = true;
                notices.accept("The backlog can't be saved in %s: %s. Correct that; it is tried again."
                        .formatted(file.path(), FileProblem.reason(e)));
            }
        }
    }

    /** Saves the backlog as it is now, then ends. Called while the network still runs. */
    @Override
    public void close() throws InterruptedException {
        if (!thread.isAlive()) {
            bus.unsubscribe(mailbox);
            return; // it was not started
        }
        mailbox.put(new Message.Close());
        if (!thread.join(CLOSE_WITHIN)) {
            thread.interrupt();
        }
        bus.unsubscribe(mailbox);
    }
}
