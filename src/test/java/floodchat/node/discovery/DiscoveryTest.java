package floodchat.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodCommand;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkTag;
import floodchat.protocol.flood.PeerId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the engine is told of the local networks, whoever speaks on them. */
class DiscoveryTest {
    private static final NetworkTag NETWORK = NetworkTag.of("desk");
    private static final Advert OURS = new Advert(new PeerId(1, 2), NETWORK, 55_555);
    private static final Attachment HOME = new Attachment(InetAddress.ofLiteral("192.168.1.20"), 24);
    private static final Attachment CAFE = new Attachment(InetAddress.ofLiteral("10.0.0.20"), 24);

    /** Often enough that no test waits long. */
    private static final Duration OFTEN = Duration.ofMillis(20);

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventBus bus = new EventBus();
    private final Mailbox<FloodCommand.Found> told = new Mailbox<>(10_000);
    private final List<Attachment> attachments = new CopyOnWriteArrayList<>(List.of(HOME));
    private final List<Scripted> opened = new CopyOnWriteArrayList<>();
    private volatile boolean fails;

    /** A local network on which the test decides who is there. */
    private static final class Scripted implements Segment {
        final Attachment where;
        final List<Sighting> there = new CopyOnWriteArrayList<>();
        final Runnable changed;
        final AtomicInteger asked = new AtomicInteger();
        volatile boolean spent;
        final CountDownLatch closed = new CountDownLatch(1);

        Scripted(Attachment where, Runnable changed) {
            this.where = where;
            this.changed = changed;
        }

        void comes(int number) {
            there.add(new Sighting(
                    new Advert(new PeerId(9, number), NETWORK, 1).properties(),
                    List.of(InetAddress.ofLiteral("192.168.1." + number), InetAddress.ofLiteral("10.0.0." + number)),
                    55_555));
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
        public List<Sighting> sightings() {
            return List.copyOf(there);
        }

        @Override
        public void ask() {
            asked.incrementAndGet();
        }

        @Override
        public boolean isSpent() {
            return spent;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private Discovery started(Duration lookPeriod) {
        bus.subscribe(FloodCommand.Found.class, told);
        Discovery discovery =
                new Discovery(bus, OURS, () -> attachments, this::open, lookPeriod, new SplittableRandom(1));
        discovery.start();
        return discovery;
    }

    private Segment open(Attachment where, Advert advert, Runnable changed) throws IOException {
        assertEquals(OURS, advert);
        if (fails) {
            throw new IOException("no multicast here");
        }
        opened.add(new Scripted(where, changed));
        return opened.getLast();
    }

    private static Contact contact(int number) {
        return new Contact(new PeerId(9, number), new Address("192.168.1." + number, 55_555));
    }

    /** Waits for such a word to the engine. */
    private List<Contact> awaitFound(Predicate<List<Contact>> wanted) throws InterruptedException {
        while (true) {
            FloodCommand.Found found = told.poll(PATIENCE.toMillis());
            assertNotNull(found, "nothing more is told");
            if (wanted.test(found.peers())) {
                return found.peers();
            }
        }
    }

    private Scripted awaitOpened(int count) throws InterruptedException {
        awaitFound(any -> opened.size() >= count);
        return opened.get(count - 1);
    }

    @Test
    void theEngineIsToldThatNobodyIsThereYetThenWhoComesAndGoes() throws Exception {
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
    void whoIsThereIsToldAgainAndAgain() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            awaitOpened(1).comes(7);
            for (int i = 0; i < 3; i++) {
                awaitFound(List.of(contact(7))::equals);
            }
        }
    }

    @Test
    void ofManyTheEngineIsToldSoManyAsItTakesAndInTurnsAll() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            Scripted segment = awaitOpened(1);
            for (int i = 100; i < 100 + 2 * FloodLimits.MAX_NEARBY; i++) {
                segment.comes(i);
            }
            Set<Contact> all = new HashSet<>();
            awaitFound(found -> {
                assertTrue(found.size() <= FloodLimits.MAX_NEARBY);
                all.addAll(found);
                return all.size() == 2 * FloodLimits.MAX_NEARBY;
            });
        }
    }

    @Test
    void aMachineThatMovesLooksWhereItIsNow() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            Scripted home = awaitOpened(1);
            home.comes(7);
            awaitFound(found -> !found.isEmpty());
            attachments.set(0, CAFE);
            Scripted cafe = awaitOpened(2);
            assertEquals(CAFE, cafe.where);
            home.awaitClosed();
            cafe.comes(8);
            assertEquals(
                    List.of(new Contact(new PeerId(9, 8), new Address("10.0.0.8", 55_555))),
                    awaitFound(found -> !found.isEmpty()));
        }
    }

    @Test
    void whoIsOnTwoNetworksWithUsIsToldOnce() throws Exception {
        attachments.add(CAFE);
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

    @Test
    void aNetworkThatWasToldTooMuchIsOpenedAnew() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            Scripted first = awaitOpened(1);
            first.spent = true;
            assertEquals(HOME, awaitOpened(2).where);
            first.awaitClosed();
        }
    }

    @Test
    void whereNobodyIsThereTheNetworkIsAskedAgain() throws Exception {
        try (Discovery discovery = started(OFTEN)) {
            Scripted segment = awaitOpened(1);
            awaitFound(any -> segment.asked.get() >= 3);
            segment.comes(7);
            awaitFound(found -> !found.isEmpty());
            int asked = segment.asked.get();
            for (int i = 0; i < 5; i++) {
                awaitFound(found -> !found.isEmpty());
            }
            assertTrue(segment.asked.get() <= asked + 1, "the look in which it came may have asked");
        }
    }

    @Test
    void whatCanNotBeOpenedIsTriedAgain() throws Exception {
        fails = true;
        try (Discovery discovery = started(OFTEN)) {
            fails = false;
            awaitOpened(1).comes(7);
            awaitFound(found -> !found.isEmpty());
        }
    }

    @Test
    void aMachineOnManyNetworksLooksAtFourOfThem() throws Exception {
        attachments.clear();
        for (int i = 0; i < 10; i++) {
            attachments.add(new Attachment(InetAddress.ofLiteral("10.0." + i + ".1"), 24));
        }
        try (Discovery discovery = started(OFTEN)) {
            List<Attachment> looked = new ArrayList<>();
            awaitOpened(4);
            for (int i = 0; i < 3; i++) {
                awaitFound(List::isEmpty);
            }
            opened.forEach(segment -> looked.add(segment.where));
            assertEquals(attachments.subList(0, 4), looked);
        }
    }

    @Test
    void whoLeavesSaysGoodbyeEverywhere() throws Exception {
        attachments.add(CAFE);
        Discovery discovery = started(NEVER);
        awaitFound(List::isEmpty);
        assertEquals(1, opened.get(0).closed.getCount());
        discovery.close();
        opened.get(0).awaitClosed();
        opened.get(1).awaitClosed();
    }
}
