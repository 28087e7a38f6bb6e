package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodContext;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.limits.TokenBucket;

/**
 * How newcomers find their neighbours: a join request walks through the network at random, and the peer where the walk
 * ends takes the newcomer (HyParView, FCUL TR-07-13, section 4.2).
 */
final class JoinWalks {
    private final Contact self;
    private final ActiveView active;
    private final Neighbourhood neighbourhood;
    private final Admission admission;
    private final TokenBucket dialsForOthers;

    JoinWalks(
            Contact self, Neighbourhood neighbourhood, Admission admission, TokenBucket dialsForOthers) {
        this.self = self;
        this.active = neighbourhood.active();
        this.neighbourhood = neighbourhood;
        this.admission = admission;
        this.dialsForOthers = dialsForOthers;
    }

    void joinRequested(PeerLink from, Frame.JoinRequest request, FloodContext context) {
        boolean first = request.hopsLeft() == FloodLimits.JOIN_HOPS;
        if (first && from.isTemporary()) {
            if (from.firstJoinRequest()) {
                admit(from, request.need(), context);
            }
        } else if (from.isActive() && !first) {
            walk(from, request, context);
        } else if (from.isActive() && from.budget().mayStartWalk(context.nowMs())) {
            // A first request is the neighbour's own. We know its address, whatever address it gives.
            walk(from, new Frame.JoinRequest(from.contact(), request.hopsLeft(), request.need()), context);
        }
    }

    /**
     * A newcomer has dialled us: keep its link, or dial back, or let its request walk. In any case its further walks
     * start here.
     */
    private void admit(PeerLink newcomer, Frame.Need need, FloodContext context) {
        boolean kept = need == Frame.Need.HERE || active.hasSlotForDialler();
        boolean dialledBack = !kept && active.hasSlotForDialled();
        if (kept) {
            admission.accept(newcomer, context);
        } else if (dialledBack) {
            dial(new DialReason.Take(newcomer.contact(), need), context);
        }
        startWalks(newcomer, kept || dialledBack ? Frame.Need.MORE : need, context);
        if (!kept && need == Frame.Need.MORE) {
            admission.refuse(newcomer, context);
        }
    }

    /** Sends a newcomer's request on several walks, the first of them with this need. */
    private void startWalks(PeerLink newcomer, Frame.Need need, FloodContext context) {
        Frame.Need next = need;
        for (PeerLink neighbour : active.someExcept(newcomer.peer(), MembershipLimits.WALKS_PER_NEWCOMER)) {
            passOn(neighbour, new Frame.JoinRequest(newcomer.contact(), FloodLimits.JOIN_HOPS - 1, next), context);
            next = Frame.Need.MORE;
        }
    }

    /**
     * A request passes through: it goes on to a random neighbour until the walk is over, and then until a peer takes
     * the newcomer.
     */
    private void walk(PeerLink from, Frame.JoinRequest request, FloodContext context) {
        Contact newcomer = request.newcomer();
        boolean insert = request.hopsLeft() == MembershipLimits.PASSIVE_INSERTION_HOPS_LEFT;
        if (insert && from.budget().mayLearnWalker(context.nowMs())) {
            neighbourhood.learn(newcomer, context.nowMs());
        }
        PeerLink next = request.hopsLeft() == 0 ? null : active.anyExcept(from.peer(), newcomer.peer());
        boolean mayEnd = request.hopsLeft() <= MembershipLimits.SEEK_HOPS || next == null;
        if (mayEnd && admission.mayTake(newcomer)) {
            dial(new DialReason.Take(newcomer, request.need()), context);
        } else if (next != null) {
            passOn(next, new Frame.JoinRequest(newcomer, request.hopsLeft() - 1, request.need()), context);
        }
    }

    /** If a crowd of newcomers comes, some walks end here. A newcomer that finds nobody asks again. */
    private void passOn(PeerLink to, Frame.JoinRequest request, FloodContext context) {
        if (to.budget().mayPassOnJoin(context.nowMs())) {
            context.send(to.id(), request);
        }
    }

    /** Dials a peer that others named, but not so often that they could use us to attack it. */
    private void dial(DialReason reason, FloodContext context) {
        if (dialsForOthers.take(1, context.nowMs())) {
            context.dial(reason);
        }
    }

    /** Asks a neighbour to start a walk for us. */
    void startOwn(FloodContext context) {
        PeerLink neighbour = active.any();
        if (neighbour != null) {
            passOn(neighbour, new Frame.JoinRequest(self, FloodLimits.JOIN_HOPS, Frame.Need.MORE), context);
        }
    }
}
