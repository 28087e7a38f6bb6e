package floodchat.front;

import static floodchat.front.Quantities.counted;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkReport;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.OtherVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in the network, one sentence each: what it is, since when, and what is done about it. Pure.
 *
 * @param clock writes a time
 */
record ProblemWords(Instant now, Function<Instant, String> clock) {
    /** The sentences, the worst first; none if nothing is wrong. */
    List<String> of(FloodEvent.Inspected inspected) {
        List<String> sentences = new ArrayList<>();
        LinkStatus.of(inspected).forEach(link -> stalled(link, sentences));
        inspected.report().problems().forEach(problem -> sentences.add(sentence(problem)));
        return sentences;
    }

    private void stalled(LinkStatus link, List<String> sentences) {
        LinkReport measured = link.measured();
        if (measured.congested() != null) {
            int frames = measured.waitingFrames();
            String wait = counted(frames, "frame") + (frames == 1 ? " waits" : " wait");
            sentences.add(stalled(
                    link.address() + " has been too slow", wait + "; closing the link", measured.congested()));
        }
        if (measured.silent() != null) {
            sentences.add(stalled(link.address() + " has not answered", "closing the link", measured.silent()));
        }
    }

    private String stalled(String what, String remedy, LinkReport.Stall stall) {
        return sentence(what, stall.sinceMs(), remedy + " " + Quantities.countdown(stall.endsAtMs(), now));
    }

    private String sentence(Problem problem) {
        return switch (problem) {
            case Problem.NoLink none -> sentence("No link", none.sinceMs(), remedy(none));
            case Problem.FewLinks few ->
                sentence(counted(few.links(), "link") + " of the " + few.wanted() + " wanted", few.sinceMs(),
                        remedy(few));
            case Problem.Unheard(long sinceMs) ->
                sentence("Nobody but the neighbour that took it seems to get what this peer says", sinceMs,
                        "asking another peer for a link");
            case Problem.SameGroup(long sinceMs, String group, int links, int of) ->
                sentence(links + " of " + of + " neighbours have addresses of one network, " + group + ",", sinceMs,
                        "asking peers of other networks first");
            case Problem.BrokenPromises(long _, int links, int of) ->
                links + " of " + of + " neighbours " + (links == 1 ? "announces" : "announce")
                        + " messages and " + (links == 1 ? "does" : "do") + " not send them; asking the others first.";
            case Problem.NewerVersion(long sinceMs, OtherVersion version) ->
                "Since " + clock.apply(Instant.ofEpochMilli(sinceMs)) + " " + StatusWords.versionWords(version) + ".";
            case Problem.PacketsMissing(long sinceMs, int packets) -> {
                boolean one = packets == 1;
                String what = counted(packets, "message") + " of others " + (one ? "has" : "have") + " been missing";
                yield sentence(what, sinceMs, "asking for " + (one ? "it" : "them"));
            }
        };
    }

    private String sentence(String what, long sinceMs, String remedy) {
        return what + " since " + clock.apply(Instant.ofEpochMilli(sinceMs)) + "; " + remedy + ".";
    }

    private String remedy(Problem.FewLinks few) {
        String asking = "asking " + counted(few.contacts(), "other peer");
        return few.nextTryMs() == 0
                ? asking + " for more"
                : asking + " again " + Quantities.countdown(few.nextTryMs(), now);
    }

    private String remedy(Problem.NoLink none) {
        if (none.phase() instanceof FloodEvent.Phase.ClockDiffers
                || none.phase() instanceof FloodEvent.Phase.VersionDiffers) {
            return unsent(none.unsentPackets()) + StatusWords.looking(none.phase(), null, now);
        }
        Address failed = none.failure() == null ? null : none.failure().address();
        return unsent(none.unsentPackets()) + why(none.failure()) + StatusWords.looking(none.phase(), failed, now);
    }

    private static String unsent(int packets) {
        return packets == 0 ? "" : counted(packets, "message") + (packets == 1 ? " waits; " : " wait; ");
    }

    private static String why(NetworkReport.@Nullable Failure failure) {
        return failure == null ? "" : "can't link to " + failure.address() + ": " + failure.reason() + "; ";
    }
}
