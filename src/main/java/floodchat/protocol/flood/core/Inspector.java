package floodchat.protocol.flood.core;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.broadcast.BroadcastStatus;
import floodchat.protocol.flood.membership.MembershipLimits;
import floodchat.protocol.flood.membership.MembershipStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers how this peer stands in the network, for a person who asks. It changes nothing. Owned by {@link FloodCore}.
 */
final class Inspector {
    private final Address self;
    private final FloodSettings settings;
    private final MembershipStatus membership;
    private final BroadcastStatus broadcast;

    Inspector(Address self, FloodSettings settings, MembershipStatus membership, BroadcastStatus broadcast) {
        this.self = self;
        this.settings = settings;
        this.membership = membership;
        this.broadcast = broadcast;
    }

    NetworkReport report(FloodContext context) {
        return new NetworkReport(
                self,
                context.wallMs(membership.startedMs()),
                links(context),
                settings.wantedLinks(),
                settings.maxLinks(),
                membership.contacts(),
                MembershipLimits.BOOK_CONTACTS,
                broadcast.seenIds(),
                broadcast.recentCopies(context.nowMs()),
                broadcast.copiesSinceStart(),
                membership.lastRepair(context),
                membership.reachability(context),
                problems(context));
    }

    private List<NetworkReport.Link> links(FloodContext context) {
        return membership.links(broadcast::isEager)
                .stream()
                .map(link -> link.withBrokenPromises(broadcast.brokenPromises(link.id(), context.nowMs())))
                .toList();
    }

    private List<NetworkReport.Problem> problems(FloodContext context) {
        List<NetworkReport.Problem> problems = new ArrayList<>(membership.problems(broadcast.unsent(), context));
        problems.addAll(broadcast.problems(context));
        return problems;
    }
}
