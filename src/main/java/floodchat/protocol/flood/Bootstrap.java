package floodchat.protocol.flood;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way into the network, for ever: rounds of attempts at the entry addresses, with a growing pause between them, for as long as there are
 * fewer neighbours than wanted. A peer with few neighbours keeps knocking too: two islands that lost the same entry point find each other there.
 */
final class Bootstrap {
    private final Contact self;
    private final BootstrapAddresses entries;
    private final List<Address> addresses;
    private final ActiveView active;
    private final PassiveView passive;
    private final NeighbourPromotion reserve;
    private final JoinWalks walks;
    private final LanPeers nearby;
    private final AddressReporter memory;
    private final FloodContext turn;
    /** Addresses that turned out to be our own. */
    private final Set<Address> own = new HashSet<>();

    private final BootstrapFailures failures = new BootstrapFailures();

    private final Deque<Address> toTry = new ArrayDeque<>();
    /** Attempts under way: dialled, or waiting for somebody to take us. */
    private final Set<DialReason.Enter> underWay = new HashSet<>();

    private long pauseMs = FloodLimits.FIRST_RETRY_MS;
    private long roundBeganMs = Long.MIN_VALUE / 2;
    private int round;
    private boolean pausing;
    private long nextRoundMs;
    /** Of what a person named; the first of all where they named none: the others mean nothing to them. */
    private Address lastTried;

    Bootstrap(
            Contact self,
            BootstrapAddresses entries,
            ActiveView active,
            PassiveView passive,
            NeighbourPromotion reserve,
            JoinWalks walks,
            LanPeers nearby,
            AddressReporter memory,
            FloodContext turn) {
        this.self = self;
        this.entries = entries;
        this.addresses = entries.all();
        this.active = active;
        this.passive = passive;
        this.reserve = reserve;
        this.walks = walks;
        this.nearby = nearby;
        this.memory = memory;
        this.turn = turn;
        this.lastTried = waitingFor();
    }

    /** Begins a round: everyone who refused is asked again, and the entry addresses where links are few. */
    void beginRound() {
        round++;
        pausing = false;
        roundBeganMs = turn.nowMs();
        passive.forgetRefusals();
        boolean lonely = active.size() < FloodLimits.LINKS_TO_REST;
        if (lonely) {
            nearby.addToReserve();
        }
        reserve.fill();
        if (lonely) {
            toTry.clear();
            worthATry().filter(address -> !own.contains(address)).forEach(toTry::add);
            walks.startOwn();
        }
        proceed();
    }

    /** Who is alone tries what it has told to be remembered too, as after a new start: whom it knew since may all be gone. */
    private Stream<Address> worthATry() {
        return active.isEmpty()
                ? Stream.concat(addresses.stream(), memory.lastTold().stream()).distinct()
                : addresses.stream();
    }

    void retryDue(int dueRound) {
        if (dueRound == round && pausing) {
            beginRound();
        }
    }

    /** A person wants to enter here: the peer there is asked to keep the link, so that two networks become one. */
    void join(Address address) {
        dial(new DialReason.Enter(address, Frame.Need.HERE, true));
    }

    /** These are on the local network now. A visit asks the peer there to keep the link, so that two islands become one. */
    void found(List<Contact> peers) {
        nearby.found(peers);
        if (active.size() < FloodLimits.LINKS_TO_REST) {
            nearby.addToReserve();
            return;
        }
        Contact visited = nearby.drawVisit();
        if (visited != null) {
            dial(new DialReason.Enter(visited.address(), Frame.Need.HERE, false));
        }
    }

    /** After every change: tries the next addresses, or pauses once all were tried. */
    void proceed() {
        if (active.size() >= FloodLimits.LINKS_TO_REST) {
            toTry.clear();
        }
        while (!toTry.isEmpty() && underWay.size() < FloodLimits.DIALS_AT_A_TIME) {
            Frame.Need need = active.isEmpty() ? Frame.Need.FIRST : Frame.Need.MORE;
            dial(new DialReason.Enter(toTry.remove(), need, false));
        }
        if (toTry.isEmpty() && underWay.isEmpty() && !pausing && active.wanted() > 0) {
            pause(pauseMs);
            pauseMs = Math.min(2 * pauseMs, FloodLimits.LAST_RETRY_MS);
        }
    }

    private void dial(DialReason.Enter enter) {
        if (underWay.add(enter)) {
            lastTried = enter.asked() || isGiven(enter) ? enter.address() : waitingFor();
            turn.dial(enter);
        }
    }

    private void pause(long ms) {
        pausing = true;
        nextRoundMs = turn.nowMs() + ms;
        turn.startTimer(new FloodTimer.Retry(round), ms);
    }

    /** We have a neighbour more: the next loss is answered quickly again. */
    void linked() {
        pauseMs = FloodLimits.FIRST_RETRY_MS;
    }

    /**
     * We have a neighbour less: without any, a new round begins at once, but never two within the shortest pause. The pauses begin anew: they
     * had grown while a few neighbours were enough to talk.
     */
    void unlinked() {
        if (active.isEmpty()) {
            pauseMs = FloodLimits.FIRST_RETRY_MS;
        }
        if (active.isEmpty() && underWay.isEmpty()) {
            round++;
            pause(Math.max(0, roundBeganMs + FloodLimits.FIRST_RETRY_MS - turn.nowMs()));
        }
    }

    void foundOurselves(DialReason.Enter enter) {
        own.add(enter.address());
        failed(enter, "that is this peer itself");
    }

    void failed(DialReason.Enter enter, String reason) {
        underWay.remove(enter);
        if (enter.asked()) {
            turn.tell(new FloodEvent.JoinFailed(enter.address(), reason));
        }
    }

    /**
     * Nobody answered, which a person should know who named the address; or somebody who refused, which a person without neighbours should know in any
     * case. But not every minute again.
     */
    void dialFailed(DialReason.Enter enter, String reason, boolean refused) {
        failed(enter, reason);
        failures.failed(enter.address(), reason, refused);
        boolean matters = isGiven(enter) || refused && active.isEmpty();
        if (matters && !enter.asked() && failures.tellOnce(enter.address())) {
            turn.tell(new FloodEvent.JoinFailed(enter.address(), reason));
        }
    }

    private boolean isGiven(DialReason.Enter enter) {
        return entries.given().contains(enter.address());
    }

    /** Why there is no link, as far as it is known. */
    NetworkReport.@Nullable Failure failure() {
        return failures.worst(waitingFor());
    }

    /** The peer there has taken us. */
    void opened(DialReason.Enter enter) {
        failures.opened(enter.address());
        underWay.remove(enter);
    }

    /** The link is gone: if the peer there has not taken us by then, it won't. @param settled true where that is no news for a person */
    void closed(DialReason.Enter enter, boolean settled) {
        if (settled || !underWay.contains(enter)) {
            underWay.remove(enter);
        } else {
            failed(enter, "the peer ended the connection");
        }
    }

    /** Nobody has dialled back: perhaps nobody can. The entry point is asked to keep the link. */
    void notDialledBack(DialReason.Enter enter) {
        failed(enter, "the peer did not answer");
        if (active.isEmpty() && enter.need() == Frame.Need.FIRST) {
            dial(new DialReason.Enter(enter.address(), Frame.Need.HERE, enter.asked()));
        }
    }

    /** When those who refused are asked again; 0 where nobody is waited for. */
    long nextRoundMs() {
        return pausing ? nextRoundMs : 0;
    }

    FloodEvent.Phase phase() {
        if (!active.isEmpty()) {
            return new FloodEvent.Phase.Linked();
        }
        return pausing && underWay.isEmpty()
                ? new FloodEvent.Phase.Waiting(waitingFor(), nextRoundMs, nearby.isHeard())
                : new FloodEvent.Phase.Joining(lastTried, nearby.isHeard());
    }

    private Address waitingFor() {
        return addresses.isEmpty() ? self.address() : addresses.getFirst();
    }
}
