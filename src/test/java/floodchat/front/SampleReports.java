package floodchat.front;

import static floodchat.front.SamplePeople.NOON;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Copies;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.NetworkReport.Repair;
import floodchat.protocol.flood.PortMapping;
import floodchat.protocol.flood.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports of the network, for the tests of front ends. */
public final class SampleReports {
    /** IPv4 and IPv6 addresses, short and long. */
    private static final List<Address> ADDRESSES = List.of(
            new Address("192.168.1.21", 55_555),
            new Address("2001:db8:85a3:8d3:1319:8a2e:370:7348", 55_555),
            new Address("10.0.0.5", 55_560),
            new Address("127.0.0.1", 40_123),
            new Address("::1", 55_556),
            new Address("203.113.100.200", 61_234),
            new Address("fe80::1", 55_555));

    /** Near and far; -1 is not measured. */
    private static final List<Long> ROUND_TRIP_MICROS = List.of(310L, 48_000L, 4_200L, 95L, 1_200_000L, 151_000L, -1L);

    private static final Repair REPLACED = new Repair(
            Repair.Kind.REPLACED,
            new Address("10.0.0.5", 55_555),
            new Address("10.0.0.7", 55_555),
            ms(NOON.minusSeconds(300)));

    private static final NetworkReport.Reachability REACHED = new NetworkReport.Reachability(
            new PortMapping.Mapped(
                    new Address("198.51.100.20", 55_555), PortMapping.Language.PCP, ms(NOON.plusSeconds(900))),
            new NetworkReport.Dialler(new Address("203.113.100.200", 61_234), ms(NOON.minusSeconds(1_200))),
            null,
            4,
            ms(NOON.minusSeconds(3_900)));

    private static final NetworkReport.Reachability UNREACHED = new NetworkReport.Reachability(
            new PortMapping.Failed("192.168.1.1", PortMapping.Reason.NO_ANSWER, ms(NOON.plusSeconds(600))), null, null,
            0, 0);

    private SampleReports() {}

    private static long ms(Instant instant) {
        return instant.toEpochMilli();
    }

    /** Nothing is wrong. The links are near and far, quiet and busy. */
    public static FloodEvent.Inspected linked(int count) {
        return new FloodEvent.Inspected(report(links(count), REPLACED), measured(count));
    }

    /** The same in a network so small that each peer is a neighbour. */
    public static FloodEvent.Inspected linkedToAll(int count) {
        NetworkReport large = linked(count).report();
        NetworkReport small = new NetworkReport(
                large.listening(), large.startedMs(), large.links(), large.wantedLinks(), 8, 0, 224, 41,
                new Copies(43, 41), new Copies(43, 41), null, large.reachability(), List.of());
        return new FloodEvent.Inspected(small, measured(count));
    }

    private static NetworkReport report(List<NetworkReport.Link> links, Repair lastRepair, Problem... problems) {
        return new NetworkReport(
                new Address("192.168.1.20", 55_555),
                ms(NOON.minusSeconds(4_000)),
                links,
                5,
                Math.max(7, links.size()),
                23,
                42,
                1_204,
                new Copies(106, 104),
                new Copies(1_310, 1_204),
                lastRepair,
                REACHED,
                List.of(problems));
    }

    private static List<NetworkReport.Link> links(int count) {
        List<NetworkReport.Link> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Address address = ADDRESSES.get(i % ADDRESSES.size());
            links.add(new NetworkReport.Link(new LinkId(i), address, i % 2 == 0, i < 3));
        }
        return links;
    }

    private static Map<LinkId, LinkReport> measured(int count) {
        Map<LinkId, LinkReport> measured = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            measured.put(new LinkId(i), measured(i, null, i == 1 ? 12 : 0));
        }
        return measured;
    }

    private static LinkReport measured(int number, LinkReport.@Nullable Stall congested, int waiting) {
        int busy = 6 - number % 7;
        return new LinkReport(
                ROUND_TRIP_MICROS.get(number < 7 ? number : number % 6),
                waiting,
                congested,
                null,
                traffic(second -> busy * (second % 20), second -> second % 20 > 14 ? busy : 0),
                traffic(second -> busy * busy * (second % 30), second -> second % 30 > 20 ? 1 : 0));
    }

    private static Traffic traffic(IntUnaryOperator bytes, IntUnaryOperator packets) {
        return new Traffic(
                IntStream.range(0, Traffic.SECONDS).map(bytes).boxed().toList(),
                IntStream.range(0, Traffic.SECONDS).map(packets).boxed().toList());
    }

    /** This answer with other problems. */
    public static FloodEvent.Inspected with(FloodEvent.Inspected inspected, Problem... problems) {
        NetworkReport report = report(inspected.report().links(), REPLACED, problems);
        return new FloodEvent.Inspected(report, inspected.links());
    }

    /** The first link is too slow, and there are fewer links than wanted. */
    public static FloodEvent.Inspected troubled(int count) {
        FloodEvent.Inspected well = linked(count);
        LinkReport.Stall stall = new LinkReport.Stall(ms(NOON.minusSeconds(3)), ms(NOON.plusSeconds(7)));
        Map<LinkId, LinkReport> measured = new LinkedHashMap<>(well.links());
        measured.put(new LinkId(0), measured(0, stall, 1_311));
        Problem few = new Problem.FewLinks(ms(NOON.minusSeconds(65)), 2, 5, 23, ms(NOON.plusSeconds(12)));
        return with(new FloodEvent.Inspected(well.report(), measured), few);
    }

    /** No link, an entry address with a long name, no packet received, nothing repaired. */
    public static FloodEvent.Inspected alone() {
        Address entry = new Address("a.very.long.name.of.a.host.example.org", 55_555);
        Problem noLink = new Problem.NoLink(
                ms(NOON.minusSeconds(86_400)),
                3,
                new FloodEvent.Phase.Waiting(entry, ms(NOON.plusSeconds(1)), false),
                new NetworkReport.Failure(entry, "the peer's network.work is 64, ours is 32"));
        NetworkReport well = report(List.of(), REPLACED);
        Copies none = new Copies(0, 0);
        NetworkReport alone = new NetworkReport(
                well.listening(), well.startedMs(), List.of(), well.wantedLinks(), well.maxLinks(), 0,
                well.maxContacts(), 0, none, none, null, UNREACHED, List.of(noLink));
        return new FloodEvent.Inspected(alone, Map.of());
    }
}
