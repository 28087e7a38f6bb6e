package floodchat.benchmark.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network of one contender's peers, around which one of them speaks at a time. */
final class BenchmarkNetwork implements AutoCloseable {
    /** A network that has stopped is given up after this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<PeerDriver> seats = new ArrayList<>();
    private int lastRun;

    private BenchmarkNetwork() {}

    static BenchmarkNetwork inOneProcess(Candidate contender, int peers) throws Exception {
        BenchmarkNetwork table = new BenchmarkNetwork();
        for (int i = 0; i < peers; i++) {
            table.sit(new LocalDriver(i, contender, table.addresses())).awaitPeers(i + 1);
        }
        table.awaitAll();
        return table;
    }

    static BenchmarkNetwork inProcesses(Candidate contender, int peers, List<String> javaOptions) throws Exception {
        BenchmarkNetwork table = new BenchmarkNetwork();
        try {
            for (int i = 0; i < peers; i++) {
                table.sit(new RemoteDriver(i, contender, javaOptions, table.entries(contender)));
            }
            table.awaitAll();
            return table;
        } catch (Exception e) {
            table.close();
            throw e;
        }
    }

    /** Only the stream must know all that are there; the others need not wait for each other's processes. */
    private List<String> entries(Candidate contender) {
        return contender == Candidate.STREAM || seats.isEmpty() ? addresses() : List.of(seats.getFirst().address());
    }

    private List<String> addresses() {
        return seats.stream().map(PeerDriver::address).toList();
    }

    private PeerDriver sit(PeerDriver seat) {
        seats.add(seat);
        return seat;
    }

    private void awaitAll() throws Exception {
        for (PeerDriver seat : seats) {
            seat.awaitPeers(seats.size());
        }
    }

    List<PeerDriver> seats() {
        return seats;
    }

    /** One of them says so many messages; what came of it. */
    WorkloadResult talk(int count, int perSecond) throws Exception {
        PeerDriver speaker = seats.get(++lastRun % seats.size());
        double cpuMs = cpuMs();
        long begunNs = speaker.speak(new Workload(lastRun, count, perSecond));
        List<Receipt> heard = new ArrayList<>();
        for (PeerDriver seat : seats) {
            if (!seat.equals(speaker)) {
                heard.add(seat.hear(lastRun, count, PATIENCE));
            }
        }
        return new WorkloadResult(count, begunNs, heard, cpuMs() - cpuMs);
    }

    /** Of all processes that take part. */
    private double cpuMs() {
        return seats.stream()
                .map(PeerDriver::process)
                .distinct()
                .mapToLong(process -> process.info().totalCpuDuration().orElseThrow().toMillis())
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (PeerDriver seat : seats.reversed()) {
            seat.close();
        }
    }
}
