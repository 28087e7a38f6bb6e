package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Membership;
import floodchat.protocol.flood.limits.BanList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The two views and their history. The core makes it first: the broadcast needs it as {@link Membership}, and
 * {@link HyParView} needs the broadcast.
 */
public final class Neighbourhood implements Membership {
    private final Contact self;
    private final ActiveView active;
    private final PassiveView passive;
    private final BanList bans = new BanList();
    private final HealthHistory health;

    /** @param self our id, and where we listen */
    public Neighbourhood(Contact self, FloodSettings settings, RandomGenerator random) {
        this.self = self;
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

    BanList bans() {
        return bans;
    }

    HealthHistory health() {
        return health;
    }

    // ---- the passive view learns

    void learnAll(List<Contact> contacts, long nowMs) {
        contacts.forEach(contact -> learn(contact, nowMs));
    }

    /** Another peer has told us of this contact. */
    void learn(Contact contact, long nowMs) {
        boolean known = contact.peer().equals(self.peer()) || active.contains(contact.peer());
        if (!known && !bans.contains(contact, nowMs)) {
            passive.add(contact);
        }
    }

    // ---- what the broadcast asks and tells

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
