package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Peers that were found on the local network, without an address. Whoever has few links takes them into the reserve and asks them at once.
 * Whoever has links enough can't tell whether an unknown peer nearby belongs to another island: some visit one, now and then, and what are
 * islands become one network. What is found may be a lie: it is bounded in number and rate, and never replaces what is known of a peer.
 */
final class LanPeers {
    private final Contact self;
    private final ActiveView active;
    private final PassiveView passive;
    private final RandomGenerator random;
    private final FloodContext turn;
    private List<Contact> found = List.of();
    private long heardAtMs = Long.MIN_VALUE / 2;
    private long periodBeganMs = Long.MIN_VALUE / 2;
    private int takenInPeriod;
    private boolean drawnInPeriod;

    LanPeers(Contact self, ActiveView active, PassiveView passive, RandomGenerator random, FloodContext turn) {
        this.self = self;
        this.active = active;
        this.passive = passive;
        this.random = random;
        this.turn = turn;
    }

    /** @param peers all who are there now */
    void found(List<Contact> peers) {
        List<Contact> others = new ArrayList<>(peers.subList(0, Math.min(peers.size(), FloodLimits.MAX_NEARBY)));
        others.removeIf(contact -> contact.peer().equals(self.peer()));
        found = List.copyOf(others);
        heardAtMs = turn.nowMs();
    }

    /** Whether somebody looks at the local network for us: what was told longest ago is forgotten. */
    boolean isHeard() {
        return turn.nowMs() - heardAtMs < FloodLimits.NEARBY_HEARD_MS;
    }

    /** Takes into the reserve whom we don't know: links are few, and whoever refused before may be asked again. */
    void addToReserve() {
        beginPeriod();
        int room = FloodLimits.MAX_NEARBY_TAKEN - takenInPeriod;
        List<Contact> taken = RandomChoice.some(unknown(), room, random);
        taken.forEach(passive::add);
        takenInPeriod += taken.size();
    }

    /**
     * Someone to visit though there are links enough; mostly null. It is drawn once in a period and less often the more peers are around, so that
     * a local network has about as many visits whatever its size.
     */
    @Nullable Contact drawVisit() {
        beginPeriod();
        boolean drawn = !drawnInPeriod && !found.isEmpty() && random.nextInt(found.size()) < FloodLimits.NEARBY_VISITS;
        drawnInPeriod |= !found.isEmpty();
        return drawn ? RandomChoice.one(unknown(), random) : null;
    }

    private List<Contact> unknown() {
        return (isHeard() ? found : List.<Contact>of()).stream()
                .filter(contact -> !active.contains(contact.peer()) && !passive.contains(contact.peer()))
                .toList();
    }

    private void beginPeriod() {
        if (turn.nowMs() - periodBeganMs >= FloodLimits.NEARBY_PERIOD_MS) {
            periodBeganMs = turn.nowMs();
            takenInPeriod = 0;
            drawnInPeriod = false;
        }
    }
}
