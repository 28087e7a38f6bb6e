package floodchat.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.node.SteadyClock;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.wire.Hello;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the engine is told about the local networks. */
class DiscoveryTest {
    private static final NetworkTag NETWORK = NetworkTag.of("desk");
    private static final ServiceRecord OURS = new ServiceRecord(new PeerId(1, 2), NETWORK, 55_555);
    private static final LocalInterface HOME = new LocalInterface(InetAddress.ofLiteral("192.168.1.20"), 24);
    private static final LocalInterface CAFE = new LocalInterface(InetAddress.ofLiteral("10.0.0.20"), 24);

    /** Often enough to keep the tests short. */
    private static final Duration OFTEN = Duration.ofMillis(20);

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodCommand.Found> told = new Mailbox<>(10_000);
    private final List<LocalInterface> interfaces = new CopyOnWriteArrayList<>(List.of(HOME));
    private final List<ScriptedBrowser> opened = new CopyOnWriteArrayList<>();
    private final AtomicLong wallMs = new AtomicLong(1_000_000_000);
    private volatile boolean fails;

    /** A browser on a local network whose services the test decides. */
    private static final class ScriptedBrowser implements MdnsBrowser {
        final LocalInterface where;
        final List<DiscoveredService> there = new CopyOnWriteArrayList<>();
        final Runnable changed;
        final AtomicInteger asked = new AtomicInteger();
        volatile boolean exhausted;
        final CountDownLatch closed = new CountDownLatch(1);

        ScriptedBrowser(LocalInterface where, Runnable changed) {
            this.where = where;
            this.changed = changed;
        }

        void comes(int number) {
            there.add(new DiscoveredService(
                    new ServiceRecord(new PeerId(9, number), NETWORK, 1).properties(),
                    List.of(InetAddress.ofLiteral("192.168.1." + number), InetAddress.ofLiteral("10.0.0." + number)),
                    55_555));
            changed.run();
        }

        void comesWithAnotherVersion(String version) {
            ServiceRecord other = new ServiceRecord(new PeerId(9, 9), NETWORK, 1);
            Map<String, String> properties = new HashMap<>(other.properties());
            properties.put("v", version);
            there.add(new DiscoveredService(properties, List.of(InetAddress.ofLiteral("192.168.1.9")), 55_555));
            changed.run();
        }

        void awaitClosed() throws InterruptedException {
            assertTrue(closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "no goodbye");
        }

        void allGo() {
            there.clear();
            changed.run();
        }

        @Override
        public List<DiscoveredService> services() {
            return List.copyOf(there);
        }

        @Override
        public void ask() {
            asked.incrementAndGet();
        }

        @Override
        public boolean isExhausted() {
            return exhausted;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private Discovery started(Duration lookPeriod) {
        bus.subscribe(FloodCommand.Found.class, told);
        SteadyClock clock = new SteadyClock(wallMs::get, () -> 0, () -> -1);
        Discovery discovery =
                new Discovery(bus, OURS, () -> interfaces, this::open, lookPeriod, new SplittableRandom(1), clock);
        discovery.start();
        return discovery;
    }

    private MdnsBrowser open(LocalInterface where, ServiceRecord ownRecord, Runnable changed) throws IOException {
        assertEquals(OURS, ownRecord);
        if (fails) {
            throw new IOException("no multicast here");
        }
        opened.add(new ScriptedBrowser(where, changed));
        return opened.getLast();
    }

    private static Contact contact(int number) {
        return new Contact(new PeerId(9, number), new Address("192.168.1." + number, 55_555));
    }

    /** Waits until the engine is told such a list. */
    private List<Contact> awaitFound(Predicate<List<Contact>> wanted) throws InterruptedException {
        while (true) {
            FloodCommand.Found found = told.poll(PATIENCE.toMillis());
            assertNotNull(found, "nothing more is told");
            if (wanted.test(found.peers())) {
                return found.peers();
            }
        }
    }

    private ScriptedBrowser awaitOpened(int count) throws InterruptedException {
        awaitFound(any -> opened.size() >= count);
        return opened.get(count - 1);
    }

    @Test
    void theEngineIsToldAnEmptyListFirstAndThenEveryChange() throws Exception {
        try (Discovery discovery = started(NEVER)) {
            awaitFound(List::isEmpty);
            opened.getFirst().comes(7);
            assertEquals(List.of(contact(7)), awaitFound(found -> !found.isEmpty()));
            opened.getFirst().comes(8);
            assertEquals(Set.of(contact(7), contact(8)), new HashSet<>(awaitFound(found -> found.size() == 2)));
            opened.getFirst().allGo();
            awaitFound(List::isEmpty);
        }
    }

    @Test
    void aPeerOfAnotherVersionIsNoPeerButToldSoThatSomebodyUpgrades() throws Exception {
        Mailbox<FloodCommand.FoundOtherVersion> others = new Mailbox<>(10_000);
        bus.subscribe(FloodCommand.FoundOtherVersion.class, others);
        try (Discovery _ = started(NEVER)) {
            ScriptedBrowser browser = awaitOpened(1);
            browser.comesWithAnotherVersion("5");
            assertEquals(new OtherVersion(5, Hello.VERSION), others.poll(PATIENCE.toMillis()).version());
            browser.comesWithAnotherVersion("65000");
            assertEquals(new OtherVersion(65_000, Hello.VERSION), others.poll(PATIENCE.toMillis()).version());
            browser.comes(7);
            assertEquals(List.of(contact(7)), awaitFound(found -> !found.isEmpty()));
        }
    }

    @Test
    void knownPeersAreToldAgainAndAgain() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            awaitOpened(1).comes(7);
            for (int i = 0; i < 3; i++) {
                awaitFound(List.of(contact(7))::equals);
            }
        }
    }

    @Test
    void ofManyPeersTheEngineIsToldABoundedNumberAndInTurnsAll() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            ScriptedBrowser browser = awaitOpened(1);
            for (int i = 100; i < 100 + 2 * FloodLimits.MAX_LAN_PEERS; i++) {
                browser.comes(i);
            }
            Set<Contact> all = new HashSet<>();
            awaitFound(found -> {
                assertTrue(found.size() <= FloodLimits.MAX_LAN_PEERS);
                all.addAll(found);
                return all.size() == 2 * FloodLimits.MAX_LAN_PEERS;
            });
        }
    }

    @Test
    void aMachineThatMovesBrowsesItsNewNetwork() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            ScriptedBrowser home = awaitOpened(1);
            home.comes(7);
            awaitFound(found -> !found.isEmpty());
            interfaces.set(0, CAFE);
            ScriptedBrowser cafe = awaitOpened(2);
            assertEquals(CAFE, cafe.where);
            home.awaitClosed();
            cafe.comes(8);
            assertEquals(
                    List.of(new Contact(new PeerId(9, 8), new Address("10.0.0.8", 55_555))),
                    awaitFound(found -> !found.isEmpty()));
        }
    }

    @Test
    void aPeerOnTwoCommonNetworksIsToldOnce() throws Exception {
        interfaces.add(CAFE);
        try (Discovery discovery = started(NEVER)) {
            awaitFound(List::isEmpty);
            opened.get(0).comes(7);
            opened.get(1).comes(7);
            opened.get(1).comes(8);
            assertEquals(
                    Set.of(contact(7), new Contact(new PeerId(9, 8), new Address("10.0.0.8", 55_555))),
                    new HashSet<>(awaitFound(found -> found.size() > 1)));
        }
    }

    /** Timers of the library follow the wall clock: after it was set back, they would wait for hours. */
    @Test
    void afterTheWallClockWasSetTheBrowsersAreReplaced() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            ScriptedBrowser first = awaitOpened(1);
            wallMs.addAndGet(-10_800_000);
            awaitOpened(2).comes(7);
            first.awaitClosed();
            assertEquals(List.of(contact(7)), awaitFound(found -> !found.isEmpty()));
            assertEquals(2, opened.size(), "it was set once");
        }
    }

    @Test
    void anExhaustedBrowserIsReplaced() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            ScriptedBrowser first = awaitOpened(1);
            first.exhausted = true;
            assertEquals(HOME, awaitOpened(2).where);
            first.awaitClosed();
        }
    }

    @Test
    void theQueryIsRepeatedWhileThereIsNoPeer() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            ScriptedBrowser browser = awaitOpened(1);
            awaitFound(any -> browser.asked.get() >= 3);
            browser.comes(7);
            awaitFound(found -> !found.isEmpty());
            int asked = browser.asked.get();
            for (int i = 0; i < 5; i++) {
                awaitFound(found -> !found.isEmpty());
            }
            assertTrue(browser.asked.get() <= asked + 1, "the look in which it came may have asked");
        }
    }

    @Test
    void aBrowserThatCannotBeOpenedIsTriedAgain() throws Exception {
        fails = true;
        try (Discovery discovery = started(OFTEN)) {
            fails = false;
            awaitOpened(1).comes(7);
            awaitFound(found -> !found.isEmpty());
        }
    }

    @Test
    void aMachineOnManyNetworksBrowsesFourOfThem() throws Exception {
        interfaces.clear();
        for (int i = 0; i < 10; i++) {
            interfaces.add(new LocalInterface(InetAddress.ofLiteral("10.0." + i + ".1"), 24));
        }
        try (Discovery discovery = started(OFTEN)) {
            List<LocalInterface> looked = new ArrayList<>();
            awaitOpened(4);
            for (int i = 0; i < 3; i++) {
                awaitFound(List::isEmpty);
            }
            opened.forEach(browser -> looked.add(browser.where));
            assertEquals(interfaces.subList(0, 4), looked);
        }
    }

    @Test
    void closeWithdrawsTheAnnouncementEverywhere() throws Exception {
        interfaces.add(CAFE);
        Discovery discovery = started(NEVER);
        awaitFound(List::isEmpty);
        assertEquals(1, opened.get(0).closed.getCount());
        discovery.close();
        opened.get(0).awaitClosed();
        opened.get(1).awaitClosed();
    }
}
