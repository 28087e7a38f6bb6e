package floodchat.node.chat;

import floodchat.protocol.chat.NetworkStanding;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report of the network in the words of the chat, which knows no network. Pure. */
final class InWords {
    private InWords() {}

    static NetworkStanding of(FloodEvent.Inspected inspected) {
        NetworkReport report = inspected.report();
        return new NetworkStanding(
                report.listening().toString(),
                Instant.ofEpochMilli(report.startedMs()),
                report.links().stream().map(link -> link(link, inspected.links().get(link.id()))).toList(),
                report.wantedLinks(),
                report.maxLinks(),
                report.passive(),
                report.maxPassive(),
                report.seenIds(),
                copies(report.recent()),
                FloodLimits.RECENT_MINUTES,
                copies(report.sinceStart()),
                mended(report.lastRepair()),
                troubles(inspected));
    }

    private static NetworkStanding.Copies copies(NetworkReport.Copies copies) {
        return new NetworkStanding.Copies(copies.received(), copies.packets());
    }

    private static NetworkStanding.Link link(NetworkReport.Link link, @Nullable LinkReport figures) {
        String address = link.address().toString();
        if (figures == null) {
            NetworkStanding.Traffic nothing = new NetworkStanding.Traffic(List.of(), List.of());
            return new NetworkStanding.Link(
                    address,
                    link.dialled(),
                    link.eager(),
                    null,
                    0,
                    false,
                    nothing,
                    nothing);
        }
        return new NetworkStanding.Link(
                address,
                link.dialled(),
                link.eager(),
                roundTrip(figures.roundTripMicros()),
                figures.waitingFrames(),
                figures.congested() != null || figures.silent() != null,
                traffic(figures.in()),
                traffic(figures.out()));
    }

    private static @Nullable Duration roundTrip(long micros) {
        return micros < 0 ? null : Duration.of(micros, ChronoUnit.MICROS);
    }

    private static NetworkStanding.Traffic traffic(Traffic traffic) {
        return new NetworkStanding.Traffic(traffic.bytes(), traffic.packets());
    }

    private static NetworkStanding.@Nullable Mended mended(NetworkReport.@Nullable Repair mending) {
        if (mending == null) {
            return null;
        }
        String what = switch (mending.kind()) {
            case GRAFTED -> "messages had gone missing, and now come from " + mending.peer();
            case LOST -> mending.peer() + " was lost, and nobody has taken its place yet";
            case REPLACED -> mending.peer().equals(mending.lost())
                    ? mending.peer() + " was lost and is back"
                    : mending.peer() + " took the place of " + mending.lost();
            case FOUND_AGAIN -> mending.peer() + " was found after every link was lost";
        };
        return new NetworkStanding.Mended(what, Instant.ofEpochMilli(mending.atMs()));
    }

    // ---- what is wrong

    private static List<NetworkStanding.Trouble> troubles(FloodEvent.Inspected inspected) {
        List<NetworkStanding.Trouble> troubles = new ArrayList<>();
        for (NetworkReport.Link link : inspected.report().links()) {
            LinkReport figures = inspected.links().get(link.id());
            if (figures != null) {
                addTroubles(link.address(), figures, troubles);
            }
        }
        inspected.report().problems().forEach(trouble -> troubles.add(trouble(trouble)));
        return List.copyOf(troubles);
    }

    private static NetworkStanding.Trouble trouble(NetworkReport.Problem trouble) {
        return switch (trouble) {
            case NetworkReport.Problem.NoLink none -> noLink(none);
            case NetworkReport.Problem.FewLinks(long sinceMs, int links, int wanted, int passive, long nextMs) ->
                new NetworkStanding.Trouble(
                        counted(links, "link") + " of the " + wanted + " wanted",
                        Instant.ofEpochMilli(sinceMs),
                        "asking " + counted(passive, "other peer") + (nextMs == 0 ? " for more" : " again"),
                        nextMs == 0 ? null : Instant.ofEpochMilli(nextMs));
            case NetworkReport.Problem.PacketsMissing(long sinceMs, int packets) ->
                new NetworkStanding.Trouble(
                        counted(packets, "message") + " of others " + (packets == 1 ? "has" : "have") + " been missing",
                        Instant.ofEpochMilli(sinceMs),
                        "asking for " + (packets == 1 ? "it" : "them"),
                        null);
        };
    }

    private static NetworkStanding.Trouble noLink(NetworkReport.Problem.NoLink none) {
        int unsent = none.waitingPackets();
        String wait = unsent == 0 ? "" : counted(unsent, "message") + (unsent == 1 ? " waits; " : " wait; ");
        String so = wait + why(none.failure());
        Instant since = Instant.ofEpochMilli(none.sinceMs());
        return switch (none.phase()) {
            case FloodEvent.Phase.Waiting(Address address, long nextMs, boolean nearby) ->
                new NetworkStanding.Trouble(
                        "No link",
                        since,
                        so + meanwhile(nearby) + "trying " + named(address, none.failure()) + " again",
                        Instant.ofEpochMilli(nextMs));
            case FloodEvent.Phase.Joining(Address address, boolean nearby) ->
                new NetworkStanding.Trouble(
                        "No link", since, so + meanwhile(nearby) + "trying " + named(address, none.failure()), null);
            case FloodEvent.Phase.Linked _ -> new NetworkStanding.Trouble("No link", since, so + "linking", null);
        };
    }

    private static String why(NetworkReport.@Nullable Failure failure) {
        return failure == null ? "" : "can't link to " + failure.address() + ": " + failure.reason() + "; ";
    }

    private static String named(Address address, NetworkReport.@Nullable Failure failure) {
        return failure != null && failure.address().equals(address) ? "it" : address.toString();
    }

    private static String meanwhile(boolean nearby) {
        return nearby ? "looking nearby, and " : "";
    }

    private static void addTroubles(Address address, LinkReport figures, List<NetworkStanding.Trouble> troubles) {
        if (figures.congested() != null) {
            String wait =
                    counted(figures.waitingFrames(), "frame") + (figures.waitingFrames() == 1 ? " waits" : " wait");
            troubles.add(
                    stalled(address + " has taken nothing more", wait + "; dropping the link", figures.congested()));
        }
        if (figures.silent() != null) {
            troubles.add(stalled(address + " has not answered", "dropping the link", figures.silent()));
        }
    }

    private static NetworkStanding.Trouble stalled(String what, String remedy, LinkReport.Stall stall) {
        Instant ends = Instant.ofEpochMilli(stall.endsAtMs());
        return new NetworkStanding.Trouble(what, Instant.ofEpochMilli(stall.sinceMs()), remedy, ends);
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
