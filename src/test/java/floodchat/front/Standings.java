package floodchat.front;

import static floodchat.front.People.NOON;

import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.NetworkStanding;
import floodchat.protocol.chat.NetworkStanding.Copies;
import floodchat.protocol.chat.NetworkStanding.Link;
import floodchat.protocol.chat.NetworkStanding.Mended;
import floodchat.protocol.chat.NetworkStanding.Traffic;
import floodchat.protocol.chat.NetworkStanding.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How a peer may stand in the network, for the tests of front ends. */
public final class Standings {
    private static final Instant START = NOON.minusSeconds(4_000);
    private static final int SECONDS = 60;

    private Standings() {}

    /** All is well, with this many links: to IPv4 and IPv6 addresses, short and long, near and far, quiet and busy. */
    public static NetworkStanding linked(int count) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(link(i));
        }
        return new NetworkStanding(
                "192.168.1.20:55555",
                START,
                links,
                5,
                Math.max(7, count),
                23,
                42,
                1_204,
                new Copies(106, 104),
                5,
                new Copies(1_310, 1_204),
                new Mended("10.0.0.5:55555 took the place of 10.0.0.7:55555", NOON.minusSeconds(300)),
                List.of());
    }

    private static Link link(int number) {
        List<String> addresses = List.of(
                "192.168.1.21:55555",
                "[2001:db8:85a3:8d3:1319:8a2e:370:7348]:55555",
                "10.0.0.5:55560",
                "127.0.0.1:40123",
                "[::1]:55556",
                "203.113.100.200:61234",
                "[fe80::1]:55555");
        List<Duration> trips = List.of(
                Duration.ofNanos(310_000),
                Duration.ofMillis(48),
                Duration.ofNanos(4_200_000),
                Duration.ofNanos(95_000),
                Duration.ofMillis(1_200),
                Duration.ofMillis(151));
        int busy = 6 - number % 7;
        return new Link(
                addresses.get(number % addresses.size()),
                number % 2 == 0,
                number < 3,
                number == 6 ? null : trips.get(number % trips.size()),
                number == 1 ? 12 : 0,
                false,
                traffic(second -> busy * (second % 20), second -> second % 20 > 14 ? busy : 0),
                traffic(second -> busy * busy * (second % 30), second -> second % 30 > 20 ? 1 : 0));
    }

    private static Traffic traffic(IntUnaryOperator bytes, IntUnaryOperator packets) {
        return new Traffic(
                IntStream.range(0, SECONDS).map(bytes).boxed().toList(),
                IntStream.range(0, SECONDS).map(packets).boxed().toList());
    }

    /** The first link takes no more, and others are known that could be linked to. */
    public static NetworkStanding troubled(int count) {
        NetworkStanding well = linked(count);
        List<Link> links = new ArrayList<>(well.links());
        Link first = links.getFirst();
        links.set(
                0,
                new Link(
                        first.address(),
                        first.dialled(),
                        first.eager(),
                        first.roundTrip(),
                        1_311,
                        true,
                        first.in(),
                        first.out()));
        return with(
                well,
                links,
                new Trouble(
                        "2 links of the 5 wanted",
                        NOON.minusSeconds(65),
                        "asking 23 other peers again",
                        NOON.plusSeconds(12)),
                new Trouble(
                        first.address() + " has taken nothing more",
                        NOON.minusSeconds(3),
                        "1,311 frames wait; dropping the link",
                        NOON.plusSeconds(7)));
    }

    /** Nobody is there, at an address whose name is long. */
    public static NetworkStanding alone() {
        NetworkStanding well = linked(0);
        NetworkStanding alone = with(
                well,
                List.of(),
                new Trouble(
                        "No link",
                        NOON.minusSeconds(86_400),
                        "3 messages wait; can't link to a.very.long.name.of.a.host.example.org:55555: "
                                + "the peer's network.work is 64, ours is 32; trying it again",
                        NOON.plusSeconds(1)));
        return without(alone);
    }

    private static NetworkStanding with(NetworkStanding well, List<Link> links, Trouble... troubles) {
        return new NetworkStanding(
                well.listening(),
                well.since(),
                links,
                well.wantedLinks(),
                well.maxLinks(),
                well.reserve(),
                well.maxReserve(),
                well.seen(),
                well.recent(),
                well.recentMinutes(),
                well.sinceStart(),
                well.lastMended(),
                List.of(troubles));
    }

    /** Nothing has come and nothing was mended. */
    private static NetworkStanding without(NetworkStanding standing) {
        Copies none = new Copies(0, 0);
        @Nullable Mended nothing = null;
        return new NetworkStanding(
                standing.listening(),
                standing.since(),
                standing.links(),
                standing.wantedLinks(),
                standing.maxLinks(),
                0,
                standing.maxReserve(),
                0,
                none,
                standing.recentMinutes(),
                none,
                nothing,
                standing.troubles());
    }

    public static ChatEvent inspected(NetworkStanding standing) {
        return new ChatEvent.NetworkInspected(standing);
    }
}
