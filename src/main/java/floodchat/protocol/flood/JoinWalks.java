package floodchat.protocol.flood;

/** How newcomers find their neighbours: their requests walk through the network, and end where they are taken (HyParView, FCUL TR-07-13, section 4.2). */
final class JoinWalks {
    private final Contact self;
    private final ActiveView active;
    private final NeighbourPromotion reserve;
    private final Membership membership;
    private final FloodContext turn;
    private final TokenBucket dialsForOthers = RateLimits.allowance(RateLimits.DIALS_FOR_OTHERS_PER_S);

    JoinWalks(Contact self, ActiveView active, NeighbourPromotion reserve, Membership membership, FloodContext turn) {
        this.self = self;
        this.active = active;
        this.reserve = reserve;
        this.membership = membership;
        this.turn = turn;
    }

    void joinRequested(PeerLink from, Frame.JoinRequest request) {
        boolean first = request.hopsLeft() == FloodLimits.JOIN_HOPS;
        if (first && from.stage() == PeerLink.Stage.TEMPORARY) {
            if (from.firstRequest()) {
                admit(from, request.need());
            }
        } else if (from.stage() == PeerLink.Stage.ACTIVE && (!first || from.conduct().mayStartWalk(turn.nowMs()))) {
            // A first request can only be the neighbour's own; whatever address it gives, we know where it is.
            walk(from, first ? new Frame.JoinRequest(from.contact(), request.hopsLeft(), request.need()) : request);
        }
    }

    /** A newcomer stands at the door: keep it here, dial back, or let its request walk; and let it meet others. */
    private void admit(PeerLink newcomer, Frame.Need need) {
        boolean kept = need == Frame.Need.HERE || active.hasSlotForDialler();
        boolean dialledBack = !kept && active.hasSlotForDialled();
        if (kept) {
            membership.accept(newcomer);
        } else if (dialledBack) {
            dialForOthers(new DialReason.Take(newcomer.contact(), need));
        }
        introduce(newcomer, kept || dialledBack ? Frame.Need.MORE : need);
        if (!kept && need == Frame.Need.MORE) {
            membership.refuse(newcomer);
        }
    }

    /** Sends a newcomer's request on several walks, of which one is as urgent as this. */
    private void introduce(PeerLink newcomer, Frame.Need need) {
        Frame.Need asked = need;
        for (PeerLink guide : active.someExcept(newcomer.peer(), FloodLimits.WALKS_PER_NEWCOMER)) {
            passOn(guide, new Frame.JoinRequest(newcomer.contact(), FloodLimits.JOIN_HOPS - 1, asked));
            asked = Frame.Need.MORE;
        }
    }

    /** A request that is passing through: it goes on to a random neighbour until the walk is over and a slot is found. */
    private void walk(PeerLink from, Frame.JoinRequest request) {
        Contact newcomer = request.newcomer();
        boolean halfWay = request.hopsLeft() == FloodLimits.PASSIVE_INSERTION_HOPS_LEFT;
        if (halfWay && from.conduct().mayTeachWalker(turn.nowMs())) {
            reserve.learn(newcomer);
        }
        PeerLink next = request.hopsLeft() == 0 ? null : active.anyExcept(from.peer(), newcomer.peer());
        boolean mayEnd = request.hopsLeft() <= FloodLimits.SEEK_HOPS || next == null;
        if (mayEnd && membership.mayTake(newcomer)) {
            dialForOthers(new DialReason.Take(newcomer, request.need()));
        } else if (next != null) {
            passOn(next, new Frame.JoinRequest(newcomer, request.hopsLeft() - 1, request.need()));
        }
    }

    /** In a crowd some walks end here: whoever finds nobody asks again. */
    private void passOn(PeerLink to, Frame.JoinRequest request) {
        if (to.conduct().mayPassOnJoin(turn.nowMs())) {
            turn.send(to, request);
        }
    }

    /** Dials whom others named, but not so often that this peer would be a weapon against whoever lives there. */
    void dialForOthers(DialReason errand) {
        if (dialsForOthers.take(1, turn.nowMs())) {
            turn.dial(errand);
        }
    }

    /** Asks a neighbour to start a walk for us. */
    void startOwn() {
        PeerLink guide = active.any();
        if (guide != null) {
            passOn(guide, new Frame.JoinRequest(self, FloodLimits.JOIN_HOPS, Frame.Need.MORE));
        }
    }
}
