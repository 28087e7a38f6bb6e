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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which open links become neighbours, and which neighbours are evicted for them. */
class AdmissionTest {
    private static final Contact NEWCOMER = contact(50);
    /** Another id at the address of peer 20. */
    private static final Contact RESTARTED = new Contact(contact(21).peer(), contact(20).address());

    private static final Frame FULL = new Frame.Disconnect(Frame.Reason.FULL);
    private static final Frame EVICTED = new Frame.Disconnect(Frame.Reason.EVICTED);

    // ---- requests for a slot

    private static LinkId asks(int number, boolean urgent, CoreScript script) {
        LinkId link = script.opened(contact(number), null);
        script.received(link, new Frame.JoinRequest(urgent));
        return link;
    }

    @Test
    void aFullPeerRefusesARequestUnlessItIsUrgent() {
        CoreScript script = CoreScript.full();
        LinkId patient = asks(60, false, script);
        assertEquals(List.of(FULL), script.sentTo(patient).subList(1, 2));
        LinkId urgent = asks(61, true, script);
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(urgent).getFirst());
        assertEquals(List.of(EVICTED), script.sentTo(new LinkId(4)), "the newest that dialled us");
    }

    @Test
    void aRefusalTellsOtherContacts() {
        CoreScript script = CoreScript.full().tried(contact(20), contact(21));
        LinkId refused = asks(60, false, script);
        Frame.ShuffleReply reply = (Frame.ShuffleReply) script.sentTo(refused).getFirst();
        assertTrue(reply.contacts().containsAll(List.of(contact(20), contact(21))));
        assertEquals(9, reply.contacts().size(), "neighbours fill up");
        assertEquals(2, script.sentTo(refused).size());
        assertTrue(script.isEnding(refused));
    }

    @Test
    void aRequestThatIsNotUrgentReplacesOnlyAYoungIdleLinkThatDialledUs() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(7), new Frame.Prune()).received(new LinkId(2), new Frame.Prune());
        assertEquals(FULL, script.sentTo(asks(60, false, script)).getLast());
        script.received(new LinkId(4), new Frame.Prune());
        LinkId taken = asks(61, false, script);
        assertEquals(List.of(EVICTED), script.sentTo(new LinkId(4)));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(taken).getLast());
    }

    @Test
    void aRequestThatIsNotUrgentNeedsASlotThatIsNotReserved() {
        CoreScript script = CoreScript.with(1);
        for (int i = 2; i <= 5; i++) {
            script.addDialler(i);
        }
        assertEquals(FULL, script.sentTo(asks(60, false, script)).getLast());
    }

    /** Of those that dialled us only the newest makes room for it, and of those that we chose not the two oldest. */
    @Test
    void aPeerThatWeChooseReplacesAnIdleOneFirst() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(4), new Frame.Prune()).received(new LinkId(5), new Frame.Prune());
        DialReason enter = new DialReason.Enter(NEWCOMER.address(), true, true);
        script.received(script.opened(NEWCOMER, enter), new Frame.JoinAck(List.of()));
        assertEquals(List.of(EVICTED), script.sentTo(new LinkId(4)));
        script.received(script.opened(contact(51), enter), new Frame.JoinAck(List.of()));
        assertEquals(2, script.sent(Frame.Disconnect.class).size());
        assertEquals(List.of(), script.sentTo(new LinkId(5)), "an anchor");
    }

    @Test
    void aFullPeerThatAPersonHasJoinANetworkAsksTwoMoreOfItsPeers() {
        CoreScript script = CoreScript.full();
        DialReason enter = new DialReason.Enter(NEWCOMER.address(), true, true);
        List<Contact> told = List.of(contact(1), contact(60), contact(61), contact(62));
        LinkId entry = script.opened(NEWCOMER, enter);
        assertEquals(List.of(new Frame.JoinRequest(true)), script.sentTo(entry));
        script.received(entry, new Frame.JoinAck(told));
        List<DialReason> further =
                List.of(new DialReason.Promote(contact(60), true), new DialReason.Promote(contact(61), true));
        assertEquals(further, script.dials(), "the first one is a neighbour");
        for (DialReason reason : further) {
            LinkId link = script.opened(((DialReason.Promote) reason).candidate(), reason);
            script.received(link, new Frame.JoinAck(List.of(contact(70))));
            assertEquals(List.of(new Frame.JoinRequest(true), new Frame.Graft()), script.sentTo(link));
        }
        assertEquals(2, script.dials().size(), "their contacts are not asked");
        assertEquals(7, script.report().links().size());
    }

    /** Each takes the place of another neighbour, also if those that the person wanted are idle. */
    @Test
    void theThreeLinksOfOneJoinCommandAllStay() {
        CoreScript script = CoreScript.full();
        script.handle(new FloodInput.JoinAsked(NEWCOMER.address()));
        List<LinkId> wanted = new ArrayList<>();
        wanted.add(script.opened(NEWCOMER, script.dials().getFirst()));
        script.received(wanted.getFirst(), new Frame.JoinAck(List.of(contact(60), contact(61))));
        for (DialReason reason : script.dials().subList(1, 3)) {
            script.received(wanted.getLast(), new Frame.Prune());
            wanted.add(script.opened(((DialReason.Promote) reason).candidate(), reason));
            script.received(wanted.getLast(), new Frame.JoinAck(List.of()));
        }
        assertEquals(List.of(), wanted.stream().filter(script::isEnding).toList());
        assertEquals(3, script.sent(Frame.Disconnect.class).stream().filter(EVICTED::equals).count());
        assertEquals(7, script.report().links().size());
    }

    @Test
    void onlyTheFirstRequestOfAStrangerCounts() {
        CoreScript script = CoreScript.full();
        LinkId link = asks(60, false, script);
        script.received(link, new Frame.JoinRequest(true));
        assertEquals(2, script.sentTo(link).size());
        LinkId taken = asks(61, true, script);
        script.received(taken, new Frame.JoinRequest(true));
        assertEquals(1, script.sentTo(taken).size());
    }

    /** Only the side that dials asks. */
    @Test
    void aPeerThatWeDialledAsksInVain() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(NEWCOMER, new DialReason.Feel(NEWCOMER));
        script.received(link, new Frame.JoinRequest(true));
        assertEquals(1, script.report().links().size());
    }

    @Test
    void aJoinAckThatWeDidNotAskForMakesNoNeighbour() {
        CoreScript script = CoreScript.with(1);
        LinkId stranger = script.opened(NEWCOMER, null);
        script.received(stranger, new Frame.JoinAck(List.of(contact(20))));
        assertEquals(1, script.report().links().size());
        assertEquals(1, script.report().contacts(), "its own contact");
    }

    @Test
    void aPeerThatRefusesIsNoNeighbourAfterwards() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(NEWCOMER, new DialReason.Promote(NEWCOMER, false));
        script.received(link, new Frame.ShuffleReply(List.of(contact(20))));
        script.received(link, new Frame.JoinAck(List.of(contact(21))));
        assertEquals(1, script.report().links().size(), "it was answered already");
    }

    @Test
    void aNeighbourThatLeavesIsForgottenAndOneThatEvictsUsIsNot() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), new Frame.Disconnect(Frame.Reason.LEAVING)).closed(new LinkId(1));
        assertEquals(List.of(), script.dials());
        script.received(new LinkId(2), new Frame.Disconnect(Frame.Reason.EVICTED)).closed(new LinkId(2));
        assertEquals(List.of(new DialReason.Promote(contact(2), false)), script.dials());
    }

    /** It dialled from the same host and named the other's port, and then it left or misbehaved. */
    @Test
    void aStrangerMakesUsForgetNoOtherPeerOfItsHost() {
        CoreScript script = CoreScript.full().tried(contact(20));
        Contact impostor = new Contact(new PeerId(66, 6), contact(20).address());
        LinkId leaving = script.opened(impostor, null);
        script.received(leaving, new Frame.Disconnect(Frame.Reason.LEAVING)).closed(leaving);
        assertEquals(1, script.report().contacts());
        script.handle(new FloodInput.Misbehaved(script.opened(impostor, null), "a second hello"));
        assertEquals(1, script.report().contacts());
    }

    // ---- two links to one peer

    @Test
    void aLinkToOurselvesEnds() {
        CoreScript script = new CoreScript();
        assertTrue(script.isEnding(script.opened(SELF, null)));
        assertTrue(script.isEnding(script.opened(SELF, new DialReason.Promote(contact(1), false))));
    }

    @Test
    void aPeerThatIsDialledTwiceIsAskedOnce() {
        CoreScript script = CoreScript.with(1);
        LinkId first = script.opened(contact(2), new DialReason.Promote(contact(2), false));
        LinkId second = script.opened(contact(2), new DialReason.Enter(contact(2).address(), false, false));
        assertEquals(List.of(new Frame.JoinRequest(false)), script.sentTo(first));
        assertEquals(List.of(), script.sentTo(second));
        assertTrue(script.isEnding(second));
    }

    @Test
    void ofTwoLinksBothSidesKeepTheOneThatTheSmallerIdDialled() {
        Contact smaller = contact(1);
        CoreScript script = CoreScript.with(1);
        LinkId theirs = script.opened(smaller, null);
        script.received(theirs, new Frame.JoinRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sentTo(new LinkId(1)));
        assertFalse(script.isEnding(theirs));

        Contact larger = new Contact(new PeerId(0, 255), contact(255).address());
        LinkId ours = script.opened(larger, new DialReason.Promote(larger, false));
        script.received(ours, new Frame.JoinAck(List.of()));
        LinkId worse = script.opened(larger, null);
        script.received(worse, new Frame.JoinRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sentTo(worse));
    }

    @Test
    void aLinkThatReplacesAnotherToTheSamePeerNeedsNoSlot() {
        CoreScript script = CoreScript.full();
        LinkId better = script.opened(contact(5), null);
        script.received(better, new Frame.JoinRequest(true));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(better).getFirst());
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
    void ourOwnAddressIsForgottenIfTheBookHasItUnderAnEarlierId() {
        CoreScript script = CoreScript.with(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        script.opened(SELF, script.dials().getLast());
        assertEquals(0, script.report().contacts());
    }

    @Test
    void ifAnotherPeerHasTheAddressOfAContactItIsAskedInstead() {
        CoreScript script = CoreScript.with(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        LinkId link = script.opened(RESTARTED, script.dials().getLast());
        assertEquals(List.of(new Frame.JoinRequest(false)), script.sentTo(link));
        script.received(link, new Frame.JoinAck(List.of()));
        assertEquals(0, script.report().contacts(), "the contact is the neighbour's now");
        assertEquals(2, script.links());
    }

    /** The peer at the contact's address has started again since the contact was told. */
    @Test
    void anUnexpectedIdReplacesThatOfTheContactAndCountsAsAsked() {
        CoreScript script = new CoreScript();
        script.addDialled(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        LinkId link = script.opened(RESTARTED, script.dials().getLast());
        script.received(link, new Frame.Disconnect(Frame.Reason.FULL)).closed(link);
        assertEquals(1, script.report().contacts(), "its address is not lost");
        script.closed(new LinkId(1));
        DialReason renewed = new DialReason.Promote(RESTARTED, false);
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
    void anUnexpectedIdThatIsANeighboursIsCountedOnce() {
        CoreScript script = CoreScript.with(1);
        script.learnFrom(new LinkId(1), List.of(contact(20)));
        Contact elsewhere = new Contact(contact(1).peer(), contact(20).address());
        assertTrue(script.isEnding(script.opened(elsewhere, script.dials().getLast())));
        assertEquals(1, script.report().links().size());
    }

    @Test
    void anEvictedNeighbourStaysInTheBook() {
        CoreScript script = CoreScript.full();
        asks(60, true, script);
        assertEquals(1, script.report().contacts());
    }

    // ---- what a new neighbour is told

    @Test
    void aNewNeighbourIsToldContactsThatWereTriedAndNotItself() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.tried(contact(20), contact(21), contact(22)).learnFrom(new LinkId(1), List.of(contact(30)));
        Frame.JoinAck ack = (Frame.JoinAck) script.sentTo(asks(20, false, script)).getFirst();
        assertEquals(
                Set.of(contact(1), contact(2), contact(3), contact(4), contact(5), contact(21), contact(22)),
                Set.copyOf(ack.sample()), "neighbours fill up");

        CoreScript many = CoreScript.with(1, 2, 3, 4, 5);
        many.tried(IntStream.range(60, 90).mapToObj(CoreScript::contact).toArray(Contact[]::new));
        IntStream.range(110, 116).forEach(i -> many.closed(many.opened(contact(i), null)));
        Frame.JoinAck full = (Frame.JoinAck) many.sentTo(asks(20, false, many)).getFirst();
        assertEquals(MembershipLimits.MAX_SAMPLE, Set.copyOf(full.sample()).size());
    }
}
