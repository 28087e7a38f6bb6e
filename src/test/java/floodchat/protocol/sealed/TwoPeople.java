package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.identity.Identity;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Two people over a network that loses, delays, repeats and changes packets, while both write, are killed, and get an
 * older copy of their disk back. One seed gives one schedule; the keys are fresh each time.
 */
final class TwoPeople implements Home.World {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    /** How long they write. */
    private static final long BUSY_MS = 40 * MINUTE_MS;

    /** Then the network works for this long, so that every line can arrive. */
    private static final long CALM_MS = 13 * HOUR_MS;

    private static final long PRESENCE_MS = 5 * MINUTE_MS;

    private final SplittableRandom random;
    private final double loss;
    private final List<Home> homes = new ArrayList<>();
    private final PriorityQueue<Delivery> network = new PriorityQueue<>();
    private final List<byte[]> captured = new ArrayList<>();
    private final Set<String> encapsulations = new HashSet<>();
    private final RecordingAead aead = new RecordingAead();
    /** What must arrive: text, and whether its author's disk still knows it. */
    private final Map<String, Home> written = new LinkedHashMap<>();
    private final Set<String> everShown = new HashSet<>();
    private long nowMs = 1_800_000_000_000L;
    private long deliveries;
    private boolean isCalm;

    private record Delivery(long atMs, long order, Home to, SealedInput input) implements Comparable<Delivery> {
        @Override
        public int compareTo(Delivery other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(order, other.order);
        }
    }

    TwoPeople(long seed, double loss) {
        this.random = new SplittableRandom(seed);
        this.loss = loss;
        SecureRandom secure = new SecureRandom();
        for (int i = 0; i < 2; i++) {
            homes.add(new Home(Identity.create(secure), this, random.split(), aead, secure));
        }
        homes.get(0).trustAtStart(homes.get(1));
        homes.get(1).trustAtStart(homes.get(0));
    }

    /** Runs the whole story and checks it. Returns how many lines were written. */
    int run() {
        homes.forEach(this::start);
        long endMs = nowMs + BUSY_MS;
        int lines = 0;
        boolean openingAtOnce = random.nextBoolean();
        if (openingAtOnce) {
            for (Home home : homes) {
                write(home, lines++);
            }
        }
        Map<Home, Home.Disk> backups = new LinkedHashMap<>();
        while (nowMs < endMs) {
            runUntil(nowMs + random.nextLong(2 * MINUTE_MS));
            Home home = homes.get(random.nextInt(2));
            switch (random.nextInt(16)) {
                case 0, 1 -> start(home);
                case 2 -> backups.put(home, home.disk.copy());
                case 3 -> restore(home, backups.get(home));
                case 4 -> presence(home);
                default -> {
                    for (int burst = random.nextInt(1, 4); burst > 0; burst--) {
                        write(home, lines++);
                    }
                }
            }
        }
        isCalm = true;
        homes.forEach(this::presence);
        runUntil(nowMs + CALM_MS);
        check();
        return lines;
    }

    private void start(Home home) {
        home.start();
        presence(home);
    }

    /** A presence names run and prekeys. In the calm it is heard every few minutes. */
    private void presence(Home home) {
        byte[] keyhash = home.core.keyhash();
        if (keyhash.length > 0) {
            send(home, new SealedInput.PresenceHeard(home.key(), home.run(), keyhash));
        }
    }

    private void restore(Home home, Home.Disk backup) {
        if (backup != null) {
            long lastRun = home.disk.lastRun;
            home.disk = backup.copy();
            home.noted = home.disk.changes.size();
            home.notedLines = home.disk.timeline.size();
            assertTrue(home.disk.lastRun <= lastRun);
            Set<String> kept = new LinkedHashSet<>();
            home.disk.changes.forEach(change -> {
                if (change instanceof StoredChange.LineAdded(_, Item.Line line)) {
                    kept.add(line.text());
                }
            });
            written.entrySet().removeIf(entry -> entry.getValue() == home && !kept.contains(entry.getKey()));
            start(home);
        }
    }

    private void write(Home home, int number) {
        String text = "line " + number + (random.nextInt(20) == 0 ? "x".repeat(random.nextInt(4_000)) : "");
        home.submit(other(home).key(), text);
    }

    private Home other(Home home) {
        return homes.get(0) == home ? homes.get(1) : homes.get(0);
    }

    private void runUntil(long endMs) {
        long presenceMs = nowMs + PRESENCE_MS;
        while (true) {
            long nextMs = Math.min(homes.get(0).nextMs(), homes.get(1).nextMs());
            nextMs = network.isEmpty() ? nextMs : Math.min(nextMs, network.peek().atMs);
            nextMs = Math.min(nextMs, presenceMs);
            if (nextMs > endMs) {
                nowMs = endMs;
                return;
            }
            nowMs = Math.max(nowMs, nextMs);
            if (nowMs >= presenceMs) {
                homes.forEach(this::presence);
                presenceMs = nowMs + PRESENCE_MS;
            }
            while (!network.isEmpty() && network.peek().atMs <= nowMs) {
                Delivery delivery = network.poll();
                delivery.to.handle(delivery.input);
            }
            homes.forEach(Home::wake);
            noteLines();
        }
    }

    /** What is on a disk counts: the text as written, and as shown. */
    private void noteLines() {
        for (Home home : homes) {
            for (int i = home.noted; i < home.disk.changes.size(); i++) {
                if (home.disk.changes.get(i) instanceof StoredChange.LineAdded(_, Item.Line line)) {
                    written.putIfAbsent(line.text(), home);
                }
            }
            home.noted = home.disk.changes.size();
            home.texts().stream().skip(home.notedLines).forEach(everShown::add);
            home.notedLines = home.texts().size();
        }
    }

    private void check() {
        for (Home home : homes) {
            List<String> texts = home.texts();
            assertEquals(new LinkedHashSet<>(texts).size(), texts.size(), "a line was shown twice");
            Home author = other(home);
            author.each(SealedEvent.LineChanged.class, changed -> {
                if (changed.state() == LineState.SHOWN) {
                    assertTrue(author.textOf(changed.id()).stream().anyMatch(everShown::contains), "a false receipt");
                }
            });
        }
        Set<String> lost = new LinkedHashSet<>(written.keySet());
        lost.removeAll(everShown);
        assertEquals(Set.of(), lost, "lines were lost");
    }

    int keys() {
        return aead.keys();
    }

    String stats() {
        return encapsulations.size() + " large payloads, " + captured.size() + " payloads, refused "
                + homes.get(0).refused + homes.get(1).refused;
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public long diskMs(Home home) {
        return nowMs + (isCalm ? 0 : random.nextInt(200));
    }

    @Override
    public void published(Home home, long ticket, byte[] payload) {
        assertTrue(SealedPayload.isOne(payload));
        if (payload.length >= SealedPayload.MEDIUM_BYTES) {
            String enc = HexFormat.of().formatHex(Bytes.slice(payload, 18, 64));
            assertTrue(encapsulations.add(enc), "one encapsulation twice");
        }
        captured.add(payload);
        home.handle(new SealedInput.HandedOver(ticket));
        if (!isCalm && random.nextInt(10) == 0) {
            send(home, new SealedInput.PayloadDelivered(flipped(payload)));
        }
        send(home, new SealedInput.PayloadDelivered(payload));
        if (!isCalm && random.nextInt(4) == 0) {
            byte[] old = captured.get(random.nextInt(captured.size()));
            deliver(homes.get(random.nextInt(2)), new SealedInput.PayloadDelivered(old), random.nextLong(HOUR_MS));
        }
    }

    @Override
    public void publishedKeys(Home home, byte[] body) {
        send(home, new SealedInput.KeysDelivered(home.key(), body));
    }

    @Override
    public void publishedWant(Home home, byte[] payload) {
        send(home, new SealedInput.WantDelivered(payload));
    }

    private byte[] flipped(byte[] payload) {
        byte[] flipped = payload.clone();
        flipped[random.nextInt(18, payload.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private void send(Home from, SealedInput input) {
        if (isCalm || random.nextDouble() >= loss) {
            long delayMs = random.nextInt(20) == 0 ? random.nextLong(2 * MINUTE_MS) : random.nextLong(2_000);
            deliver(other(from), input, delayMs);
        }
    }

    private void deliver(Home to, SealedInput input, long afterMs) {
        network.add(new Delivery(nowMs + afterMs, deliveries++, to, input));
    }
}
