package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.Membership;
import floodchat.protocol.flood.limits.BanList;
import floodchat.protocol.flood.limits.DialHistory;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the rules of the membership share: the active view, the contact book, and what is known of bans, dials and
 * losses. The core makes it first: the broadcast needs it as {@link Membership}, and
 * {@link HyParView} needs the broadcast.
 */
public final class Neighbourhood implements Membership {
    private final Contact self;
    private final ActiveView active;
    private final ContactBook book;
    private final BanList bans = new BanList();
    private final DialHistory dials;
    private final HealthHistory health;

    /** @param self our id, and where we listen */
    public Neighbourhood(Contact self, FloodSettings settings, RandomGenerator random) {
        this.self = self;
        this.active = new ActiveView(settings, random);
        this.book = new ContactBook(settings.groups(), random);
        this.dials = new DialHistory(settings.groups());
        this.health = new HealthHistory(settings);
    }

    ActiveView active() {
        return active;
    }

    ContactBook book() {
        return book;
    }

    BanList bans() {
        return bans;
    }

    DialHistory dials() {
        return dials;
    }

    HealthHistory health() {
        return health;
    }

    // ---- the book learns

    /**
     * The peer at the other end of this link tells of these contacts. What a peer on the Internet calls by a private
     * address is on its own network at best: we would look for it on ours.
     */
    void heard(List<Contact> contacts, PeerLink from, long nowMs) {
        boolean isFar = from.contact().address().owner() != null;
        contacts.stream()
                .filter(one -> isOther(one, nowMs) && !(isFar && one.address().owner() == null))
                .forEach(one -> book.heard(one, from.asTeller()));
    }

    /** This peer has dialled us. */
    void seen(PeerLink from, long nowMs) {
        if (isOther(from.contact(), nowMs)) {
            book.seen(from.contact());
        }
    }

    private boolean isOther(Contact contact, long nowMs) {
        return !contact.peer().equals(self.peer())
                && !active.contains(contact.peer())
                && !bans.contains(contact, nowMs);
    }

    // ---- what the broadcast asks and tells

    @Override
    public int knownPeers() {
        return 1 + active.size() + unlinked();
    }

    /** How many contacts of the book are no neighbours. */
    int unlinked() {
        int linked = 0;
        for (PeerLink neighbour : active.all()) {
            linked += book.contains(neighbour.contact().address()) ? 1 : 0;
        }
        return book.size() - linked;
    }

    @Override
    public void grafted(LinkId link, FloodContext context) {
        active.all()
                .stream()
                .filter(neighbour -> neighbour.id().equals(link))
                .forEach(neighbour -> health.grafted(neighbour, context.nowMs()));
    }
}
