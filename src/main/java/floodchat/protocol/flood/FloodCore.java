package floodchat.protocol.flood;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One peer of the flood network, as a state machine: {@link #handle} takes what happened and the time, and says what should happen.
 * Same inputs, same seed, same effects. Not safe for use by several threads: the engine's owner thread calls it, or a simulator.
 */
public final class FloodCore {
    private final FloodContext turn = new FloodContext();
    private final Contact self;
    private final ActiveView active;
    private final PassiveView passive;
    private final Membership membership;
    private final NeighbourPromotion reserve;
    private final JoinWalks walks;
    private final AddressReporter memory;
    private final Bootstrap entrance;
    private final Shuffling shuffling;
    private final Flooding flooding;
    private final HealthHistory wellbeing;
    private final Inspector inspection;
    private final NetworkTerms terms;
    private final FloodGuard policing;
    private FloodEvent.@Nullable StatusChanged lastStatus;
    private boolean stopping;

    /**
     * @param self our id, and where we listen; other peers know our host better than we do
     * @param entries where to enter the network
     * @param random all the randomness there is
     */
    public FloodCore(
            Contact self, NetworkTerms terms, BootstrapAddresses entries, FloodSettings settings,
            RandomGenerator random) {
        this.self = self;
        this.terms = terms;
        this.active = new ActiveView(settings, random);
        this.passive = new PassiveView(FloodLimits.PASSIVE_CONTACTS, random);
        this.policing = new FloodGuard(terms, active, turn);
        BanList outcasts = new BanList();
        this.reserve = new NeighbourPromotion(self, active, passive, outcasts, turn);
        this.membership = new Membership(self, active, passive, reserve, outcasts, turn);
        this.walks = new JoinWalks(self, active, reserve, membership, turn);
        LanPeers nearby = new LanPeers(self, active, passive, random, turn);
        this.memory = new AddressReporter(active, passive, turn);
        this.entrance = new Bootstrap(self, entries, active, passive, reserve, walks, nearby, memory, turn);
        this.shuffling = new Shuffling(self, active, passive, reserve, walks, random, turn);
        this.wellbeing = new HealthHistory(settings, turn);
        this.flooding = new Flooding(terms, active, passive, wellbeing, this::mayTakeNew, random, turn);
        this.inspection = new Inspector(
                self.address(),
                settings,
                active,
                passive,
                reserve,
                entrance,
                flooding,
                wellbeing);
    }

    /** Begins to look for neighbours. */
    public void start(long nowMs, Consumer<FloodEffect> effects) {
        turn.begin(nowMs, effects);
        wellbeing.started();
        shuffling.start();
        entrance.beginRound();
        report();
    }

    /** @param nowMs a clock that never goes back */
    public void handle(FloodInput input, long nowMs, Consumer<FloodEffect> effects) {
        turn.begin(nowMs, effects);
        if (input instanceof FloodInput.FrameReceived(LinkId link, Frame frame)) {
            limit(membership.link(link), frame);
        }
        if (Transit.is(input)) {
            take(input);
        } else {
            andSettle(() -> take(input));
        }
    }

    /** Expels whoever sends too much, before what it sent is looked into. */
    private void limit(@Nullable PeerLink from, Frame frame) {
        if (from == null || from.stage() == PeerLink.Stage.EXPELLED) {
            return;
        }
        expel(policing.offence(from, frame));
    }

    /** Whether one more new packet may be taken; where not, whoever is to blame goes. It may come again, by another link. */
    private boolean mayTakeNew() {
        boolean may = policing.mayTakeNew();
        if (!may) {
            expel(policing.offenceOfAll());
        }
        return may;
    }

    private void expel(FloodGuard.@Nullable Offence offence) {
        if (offence != null) {
            andSettle(() -> expelNow(offence.by(), offence.reason()));
        }
    }

    private void expelNow(PeerLink link, String reason) {
        noteLoss(link);
        membership.expel(link, reason);
    }

    private void andSettle(Runnable change) {
        int linksBefore = active.size();
        change.run();
        if (!stopping) {
            settle(linksBefore);
            report();
        }
    }

    private void take(FloodInput input) {
        switch (input) {
            case FloodInput.Asked asked -> asked(asked.command());
            case FloodInput.LinkOpened opened -> linkOpened(opened);
            case FloodInput.FrameReceived received -> frameReceived(received);
            case FloodInput.Stamped stamped -> stamped(stamped.packet());
            case FloodInput.Written written -> flooding.written(written.tickets());
            case FloodInput.LeftOut leftOut -> leftOut(leftOut);
            case FloodInput.Misbehaved misbehaved -> misbehaved(misbehaved);
            case FloodInput.LinkClosed closed -> linkClosed(closed);
            case FloodInput.DialFailed failed -> dialFailed(failed);
            case FloodInput.TimerFired fired when stopping && !(fired.timer() instanceof FloodTimer.GoodbyeDue) -> {}
            case FloodInput.TimerFired fired -> timerFired(fired.timer());
        }
    }

    /** Whether a packet has not been here yet: a known one costs nothing to handle. */
    public boolean isNew(PacketId id) {
        return flooding.isNew(id);
    }

    /** Whether what this link brings counts: not before it is a neighbour, nor after it was cut. */
    public boolean takesPacketsFrom(LinkId link) {
        PeerLink from = membership.link(link);
        return from != null
                && switch (from.stage()) {
                    case ACTIVE, ENDING -> true;
                    case TEMPORARY, EXPELLED -> false;
                };
    }

    /** Whether a further publication finds room; where not, it should wait for a neighbour. */
    public boolean hasRoomToPublish() {
        return flooding.hasRoom();
    }

    /** Whether something that was published waits to be given to the neighbours. */
    public boolean hasWaiting() {
        return !stopping && flooding.hasWaiting();
    }

    /**
     * Gives the neighbours the oldest of what waits; there must be something. Whoever runs the core calls this as soon as the links have room: a lot may have been
     * published while there was no link.
     */
    public void sendWaiting(long nowMs, Consumer<FloodEffect> effects) {
        turn.begin(nowMs, effects);
        flooding.sendWaiting();
    }

    /** How this peer stands in the network. Changes nothing. */
    public NetworkReport inspect(long nowMs) {
        return inspection.report(nowMs);
    }

    private void asked(FloodCommand command) {
        switch (command) {
            case FloodCommand.Publish publish -> flooding.publish(publish);
            case FloodCommand.Join _, FloodCommand.Found _ when stopping -> {}
            case FloodCommand.Join join -> entrance.join(join.address());
            case FloodCommand.Found found -> entrance.found(found.peers());
            case FloodCommand.Stop ignored -> stop();
        }
    }

    private void stop() {
        stopping = true;
        memory.due();
        turn.startTimer(new FloodTimer.GoodbyeDue(), FloodLimits.GOODBYE_WITHIN_MS);
        leaveOnceStamped();
    }

    private void stamped(Packet packet) {
        flooding.stamped(packet);
        if (stopping) {
            leaveOnceStamped();
        }
    }

    /** What was published before we leave goes out before our goodbye. */
    private void leaveOnceStamped() {
        if (!flooding.isStamping()) {
            while (flooding.hasWaiting()) {
                flooding.sendWaiting();
            }
            membership.leave();
        }
        stoppedOnceAlone();
    }

    private void stoppedOnceAlone() {
        if (stopping && membership.links().isEmpty()) {
            turn.tell(new FloodEvent.Stopped());
        }
    }

    private void linkOpened(FloodInput.LinkOpened opened) {
        if (opened.errand() instanceof DialReason.Enter enter) {
            entered(enter, opened.peer().peer());
        }
        membership.linkOpened(
                new PeerLink(opened.link(), opened.peer(), opened.errand(), new PeerRateLimits(terms)));
    }

    private void misbehaved(FloodInput.Misbehaved misbehaved) {
        PeerLink link = membership.link(misbehaved.link());
        if (link != null && link.stage() != PeerLink.Stage.EXPELLED) {
            expelNow(link, misbehaved.fault());
        }
    }

    private void leftOut(FloodInput.LeftOut leftOut) {
        PeerLink to = membership.link(leftOut.link());
        if (to != null) {
            flooding.lazyLinks().leftOut(to, leftOut.packet());
        }
    }

    private void entered(DialReason.Enter enter, PeerId peer) {
        if (peer.equals(self.peer())) {
            entrance.foundOurselves(enter);
        } else if (active.contains(peer)) {
            entrance.failed(enter, "there is a link already");
        }
    }

    private void linkClosed(FloodInput.LinkClosed closed) {
        PeerLink link = membership.link(closed.link());
        if (link == null) {
            return;
        }
        if (link.errand() instanceof DialReason.Enter enter) {
            entrance.closed(enter, stopping || active.contains(link.peer()));
        }
        noteLoss(link);
        membership.linkClosed(link);
        stoppedOnceAlone();
    }

    private void noteLoss(PeerLink link) {
        if (link.stage() == PeerLink.Stage.ACTIVE) {
            wellbeing.lost(link);
        }
    }

    private void disconnected(PeerLink from, Frame.Reason reason) {
        if (reason == Frame.Reason.LEAVING) {
            noteLoss(from);
        }
        membership.disconnected(from, reason);
    }

    private void dialFailed(FloodInput.DialFailed failed) {
        switch (failed.errand()) {
            case DialReason.Enter enter -> entrance.dialFailed(enter, failed.reason(), failed.refused());
            case DialReason.Promote promote -> reserve.dialFailed(promote.candidate());
            case DialReason.Take take -> reserve.dialFailed(take.newcomer());
            case DialReason.AnswerShuffle answer -> reserve.dialFailed(answer.origin());
        }
    }

    private void frameReceived(FloodInput.FrameReceived received) {
        PeerLink from = membership.link(received.link());
        if (from == null || from.stage() == PeerLink.Stage.EXPELLED) {
            return;
        }
        switch (received.frame()) {
            case Frame.PacketFrame flooded -> flooding.received(from, flooded);
            case Frame.JoinRequest request -> walks.joinRequested(from, told(from, request));
            case Frame.JoinAck ack -> acknowledged(from, ack);
            case Frame.NeighbourRequest request -> membership.neighbourRequested(from, request.urgent());
            case Frame.Disconnect disconnect -> disconnected(from, disconnect.reason());
            case Frame.Shuffle shuffle -> shuffling.received(from, told(from, shuffle));
            case Frame.ShuffleReply reply -> shuffling.replied(told(from, reply.contacts()));
            case Frame.IHave have -> flooding.lazyLinks().announced(from, have);
            case Frame.IWant want -> flooding.lazyLinks().wanted(from, want);
            case Frame.Graft _ -> flooding.tree().grafted(from);
            case Frame.Prune _ -> flooding.tree().pruned(from);
            case Frame.Ping(long token) -> turn.send(from, new Frame.Pong(token));
            case Frame.Pong _ -> {} // whoever runs the core measures the time
        }
    }

    private void acknowledged(PeerLink from, Frame.JoinAck ack) {
        if (from.errand() instanceof DialReason.Enter enter) {
            entrance.opened(enter);
        }
        boolean first = from.stage() == PeerLink.Stage.TEMPORARY;
        membership.acknowledged(from);
        if (first) {
            reserve.learnAll(told(from, ack.sample()));
        }
    }

    private static Frame.JoinRequest told(PeerLink from, Frame.JoinRequest request) {
        return new Frame.JoinRequest(request.newcomer().toldBy(from.contact()), request.hopsLeft(), request.need());
    }

    private static Frame.Shuffle told(PeerLink from, Frame.Shuffle shuffle) {
        Contact origin = shuffle.origin().toldBy(from.contact());
        return new Frame.Shuffle(origin, shuffle.hopsLeft(), told(from, shuffle.contacts()));
    }

    private static List<Contact> told(PeerLink from, List<Contact> contacts) {
        return contacts.stream().map(contact -> contact.toldBy(from.contact())).toList();
    }

    private void timerFired(FloodTimer timer) {
        switch (timer) {
            case FloodTimer.Retry retry -> entrance.retryDue(retry.round());
            case FloodTimer.Shuffle ignored -> shuffling.due();
            case FloodTimer.PurposeDue due -> purposeDue(due.link());
            case FloodTimer.Remember ignored -> memory.due();
            case FloodTimer.AnnounceDue _ -> flooding.lazyLinks().announceDue();
            case FloodTimer.MissingDue _ -> flooding.lazyLinks().missingDue();
            case FloodTimer.CatchUpDue _ -> flooding.lazyLinks().catchUpDue();
            case FloodTimer.RepairDue _ -> flooding.tree().repairDue();
            case FloodTimer.GoodbyeDue ignored -> turn.tell(new FloodEvent.Stopped());
        }
    }

    private void purposeDue(LinkId id) {
        PeerLink link = membership.link(id);
        if (link == null || link.stage() != PeerLink.Stage.TEMPORARY) {
            return;
        }
        membership.purposeDue(link);
        if (link.errand() instanceof DialReason.Enter enter) {
            entrance.notDialledBack(enter);
        }
    }

    /** What follows from a change in the number of neighbours, whatever brought it about. */
    private void settle(int linksBefore) {
        flooding.follow();
        if (active.size() > linksBefore) {
            entrance.linked();
        }
        reserve.fill();
        if (active.size() < linksBefore) {
            entrance.unlinked();
        }
        entrance.proceed();
        wellbeing.changed(linksBefore, active);
        if (active.size() != linksBefore) {
            memory.changed();
        }
    }

    private void report() {
        FloodEvent.StatusChanged status =
                new FloodEvent.StatusChanged(self.address(), active.size(), entrance.phase());
        if (!status.equals(lastStatus)) {
            lastStatus = status;
            turn.tell(status);
        }
    }
}
