package floodchat.benchmark.network;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Drives a peer in this process. */
final class LocalDriver implements PeerDriver {
    private final int number;
    private final ReceiptCounter receipts = new ReceiptCounter();
    private final PeerUnderTest peer;

    /** @param number identifies this peer as an author */
    LocalDriver(int number, Candidate candidate, List<String> earlier) throws Exception {
        this.number = number;
        this.peer = candidate.open(earlier, receipts);
    }

    @Override
    public String address() {
        return peer.address();
    }

    @Override
    public void awaitPeers(int peers) throws Exception {
        peer.awaitPeers(peers);
    }

    @Override
    public long publish(Workload workload) throws Exception {
        long begunNs = System.nanoTime();
        for (int i = 0; i < workload.count(); i++) {
            if (workload.perSecond() > 0) {
                peer.flush();
                awaitTime(begunNs + i * TimeUnit.SECONDS.toNanos(1) / workload.perSecond());
            }
            peer.publish(new TimedMessage(workload.run(), number, i, System.nanoTime()).bytes());
        }
        peer.flush();
        return begunNs;
    }

    private static void awaitTime(long atNs) {
        for (long leftNs = atNs - System.nanoTime(); leftNs > 0; leftNs = atNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    @Override
    public Receipt awaitReceipt(int run, int messages, Duration within) throws InterruptedException {
        return receipts.await(run, messages, within);
    }

    @Override
    public ProcessHandle process() {
        return ProcessHandle.current();
    }

    @Override
    public void close() throws Exception {
        peer.close();
    }
}
