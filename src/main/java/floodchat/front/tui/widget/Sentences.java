package floodchat.front.tui.widget;

import floodchat.front.PresenceChange;
import floodchat.front.Quantities;
import floodchat.front.Roster;
import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sentences about people who come and go, and about the state of the network. Pure. */
final class Sentences {
    private Sentences() {}

    /** Who came and went, in order of time: {@code ada and bob joined · carol left}. */
    static String of(List<PresenceChange> changes, Roster roster) {
        Map<PresenceChange.Kind, List<String>> names = new LinkedHashMap<>();
        for (PresenceChange change : changes) {
            names.computeIfAbsent(change.kind(), kind -> new ArrayList<>()).add(roster.label(change.person()));
        }
        List<String> parts = new ArrayList<>();
        names.forEach((kind, who) -> parts.add(Roster.listed(who) + " " + verb(kind)));
        return String.join(" · ", parts);
    }

    private static String verb(PresenceChange.Kind kind) {
        return switch (kind) {
            case JOINED -> "joined";
            case LEFT -> "left";
            case LOST -> "disappeared";
            case RETURNED -> "came back";
            case VISITED -> "came and went";
        };
    }

    /** The state of the network, from the longest words to the shortest. */
    static List<String> activity(FloodEvent.@Nullable StatusChanged network, Instant now) {
        if (network == null) {
            return List.of("starting…");
        }
        if (network.links() > 0) {
            return List.of(network.links() == 1 ? "1 link" : network.links() + " links");
        }
        return switch (network.phase()) {
            case FloodEvent.Phase.Linked _ -> List.of("no links");
            case FloodEvent.Phase.Joining(Address address, boolean nearby) -> joining(address, nearby);
            case FloodEvent.Phase.Waiting(Address address, long nextTryMs, boolean nearby) ->
                waiting(address, Quantities.secondsUntil(Instant.ofEpochMilli(nextTryMs), now), nearby);
        };
    }

    private static List<String> joining(Address address, boolean nearby) {
        String at = "looking for peers at " + address;
        return nearby
                ? List.of(at + " and nearby…", "looking for peers, also nearby…", "looking…")
                : List.of(at + "…", "looking for peers…", "looking…");
    }

    private static List<String> waiting(Address address, long seconds, boolean nearby) {
        String at = "looking for peers at " + address;
        String next = seconds == 0 ? "next try now" : "next try in " + seconds + " s";
        String none = "no peers yet";
        return nearby
                ? List.of(at + " and nearby, " + next, "looking for peers, also nearby, " + next, none + ", " + next,
                        none)
                : List.of(at + ", " + next, "looking for peers, " + next, none + ", " + next, none);
    }
}
