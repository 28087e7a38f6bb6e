package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodTimer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reports the addresses that are worth remembering for the next start: first the neighbours that we chose, the oldest
 * of them (the anchors) before the others; then contacts that were tried; then other neighbours. A peer without
 * neighbours reports nothing new: it forgets one by one the peers that it can't reach, and perhaps it can reach none.
 */
final class AddressReporter {
    private final ActiveView active;
    private final ContactBook book;
    private boolean timerRuns;
    private List<Address> lastReported = List.of();

    AddressReporter(Neighbourhood neighbourhood) {
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
    }

    /** The neighbours have changed: a little later that is worth a report. */
    void changed(FloodContext context) {
        if (!timerRuns) {
            timerRuns = true;
            context.startTimer(new FloodTimer.AddressReportDue(), MembershipLimits.ADDRESS_REPORT_PERIOD_MS);
        }
    }

    /** What was reported last, some of it perhaps long ago. */
    List<Address> lastReported() {
        return lastReported;
    }

    private List<Contact> chosen() {
        return active.chosenLinks().stream().map(PeerLink::contact).toList();
    }

    void due(FloodContext context) {
        timerRuns = false;
        List<Address> addresses = Stream.of(chosen(), book.triedContacts(), active.contacts())
                .flatMap(List::stream)
                .map(Contact::address)
                .distinct()
                .limit(MembershipLimits.MAX_REMEMBERED)
                .toList();
        if (!active.isEmpty() && !addresses.equals(lastReported)) {
            lastReported = addresses;
            context.tell(new FloodEvent.AddressesLearned(addresses));
        }
    }
}
