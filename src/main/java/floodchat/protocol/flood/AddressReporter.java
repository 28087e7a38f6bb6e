package floodchat.protocol.flood;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses that are worth remembering for the next start: those of neighbours first. Who is alone has nothing better to tell than before: whom it
 * can't reach it forgets one by one, and perhaps it can reach nobody.
 */
final class AddressReporter {
    private final ActiveView active;
    private final PassiveView passive;
    private final FloodContext turn;
    private boolean timerRuns;
    private List<Address> lastTold = List.of();

    AddressReporter(ActiveView active, PassiveView passive, FloodContext turn) {
        this.active = active;
        this.passive = passive;
        this.turn = turn;
    }

    /** The neighbours are others now: a little later that is worth telling. */
    void changed() {
        if (!timerRuns) {
            timerRuns = true;
            turn.startTimer(new FloodTimer.Remember(), FloodLimits.REMEMBER_PERIOD_MS);
        }
    }

    /** What was last told, some of it perhaps long ago. */
    List<Address> lastTold() {
        return lastTold;
    }

    void due() {
        timerRuns = false;
        List<Address> worth = Stream.concat(active.contacts().stream(), passive.contacts().stream())
                .map(Contact::address)
                .distinct()
                .limit(FloodLimits.MAX_REMEMBERED)
                .toList();
        if (!active.isEmpty() && !worth.equals(lastTold)) {
            lastTold = worth;
            turn.tell(new FloodEvent.AddressesLearned(worth));
        }
    }
}
