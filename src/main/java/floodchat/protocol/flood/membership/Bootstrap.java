package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.ClockGap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.NetworkReport;
import floodchat.protocol.flood.OtherVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way into the network: rounds with a growing pause between them, while there are fewer neighbours than wanted.
 * Each round asks peers that refused again. With fewer than {@value MembershipLimits#LINKS_TO_REST} neighbours it also
 * tries the bootstrap addresses. So two islands that have lost the same entry point find each other there.
 */
final class Bootstrap {
    private static final String LOCALHOST = "localhost";

    private final Contact self;
    private final BootstrapAddresses given;
    private final List<Address> addresses;
    private final ActiveView active;
    private final ContactBook book;
    private final NeighbourPromotion promotion;
    private final Shuffling shuffling;
    private final LanPeers lan;
    private final AddressReporter reporter;
    private final BootstrapFailures failures = new BootstrapFailures();
    private final DifferingClocks clocks = new DifferingClocks();
    private final OtherVersions versions = new OtherVersions();
    /** Addresses that turned out to be our own. */
    private final Set<Address> own = new HashSet<>();

    private final Deque<Address> toTry = new ArrayDeque<>();
    /** Attempts under way: dialled, or waiting for a peer to take us. */
    private final Set<DialReason.Enter> underWay = new HashSet<>();

    private long pauseMs = MembershipLimits.FIRST_RETRY_MS;
    private long roundBeganMs = Long.MIN_VALUE / 2;
    private int round;
    private boolean pausing;
    private long nextRoundMs;
    /** The last address tried that a person named; null if the last one was none of those. */
    private @Nullable Address lastNamed;

    Bootstrap(
            Contact self,
            BootstrapAddresses given,
            Neighbourhood neighbourhood,
            NeighbourPromotion promotion,
            Shuffling shuffling,
            LanPeers lan,
            AddressReporter reporter) {
        this.self = self;
        this.given = given;
        this.addresses = given.all();
        this.active = neighbourhood.active();
        this.book = neighbourhood.book();
        this.promotion = promotion;
        this.shuffling = shuffling;
        this.lan = lan;
        this.reporter = reporter;
    }

    /**
     * The address that stands for all that a person did not name. It is the first one, because further ones mean little
     * to them. If that one is our own, it is the first of another machine. Null if there is none.
     */
    private @Nullable Address firstAddress() {
        Address first = addresses.isEmpty() ? null : addresses.getFirst();
        return first == null || !own.contains(first)
                ? first
                : addresses.stream().filter(this::isOfAnotherMachine).findFirst().orElse(null);
    }

    private boolean isOfAnotherMachine(Address address) {
        return !own.contains(address) && !address.isLoopback() && !address.host().equals(LOCALHOST);
    }

    // ---- rounds

    /** Begins a round: peers that refused are asked again, and if links are few, the bootstrap addresses are tried. */
    void beginRound(FloodContext context) {
        round++;
        pausing = false;
        roundBeganMs = context.nowMs();
        book.forgetRefusals();
        boolean fewLinks = active.size() < MembershipLimits.LINKS_TO_REST;
        if (fewLinks) {
            lan.addToBook(context.nowMs());
            toTry.clear();
            worthATry().filter(address -> !own.contains(address) && !isLinkedOrAsked(address)).forEach(toTry::add);
            shuffling.withNeighbour(context);
        }
        proceed(context);
        promotion.fill(context);
    }

    /** A peer without neighbours also tries the addresses that it reported for the next start. */
    private Stream<Address> worthATry() {
        return active.isEmpty()
                ? Stream.concat(addresses.stream(), reporter.lastReported().stream()).distinct()
                : addresses.stream();
    }

    private boolean isLinkedOrAsked(Address address) {
        return promotion.isAsking(address)
                || active.all().stream().anyMatch(neighbour -> neighbour.contact().address().equals(address));
    }

    void retryDue(int dueRound, FloodContext context) {
        if (dueRound == round && pausing) {
            beginRound(context);
        }
    }

    /** After every change: tries the next addresses, or pauses after all were tried. */
    void proceed(FloodContext context) {
        if (active.size() >= MembershipLimits.LINKS_TO_REST) {
            toTry.removeIf(address -> round > 1 || !given.anchors().contains(address));
        }
        while (!toTry.isEmpty() && underWay.size() < MembershipLimits.DIALS_AT_A_TIME) {
            dial(new DialReason.Enter(toTry.remove(), false, false), context);
        }
        if (toTry.isEmpty() && underWay.isEmpty() && !pausing && active.missingLinks() > 0) {
            pause(pauseMs, context);
            pauseMs = Math.min(2 * pauseMs, MembershipLimits.LAST_RETRY_MS);
        }
    }

    private void pause(long ms, FloodContext context) {
        pausing = true;
        nextRoundMs = context.nowMs() + ms;
        context.startTimer(new FloodTimer.Retry(round), ms);
    }

    private void dial(DialReason.Enter enter, FloodContext context) {
        if (underWay.add(enter)) {
            lastNamed = enter.asked() || isGiven(enter) ? enter.address() : null;
            book.asked(enter.address());
            context.dial(enter);
        }
    }

    private boolean isGiven(DialReason.Enter enter) {
        return given.given().contains(enter.address());
    }

    // ---- what a person asks for, and what the local network has

    /** A person wants to enter here. The peer there is asked to keep the link, so that two networks become one. */
    void join(Address address, FloodContext context) {
        dial(new DialReason.Enter(address, true, true), context);
    }

    /**
     * These peers are on the local network now. A peer that is visited is asked to keep the link, so that two islands
     * become one.
     */
    void found(List<Contact> peers, FloodContext context) {
        lan.found(peers, context.nowMs());
        if (active.size() < MembershipLimits.LINKS_TO_REST) {
            lan.addToBook(context.nowMs());
            return;
        }
        Contact visited = lan.drawVisit(context.nowMs());
        if (visited != null) {
            dial(new DialReason.Enter(visited.address(), true, false), context);
        }
    }

    // ---- neighbours come and go

    /** There are more neighbours: the next loss is answered quickly again. */
    void linked() {
        pauseMs = MembershipLimits.FIRST_RETRY_MS;
        clocks.forget();
    }

    /** A peer's clock and ours are too far apart to link. */
    void clockDiffers(ClockGap gap, FloodContext context) {
        clocks.add(gap, context.nowMs());
    }

    /** A peer speaks another version than we do. */
    void otherVersionMet(OtherVersion version, FloodContext context) {
        versions.add(version, context.nowMs());
    }

    /** Our clock was set: peers that refused us because of it are asked again at once. */
    void clockSet(FloodContext context) {
        if (clocks.forget()) {
            beginRoundSoon(context);
        }
    }

    /**
     * There are fewer neighbours. If there are none, a new round begins at once, but never two within the shortest
     * pause. The pauses are short again: they had grown while a few neighbours were enough to talk.
     */
    void unlinked(FloodContext context) {
        if (active.isEmpty()) {
            pauseMs = MembershipLimits.FIRST_RETRY_MS;
        }
        if (active.isEmpty() && underWay.isEmpty()) {
            beginRoundSoon(context);
        }
    }

    private void beginRoundSoon(FloodContext context) {
        pauseMs = MembershipLimits.FIRST_RETRY_MS;
        round++;
        pause(Math.max(0, roundBeganMs + MembershipLimits.FIRST_RETRY_MS - context.nowMs()), context);
    }

    // ---- attempts end

    /** A link to this address is open. */
    void linkOpened(DialReason.Enter enter, Contact peer, FloodContext context) {
        if (peer.peer().equals(self.peer())) {
            own.add(enter.address());
            failed(enter, "that is this peer itself", context);
        } else if (active.contains(peer.peer())) {
            failed(enter, "there is a link already", context);
        }
    }

    /** The peer there has no room for us. @param contact where it is, if the address was a name */
    void refused(DialReason.Enter enter, Address contact, FloodContext context) {
        book.asked(contact);
        failed(enter, "the peer there has no room for another link", context);
    }

    /** The peer there has taken us. */
    void entered(DialReason.Enter enter) {
        failures.entered(enter.address());
        underWay.remove(enter);
    }

    private void failed(DialReason.Enter enter, String why, FloodContext context) {
        underWay.remove(enter);
        if (enter.asked()) {
            context.tell(new FloodEvent.JoinFailed(enter.address(), why));
        }
    }

    /**
     * A dial has failed. A person is told if they named the address, or if they have no neighbours and the peer there
     * refuses us; but only once, not every minute. Neighbours that were met in this run are tried again as well: one
     * that refuses us has probably just said goodbye.
     */
    void dialFailed(DialReason.Enter enter, String why, boolean refused, FloodContext context) {
        failed(enter, why, context);
        failures.failed(enter.address(), why, refused);
        boolean matters = isGiven(enter) || refused && active.isEmpty() && addresses.contains(enter.address());
        if (matters && !enter.asked() && failures.tellOnce(enter.address())) {
            context.tell(new FloodEvent.JoinFailed(enter.address(), why));
        }
    }

    /**
     * The link is gone. If the peer there has not taken us by then, it won't.
     *
     * @param settled true if that is no news for a person
     */
    void closed(DialReason.Enter enter, boolean settled, FloodContext context) {
        if (settled || !underWay.contains(enter)) {
            underWay.remove(enter);
        } else {
            failed(enter, "the peer ended the connection", context);
        }
    }

    /** The peer there has not answered in time. */
    void unanswered(DialReason.Enter enter, FloodContext context) {
        failed(enter, "the peer did not answer", context);
    }

    // ---- for a person who asks

    /** Why there is no link, as far as it is known. */
    NetworkReport.@Nullable Failure failure() {
        return failures.worst(firstAddress());
    }

    /** A newer version that peers speak which were met lately; null if none was. */
    OtherVersions.@Nullable Met newerVersion(FloodContext context) {
        return versions.newer(context.nowMs());
    }

    /** When peers that refused are asked again, by the wall clock; 0 if no pause is running. */
    long nextRoundMs(FloodContext context) {
        return pausing ? context.wallMs(nextRoundMs) : 0;
    }

    FloodEvent.Phase phase(FloodContext context) {
        if (!active.isEmpty()) {
            return new FloodEvent.Phase.Linked();
        }
        FloodEvent.Phase clock = clocks.phase(context.nowMs());
        if (clock != null) {
            return clock;
        }
        OtherVersions.Met met = versions.worst(context.nowMs());
        if (met != null) {
            return new FloodEvent.Phase.VersionDiffers(met.version());
        }
        boolean nearby = lan.isSearched(context.nowMs());
        if (pausing && underWay.isEmpty()) {
            return new FloodEvent.Phase.Waiting(firstAddress(), context.wallMs(nextRoundMs), nearby);
        }
        boolean isNamed = lastNamed != null && !own.contains(lastNamed);
        return new FloodEvent.Phase.Joining(isNamed ? lastNamed : firstAddress(), nearby);
    }
}
