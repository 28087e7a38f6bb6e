package floodchat.front;

import static floodchat.front.Quantities.counted;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.PortMapping;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether others can dial this peer, and how it knows; and what the router says. Nobody can be asked to try, so what
 * counts is who has dialled us. Pure.
 */
public final class ReachabilityWords {
    /**
     * Each peer that we dialled tests its contacts, one in two minutes; of four tests one is of a contact that dialled
     * it. If nobody has come by then, it is likely that nobody can.
     */
    static final long DOUBTFUL_AFTER_MS = 20 * 60_000;

    private ReachabilityWords() {}

    /** @param clock writes a time */
    static String reachable(NetworkReport.Reachability known, Instant now, Function<Instant, String> clock) {
        if (known.fromOutside() != null) {
            return "yes: " + dialled(known.fromOutside(), clock);
        }
        String nearby = known.fromNearby() == null
                ? ""
                : "on this local network: " + dialled(known.fromNearby(), clock) + "; from outside ";
        return nearby + outside(known, now, clock);
    }

    private static String dialled(NetworkReport.Dialler dialler, Function<Instant, String> clock) {
        return dialler.address().host() + " dialled this peer at " + time(dialler.atMs(), clock);
    }

    private static String outside(NetworkReport.Reachability known, Instant now, Function<Instant, String> clock) {
        if (known.told() == 0) {
            return "unknown: this peer has dialled nobody outside, so nobody there knows of it";
        }
        boolean one = known.told() == 1;
        String since = counted(known.told(), "peer") + " outside " + (one ? "knows" : "know") + " of this one since "
                + time(known.toldSinceMs(), clock) + ", and ";
        boolean doubtful = now.toEpochMilli() - known.toldSinceMs() >= DOUBTFUL_AFTER_MS;
        return doubtful
                ? "probably not: " + since + "none has dialled it"
                : "unknown so far: " + since + (one ? "has" : "have") + " not dialled it yet";
    }

    private static String time(long timeMs, Function<Instant, String> clock) {
        return clock.apply(Instant.ofEpochMilli(timeMs));
    }

    /** @param clock writes a time */
    static String router(PortMapping mapping, Function<Instant, String> clock) {
        return switch (mapping) {
            case PortMapping.NotAsked(PortMapping.Why why) -> "not asked: " + why(why);
            case PortMapping.Asking(String router) -> "asking " + router + " to pass a port on";
            case PortMapping.Mapped(Address external, PortMapping.Language language, long untilMs) ->
                passesOn(external) + " (" + name(language) + ", until " + time(untilMs, clock) + ")"
                        + (external.owner() == null
                                ? ", but that is a private address: another router stands behind it"
                                : "");
            case PortMapping.Failed(String router, PortMapping.Reason reason, long nextTryMs) ->
                router + " " + reason(reason) + "; asked again at " + time(nextTryMs, clock);
        };
    }

    private static String passesOn(Address external) {
        return "passes " + external + " on to this peer";
    }

    private static String why(PortMapping.Why why) {
        return switch (why) {
            case SWITCHED_OFF -> "network.port_mapping is off";
            case LOOPBACK -> "this peer listens on this machine alone";
            case OTHER_ADDRESS -> "this peer listens on an address that the router does not see";
            case NO_ROUTER -> "this machine has no router";
            case PUBLIC_ADDRESS -> "this machine has a public address";
        };
    }

    private static String name(PortMapping.Language language) {
        return switch (language) {
            case PCP -> "PCP";
            case NAT_PMP -> "NAT-PMP";
        };
    }

    private static String reason(PortMapping.Reason reason) {
        return switch (reason) {
            case NO_ANSWER -> "does not answer; it may not know PCP and NAT-PMP, or they are off";
            case NOT_AUTHORIZED -> "does not allow it";
            case NO_ROOM -> "has no port left";
            case NO_CONNECTION -> "has no connection itself";
            case ANOTHER_ROUTER -> "sees another address than ours: another router stands in between";
            case NOT_UNDERSTOOD -> "gives no answer that this peer understands";
        };
    }

    /**
     * What a person is told when the router begins or ends to pass a port on; null if nothing has changed.
     *
     * @param before where others could dial this peer until now; null for nowhere
     * @param now where they can from now on
     */
    public static @Nullable String changed(@Nullable Address before, @Nullable Address now) {
        if (now == null) {
            return before == null ? null : "the router no longer passes " + before + " on to this peer";
        }
        return now.equals(before) ? null : "the router " + passesOn(now);
    }
}
