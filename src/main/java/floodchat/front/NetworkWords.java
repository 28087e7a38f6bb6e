package floodchat.front;

import static floodchat.front.Quantities.counted;

import floodchat.protocol.chat.Refusal;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.NetworkReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The report of how this peer stands in the network, in words and numbers that a person reads. Pure. */
public final class NetworkWords {
    private NetworkWords() {}

    /** One fact: its name, and a few words or numbers. */
    public record Figure(String name, String words) {}

    /** @param sentences what is wrong; if nothing is, one sentence that says so */
    public record Health(boolean good, List<String> sentences) {}

    /**
     * What is wrong here and in the network, the worst first.
     *
     * @param storageProblem why private lines can't be kept, one sentence; null if they can
     * @param clock writes a time
     */
    public static Health health(
            FloodEvent.Inspected inspected,
            @Nullable String storageProblem,
            Instant now,
            Function<Instant, String> clock) {
        List<String> wrong = new ArrayList<>();
        if (storageProblem != null) {
            wrong.add(storageProblem);
        }
        wrong.addAll(new ProblemWords(now, clock).of(inspected));
        return wrong.isEmpty() ? new Health(true, List.of(allIsWell(inspected.report()))) : new Health(false, wrong);
    }

    private static String allIsWell(NetworkReport report) {
        int links = report.links().size();
        return links < report.wantedLinks()
                ? "Nothing is wrong: " + counted(links, "link") + ", and no other peer is known."
                : "Nothing is wrong.";
    }

    /**
     * What there is to know beside the links.
     *
     * @param people how many are here, ourselves among them, as far as their presence messages tell
     * @param clock writes a time
     */
    public static List<Figure> figures(
            NetworkReport report, int people, Instant now, Function<Instant, String> clock) {
        Instant started = Instant.ofEpochMilli(report.startedMs());
        return List.of(
                new Figure("Size", size(report, people)),
                new Figure("Links", links(report)),
                new Figure("Known", known(report)),
                new Figure("Seen", counted(report.seenIds(), "packet") + " known, so that none is shown twice"),
                new Figure("Copies", copies(report, clock.apply(started))),
                new Figure("Repair", repair(report.lastRepair(), clock)),
                new Figure("Here", report.listening() + ", since " + clock.apply(started)),
                new Figure("Reached", ReachabilityWords.reachable(report.reachability(), now, clock)),
                new Figure("Router", ReachabilityWords.router(report.reachability().mapping(), clock)));
    }

    /** How many payloads the chat refused since the start, by the reason. Null if there were none. */
    public static @Nullable Figure refused(Map<Refusal, Long> counts) {
        List<String> words = new ArrayList<>();
        new TreeMap<>(counts).forEach((refusal, count) -> words.add(
                String.format(Locale.ROOT, "%,d %s", count, word(refusal))));
        return words.isEmpty() ? null : new Figure("Refused", String.join(", ", words));
    }

    private static String word(Refusal refusal) {
        return switch (refusal) {
            case UNREADABLE -> "unreadable";
            case UNKNOWN -> "of another version";
            case FORGED -> "forged";
            case REPEATED -> "repeated";
            case OUTDATED -> "out of date";
            case TOO_MANY -> "too many at once";
        };
    }

    /** A neighbour without a name is a peer but no person. A peer without a link hears of nobody. */
    private static String size(NetworkReport report, int people) {
        int links = report.links().size();
        if (links > 0) {
            return "about " + counted(Math.max(people, 1 + links), "peer") + ", from their presence messages";
        }
        return people > 1
                ? "unknown without a link; " + counted(people - 1, "other peer") + " before"
                : "only this peer, as far as we know";
    }

    private static String links(NetworkReport report) {
        int links = report.links().size();
        long dialled = report.links().stream().filter(NetworkReport.Link::dialled).count();
        String number = links + " (" + report.wantedLinks() + " wanted, " + report.maxLinks() + " at most)";
        return links == 0 ? number : number + ", " + dialled + " we dialled, " + (links - dialled) + " dialled us";
    }

    private static String known(NetworkReport report) {
        return counted(report.contacts(), "other peer") + ", " + report.maxContacts() + " at most";
    }

    private static String copies(NetworkReport report, String started) {
        if (report.sinceStart().packets() == 0) {
            return "no packet of others has come yet";
        }
        String sinceStart = perPacket(report.sinceStart()) + " since " + started;
        return report.recent().packets() == 0
                ? sinceStart + ", none in the last " + FloodLimits.RECENT_MINUTES + " minutes"
                : perPacket(report.recent()) + " per packet in the last " + FloodLimits.RECENT_MINUTES
                        + " minutes, " + sinceStart;
    }

    private static String perPacket(NetworkReport.Copies copies) {
        return String.format(Locale.ROOT, "%.2f", (double) copies.received() / copies.packets());
    }

    private static String repair(NetworkReport.@Nullable Repair last, Function<Instant, String> clock) {
        return last == null
                ? "nothing had to be repaired"
                : clock.apply(Instant.ofEpochMilli(last.atMs())) + ", " + repaired(last);
    }

    private static String repaired(NetworkReport.Repair repair) {
        return switch (repair.kind()) {
            case GRAFTED -> "messages were missing, and now come from " + repair.peer();
            case LOST -> repair.peer() + " was lost, and is not replaced yet";
            case REPLACED -> repair.peer().equals(repair.lost())
                    ? repair.peer() + " was lost and is back"
                    : repair.peer() + " replaced " + repair.lost();
            case FOUND_AGAIN -> repair.peer() + " was found after all links were lost";
        };
    }
}
