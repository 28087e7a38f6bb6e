package floodchat.benchmark;

import floodchat.fixture.PlainPeer;
import floodchat.fixture.RelayProcess;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Soaks a relay, which is a process of the image: peers publish through it as fast as it takes packets, others hear
 * them, and newcomers come, fetch its backlog and go. Its memory, open files and threads are read all the time. Then it
 * is ended, started again, and asked for what it kept. Writes Markdown to standard output, its progress to standard
 * error. Fails if memory or files grow.
 */
final class SoakBenchmark {
    private static final int SENDERS = 2;
    private static final int LISTENERS = 2;
    private static final int AUTHORS = 50;
    private static final int LINES = 500;
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_NEWCOMERS = Duration.ofSeconds(2);
    private static final Duration NEWCOMER_STAYS = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What the open backlog holds. */
    private static final int WHOLE_BACKLOG = 1_000;

    private static final Duration QUIET = Duration.ofSeconds(60);

    /** The second half of a run may take this much more than the first: what a heap has between two collections. */
    private static final long ALLOWED_MORE_KIB = 16 * 1024;

    private static final long ALLOWED_MORE_FILES = 10;
    private static final double KIB_PER_MIB = 1024;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double TICKS_PER_SECOND = 100;
    private static final String TEXT = "What people say to each other in a chat has about this length, or less.";

    private final Duration length;
    private final Path home;
    private final NetworkTerms terms = NetworkTerms.unlimited("soak");
    private final List<Sample> samples = new ArrayList<>();
    private int newcomers;
    private long fewestOfBacklog = Long.MAX_VALUE;
    private volatile boolean over;

    /** @param heard packets that all listeners have heard */
    private record Sample(ProcessReading process, long files, long heard) {
        int threads() {
            return process.switches().size();
        }
    }

    private SoakBenchmark(Duration length, Path home) {
        this.length = length;
        this.home = home;
    }

    /** Argument: how many minutes the peers talk. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("floodchat-soak");
        try {
            new SoakBenchmark(Duration.ofMinutes(Integer.parseInt(arguments[0])), home).run();
        } finally {
            WindowBenchmark.delete(home);
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(Machine.described() + "\n");
        Files.writeString(home.resolve("floodchat.toml"), """
                [network]
                name = "soak"
                work = 0
                packets_per_second = 0
                """);
        try (RelayProcess relay = start()) {
            soak(relay);
            relay.terminate();
            if (relay.exitCode() != 0) {
                throw new AssertionError("exit code " + relay.exitCode());
            }
        }
        long restored;
        try (RelayProcess relay = start()) {
            restored = ofBacklog(address(relay));
        }
        report(restored);
        refuseGrowth();
        if (restored < WHOLE_BACKLOG) {
            throw new AssertionError("only " + restored + " old packets after the restart");
        }
    }

    private RelayProcess start() throws IOException {
        return RelayProcess.start(home, Map.of(), PlainPeer.NOWHERE);
    }

    private static Address address(RelayProcess relay) throws InterruptedException {
        return Objects.requireNonNull(Address.parse(relay.address()));
    }

    private void soak(RelayProcess relay) throws IOException, InterruptedException {
        Address where = address(relay);
        List<SoakPeer> listeners = peers(LISTENERS, where);
        List<SoakPeer> senders = peers(SENDERS, where);
        try {
            List<Thread> talking = senders.stream().map(peer -> Thread.ofVirtual().start(() -> talk(peer))).toList();
            Thread coming = Thread.ofVirtual().start(() -> comeAndGo(where));
            int logged = 0;
            long endNs = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < endNs) {
                Thread.sleep(BETWEEN_SAMPLES);
                sample(relay.pid(), listeners);
                relay.log().all().subList(logged, relay.log().count()).forEach(System.err::println);
                logged = relay.log().count();
            }
            over = true;
            for (Thread thread : talking) {
                thread.interrupt();
                thread.join();
            }
            coming.join();
            Thread.sleep(QUIET);
            sample(relay.pid(), listeners);
        } finally {
            for (SoakPeer peer : Stream.concat(listeners.stream(), senders.stream()).toList()) {
                peer.close();
            }
        }
    }

    private List<SoakPeer> peers(int number, Address where) throws IOException {
        List<SoakPeer> peers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            peers.add(new SoakPeer(terms, where));
        }
        return peers;
    }

    /** The same lines again and again; each is a packet of its own, because its time differs. */
    private void talk(SoakPeer peer) {
        List<byte[]> lines = lines();
        try {
            for (int i = 0; !over; i++) {
                peer.publish(lines.get(i % lines.size()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // it is over
        }
    }

    private List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>();
        SecureRandom random = new SecureRandom();
        List<Identity> authors = Stream.generate(() -> Identity.create(random)).limit(AUTHORS).toList();
        for (int i = 0; i < LINES; i++) {
            Body body = new Body.Say(1, i + 1, 1, "ada", TEXT);
            byte[] signed = Envelope.sign(authors.get(i % AUTHORS), terms.tag().bytes(), body);
            lines.add(signed);
        }
        return lines;
    }

    private void comeAndGo(Address where) {
        try {
            ofBacklog(where); // the first one comes before there is anything
            while (!over) {
                fewestOfBacklog = Math.min(fewestOfBacklog, ofBacklog(where));
                newcomers++;
                Thread.sleep(BETWEEN_NEWCOMERS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How much of the relay's backlog a newcomer gets, who stays until it has all, or for {@link #NEWCOMER_STAYS}. */
    private long ofBacklog(Address where) throws IOException, InterruptedException {
        try (SoakPeer newcomer = new SoakPeer(terms, where)) {
            long endNs = System.nanoTime() + NEWCOMER_STAYS.toNanos();
            while (newcomer.receivedOfBacklog() < WHOLE_BACKLOG && System.nanoTime() < endNs) {
                Thread.sleep(PAUSE);
            }
            return newcomer.receivedOfBacklog();
        }
    }

    private void sample(long pid, List<SoakPeer> listeners) throws IOException {
        long heard = listeners.stream().mapToLong(SoakPeer::received).min().orElseThrow();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            samples.add(new Sample(ProcessReading.of(pid), files.count(), heard));
        }
        Sample now = samples.getLast();
        System.err.printf(Locale.ROOT, "%.1f MiB, %d files, %d threads, %,d packets, %d newcomers%n",
                now.process().residentKib() / KIB_PER_MIB, now.files(), now.threads(), now.heard(), newcomers);
    }

    // ---- figures

    private static long most(List<Sample> of, ToLongFunction<Sample> figure) {
        return of.stream().mapToLong(figure).max().orElseThrow();
    }

    private static long median(List<Sample> of, ToLongFunction<Sample> figure) {
        return of.stream().map(figure::applyAsLong).sorted(Comparator.naturalOrder()).toList().get(of.size() / 2);
    }

    /** Without the last sample, after the quiet. */
    private List<Sample> half(int number) {
        int talking = samples.size() - 1;
        return number == 1 ? samples.subList(0, talking / 2) : samples.subList(talking / 2, talking);
    }

    private void report(long restored) {
        Sample first = samples.getFirst();
        Sample last = samples.get(samples.size() - 2);
        double seconds = (last.process().atNs() - first.process().atNs()) / NANOS_PER_SECOND;
        double perSecond = (last.heard() - first.heard()) / seconds;
        double cpu = (last.process().cpuTicks() - first.process().cpuTicks()) / TICKS_PER_SECOND / seconds;
        System.out.printf(Locale.ROOT, "%d minutes, %,d packets through the relay, %,.0f a second; %.0f %% of a core; "
                + "%d newcomers, of which each got %,d old packets or more within %d s; "
                + "after the restart one got %,d.%n%n",
                length.toMinutes(), last.heard(), perSecond, 100 * cpu, newcomers, fewestOfBacklog,
                NEWCOMER_STAYS.toSeconds(),
                restored);
        System.out.println("| a relay of 16 links | first half, median | most | second half, median | most | after a "
                + "minute of quiet |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        row("resident memory, MiB", sample -> sample.process().residentKib(), KIB_PER_MIB);
        row("no file's content, MiB", sample -> sample.process().ownKib(), KIB_PER_MIB);
        row("open files", Sample::files, 1);
        row("threads of the system", Sample::threads, 1);
    }

    private void row(String name, ToLongFunction<Sample> figure, double unit) {
        String format = unit == 1 ? " %.0f |" : " %.1f |";
        StringBuilder row = new StringBuilder("| " + name + " |");
        for (int number = 1; number <= 2; number++) {
            row.append(String.format(Locale.ROOT, format, median(half(number), figure) / unit));
            row.append(String.format(Locale.ROOT, format, most(half(number), figure) / unit));
        }
        row.append(String.format(Locale.ROOT, format, figure.applyAsLong(samples.getLast()) / unit));
        System.out.println(row);
    }

    private void refuseGrowth() {
        refuseGrowth("memory in KiB", sample -> sample.process().residentKib(), ALLOWED_MORE_KIB);
        refuseGrowth("open files", Sample::files, ALLOWED_MORE_FILES);
    }

    private void refuseGrowth(String what, ToLongFunction<Sample> figure, long allowed) {
        long before = most(half(1), figure);
        long after = most(half(2), figure);
        if (after > before + allowed) {
            throw new AssertionError(what + " grew from " + before + " to " + after);
        }
    }
}
