package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.SELF;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a newcomer's join request is answered, and how it walks through the network. */
class JoinWalksTest {
    private static final Contact NEWCOMER = contact(50);

    private static Frame.JoinRequest first(Frame.Need need) {
        return request(FloodLimits.JOIN_HOPS, need);
    }

    private static Frame.JoinRequest request(int hopsLeft, Frame.Need need) {
        return new Frame.JoinRequest(NEWCOMER, hopsLeft, need);
    }

    // ---- a newcomer dials us

    @Test
    void aNewcomerGetsAFreeSlotAndItsFurtherWalksStartHere() {
        CoreScript script = CoreScript.with(1, 2);
        LinkId link = script.opened(NEWCOMER, null);
        script.received(link, first(Frame.Need.FIRST));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(link).getFirst());
        assertEquals(3, script.links());
        assertEquals(Collections.nCopies(2, request(FloodLimits.JOIN_HOPS - 1, Frame.Need.MORE)),
                script.sent(Frame.JoinRequest.class));
    }

    @Test
    void ifOnlySlotsForDialledLinksAreFreeTheNewcomerIsDialledBack() {
        CoreScript script = new CoreScript();
        for (int i = 1; i <= 4; i++) {
            script.addDialler(i);
        }
        LinkId link = script.opened(NEWCOMER, null);
        script.received(link, first(Frame.Need.FIRST));
        DialReason take = new DialReason.Take(NEWCOMER, Frame.Need.FIRST);
        assertTrue(script.dials().contains(take));
        LinkId back = script.opened(NEWCOMER, take);
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(back).getFirst());
        assertEquals(5, script.links());
    }

    @Test
    void aFullPeerStartsFourWalksOfWhichTheFirstHasTheNewcomersNeed() {
        CoreScript script = CoreScript.full();
        script.received(script.opened(NEWCOMER, null), first(Frame.Need.FIRST));
        List<Frame.Need> needs =
                script.sent(Frame.JoinRequest.class).stream().map(Frame.JoinRequest::need).toList();
        assertEquals(List.of(Frame.Need.FIRST, Frame.Need.MORE, Frame.Need.MORE, Frame.Need.MORE), needs);
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aNewcomerThatRepeatsItsRequestStartsNoFurtherWalks() {
        CoreScript script = CoreScript.full();
        LinkId link = script.opened(NEWCOMER, null);
        for (int i = 0; i < 100; i++) {
            script.received(link, first(Frame.Need.FIRST));
        }
        assertEquals(MembershipLimits.WALKS_PER_NEWCOMER, script.sent(Frame.JoinRequest.class).size());
    }

    @Test
    void aFullPeerRefusesAPeerThatOnlyWantsMoreLinks() {
        CoreScript script = CoreScript.full();
        LinkId link = script.opened(NEWCOMER, null);
        script.received(link, first(Frame.Need.MORE));
        assertEquals(new Frame.Disconnect(Frame.Reason.FULL), script.sentTo(link).getLast());
        assertTrue(script.isEnding(link));
    }

    @Test
    void aFullPeerKeepsANewcomerThatNobodyDialledBack() {
        CoreScript script = CoreScript.full();
        LinkId link = script.opened(NEWCOMER, null);
        script.received(link, first(Frame.Need.HERE));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(link).getFirst());
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sent(Frame.Disconnect.class));
    }

    // ---- walks

    @Test
    void aJoinRequestWalksOnWithOneHopLess() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), request(FloodLimits.JOIN_HOPS - 1, Frame.Need.FIRST));
        assertEquals(List.of(request(FloodLimits.JOIN_HOPS - 2, Frame.Need.FIRST)), script.sentTo(new LinkId(2)));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void afterTheWalkAPeerWithAFreeSlotTakesTheNewcomer() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), request(MembershipLimits.SEEK_HOPS, Frame.Need.MORE));
        assertEquals(List.of(new DialReason.Take(NEWCOMER, Frame.Need.MORE)), script.dials());
        assertEquals(List.of(), script.sent(Frame.JoinRequest.class));
    }

    @Test
    void aWalkThatCantGoOnEndsAndTheNewcomerIsTaken() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), request(FloodLimits.JOIN_HOPS - 1, Frame.Need.MORE));
        assertEquals(List.of(new DialReason.Take(NEWCOMER, Frame.Need.MORE)), script.dials());
    }

    @Test
    void atTheLastHopANewcomersFirstLinkIsNeverRefused() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(1), request(0, Frame.Need.FIRST));
        DialReason take = new DialReason.Take(NEWCOMER, Frame.Need.FIRST);
        assertEquals(List.of(take), script.dials());
        script.opened(NEWCOMER, take);
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sent(Frame.Disconnect.class));
    }

    @Test
    void afterTheWalkAFullPeerEvictsANeighbourForTheNewcomer() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(1), request(MembershipLimits.SEEK_HOPS, Frame.Need.MORE));
        DialReason take = new DialReason.Take(NEWCOMER, Frame.Need.MORE);
        assertEquals(List.of(take), script.dials());
        script.opened(NEWCOMER, take);
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sent(Frame.Disconnect.class));
    }

    @Test
    void threeHopsFromTheStartTheNewcomerEntersThePassiveView() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.received(new LinkId(1), request(MembershipLimits.PASSIVE_INSERTION_HOPS_LEFT, Frame.Need.MORE));
        script.closed(new LinkId(2));
        assertEquals(List.of(new DialReason.Promote(NEWCOMER)), script.dials());
    }

    @Test
    void aJoinRequestThatAStrangerPassesOnIsIgnored() {
        CoreScript script = CoreScript.with(1, 2);
        LinkId stranger = script.opened(contact(60), null);
        script.received(stranger, request(3, Frame.Need.FIRST));
        assertEquals(List.of(), script.dials());
        assertEquals(List.of(), script.sent(Frame.JoinRequest.class));
    }

    @Test
    void ourOwnJoinRequestIsNotTakenHere() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), new Frame.JoinRequest(SELF, 0, Frame.Need.FIRST));
        assertEquals(List.of(), script.effects);
    }

    @Test
    void aNeighboursOwnJoinRequestGetsTheAddressThatWeKnow() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), first(Frame.Need.MORE));
        assertEquals(contact(1), script.sent(Frame.JoinRequest.class).getFirst().newcomer());
    }
}
