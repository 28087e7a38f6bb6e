package floodchat.benchmark.network;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A station in this process. */
final class LocalDriver implements PeerDriver {
    private final int number;
    private final ReceiptCounter reception = new ReceiptCounter();
    private final PeerUnderTest station;

    /** @param number tells speakers apart */
    LocalDriver(int number, Candidate contender, List<String> earlier) throws Exception {
        this.number = number;
        this.station = contender.open(earlier, reception);
    }

    @Override
    public String address() {
        return station.address();
    }

    @Override
    public void awaitPeers(int peers) throws Exception {
        station.awaitPeers(peers);
    }

    @Override
    public long speak(Workload speech) throws Exception {
        long begunNs = System.nanoTime();
        for (int i = 0; i < speech.count(); i++) {
            if (speech.perSecond() > 0) {
                station.flush();
                awaitTime(begunNs + i * TimeUnit.SECONDS.toNanos(1) / speech.perSecond());
            }
            station.publish(new TimedMessage(speech.run(), number, i, System.nanoTime()).bytes());
        }
        station.flush();
        return begunNs;
    }

    private static void awaitTime(long atNs) {
        for (long leftNs = atNs - System.nanoTime(); leftNs > 0; leftNs = atNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    @Override
    public Receipt hear(int run, int messages, Duration within) throws InterruptedException {
        return reception.await(run, messages, within);
    }

    @Override
    public ProcessHandle process() {
        return ProcessHandle.current();
    }

    @Override
    public void close() throws Exception {
        station.close();
    }
}
