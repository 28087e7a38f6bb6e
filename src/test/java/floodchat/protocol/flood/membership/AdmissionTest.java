package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.BOOTSTRAP;
import static floodchat.protocol.flood.core.CoreScript.SELF;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.PeerId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which open links become neighbours, and which neighbours are evicted for them. */
class AdmissionTest {
    private static final Contact NEWCOMER = contact(50);

    // ---- requests for a slot

    @Test
    void aFullPeerRefusesANeighbourRequestUnlessItIsUrgent() {
        CoreScript script = CoreScript.full();
        LinkId patient = script.opened(contact(60), null);
        script.received(patient, new Frame.NeighbourRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), script.sentTo(patient));
        LinkId urgent = script.opened(contact(61), null);
        script.received(urgent, new Frame.NeighbourRequest(true));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(urgent).getFirst());
    }

    @Test
    void anIdleNeighbourIsEvictedFirst() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(6), new Frame.Prune());
        script.opened(NEWCOMER, new DialReason.Take(NEWCOMER, Frame.Need.MORE));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sentTo(new LinkId(6)));
    }

    @Test
    void aRequestThatIsNotUrgentReplacesOnlyAnIdleLinkThatOthersDialled() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(6), new Frame.Prune());
        LinkId refused = script.opened(contact(60), null);
        script.received(refused, new Frame.NeighbourRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), script.sentTo(refused));
        script.received(new LinkId(2), new Frame.Prune());
        LinkId taken = script.opened(contact(61), null);
        script.received(taken, new Frame.NeighbourRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sentTo(new LinkId(2)));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(taken).getLast());
    }

    @Test
    void aFullPeerThatAPersonHasJoinANetworkTakesTwoMoreOfItsPeers() {
        CoreScript script = CoreScript.full();
        DialReason.Enter enter = new DialReason.Enter(NEWCOMER.address(), Frame.Need.HERE, true);
        script.received(script.opened(NEWCOMER, enter), new Frame.JoinAck(List.of()));
        List<LinkId> links = IntStream.range(60, 63).mapToObj(i -> script.opened(contact(i), null)).toList();
        links.forEach(link -> script.received(link, new Frame.JoinAck(List.of())));
        assertEquals(List.of(new Frame.Graft()), script.sentTo(links.get(0)));
        assertEquals(List.of(new Frame.Graft()), script.sentTo(links.get(1)));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), script.sentTo(links.get(2)));
    }

    @Test
    void aNeighbourThatLeavesIsForgottenAndOneThatEvictsUsIsNot() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), new Frame.Disconnect(Frame.Reason.LEAVING)).closed(new LinkId(1));
        assertEquals(List.of(), script.dials());
        script.received(new LinkId(2), new Frame.Disconnect(Frame.Reason.EVICTED)).closed(new LinkId(2));
        assertEquals(List.of(new DialReason.Promote(contact(2))), script.dials());
    }

    // ---- two links to one peer

    @Test
    void aLinkToOurselvesEnds() {
        CoreScript script = new CoreScript();
        assertTrue(script.isEnding(script.opened(SELF, null)));
        assertTrue(script.isEnding(script.opened(SELF, new DialReason.Promote(contact(1)))));
    }

    @Test
    void aPeerThatIsDialledTwiceIsAskedOnce() {
        CoreScript script = CoreScript.with(1);
        LinkId first = script.opened(contact(2), new DialReason.Promote(contact(2)));
        LinkId second = script.opened(contact(2), new DialReason.Take(contact(2), Frame.Need.FIRST));
        assertEquals(List.of(new Frame.NeighbourRequest(false)), script.sentTo(first));
        assertEquals(List.of(), script.sentTo(second));
        assertTrue(script.isEnding(second));
    }

    @Test
    void ofTwoLinksBothSidesKeepTheOneThatTheSmallerIdDialled() {
        Contact smaller = contact(1);
        CoreScript script = CoreScript.with(1);
        LinkId theirs = script.opened(smaller, null);
        script.received(theirs, new Frame.JoinAck(List.of()));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sentTo(new LinkId(1)));
        assertFalse(script.isEnding(theirs));

        Contact larger = new Contact(new PeerId(0, 255), contact(255).address());
        LinkId ours = script.opened(larger, new DialReason.Promote(larger));
        script.received(ours, new Frame.JoinAck(List.of()));
        LinkId worse = script.opened(larger, null);
        script.received(worse, new Frame.JoinAck(List.of()));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sentTo(worse));
    }

    @Test
    void aLinkThatReplacesAnotherToTheSamePeerNeedsNoSlot() {
        CoreScript script = CoreScript.full();
        LinkId better = script.opened(contact(5), null);
        script.received(better, new Frame.JoinAck(List.of()));
        assertEquals(List.of(new Frame.Graft()), script.sentTo(better));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sent(Frame.Disconnect.class));
    }

    @Test
    void ofTwoLinksThatTheOtherSideDialledTheNewerIsKept() {
        CoreScript script = new CoreScript();
        LinkId older = script.addDialler(1);
        LinkId newer = script.addDialler(1);
        assertTrue(script.isEnding(older));
        assertFalse(script.isEnding(newer));
        assertEquals(1, script.links());
    }

    // ---- strangers

    @Test
    void aStrangersLinkWithoutAPurposeEndsAfterTenSeconds() {
        CoreScript script = new CoreScript();
        LinkId silent = script.opened(contact(1), null);
        assertEquals(MembershipLimits.PURPOSE_WITHIN_MS, script.fire(FloodTimer.PurposeDue.class));
        assertTrue(script.isEnding(silent));
    }

    @Test
    void ofTooManyStrangersTheOldestLinkEnds() {
        CoreScript script = new CoreScript();
        LinkId oldest = script.opened(contact(1), null);
        for (int i = 1; i < MembershipLimits.MAX_STRANGERS; i++) {
            script.opened(new Contact(new PeerId(1, i), BOOTSTRAP), null);
        }
        assertFalse(script.isEnding(oldest));
        script.opened(contact(2), null);
        assertTrue(script.isEnding(oldest));
        assertEquals(1, script.all(FloodEffect.Close.class).size());
    }

    // ---- what a new link is for

    @Test
    void ourOwnAddressIsForgottenIfThePassiveViewHasItUnderAnEarlierId() {
        CoreScript script = CoreScript.with(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        script.opened(SELF, script.dials().getLast());
        assertEquals(0, script.report().passive());
    }

    @Test
    void ifAnotherPeerHasTheAddressOfAPassiveContactItIsAskedInstead() {
        CoreScript script = CoreScript.with(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        LinkId link = script.opened(contact(21), script.dials().getLast());
        assertEquals(List.of(new Frame.NeighbourRequest(false)), script.sentTo(link));
        script.received(link, new Frame.JoinAck(List.of()));
        assertEquals(0, script.report().passive(), "the contact is forgotten");
        assertEquals(2, script.links());
    }

    /** The peer at the contact's address has started again since the contact was told. */
    @Test
    void anUnexpectedIdReplacesThatOfTheContactAndCountsAsAsked() {
        CoreScript script = new CoreScript();
        script.addDialled(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        LinkId link = script.opened(contact(21), script.dials().getLast());
        script.received(link, new Frame.Disconnect(Frame.Reason.FULL)).closed(link);
        assertEquals(1, script.report().passive(), "its address is not lost");
        script.closed(new LinkId(1));
        DialReason renewed = new DialReason.Promote(contact(21));
        assertFalse(script.dials().contains(renewed), "it was asked in this round");
        script.nowMs += MembershipLimits.LAST_RETRY_MS;
        script.handle(new FloodInput.TimerFired(retries(script).getLast()));
        assertTrue(script.dials().contains(renewed));
    }

    private static List<FloodTimer.Retry> retries(CoreScript script) {
        List<FloodTimer.Retry> retries = new ArrayList<>();
        for (FloodEffect effect : script.effects) {
            if (effect instanceof FloodEffect.StartTimer(FloodTimer.Retry retry, long _)) {
                retries.add(retry);
            }
        }
        return retries;
    }

    @Test
    void anUnexpectedIdThatIsANeighboursEntersNoPassiveView() {
        CoreScript script = CoreScript.with(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        script.opened(contact(1), script.dials().getLast());
        assertEquals(0, script.report().passive());
    }

    @Test
    void ifAnotherPeerHasTheAddressOfANewcomerItsLinkEnds() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(contact(21), new DialReason.Take(NEWCOMER, Frame.Need.FIRST));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.UNEXPECTED)), script.sentTo(link));
        assertTrue(script.isEnding(link));
    }

    @Test
    void anEvictedNeighbourEntersThePassiveView() {
        CoreScript script = CoreScript.full();
        script.opened(NEWCOMER, new DialReason.Take(NEWCOMER, Frame.Need.FIRST));
        assertEquals(1, script.report().passive());
    }

    @Test
    void aNewNeighbourIsToldSevenContactsAndNotItself() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.learnFrom(new LinkId(1), List.of(contact(20), contact(21), contact(22)));
        LinkId link = script.opened(contact(20), null);
        script.received(link, new Frame.NeighbourRequest(false));
        Frame.JoinAck ack = (Frame.JoinAck) script.sentTo(link).getFirst();
        Set<Contact> expected = IntStream.of(21, 22, 1, 2, 3, 4, 5)
                .mapToObj(CoreScript::contact)
                .collect(Collectors.toSet());
        assertEquals(expected, Set.copyOf(ack.sample()));

        CoreScript many = CoreScript.with(1, 2, 3, 4, 5);
        many.learnFrom(new LinkId(1), IntStream.range(20, 28).mapToObj(CoreScript::contact).toList());
        LinkId other = many.opened(NEWCOMER, null);
        many.received(other, new Frame.NeighbourRequest(false));
        assertEquals(MembershipLimits.MAX_SAMPLE, ((Frame.JoinAck) many.sentTo(other).getFirst()).sample().size());
    }

    @Test
    void aRequestThatIsNotUrgentNeedsASlotThatIsNotReserved() {
        CoreScript script = CoreScript.with(1);
        for (int i = 2; i <= 5; i++) {
            script.addDialler(i);
        }
        LinkId refused = script.opened(contact(60), null);
        script.received(refused, new Frame.NeighbourRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), script.sentTo(refused));
    }
}
