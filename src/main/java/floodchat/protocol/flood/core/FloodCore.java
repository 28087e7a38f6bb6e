package floodchat.protocol.flood.core;

import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.FloodAttribution;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodSettings;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.NetworkTerms;
import floodchat.protocol.flood.OtherVersion;
import floodchat.protocol.flood.Packet;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PortMapping;
import floodchat.protocol.flood.broadcast.Plumtree;
import floodchat.protocol.flood.limits.FloodGuard;
import floodchat.protocol.flood.membership.HyParView;
import floodchat.protocol.flood.membership.Neighbourhood;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One peer of the flood network as a state machine: {@link #handle} takes what happened and the time, and says what
 * should happen. The same inputs and the same seed give the same effects. Not safe for use by several threads: the
 * engine's owner thread calls it, or a simulator.
 */
public final class FloodCore {
    private final FloodGuard guard;
    private final Plumtree broadcast;
    private final HyParView membership;
    private final Inspector inspector;
    /** How far the wall clock is ahead of the clock by which we are called. */
    private long wallAheadMs;

    /**
     * @param self our id, and where we listen; other peers know our host better than we do
     * @param addresses where to enter the network
     * @param random all the randomness there is
     */
    public FloodCore(
            Contact self,
            NetworkTerms terms,
            BootstrapAddresses addresses,
            FloodSettings settings,
            RandomGenerator random) {
        Neighbourhood neighbourhood = new Neighbourhood(self, settings, random);
        this.guard = new FloodGuard(terms);
        this.broadcast = new Plumtree(terms, settings, guard, neighbourhood, random);
        this.membership = new HyParView(self, addresses, settings, neighbourhood, broadcast, random);
        this.inspector = new Inspector(self.address(), settings, membership.status(), broadcast.status());
    }

    /** @param nowMs ms since 1970, by a clock that never goes back */
    public void handle(FloodInput input, long nowMs, Consumer<FloodEffect> effects) {
        if (input instanceof FloodInput.ClockSet(long aheadMs)) {
            wallAheadMs = aheadMs;
        }
        FloodContext context = new FloodContext(nowMs, wallAheadMs, effects);
        switch (input) {
            case FloodInput.Started _ -> membership.start(context);
            case FloodInput.ClockSet _ -> clockSet(context);
            case FloodInput.Published(long ticket, Packet packet) -> broadcast.publish(ticket, packet, context);
            case FloodInput.Attributed(FloodAttribution attribution) -> broadcast.attributed(attribution, context);
            case FloodInput.BacklogRestored(List<Packet> packets) -> broadcast.restore(packets, context);
            case FloodInput.BacklogAsked _ -> broadcast.tellBacklog(context);
            case FloodInput.JoinAsked asked -> membership.join(asked.address(), context);
            case FloodInput.LanPeersFound found -> membership.found(found.peers(), context);
            case FloodInput.PortMapped(PortMapping mapping) -> membership.portMapped(mapping, context);
            case FloodInput.StopAsked _ -> stop(context);
            case FloodInput.Inquired _ -> context.report(inspector.report(context));
            case FloodInput.LinkOpened opened -> linkOpened(opened, context);
            case FloodInput.FrameReceived(LinkId link, Frame frame) -> frameReceived(link, frame, context);
            case FloodInput.Congested _ -> broadcast.congested(context);
            case FloodInput.RoomToSend _ -> broadcast.roomToSend(context);
            case FloodInput.Written(List<Long> tickets) -> broadcast.written(tickets, context);
            case FloodInput.LeftOut leftOut -> broadcast.leftOut(leftOut.link(), leftOut.packet(), context);
            case FloodInput.Misbehaved(LinkId link, String fault) -> membership.expel(link, fault, context);
            case FloodInput.LinkClosed(LinkId link) -> linkClosed(link, context);
            case FloodInput.DialFailed failed -> membership.dialFailed(failed, context);
            case FloodInput.OtherVersionMet(OtherVersion version) -> membership.otherVersionMet(version, context);
            case FloodInput.TimerFired(FloodTimer timer) -> timerFired(timer, context);
        }
        expelLoudest(context);
    }

    /** No own packet with a wrong time goes out on a link that ends or begins now. */
    private void clockSet(FloodContext context) {
        broadcast.clockSet(context);
        membership.clockSet(context);
    }

    /** What waits goes out before our goodbye. */
    private void stop(FloodContext context) {
        broadcast.sendAll(context);
        membership.leave(context);
    }

    private void linkOpened(FloodInput.LinkOpened opened, FloodContext context) {
        guard.opened(opened.link());
        membership.linkOpened(opened, context);
    }

    private void linkClosed(LinkId link, FloodContext context) {
        broadcast.linkClosed(link, context);
        guard.closed(link);
        membership.linkClosed(link, context);
    }

    /** A peer that sends too much is expelled before anything looks at what it sent. */
    private void frameReceived(LinkId from, Frame frame, FloodContext context) {
        if (!membership.listensTo(from)) {
            return;
        }
        String excess = guard.excess(from, frame, context.nowMs());
        if (excess != null) {
            membership.expel(from, excess, context);
        } else {
            take(from, frame, context);
        }
    }

    private void take(LinkId from, Frame frame, FloodContext context) {
        switch (frame) {
            case Frame.Carrier packet -> takePacket(from, packet, context);
            case Frame.JoinRequest request -> membership.joinRequested(from, request, context);
            case Frame.JoinAck ack -> membership.joinAcknowledged(from, ack, context);
            case Frame.Disconnect disconnect -> membership.disconnected(from, disconnect, context);
            case Frame.Shuffle shuffle -> membership.shuffled(from, shuffle, context);
            case Frame.ShuffleReply reply -> membership.shuffleReplied(from, reply, context);
            case Frame.IHave have -> broadcast.announced(from, have, context);
            case Frame.IWant want -> broadcast.requested(from, want, context);
            case Frame.Graft _ -> broadcast.grafted(from, context);
            case Frame.Prune _ -> broadcast.pruned(from, context);
            case Frame.Ping(long token) -> context.send(from, new Frame.Pong(token));
            case Frame.Pong _ -> {} // the link itself measures the time
        }
    }

    private void takePacket(LinkId from, Frame.Carrier packet, FloodContext context) {
        if (membership.takesPacketsFrom(from)) {
            broadcast.packetReceived(from, packet, context);
        }
    }

    /** If all links together bring too many new packets, the loudest neighbour is expelled. */
    private void expelLoudest(FloodContext context) {
        LinkId loudest = guard.loudest(membership::neighbours, context.nowMs());
        if (loudest != null) {
            membership.expel(loudest, "too many packets of all links, and the most of them here", context);
        }
    }

    private void timerFired(FloodTimer timer, FloodContext context) {
        switch (timer) {
            case FloodTimer.Retry(int round) -> membership.retryDue(round, context);
            case FloodTimer.Shuffle _ -> membership.shuffleDue(context);
            case FloodTimer.Feel _ -> membership.feelerDue(context);
            case FloodTimer.PurposeDue(LinkId link) -> membership.purposeDue(link, context);
            case FloodTimer.AddressReportDue _ -> membership.addressReportDue(context);
            case FloodTimer.AnnounceDue _ -> broadcast.announceDue(context);
            case FloodTimer.MissingDue _ -> broadcast.missingDue(context);
            case FloodTimer.BacklogDue _ -> broadcast.backlogDue(context);
            case FloodTimer.RepairDue _ -> broadcast.repairDue(context);
            case FloodTimer.EmbargoDue(PacketId packet) -> broadcast.embargoDue(packet, context);
            case FloodTimer.GoodbyeDue _ -> context.tell(new FloodEvent.Stopped());
        }
    }
}
