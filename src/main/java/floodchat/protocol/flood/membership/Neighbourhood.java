package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Membership;
import java.util.random.RandomGenerator;

/** The two views and their history: what the rules of {@link HyParView} work on, and what the broadcast may ask of. */
public final class Neighbourhood implements Membership {
    private final ActiveView active;
    private final PassiveView passive;
    private final HealthHistory health;

    public Neighbourhood(FloodSettings settings, RandomGenerator random) {
        this.active = new ActiveView(settings, random);
        this.passive = new PassiveView(MembershipLimits.PASSIVE_CONTACTS, random);
        this.health = new HealthHistory(settings);
    }

    ActiveView active() {
        return active;
    }

    PassiveView passive() {
        return passive;
    }

    HealthHistory health() {
        return health;
    }

    @Override
    public int knownPeers() {
        return 1 + active.size() + passive.size();
    }

    @Override
    public void grafted(LinkId link, FloodContext context) {
        active.all()
                .stream()
                .filter(neighbour -> neighbour.id().equals(link))
                .forEach(neighbour -> health.grafted(neighbour, context.nowMs()));
    }
}
