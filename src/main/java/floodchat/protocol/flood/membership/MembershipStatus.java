package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How this peer's membership stands, for a person who asks. It changes nothing. Owned by {@link HyParView}. */
public final class MembershipStatus {
    private final FloodSettings settings;
    private final ActiveView active;
    private final Neighbourhood neighbourhood;
    private final HealthHistory health;
    private final NeighbourPromotion promotion;
    private final Bootstrap bootstrap;
    private final Reachability reachability;

    MembershipStatus(
            FloodSettings settings,
            Neighbourhood neighbourhood,
            NeighbourPromotion promotion,
            Bootstrap bootstrap,
            Reachability reachability) {
        this.settings = settings;
        this.active = neighbourhood.active();
        this.neighbourhood = neighbourhood;
        this.health = neighbourhood.health();
        this.promotion = promotion;
        this.bootstrap = bootstrap;
        this.reachability = reachability;
    }

    /** @param eager whether packets go to a neighbour, and not only their ids */
    public List<NetworkReport.Link> links(Predicate<LinkId> eager) {
        return active.all().stream().map(link -> link(link, eager)).toList();
    }

    private static NetworkReport.Link link(PeerLink link, Predicate<LinkId> eager) {
        return new NetworkReport.Link(
                link.id(),
                link.contact().address(),
                link.dialled(),
                eager.test(link.id()));
    }

    /** When this peer started, by the clock of the core. */
    public long startedMs() {
        return health.startedMs();
    }

    /** How many contacts the book has that are no neighbours. */
    public int contacts() {
        return neighbourhood.unlinked();
    }

    public NetworkReport.@Nullable Repair lastRepair(FloodContext context) {
        NetworkReport.Repair last = health.lastRepair();
        return last == null
                ? null
                : new NetworkReport.Repair(last.kind(), last.peer(), last.lost(), context.wallMs(last.atMs()));
    }

    /** Whether others can dial this peer, as far as it knows. */
    public NetworkReport.Reachability reachability(FloodContext context) {
        return reachability.report(context);
    }

    /** Whether more than half of three neighbours or more are of one group of addresses of the Internet. */
    private Optional<NetworkReport.Problem> shared(FloodContext context) {
        Map<String, Long> sizes = active.all()
                .stream()
                .filter(link -> link.contact().address().owner() != null)
                .collect(Collectors.groupingBy(
                        link -> settings.groups().of(link.contact().address()), Collectors.counting()));
        int of = active.size();
        return sizes.entrySet()
                .stream()
                .filter(one -> of >= MembershipLimits.LINKS_TO_REST && 2 * one.getValue() > of)
                .findFirst()
                .map(one -> new NetworkReport.Problem.SameGroup(
                        context.wallMs(health.changedMs()), one.getKey(), one.getValue().intValue(), of));
    }

    /** What is wrong with the neighbours. @param unsentPackets own packets that no link has written */
    public List<NetworkReport.Problem> problems(int unsentPackets, FloodContext context) {
        List<NetworkReport.Problem> problems = new ArrayList<>();
        if (active.isEmpty()) {
            problems.add(
                    new NetworkReport.Problem.NoLink(
                            context.wallMs(health.noneSinceMs()), unsentPackets, bootstrap.phase(context),
                            bootstrap.failure()));
        } else if (active.missingLinks() > 0 && neighbourhood.unlinked() > 0) {
            long nextTryMs = promotion.isAsking() ? 0 : bootstrap.nextRoundMs(context);
            problems.add(
                    new NetworkReport.Problem.FewLinks(
                            context.wallMs(health.fewSinceMs()), active.size(), settings.wantedLinks(),
                            neighbourhood.unlinked(),
                            nextTryMs));
        }
        shared(context).ifPresent(problems::add);
        OtherVersions.Met newer = bootstrap.newerVersion(context);
        if (newer != null && !active.isEmpty()) {
            problems.add(new NetworkReport.Problem.NewerVersion(context.wallMs(newer.sinceMs()), newer.version()));
        }
        return problems;
    }
}
