package floodchat.node.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.store.BacklogFile;
import floodchat.node.store.KnownAddresses;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BacklogInquiry;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketKind;
import floodchat.protocol.flood.UnstampedPacket;
import floodchat.protocol.kdf.NetworkKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayStoreTest {
    private static final NetworkKeys KEYS = NetworkKeys.ofPublic("stored");
    private static final NetworkTerms TERMS = new NetworkTerms(KEYS, 10, 0);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final long PATIENCE_MS = 20_000;
    private static final long PAUSE_NS = 1_000_000;

    @TempDir
    Path folder;

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodCommand> commands = new Mailbox<>(4);
    private final Mailbox<BacklogInquiry> inquiries = new Mailbox<>(4);
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    /** What the network answers to each inquiry. */
    private volatile List<Packet> backlog = List.of();
    private final Thread network = Thread.ofVirtual().unstarted(this::answer);
    private KnownAddresses known;

    @BeforeEach
    void listen() {
        known = new KnownAddresses(folder);
        bus.subscribe(FloodCommand.class, commands);
        bus.subscribe(BacklogInquiry.class, inquiries);
        network.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        network.interrupt();
        network.join();
    }

    private void answer() {
        try {
            while (true) {
                inquiries.take();
                bus.tell(new FloodEvent.BacklogTold(backlog));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Packet packet(NetworkTerms terms, int number) {
        UnstampedPacket unstamped = new UnstampedPacket(terms, 1, PacketKind.KEPT, new byte[] {(byte) number});
        Packet packet = null;
        while (packet == null) {
            packet = unstamped.tryStamps(1);
        }
        return packet;
    }

    private BacklogFile file() {
        return new BacklogFile(folder, KEYS.backlogKey(), new SecureRandom());
    }

    private RelayStore store(BacklogFile file, Duration saveEvery) {
        return new RelayStore(bus, TERMS, file, known, List.of("old:1"), notices::add, saveEvery);
    }

    @Test
    void whatWasSavedAtTheEndIsTheFirstCommandOfTheNextRun() throws Exception {
        backlog = List.of(packet(TERMS, 1), packet(TERMS, 2));
        RelayStore first = store(file(), NEVER);
        first.restore();
        assertNull(commands.poll(0), "there was nothing yet");
        first.start();
        first.close();

        store(file(), NEVER).restore();

        assertEquals(new FloodCommand.Restore(backlog), commands.poll(0));
        assertEquals(List.of(), notices);
    }

    @Test
    void itIsSavedFromTimeToTime() throws Exception {
        backlog = List.of(packet(TERMS, 1));
        RelayStore store = store(file(), Duration.ofMillis(1));
        store.start();
        long deadlineNs = System.nanoTime() + Duration.ofMillis(PATIENCE_MS).toNanos();
        while (!Files.exists(folder.resolve("backlog")) && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        assertEquals(1, file().read(notices::add).size());
        store.close();
    }

    @Test
    void whatOthersAskForIsNotWritten() throws Exception {
        RelayStore store = store(file(), NEVER);
        bus.tell(new FloodEvent.BacklogTold(List.of(packet(TERMS, 1))));
        store.start();
        store.close(); // the last backlog is empty

        assertFalse(Files.exists(folder.resolve("backlog")));
    }

    @Test
    void packetsOfAnotherNetworkOrPriceAreLeftOut() throws Exception {
        NetworkTerms dearer = new NetworkTerms(KEYS, 60_000, 0);
        Packet good = packet(TERMS, 1);
        Packet foreign = packet(NetworkTerms.unlimited("other"), 2);
        file().write(List.of(good.bytes(), foreign.bytes(), new byte[] {1, 2}));

        store(file(), NEVER).restore();
        assertEquals(new FloodCommand.Restore(List.of(good)), commands.poll(0));

        new RelayStore(bus, dearer, file(), known, List.of(), notices::add, NEVER).restore();
        assertNull(commands.poll(0), "the network has become dearer");
    }

    @Test
    void whatWasReadOfADamagedFileIsSavedAgain() throws Exception {
        backlog = List.of(packet(TERMS, 1));
        file().write(List.of(backlog.getFirst().bytes(), packet(TERMS, 2).bytes()));
        byte[] bytes = Files.readAllBytes(folder.resolve("backlog"));
        Files.write(folder.resolve("backlog"), Arrays.copyOf(bytes, bytes.length - 1));

        RelayStore store = store(file(), NEVER);
        store.restore();
        assertEquals(new FloodCommand.Restore(backlog), commands.poll(0));
        assertEquals(1, notices.size(), notices::toString);
        store.start();
        store.close();

        assertEquals(1, file().read(notices::add).size());
    }

    @Test
    void withoutAFileNothingIsKept() throws Exception {
        backlog = List.of(packet(TERMS, 1));
        RelayStore store = store(null, NEVER);
        store.restore();
        store.start();
        store.close();

        assertFalse(Files.exists(folder.resolve("backlog")));
        assertNull(commands.poll(0));
    }

    @Test
    void learnedAddressesAreSavedBeforeTheOldOnes() throws Exception {
        RelayStore store = store(file(), NEVER);
        store.start();
        bus.tell(new FloodEvent.AddressesLearned(List.of(new Address("new", 2))));
        store.close();

        assertEquals(List.of("new:2", "old:1"), known.read(notices::add));
    }

    @Test
    void aDiskThatRefusesIsToldOnce() throws Exception {
        Files.createDirectories(folder.resolve("backlog/in the way"));
        backlog = List.of(packet(TERMS, 1));
        RelayStore store = store(file(), Duration.ofMillis(1));
        store.start();
        long deadlineNs = System.nanoTime() + Duration.ofMillis(PATIENCE_MS).toNanos();
        while (notices.isEmpty() && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        store.close();

        assertEquals(1, notices.size(), notices::toString);
        assertTrue(notices.getFirst().startsWith("The backlog can't be saved in " + folder.resolve("backlog") + ": "));
    }
}
