package floodchat.benchmark;

import com.sun.management.ThreadMXBean;
import floodchat.fixture.Authors;
import floodchat.front.Completion;
import floodchat.front.Transcript;
import floodchat.protocol.chat.ChatCore;
import floodchat.protocol.chat.ChatEffect;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.ChatInput;
import floodchat.protocol.chat.ChatTimer;
import floodchat.protocol.chat.PayloadKind;
import floodchat.protocol.chat.RequestPolicy;
import floodchat.protocol.chat.SavedPeople;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import floodchat.protocol.message.EnvelopeReader;
import floodchat.protocol.sealed.Stored;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What invented people cost a window: the chat core and the transcript of a front end take the signed presences of a
 * crowd, 300 a second of simulated time. Prints bytes and microseconds a person. Run it by hand, with the flags of the
 * program: {@code -XX:+UseSerialGC -XX:TieredStopAtLevel=1}.
 */
public final class CrowdCost {
    private static final int CROWD = 20_500;
    private static final int PER_SECOND = 300;
    private static final int ROUNDS = 3;
    private static final int KEYS_PRESSED = 50;
    private static final long START_MS = 1_800_000_000_000L;

    private final ChatCore core = new ChatCore(new SplittableRandom(1), new SecureRandom(), _ -> false);
    private final Map<Long, ChatTimer> agenda = new TreeMap<>();
    private final AtomicLong events = new AtomicLong();
    private Transcript transcript = Transcript.empty(5_000);
    private long nowMs = START_MS;
    private long frontNs;
    private long rosters;

    private CrowdCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        new CrowdCost().run();
    }

    private void run() {
        handle(new ChatInput.Started(Authors.identity(-1), Authors.TAG, 0, "ada", new Stored(), SavedPeople.NONE,
                RequestPolicy.CROWD));
        handle(new ChatInput.RunSaved(START_MS));
        handle(new ChatInput.LinksChanged(1));
        byte[][] keys = new byte[CROWD][];
        for (int i = 0; i < CROWD; i++) {
            keys[i] = ByteBuffer.allocate(Identity.SEED_BYTES).putInt(i).array();
        }
        byte[][] presences = new byte[CROWD][];
        for (int round = 1; round <= ROUNDS; round++) {
            for (int i = 0; i < CROWD; i++) {
                long atMs = nowMs + i * 1_000L / PER_SECOND;
                presences[i] = Envelope.sign(
                        Identity.ofSeed(keys[i]),
                        Authors.TAG,
                        new Body.Presence(
                                START_MS - 1, round, 0, atMs, "invented-" + i, true, 5_000, Body.Presence.NO_KEYS));
            }
            round(round, presences);
        }
        popup();
    }

    private void round(int round, byte[][] presences) {
        long before = used();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        EnvelopeReader reader = new EnvelopeReader(Authors.TAG);
        long verifyNs = System.nanoTime();
        for (int i = 0; i < CROWD; i += 10) {
            reader.read(presences[i]);
        }
        verifyNs = (System.nanoTime() - verifyNs) * 10;
        long allocatedByReader = (threads.getCurrentThreadAllocatedBytes() - allocated) * 10;
        allocated = threads.getCurrentThreadAllocatedBytes();
        frontNs = 0;
        rosters = 0;
        events.set(0);
        long ns = System.nanoTime();
        long startMs = nowMs;
        for (int i = 0; i < CROWD; i++) {
            runUntil(startMs + i * 1_000L / PER_SECOND);
            handle(new ChatInput.Delivered(presences[i], nowMs, false, PayloadKind.EPHEMERAL));
        }
        runUntil(nowMs + 1_000);
        ns = System.nanoTime() - ns;
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        long retained = used() - before;
        System.out.printf(
                "round %d: %,d here, %,d entries; retained %,d B a person; allocated %,d B (reader %,d); "
                        + "us a presence: %.0f in all, %.0f signature, %.0f front; %d events, %d rosters%n",
                round, transcript.roster().size(), transcript.entries().size(), retained / CROWD,
                allocated / CROWD, allocatedByReader / CROWD, ns / 1e3 / CROWD, verifyNs / 1e3 / CROWD,
                frontNs / 1e3 / CROWD, events.get(), rosters);
    }

    private void popup() {
        String line = "@invented-1";
        long worst = 0;
        long all = 0;
        for (int i = 0; i < KEYS_PRESSED; i++) {
            Transcript seen = transcript.with(
                    new ChatEvent.RosterChanged(
                            transcript.roster().self(), transcript.roster().others(), Map.of()),
                    Instant.ofEpochMilli(nowMs));
            long ns = System.nanoTime();
            Completion.at(line, 2 + i % (line.length() - 1), seen);
            ns = System.nanoTime() - ns;
            worst = i < KEYS_PRESSED / 2 ? 0 : Math.max(worst, ns);
            all += ns;
        }
        System.out.printf("popup: %.1f ms a key, %.1f ms the slowest of the last %d%n",
                all / 1e6 / KEYS_PRESSED, worst / 1e6, KEYS_PRESSED / 2);
    }

    private void runUntil(long untilMs) {
        while (true) {
            Map.Entry<Long, ChatTimer> next = ((TreeMap<Long, ChatTimer>) agenda).firstEntry();
            if (next == null || next.getKey() > untilMs << 8) {
                break;
            }
            agenda.remove(next.getKey());
            nowMs = next.getKey() >> 8;
            handle(new ChatInput.TimerFired(next.getValue()));
        }
        nowMs = untilMs;
    }

    private void handle(ChatInput input) {
        core.handle(input, nowMs, this::perform);
    }

    private void perform(ChatEffect effect) {
        switch (effect) {
            case ChatEffect.StartTimer(ChatTimer timer, long afterMs) -> {
                agenda.values().remove(timer);
                long key = nowMs + Math.max(0, afterMs) << 8;
                while (agenda.containsKey(key)) {
                    key++;
                }
                agenda.put(key, timer);
            }
            case ChatEffect.Show(ChatEvent event) -> {
                events.incrementAndGet();
                rosters += event instanceof ChatEvent.RosterChanged ? 1 : 0;
                long ns = System.nanoTime();
                transcript = transcript.with(event, Instant.ofEpochMilli(nowMs));
                frontNs += System.nanoTime() - ns;
            }
            default -> {}
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
