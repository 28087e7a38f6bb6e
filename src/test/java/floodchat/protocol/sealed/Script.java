package floodchat.protocol.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.identity.Identity;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Homes whose packets a test carries by hand, or which the network carries at once. Times move when the test says so.
 */
final class Script implements Home.World {
    static final long SECOND_MS = 1_000;
    static final long MINUTE_MS = 60 * SECOND_MS;
    static final long HOUR_MS = 60 * MINUTE_MS;
    static final long DAY_MS = 24 * HOUR_MS;

    private final Map<Home, List<byte[]>> sent = new HashMap<>();
    private final Map<Home, List<byte[]>> keys = new HashMap<>();
    private final Map<Home, List<byte[]>> wants = new HashMap<>();
    private final List<Home> homes = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private final SecureRandom secureRandom = new SecureRandom();
    final RecordingAead aead = new RecordingAead();
    /** Whether the network carries sealed packets to all others at once. */
    boolean carries;
    /** Whether the disk writes at once. */
    boolean diskWorks = true;

    private long nowMs = 1_800_000_000_000L;

    /** A new person, who knows nobody. */
    Home home() {
        return home(Identity.create(secureRandom));
    }

    Home home(Identity identity) {
        Home home = new Home(identity, this, random.split(), aead, secureRandom);
        adopt(home);
        return home;
    }

    /** Starts a home that was made elsewhere. */
    void adopt(Home home) {
        homes.add(home);
        home.start();
    }

    /** Two people with each other's prekeys; nobody is a contact yet. */
    void meet(Home one, Home other) {
        tellKeys(one, other);
        tellKeys(other, one);
    }

    void tellKeys(Home from, Home to) {
        to.handle(new SealedInput.KeysDelivered(from.key(), last(keys.get(from))));
        tellPresence(from, to);
    }

    void tellPresence(Home from, Home to) {
        to.handle(new SealedInput.PresenceHeard(from.key(), from.run(), from.core.keyhash()));
    }

    /** Two contacts with a session: one wrote, the other answered. */
    void talk(Home one, Home other) {
        meet(one, other);
        one.trust(other.key(), Standing.CONTACT);
        other.trust(one.key(), Standing.CONTACT);
        one.submit(other.key(), "hello");
        give(other, only(one));
        pass(6 * SECOND_MS);
        give(one, only(other));
    }

    /** What this home has published since it was asked last. */
    List<byte[]> take(Home home) {
        List<byte[]> taken = sent.remove(home);
        return taken == null ? List.of() : taken;
    }

    /** The one packet that this home has published. */
    byte[] only(Home home) {
        List<byte[]> taken = take(home);
        assertEquals(1, taken.size(), "packets");
        return taken.getFirst();
    }

    List<byte[]> keys(Home home) {
        return keys.getOrDefault(home, List.of());
    }

    List<byte[]> wants(Home home) {
        return wants.getOrDefault(home, List.of());
    }

    private static byte[] last(List<byte[]> list) {
        return list.getLast();
    }

    /** The network brings a payload, and a trial follows. */
    void give(Home to, byte[] payload) {
        to.handle(new SealedInput.PayloadDelivered(payload));
        pass(TrialQueue.PAUSE_MS);
    }

    /** Time passes, and timers fire. */
    void pass(long ms) {
        long endMs = nowMs + ms;
        while (true) {
            long nextMs = homes.stream().mapToLong(Home::nextMs).min().orElse(Long.MAX_VALUE);
            if (nextMs > endMs) {
                nowMs = endMs;
                return;
            }
            nowMs = Math.max(nowMs, nextMs);
            homes.forEach(Home::wake);
        }
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public long diskMs(Home home) {
        return diskWorks ? nowMs : Long.MAX_VALUE;
    }

    @Override
    public void published(Home home, long ticket, byte[] payload) {
        sent.computeIfAbsent(home, _ -> new ArrayList<>()).add(payload);
        if (carries) {
            homes.stream()
                    .filter(other -> other != home)
                    .forEach(other -> other.handle(new SealedInput.PayloadDelivered(payload)));
        }
    }

    @Override
    public void publishedKeys(Home home, byte[] body) {
        keys.computeIfAbsent(home, _ -> new ArrayList<>()).add(body);
    }

    @Override
    public void publishedWant(Home home, byte[] payload) {
        wants.computeIfAbsent(home, _ -> new ArrayList<>()).add(payload);
    }
}
