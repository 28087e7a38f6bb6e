package floodchat.benchmark.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network of one candidate's peers. One of them at a time publishes. */
final class BenchmarkNetwork implements AutoCloseable {
    /** How long to wait for messages that do not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<PeerDriver> drivers = new ArrayList<>();
    private int lastRun;

    private BenchmarkNetwork() {}

    static BenchmarkNetwork inOneProcess(Candidate candidate, int peers) throws Exception {
        BenchmarkNetwork network = new BenchmarkNetwork();
        for (int i = 0; i < peers; i++) {
            network.add(new LocalDriver(i, candidate, network.addresses())).awaitPeers(i + 1);
        }
        network.awaitAll();
        return network;
    }

    static BenchmarkNetwork inProcesses(Candidate candidate, int peers, List<String> javaOptions) throws Exception {
        BenchmarkNetwork network = new BenchmarkNetwork();
        try {
            for (int i = 0; i < peers; i++) {
                network.add(new RemoteDriver(i, candidate, javaOptions, network.entries(candidate)));
            }
            network.awaitAll();
            return network;
        } catch (Exception e) {
            network.close();
            throw e;
        }
    }

    /** Only the bare stream needs the addresses of all peers. The others need one: their processes start together. */
    private List<String> entries(Candidate candidate) {
        return candidate == Candidate.STREAM || drivers.isEmpty() ? addresses() : List.of(drivers.getFirst().address());
    }

    private List<String> addresses() {
        return drivers.stream().map(PeerDriver::address).toList();
    }

    private PeerDriver add(PeerDriver driver) {
        drivers.add(driver);
        return driver;
    }

    private void awaitAll() throws Exception {
        for (PeerDriver driver : drivers) {
            driver.awaitPeers(drivers.size());
        }
    }

    List<PeerDriver> drivers() {
        return drivers;
    }

    /** Has the next peer publish this many messages, and waits for the receipts of all others. */
    WorkloadResult run(int count, int perSecond) throws Exception {
        PeerDriver author = drivers.get(++lastRun % drivers.size());
        double cpuMs = cpuMs();
        long begunNs = author.publish(new Workload(lastRun, count, perSecond));
        List<Receipt> receipts = new ArrayList<>();
        for (PeerDriver driver : drivers) {
            if (!driver.equals(author)) {
                receipts.add(driver.awaitReceipt(lastRun, count, PATIENCE));
            }
        }
        return new WorkloadResult(count, begunNs, receipts, cpuMs() - cpuMs);
    }

    /** CPU time of all processes of the network. */
    private double cpuMs() {
        return drivers.stream()
                .map(PeerDriver::process)
                .distinct()
                .mapToLong(process -> process.info().totalCpuDuration().orElseThrow().toMillis())
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (PeerDriver driver : drivers.reversed()) {
            driver.close();
        }
    }
}
