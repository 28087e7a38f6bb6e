package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Peers that were found on the local network without an address. A peer with few links puts them into its contact book
 * and asks them at once. A peer with enough links can't tell whether an unknown peer nearby belongs to another island:
 * so some peers visit one now and then, and islands become one network. Anybody can announce anything on a local
 * network: so what is found is bounded in number and rate, and never changes what is known of a peer.
 */
final class LanPeers {
    /** Stands for all who announce themselves on the local network: together they have one teller's share. */
    private static final String TELLER = "local network";

    private final Contact self;
    private final ActiveView active;
    private final ContactBook book;
    private final RandomGenerator random;
    private List<Contact> found = List.of();
    private long foundAtMs = Long.MIN_VALUE / 2;
    private long periodBeganMs = Long.MIN_VALUE / 2;
    private int takenInPeriod;
    private boolean drawnInPeriod;

    LanPeers(Contact self, Neighbourhood neighbourhood, RandomGenerator random) {
        this.self = self;
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
        this.random = random;
    }

    /** @param peers all that are there now */
    void found(List<Contact> peers, long nowMs) {
        List<Contact> others = new ArrayList<>(peers.subList(0, Math.min(peers.size(), FloodLimits.MAX_LAN_PEERS)));
        others.removeIf(contact -> contact.peer().equals(self.peer()));
        found = List.copyOf(others);
        foundAtMs = nowMs;
    }

    /** Whether the local network is being searched for us. */
    boolean isSearched(long nowMs) {
        return nowMs - foundAtMs < MembershipLimits.LAN_REPORT_VALID_MS;
    }

    /** Puts unknown peers into the contact book, because links are few. */
    void addToBook(long nowMs) {
        beginPeriod(nowMs);
        int room = MembershipLimits.MAX_LAN_PEERS_TAKEN - takenInPeriod;
        List<Contact> taken = RandomChoice.some(unknown(nowMs), room, random);
        taken.forEach(contact -> book.heard(contact, TELLER));
        takenInPeriod += taken.size();
    }

    /**
     * A peer to visit although there are enough links; mostly null. It is drawn once in a period, and with a lower
     * probability the more peers are there, so that a local network has about the same number of visits whatever its
     * size.
     */
    @Nullable Contact drawVisit(long nowMs) {
        beginPeriod(nowMs);
        boolean drawn = !drawnInPeriod
                && !found.isEmpty()
                && random.nextInt(found.size()) < MembershipLimits.LAN_VISITS;
        drawnInPeriod |= !found.isEmpty();
        return drawn ? RandomChoice.one(unknown(nowMs), random) : null;
    }

    private List<Contact> unknown(long nowMs) {
        return (isSearched(nowMs) ? found : List.<Contact>of()).stream()
                .filter(contact -> !active.contains(contact.peer())
                        && !book.contains(contact.peer())
                        && !book.contains(contact.address()))
                .toList();
    }

    private void beginPeriod(long nowMs) {
        if (nowMs - periodBeganMs >= MembershipLimits.LAN_PERIOD_MS) {
            periodBeganMs = nowMs;
            takenInPeriod = 0;
            drawnInPeriod = false;
        }
    }
}
