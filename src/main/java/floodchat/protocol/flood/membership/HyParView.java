package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Broadcast;
import floodchat.protocol.flood.ClockGap;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.PortMapping;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The only class of the membership that the core calls: takes what happens to links, and gives it to the rule that it
 * concerns. After each change in the number of neighbours it lets the other rules follow. Owned by the core.
 */
public final class HyParView {
    private final Contact self;
    private final Broadcast broadcast;
    private final Neighbourhood neighbourhood;
    private final ActiveView active;
    private final HealthHistory health;
    private final NeighbourPromotion promotion;
    private final PeerLinks links;
    private final Admission admission;
    private final Shuffling shuffling;
    private final Feelers feelers;
    private final AddressReporter reporter;
    private final Bootstrap bootstrap;
    private final Reachability reachability;
    private final MembershipStatus status;
    /** How many neighbours there were when the other rules last followed. */
    private int settledLinks;

    private FloodEvent.@Nullable StatusChanged lastStatus;
    private final CommonClock commonClock = new CommonClock();

    /**
     * @param self our id, and where we listen; other peers know our host better than we do
     * @param addresses where to enter the network
     */
    public HyParView(
            Contact self,
            BootstrapAddresses addresses,
            FloodSettings settings,
            Neighbourhood neighbourhood,
            Broadcast broadcast,
            RandomGenerator random) {
        this.self = self;
        this.broadcast = broadcast;
        this.neighbourhood = neighbourhood;
        this.active = neighbourhood.active();
        this.health = neighbourhood.health();
        this.promotion = new NeighbourPromotion(settings, neighbourhood);
        this.links = new PeerLinks(neighbourhood, promotion, broadcast);
        this.shuffling = new Shuffling(neighbourhood, promotion, random);
        this.feelers = new Feelers(neighbourhood, random);
        this.admission = new Admission(self, neighbourhood, links, shuffling, broadcast);
        this.reporter = new AddressReporter(neighbourhood);
        LanPeers lan = new LanPeers(self, neighbourhood, random);
        this.bootstrap = new Bootstrap(self, addresses, neighbourhood, promotion, shuffling, lan, reporter);
        this.reachability = new Reachability(self);
        this.status = new MembershipStatus(settings, neighbourhood, promotion, bootstrap, reachability);
    }

    /** Begins to look for neighbours. */
    public void start(FloodContext context) {
        health.started(context.nowMs());
        shuffling.start(context);
        feelers.start(context);
        bootstrap.beginRound(context);
        tellStatus(context);
    }

    /** Enters the network through this address too, because a person asks for it. */
    public void join(Address address, FloodContext context) {
        if (!links.isLeaving()) {
            bootstrap.join(address, context);
            settle(context);
        }
    }

    /** These peers are on the local network now. */
    public void found(List<Contact> peers, FloodContext context) {
        if (!links.isLeaving()) {
            bootstrap.found(peers, context);
            settle(context);
        }
    }

    /** This is what the router says about our port. */
    public void portMapped(PortMapping mapping, FloodContext context) {
        reachability.mapped(mapping, context.nowMs());
        if (!links.isLeaving()) {
            tellStatus(context);
        }
    }

    /** Says goodbye on every link, and tells {@link FloodEvent.Stopped} when all of them have closed. */
    public void leave(FloodContext context) {
        reporter.due(context);
        context.startTimer(new FloodTimer.GoodbyeDue(), FloodLimits.GOODBYE_WITHIN_MS);
        links.leave(context);
        tellStoppedIfAlone(context);
    }

    private void tellStoppedIfAlone(FloodContext context) {
        if (links.isLeaving() && links.isEmpty()) {
            context.tell(new FloodEvent.Stopped());
        }
    }

    // ---- links

    public void linkOpened(FloodInput.LinkOpened opened, FloodContext context) {
        long clockAheadMs = opened.peerClockMs() - context.nowMs();
        PeerLink link = new PeerLink(opened.link(), opened.peer(), opened.reason(), clockAheadMs);
        if (opened.reason() instanceof DialReason.Enter enter) {
            bootstrap.linkOpened(enter, opened.peer(), context);
        }
        reachability.opened(link, context.nowMs());
        admission.linkOpened(link, context);
        settle(context);
    }

    public void linkClosed(LinkId id, FloodContext context) {
        PeerLink link = links.get(id);
        if (link == null) {
            return;
        }
        if (link.reason() instanceof DialReason.Enter enter) {
            bootstrap.closed(enter, links.isLeaving() || active.contains(link.peer()), context);
        }
        noteLoss(link, context);
        links.closed(link, context);
        tellStoppedIfAlone(context);
        settle(context);
    }

    public void dialFailed(FloodInput.DialFailed failed, FloodContext context) {
        if (failed.clocks() != null) {
            bootstrap.clockDiffers(failed.clocks(), context);
        }
        switch (failed.reason()) {
            case DialReason.Enter enter -> bootstrap.dialFailed(enter, failed.why(), failed.refused(), context);
            case DialReason.Promote(Contact candidate, boolean _) ->
                promotionFailed(candidate, failed.clocks(), context);
            case DialReason.Feel(Contact candidate) -> promotionFailed(candidate, failed.clocks(), context);
        }
        settle(context);
    }

    /** A peer of another version was met, so its person or ours should upgrade. */
    public void otherVersionMet(OtherVersion version, FloodContext context) {
        bootstrap.otherVersionMet(version, context);
        settle(context);
    }

    /** Without a neighbour it may be our own clock that is wrong. Then all peers refuse us, and none is forgotten. */
    private void promotionFailed(Contact contact, @Nullable ClockGap clocks, FloodContext context) {
        if (clocks != null && active.isEmpty()) {
            promotion.refused(contact);
        } else {
            promotion.dialFailed(contact, context.nowMs());
        }
    }

    /**
     * Our wall clock was set. What neighbours said of their clocks in the handshake may no longer be near it: then
     * either they or we would drop packets in silence. Such a link ends, and the next handshake with the same peer says
     * what its clock shows now: it may have been set like ours.
     */
    public void clockSet(FloodContext context) {
        if (links.isLeaving()) {
            return;
        }
        for (PeerLink link : links.withOtherClocks(context)) {
            boolean wasInbound = link.isActive() && !link.dialled();
            noteLoss(link, context);
            links.disconnect(link, Frame.Reason.LEAVING, context);
            if (wasInbound) {
                neighbourhood.seen(link, context.nowMs());
            }
        }
        bootstrap.clockSet(context);
        settle(context);
    }

    /** Ends the link at once and bans its peer for a while. @param why one clause for the log */
    public void expel(LinkId id, String why, FloodContext context) {
        PeerLink link = links.get(id);
        if (link != null && link.stage() != PeerLink.Stage.EXPELLED) {
            noteLoss(link, context);
            links.expel(link, why, context);
            settle(context);
        }
    }

    private void noteLoss(PeerLink link, FloodContext context) {
        if (link.isActive()) {
            health.lost(link, context.nowMs());
        }
    }

    /** Whether anything that this link brings counts: it is open, and its peer was not expelled. */
    public boolean listensTo(LinkId id) {
        PeerLink link = links.get(id);
        return link != null && link.stage() != PeerLink.Stage.EXPELLED;
    }

    /**
     * Whether packets that this link brings count: not before it is a neighbour, and not after its peer was expelled.
     */
    public boolean takesPacketsFrom(LinkId id) {
        PeerLink link = links.get(id);
        return link != null && (link.isActive() || link.stage() == PeerLink.Stage.ENDING);
    }

    /** The neighbours, the oldest first. */
    public List<LinkId> neighbours() {
        return active.ids();
    }

    // ---- frames

    public void joinRequested(LinkId id, Frame.JoinRequest request, FloodContext context) {
        PeerLink from = links.get(id);
        if (from != null) {
            admission.joinRequested(from, request.urgent(), context);
            settle(context);
        }
    }

    public void joinAcknowledged(LinkId id, Frame.JoinAck ack, FloodContext context) {
        PeerLink from = links.get(id);
        if (from == null) {
            return;
        }
        if (from.reason() instanceof DialReason.Enter enter) {
            bootstrap.entered(enter);
        }
        if (from.isTemporary() && from.isAskedForLink() && from.takeContacts()) {
            admission.acknowledged(from, context);
            List<Contact> contacts = toldBy(from, ack.sample());
            neighbourhood.heard(contacts, from, context.nowMs());
            if (from.isActive() && from.reason() instanceof DialReason.Enter enter && enter.asked()) {
                promotion.promoteSome(contacts, context);
            }
        }
        settle(context);
    }

    public void disconnected(LinkId id, Frame.Disconnect disconnect, FloodContext context) {
        PeerLink from = links.get(id);
        if (from == null) {
            return;
        }
        if (disconnect.reason() == Frame.Reason.LEAVING) {
            noteLoss(from, context);
        }
        if (from.isTemporary() && from.reason() instanceof DialReason.Enter enter) {
            bootstrap.refused(enter, from.contact().address(), context);
        }
        links.disconnected(from, disconnect.reason(), context);
        settle(context);
    }

    public void shuffled(LinkId id, Frame.Shuffle shuffle, FloodContext context) {
        PeerLink from = links.get(id);
        if (from != null && (from.isActive() || from.isTemporary() && !from.dialled())) {
            shuffling.received(from, toldBy(from, shuffle.contacts()), context);
            settle(context);
        }
    }

    public void shuffleReplied(LinkId id, Frame.ShuffleReply reply, FloodContext context) {
        PeerLink from = links.get(id);
        if (from != null && from.takeContacts()) {
            neighbourhood.heard(toldBy(from, reply.contacts()), from, context.nowMs());
            if (from.reason() instanceof DialReason.Feel && from.isTemporary()) {
                links.end(from, "the contact is there", context);
            }
            settle(context);
        }
    }

    private static List<Contact> toldBy(PeerLink from, List<Contact> contacts) {
        return contacts.stream().map(contact -> contact.toldBy(from.contact())).toList();
    }

    // ---- timers

    public void retryDue(int round, FloodContext context) {
        if (!links.isLeaving()) {
            bootstrap.retryDue(round, context);
            settle(context);
        }
    }

    public void shuffleDue(FloodContext context) {
        if (!links.isLeaving()) {
            boolean unheard = broadcast.unheardSinceMs(context.nowMs()) >= 0;
            boolean mayPromote = !admission.isCrowded(context.nowMs())
                    && active.hasRoomForDialled(context.nowMs(), link -> broadcast.isIdle(link.id(), context.nowMs()));
            shuffling.due(unheard, mayPromote, context);
            settle(context);
        }
    }

    public void feelerDue(FloodContext context) {
        if (!links.isLeaving()) {
            feelers.due(context);
        }
    }

    /** By now one side should have said what this link is for. */
    public void purposeDue(LinkId id, FloodContext context) {
        PeerLink link = links.get(id);
        if (link == null || !link.isTemporary() || links.isLeaving()) {
            return;
        }
        links.end(link, "no purpose in time", context);
        if (link.reason() instanceof DialReason.Enter enter) {
            bootstrap.unanswered(enter, context);
        }
        settle(context);
    }

    public void addressReportDue(FloodContext context) {
        if (!links.isLeaving()) {
            reporter.due(context);
            settle(context);
        }
    }

    // ---- what follows

    /** What follows from a change in the number of neighbours, whatever brought it about. */
    private void settle(FloodContext context) {
        if (links.isLeaving()) {
            return;
        }
        links.tellBroadcast(context);
        int before = settledLinks;
        int now = active.size();
        settledLinks = now;
        if (now > before) {
            bootstrap.linked();
        }
        if (now == 0 && before > 0) {
            promotion.alone(context.nowMs());
        }
        promotion.fill(context);
        if (now < before) {
            bootstrap.unlinked(context);
        }
        bootstrap.proceed(context);
        health.changed(before, active, context.nowMs());
        commonClock.follow(active.all(), context);
        if (now != before) {
            reporter.changed(context);
        }
        tellStatus(context);
    }

    private void tellStatus(FloodContext context) {
        FloodEvent.StatusChanged status = new FloodEvent.StatusChanged(
                self.address(), active.size(), bootstrap.phase(context), reachability.external());
        if (!status.equals(lastStatus)) {
            lastStatus = status;
            context.tell(status);
        }
    }

    /** For a person who asks. */
    public MembershipStatus status() {
        return status;
    }
}
