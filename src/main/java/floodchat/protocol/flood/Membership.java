package floodchat.protocol.flood;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to link to: turns open links into neighbours, with a slot for each or in the place of another (HyParView, FCUL TR-07-13, sections 4.2 and 4.3).
 */
final class Membership {
    private final Contact self;
    private final FloodContext turn;
    private final ActiveView active;
    private final PassiveView passive;
    private final Map<LinkId, PeerLink> links = new LinkedHashMap<>();
    private final NeighbourPromotion reserve;
    private final BanList outcasts;
    private final TokenBucket evictionsForOthers = RateLimits.allowance(RateLimits.EVICTIONS_FOR_OTHERS_PER_S);
    /** Peers of a network that a person wants us to meet: so many more are taken without a free slot. */
    private int welcome;

    private boolean leaving;

    Membership(
            Contact self, ActiveView active, PassiveView passive, NeighbourPromotion reserve, BanList outcasts,
            FloodContext turn) {
        this.self = self;
        this.active = active;
        this.passive = passive;
        this.reserve = reserve;
        this.outcasts = outcasts;
        this.turn = turn;
    }

    /** The open link of this id; null where it has closed. */
    @Nullable PeerLink link(LinkId id) {
        return links.get(id);
    }

    Collection<PeerLink> links() {
        return links.values();
    }

    // ---- links open and close

    void linkOpened(PeerLink link) {
        links.put(link.link(), link);
        if (outcasts.contains(link.contact(), turn.nowMs())) {
            cutOff(link, "it misbehaved lately");
        } else if (link.peer().equals(self.peer())) {
            forgetOurselves(link);
            end(link, "a link to ourselves");
        } else if (leaving) {
            disconnect(link, Frame.Reason.LEAVING);
        } else if (isSecondDialled(link)) {
            end(link, "linked already");
        } else {
            begin(link);
        }
    }

    /** We never try twice at a time: so of two links that one side dialled, the other side knows the newer one to be the one that counts. */
    private boolean isSecondDialled(PeerLink link) {
        boolean asks = link.dialled() && !(link.errand() instanceof DialReason.AnswerShuffle);
        return asks && (active.contains(link.peer()) || links.values().stream().anyMatch(one -> rivals(one, link)));
    }

    private static boolean rivals(PeerLink one, PeerLink link) {
        return one != link
                && one.dialled()
                && one.stage() == PeerLink.Stage.TEMPORARY
                && one.peer().equals(link.peer());
    }

    private void begin(PeerLink link) {
        switch (link.errand()) {
            case null -> admitStranger(link);
            case DialReason.Enter enter -> askToJoin(link, enter);
            case DialReason.Take take -> takeNewcomer(link, take);
            case DialReason.Promote promote -> askForSlot(link, promote);
            case DialReason.AnswerShuffle answer -> answerShuffle(link, answer);
        }
    }

    /** Somebody who has still to say what for; the oldest such goes where there are too many. */
    private void admitStranger(PeerLink stranger) {
        List<PeerLink> strangers = links.values()
                .stream()
                .filter(link -> !link.dialled() && link.stage() == PeerLink.Stage.TEMPORARY)
                .toList();
        if (strangers.size() > FloodLimits.MAX_STRANGERS) {
            end(strangers.getFirst(), "too many strangers");
        }
        expectPurpose(stranger, FloodLimits.PURPOSE_WITHIN_MS);
    }

    /** An address of ours under an id of an earlier run. */
    private void forgetOurselves(PeerLink link) {
        if (link.errand() instanceof DialReason.Promote(Contact candidate)) {
            passive.remove(candidate.peer());
        }
    }

    private void expectPurpose(PeerLink link, long withinMs) {
        turn.startTimer(new FloodTimer.PurposeDue(link.link()), withinMs);
    }

    private void askToJoin(PeerLink link, DialReason.Enter enter) {
        turn.send(link, new Frame.JoinRequest(self, FloodLimits.JOIN_HOPS, enter.need()));
        expectPurpose(link, FloodLimits.DIALLED_BACK_WITHIN_MS);
    }

    private void takeNewcomer(PeerLink link, DialReason.Take take) {
        boolean expected = link.peer().equals(take.newcomer().peer());
        if (expected) {
            accept(link);
        } else {
            disconnect(link, Frame.Reason.UNEXPECTED);
        }
    }

    private void askForSlot(PeerLink link, DialReason.Promote promote) {
        if (!promote.candidate().peer().equals(link.peer())) {
            passive.remove(promote.candidate().peer()); // another peer lives there now; it will do as well
        }
        turn.send(link, new Frame.NeighbourRequest(active.isEmpty()));
        expectPurpose(link, FloodLimits.PURPOSE_WITHIN_MS);
    }

    private void answerShuffle(PeerLink link, DialReason.AnswerShuffle answer) {
        turn.send(link, new Frame.ShuffleReply(answer.contacts()));
        end(link, "shuffle answered");
    }

    void linkClosed(PeerLink link) {
        if (link.stage() == PeerLink.Stage.ACTIVE) {
            reserve.lostAbruptly();
        }
        links.remove(link.link());
        reserve.promotionOver(link);
        active.remove(link);
    }

    /** @param link nobody has said yet what it is for */
    void purposeDue(PeerLink link) {
        end(link, "no purpose in time");
    }

    // ---- neighbours

    /**
     * Where there is no free slot a neighbour is evicted. If newcomers were taken only where there is one, they would link to each other, for
     * they are the ones who have some; and the evicted leave slots everywhere.
     */
    boolean mayTake(Contact newcomer) {
        return !leaving && !newcomer.peer().equals(self.peer()) && !active.contains(newcomer.peer());
    }

    /** There is no slot for one that asked for it. */
    void refuse(PeerLink link) {
        disconnect(link, Frame.Reason.FULL);
    }

    void neighbourRequested(PeerLink from, boolean urgent) {
        if (from.stage() == PeerLink.Stage.TEMPORARY && (urgent || active.hasRoomForDialler(turn.nowMs()))) {
            accept(from);
        } else if (from.stage() == PeerLink.Stage.TEMPORARY) {
            refuse(from);
        }
    }

    /** The other side keeps the link: it is ours where we asked for it, or where a walk of ours ended and there is a slot. */
    void acknowledged(PeerLink from) {
        boolean asked = from.errand() instanceof DialReason.Enter || from.errand() instanceof DialReason.Promote;
        if (from.stage() != PeerLink.Stage.TEMPORARY) {
            return;
        }
        if (from.errand() instanceof DialReason.Enter enter && enter.asked()) {
            welcome = FloodLimits.WELCOME_PEERS;
            from.becomeWanted();
        }
        if (asked || active.contains(from.peer()) || active.hasSlotForDialler() || welcomes(from)) {
            from.becomeOurs();
            activate(from);
        } else {
            refuse(from);
        }
    }

    /** One link could be lost before the views have mixed, and with it the way between two networks. */
    private boolean welcomes(PeerLink from) {
        if (welcome == 0) {
            return false;
        }
        welcome--;
        from.becomeWanted();
        return true;
    }

    void accept(PeerLink link) {
        if (!mayHaveSlot(link)) {
            refuse(link);
        } else if (activate(link)) {
            turn.send(link, new Frame.JoinAck(sampleFor(link.peer())));
        }
    }

    /** Whether there is a slot for one that others want here. Where somebody must go for it, then not too often, but for whoever takes the place of its own. */
    private boolean mayHaveSlot(PeerLink link) {
        return active.contains(link.peer())
                || active.hasSlotFor(link)
                || active.hasPlaceOfItsOwn(link)
                || evictionsForOthers.take(1, turn.nowMs());
    }

    private boolean activate(PeerLink link) {
        PeerLink existing = active.get(link.peer());
        if (leaving || existing != null && !outranks(link, existing)) {
            disconnect(link, leaving ? Frame.Reason.LEAVING : Frame.Reason.DUPLICATE);
            return false;
        }
        if (existing != null) {
            disconnect(existing, Frame.Reason.DUPLICATE);
        } else if (!active.hasSlotFor(link)) {
            evict(active.victimFor(link, turn.nowMs()));
        }
        reserve.promotionOver(link);
        passive.remove(link.peer());
        link.activated(turn.nowMs());
        active.add(link);
        return true;
    }

    /** Two links between the same peers: both sides keep the one that the smaller id dialled, and of two such the newer. */
    private boolean outranks(PeerLink link, PeerLink existing) {
        boolean selfIsSmaller = self.peer().compareTo(link.peer()) < 0;
        boolean better = link.dialled() == existing.dialled() || link.dialled() == selfIsSmaller;
        return better && isSurelyTheSame(link, existing);
    }

    /**
     * An id is but a claim: whoever dials us from elsewhere under a neighbour's must not take its place. A peer that dials us while we dial it may do so from
     * another of its addresses, but not later.
     */
    private boolean isSurelyTheSame(PeerLink link, PeerLink existing) {
        boolean dialledTogether = link.dialled() != existing.dialled()
                && turn.nowMs() - existing.activeSinceMs() < FloodLimits.DIALLED_TOGETHER_MS;
        return link.dialled() || dialledTogether || hostOf(link).equals(hostOf(existing));
    }

    private static String hostOf(PeerLink link) {
        return link.contact().address().host();
    }

    private void evict(PeerLink victim) {
        passive.add(victim.contact());
        disconnect(victim, Frame.Reason.EVICTED);
    }

    /** Some peers that a new neighbour may want to know: without them it would have to wait for its first shuffle. */
    private List<Contact> sampleFor(PeerId peer) {
        List<Contact> sample = new ArrayList<>(passive.tell(FloodLimits.MAX_SAMPLE));
        active.someExcept(peer, FloodLimits.MAX_SAMPLE - sample.size()).forEach(n -> sample.add(n.contact()));
        sample.removeIf(contact -> contact.peer().equals(peer));
        return sample;
    }

    // ---- endings

    /** The other side has said goodbye. */
    void disconnected(PeerLink from, Frame.Reason reason) {
        active.remove(from);
        if (reason == Frame.Reason.LEAVING) {
            passive.remove(from.peer());
        } else if (reason == Frame.Reason.EVICTED) {
            passive.add(from.contact());
        }
        end(from, "the peer said " + reason);
    }

    private void disconnect(PeerLink link, Frame.Reason reason) {
        turn.send(link, new Frame.Disconnect(reason));
        active.remove(link);
        end(link, "we said " + reason);
    }

    /** The other side does what no honest peer does: the link ends at once, and there is none with it for a while. */
    void expel(PeerLink link, String reason) {
        outcasts.add(link.contact(), turn.nowMs());
        cutOff(link, reason);
    }

    private void cutOff(PeerLink link, String reason) {
        reserve.promotionOver(link);
        passive.remove(link.peer());
        active.remove(link);
        link.become(PeerLink.Stage.EXPELLED);
        turn.abort(link.link(), reason);
    }

    private void end(PeerLink link, String reason) {
        reserve.promotionOver(link);
        link.become(PeerLink.Stage.ENDING);
        turn.close(link.link(), reason);
    }

    /** Says goodbye to everyone. */
    void leave() {
        leaving = true;
        for (PeerLink link : List.copyOf(links.values())) {
            if (link.stage() != PeerLink.Stage.EXPELLED) {
                disconnect(link, Frame.Reason.LEAVING);
            }
        }
    }
}
