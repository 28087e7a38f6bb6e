package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a core knows about itself, for a person who asks. Owned by {@link FloodCore}; changes nothing. */
final class Inspector {
    /** The tree and the first neighbour that is asked have had their time: what has not come by then is missed. */
    private static final long MISSED_AFTER_MS = 2 * FloodLimits.MAX_MISSING_MS;

    private final Address self;
    private final FloodSettings settings;
    private final ActiveView active;
    private final PassiveView passive;
    private final NeighbourPromotion reserve;
    private final Bootstrap entrance;
    private final Flooding flooding;
    private final HealthHistory wellbeing;

    Inspector(
            Address self,
            FloodSettings settings,
            ActiveView active,
            PassiveView passive,
            NeighbourPromotion reserve,
            Bootstrap entrance,
            Flooding flooding,
            HealthHistory wellbeing) {
        this.self = self;
        this.settings = settings;
        this.active = active;
        this.passive = passive;
        this.reserve = reserve;
        this.entrance = entrance;
        this.flooding = flooding;
        this.wellbeing = wellbeing;
    }

    NetworkReport report(long nowMs) {
        return new NetworkReport(
                self,
                wellbeing.startedMs(),
                active.all().stream().map(this::link).toList(),
                settings.wantedLinks(),
                settings.maxLinks(),
                passive.size(),
                FloodLimits.PASSIVE_CONTACTS,
                flooding.seenIds(),
                flooding.copies().recent(nowMs),
                flooding.copies().sinceStart(),
                wellbeing.lastMending(),
                troubles(nowMs));
    }

    private NetworkReport.Link link(PeerLink neighbour) {
        return new NetworkReport.Link(
                neighbour.link(),
                neighbour.contact().address(),
                neighbour.dialled(),
                flooding.isEager(neighbour));
    }

    private List<NetworkReport.Trouble> troubles(long nowMs) {
        List<NetworkReport.Trouble> troubles = new ArrayList<>();
        if (active.isEmpty()) {
            troubles.add(noLink());
        } else if (active.wanted() > 0 && passive.size() > 0) {
            troubles.add(fewLinks());
        }
        int missed = flooding.missing().announcedBefore(nowMs - MISSED_AFTER_MS);
        if (missed > 0) {
            troubles.add(new NetworkReport.Trouble.Missing(flooding.missing().firstAnnouncedMs(), missed));
        }
        return troubles;
    }

    private NetworkReport.Trouble noLink() {
        return new NetworkReport.Trouble.NoLink(wellbeing.noneSinceMs(), flooding.unsent(), entrance.phase(),
                entrance.failure());
    }

    private NetworkReport.Trouble fewLinks() {
        return new NetworkReport.Trouble.FewLinks(
                wellbeing.fewSinceMs(),
                active.size(),
                settings.wantedLinks(),
                passive.size(),
                reserve.isAsking() ? 0 : entrance.nextRoundMs());
    }
}
