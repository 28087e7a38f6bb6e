package floodchat.front.relay;

import static floodchat.front.Quantities.counted;

import floodchat.front.LinkStatus;
import floodchat.front.NetworkWords;
import floodchat.front.Quantities;
import floodchat.front.StatusWords;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a relay tells of its network, as lines for a log: what has changed, and from time to time how it stands. Pure.
 */
final class RelayReport {
    /** The neighbours that were told of. */
    private final Map<LinkId, NetworkReport.Link> links = new LinkedHashMap<>();
    private boolean listening;
    /** The kinds of problems that were told of. */
    private Set<String> problems = Set.of();
    private @Nullable String latestWarning;
    private @Nullable String phase;
    private FloodEvent.@Nullable BacklogTold backlog;
    private FloodEvent.@Nullable Inspected latest;

    /** How this peer stands has changed. */
    List<LogLine> status(FloodEvent.StatusChanged status) {
        List<LogLine> lines = new ArrayList<>();
        if (!listening) {
            listening = true;
            lines.add(LogLine.news("listening on " + status.listening()));
        }
        String clock = StatusWords.clockWarning(status);
        String warning = clock == null ? StatusWords.upgradeWarning(status) : clock;
        if (warning != null && !warning.equals(latestWarning)) {
            lines.add(LogLine.warning(warning));
        }
        latestWarning = warning;
        String now = status.links() > 0 ? null : lookingFor(status.phase());
        if (now != null && !now.equals(phase)) {
            lines.add(LogLine.news(now));
        }
        phase = now;
        return lines;
    }

    /** The same words while attempts follow each other, so that they are told once. */
    private static @Nullable String lookingFor(FloodEvent.Phase phase) {
        return switch (phase) {
            case FloodEvent.Phase.Joining(var address, boolean nearby) -> lookingFor(address, nearby);
            case FloodEvent.Phase.Waiting(var address, long _, boolean nearby) -> lookingFor(address, nearby);
            case FloodEvent.Phase.Linked _, FloodEvent.Phase.ClockDiffers _, FloodEvent.Phase.VersionDiffers _ -> null;
        };
    }

    private static String lookingFor(@Nullable Object address, boolean nearby) {
        return "no links; looking for peers" + (address == null ? "" : " at " + address)
                + (nearby ? " and nearby" : "");
    }

    /** Somebody named this address, and it could not be entered. */
    static LogLine joinFailed(FloodEvent.JoinFailed failed) {
        return LogLine.warning("could not enter through " + failed.address() + ": " + failed.reason());
    }

    /** The first one says what the last run has kept. */
    List<LogLine> backlog(FloodEvent.BacklogTold told) {
        boolean first = backlog == null;
        backlog = told;
        return first ? List.of(LogLine.news("backlog: " + words(told))) : List.of();
    }

    private static String words(FloodEvent.BacklogTold told) {
        return counted(told.packets().size(), "packet") + ", " + Quantities.bytes((double) told.bytes());
    }

    /** Which links have come and gone since the last one. */
    List<LogLine> inspected(FloodEvent.Inspected inspected) {
        latest = inspected;
        List<NetworkReport.Link> now = inspected.report().links();
        Set<LinkId> open = new HashSet<>();
        now.forEach(link -> open.add(link.id()));
        List<LogLine> lines = new ArrayList<>();
        String count = counted(now.size(), "link") + " now";
        for (NetworkReport.Link link : List.copyOf(links.values())) {
            if (!open.contains(link.id())) {
                links.remove(link.id());
                lines.add(LogLine.news("the link to " + link.address() + " has ended; " + count));
            }
        }
        for (NetworkReport.Link link : now) {
            if (links.putIfAbsent(link.id(), link) == null) {
                String who = link.dialled() ? "linked to " + link.address() : link.address() + " has linked to us";
                lines.add(LogLine.news(who + "; " + count));
            }
        }
        return lines;
    }

    /** What is wrong, if that is something else than the last time this was asked. */
    List<LogLine> problems(Instant now) {
        FloodEvent.Inspected inspected = latest;
        if (inspected == null || hasNoLink(inspected.report())) {
            return List.of(); // that was told when it began
        }
        Set<String> kinds = new TreeSet<>();
        inspected.report().problems().forEach(problem -> kinds.add(problem.getClass().getSimpleName()));
        LinkStatus.of(inspected).stream().filter(LinkStatus::isStalled).forEach(link -> kinds.add(link.address()));
        if (kinds.equals(problems)) {
            return List.of();
        }
        problems = kinds;
        if (kinds.isEmpty()) {
            return List.of(LogLine.news("nothing is wrong any more"));
        }
        return NetworkWords.health(inspected, null, now, time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                .sentences()
                .stream()
                .map(LogLine::warning)
                .toList();
    }

    private static boolean hasNoLink(NetworkReport report) {
        return report.problems().stream().anyMatch(NetworkReport.Problem.NoLink.class::isInstance);
    }

    /** How this peer stands, in one line. */
    LogLine summary(Instant now) {
        if (latest == null) {
            return LogLine.news("starting");
        }
        NetworkReport report = latest.report();
        long dialled = report.links().stream().filter(NetworkReport.Link::dialled).count();
        Duration up = Duration.between(Instant.ofEpochMilli(report.startedMs()), now);
        return LogLine
                .news("up for %s: %s, of which we dialled %d; %s known; %s came in the last 5 minutes; backlog: %s"
                        .formatted(
                                Quantities.coarse(up),
                                counted(report.links().size(), "link"),
                                dialled,
                                counted(report.contacts(), "other peer"),
                                counted((int) Math.min(report.recent().packets(), Integer.MAX_VALUE), "packet"),
                                backlog == null ? "unknown" : words(backlog)));
    }

    /** For the service that started this peer: shorter than a line of its list. */
    String status() {
        String linked = counted(links.size(), "link");
        return backlog == null ? linked : linked + ", backlog: " + words(backlog);
    }
}
