package floodchat.front;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.OtherVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of the network in a few words: how many links there are, or how the first one is looked for. Pure. */
public final class StatusWords {
    private StatusWords() {}

    /** The same state several times, from the longest words to the shortest. @param status null until it was told */
    public static List<String> of(FloodEvent.@Nullable StatusChanged status, Instant now) {
        if (status == null) {
            return List.of("starting…");
        }
        if (status.links() > 0) {
            return List.of(Quantities.counted(status.links(), "link"));
        }
        String longest = looking(status.phase(), null, now);
        return switch (status.phase()) {
            case FloodEvent.Phase.Linked _ -> List.of(longest);
            case FloodEvent.Phase.ClockDiffers differs ->
                List.of(longest, clockWords("clock ", differs), "wrong clock");
            case FloodEvent.Phase.VersionDiffers(OtherVersion version) ->
                List.of(longest, upgradeInBrief(version), version.isOursOlder() ? "upgrade" : "a peer must upgrade");
            case FloodEvent.Phase.Joining(_, boolean nearby) ->
                List.of(longest + "…", looking(nearby) + "…", "looking…");
            case FloodEvent.Phase.Waiting(_, long nextTryMs, boolean nearby) ->
                List.of(longest, looking(nearby) + nextTry(nextTryMs, now), "no peers yet" + nextTry(nextTryMs, now),
                        "no peers yet");
        };
    }

    /** What a person should know and do if clocks are the reason why there is no link; null if they are not. */
    public static @Nullable String clockWarning(FloodEvent.StatusChanged status) {
        return status.phase() instanceof FloodEvent.Phase.ClockDiffers differs
                ? clockWords("This machine's clock is ", differs) + "."
                : null;
    }

    /** What a person should do if this program is too old for a peer, and there is no link; null if it is not. */
    public static @Nullable String upgradeWarning(FloodEvent.StatusChanged status) {
        return status.phase() instanceof FloodEvent.Phase.VersionDiffers(OtherVersion version) && version.isOursOlder()
                ? "A" + versionWords(version).substring(1) + "."
                : null;
    }

    /** What another peer speaks, and who must upgrade, as one clause. */
    static String versionWords(OtherVersion version) {
        return "a peer speaks version " + version.theirs() + " of the protocol, this Floodchat " + version.ours() + ": "
                + mustUpgrade(version);
    }

    private static String upgradeInBrief(OtherVersion version) {
        return version.isOursOlder()
                ? "upgrade Floodchat: protocol " + version.ours() + ", a peer has " + version.theirs()
                : "a peer must upgrade: protocol " + version.theirs() + ", here " + version.ours();
    }

    private static String mustUpgrade(OtherVersion version) {
        return version.isOursOlder() ? "upgrade this Floodchat" : "that peer must upgrade";
    }

    /** If only one other clock is known, nobody can say which of the two is right. */
    private static String clockWords(String begin, FloodEvent.Phase.ClockDiffers differs) {
        String ours = begin + Quantities.clockGap(differs.aheadMs());
        return differs.peers() == 1
                ? ours + " the other peer's: one of them is wrong"
                : ours + " the others': set it right";
    }

    private static String looking(boolean nearby) {
        return nearby ? "looking for peers, also nearby" : "looking for peers";
    }

    /**
     * How a first link is looked for, as one clause.
     *
     * @param named an address that the same sentence has named already; null for none
     */
    static String looking(FloodEvent.Phase phase, @Nullable Address named, Instant now) {
        return switch (phase) {
            case FloodEvent.Phase.Linked _ -> "no links";
            case FloodEvent.Phase.ClockDiffers differs -> clockWords("this machine's clock is ", differs);
            case FloodEvent.Phase.VersionDiffers(OtherVersion version) -> versionWords(version);
            case FloodEvent.Phase.Joining(var address, boolean nearby) -> looking(address, named, nearby);
            case FloodEvent.Phase.Waiting(var address, long nextTryMs, boolean nearby) ->
                looking(address, named, nearby) + nextTry(nextTryMs, now);
        };
    }

    private static String looking(@Nullable Address address, @Nullable Address named, boolean nearby) {
        if (address == null) {
            return nearby ? "looking for peers nearby" : "looking for peers";
        }
        String place = address.equals(named) ? "there" : "at " + address;
        return "looking for peers " + place + (nearby ? " and nearby" : "");
    }

    private static String nextTry(long timeMs, Instant now) {
        return ", next try " + Quantities.countdown(timeMs, now);
    }
}
