package floodchat.benchmark.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network of one contender's peers, around which one of them speaks at a time. */
final class Table implements AutoCloseable {
    /** A network that has stopped is given up after this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Seat> seats = new ArrayList<>();
    private int lastRun;

    private Table() {}

    static Table inOneProcess(Contender contender, int peers) throws Exception {
        Table table = new Table();
        for (int i = 0; i < peers; i++) {
            table.sit(new LocalSeat(i, contender, table.addresses())).awaitPeers(i + 1);
        }
        table.awaitAll();
        return table;
    }

    static Table inProcesses(Contender contender, int peers, List<String> javaOptions) throws Exception {
        Table table = new Table();
        try {
            for (int i = 0; i < peers; i++) {
                table.sit(new RemoteSeat(i, contender, javaOptions, table.entries(contender)));
            }
            table.awaitAll();
            return table;
        } catch (Exception e) {
            table.close();
            throw e;
        }
    }

    /** Only the stream must know all that are there; the others need not wait for each other's processes. */
    private List<String> entries(Contender contender) {
        return contender == Contender.STREAM || seats.isEmpty() ? addresses() : List.of(seats.getFirst().address());
    }

    private List<String> addresses() {
        return seats.stream().map(Seat::address).toList();
    }

    private Seat sit(Seat seat) {
        seats.add(seat);
        return seat;
    }

    private void awaitAll() throws Exception {
        for (Seat seat : seats) {
            seat.awaitPeers(seats.size());
        }
    }

    List<Seat> seats() {
        return seats;
    }

    /** One of them says so many messages; what came of it. */
    Talk talk(int count, int perSecond) throws Exception {
        Seat speaker = seats.get(++lastRun % seats.size());
        double cpuMs = cpuMs();
        long begunNs = speaker.speak(new Speech(lastRun, count, perSecond));
        List<Heard> heard = new ArrayList<>();
        for (Seat seat : seats) {
            if (!seat.equals(speaker)) {
                heard.add(seat.hear(lastRun, count, PATIENCE));
            }
        }
        return new Talk(count, begunNs, heard, cpuMs() - cpuMs);
    }

    /** Of all processes that take part. */
    private double cpuMs() {
        return seats.stream()
                .map(Seat::process)
                .distinct()
                .mapToLong(process -> process.info().totalCpuDuration().orElseThrow().toMillis())
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (Seat seat : seats.reversed()) {
            seat.close();
        }
    }
}
