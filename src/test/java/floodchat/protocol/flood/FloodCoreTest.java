package floodchat.protocol.flood;

import static floodchat.protocol.flood.CoreScript.ENTRY;
import static floodchat.protocol.flood.CoreScript.NETWORK;
import static floodchat.protocol.flood.CoreScript.SELF;
import static floodchat.protocol.flood.ViewsTest.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One core, by script: each rule of the network alone. */
class FloodCoreTest {
    private static final Contact NEWCOMER = contact(50);

    private static Frame.JoinRequest first(Frame.Need need) {
        return request(FloodLimits.JOIN_HOPS, need);
    }

    private static Frame.JoinRequest request(int hopsLeft, Frame.Need need) {
        return new Frame.JoinRequest(NEWCOMER, hopsLeft, need);
    }

    private static Packet packet(int number) {
        return new Draft(NETWORK, number, false, new byte[] {(byte) number}).tryStamps(1);
    }

    // ---- taking newcomers

    @Test
    void aNewcomerIsTakenAtTheDoorWhereThereIsASlotAndMeetsOthers() {
        CoreScript script = CoreScript.with(1, 2);
        LinkId door = script.opened(NEWCOMER, null);
        script.received(door, first(Frame.Need.FIRST));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(door).getFirst());
        assertEquals(3, script.links());
        assertEquals(Collections.nCopies(2, request(FloodLimits.JOIN_HOPS - 1, Frame.Need.MORE)),
                script.sent(Frame.JoinRequest.class));
    }

    @Test
    void whereOnlySlotsForDialledLinksAreFreeTheNewcomerIsDialledBack() {
        CoreScript script = new CoreScript();
        for (int i = 1; i <= 4; i++) {
            script.dialler(i);
        }
        LinkId door = script.opened(NEWCOMER, null);
        script.received(door, first(Frame.Need.FIRST));
        Errand take = new Errand.Take(NEWCOMER, Frame.Need.FIRST);
        assertTrue(script.dialled().contains(take));
        LinkId back = script.opened(NEWCOMER, take);
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(back).getFirst());
        assertEquals(5, script.links());
    }

    @Test
    void aFullPeerSendsTheNewcomersRequestOnWalksOfWhichOneIsUrgent() {
        CoreScript script = CoreScript.full();
        script.received(script.opened(NEWCOMER, null), first(Frame.Need.FIRST));
        List<Frame.Need> needs =
                script.sent(Frame.JoinRequest.class).stream().map(Frame.JoinRequest::need).toList();
        assertEquals(List.of(Frame.Need.FIRST, Frame.Need.MORE, Frame.Need.MORE, Frame.Need.MORE), needs);
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void aNewcomerThatRepeatsItsRequestStartsNoFurtherWalks() {
        CoreScript script = CoreScript.full();
        LinkId door = script.opened(NEWCOMER, null);
        for (int i = 0; i < 100; i++) {
            script.received(door, first(Frame.Need.FIRST));
        }
        assertEquals(FloodLimits.WALKS_PER_NEWCOMER, script.sent(Frame.JoinRequest.class).size());
    }

    @Test
    void aFullPeerSendsAwayWhoOnlyWantsMore() {
        CoreScript script = CoreScript.full();
        LinkId door = script.opened(NEWCOMER, null);
        script.received(door, first(Frame.Need.MORE));
        assertEquals(new Frame.Disconnect(Frame.Reason.FULL), script.sentTo(door).getLast());
        assertTrue(script.isEnding(door));
    }

    @Test
    void whoMustStayHereIsKeptEvenByAFullPeer() {
        CoreScript script = CoreScript.full();
        LinkId door = script.opened(NEWCOMER, null);
        script.received(door, first(Frame.Need.HERE));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(door).getFirst());
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sent(Frame.Disconnect.class));
    }

    // ---- walks

    @Test
    void aRequestWalksOnWithAHopLess() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), request(FloodLimits.JOIN_HOPS - 1, Frame.Need.FIRST));
        assertEquals(List.of(request(FloodLimits.JOIN_HOPS - 2, Frame.Need.FIRST)), script.sentTo(new LinkId(2)));
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void afterTheWalkTheFirstFreeSlotTakesTheNewcomer() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), request(FloodLimits.SEEK_HOPS, Frame.Need.MORE));
        assertEquals(List.of(new Errand.Take(NEWCOMER, Frame.Need.MORE)), script.dialled());
        assertEquals(List.of(), script.sent(Frame.JoinRequest.class));
    }

    @Test
    void aWalkThatCantGoOnEnds() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), request(FloodLimits.JOIN_HOPS - 1, Frame.Need.MORE));
        assertEquals(List.of(new Errand.Take(NEWCOMER, Frame.Need.MORE)), script.dialled());
    }

    @Test
    void atTheLastHopTheFirstLinkIsNeverRefused() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(1), request(0, Frame.Need.FIRST));
        Errand take = new Errand.Take(NEWCOMER, Frame.Need.FIRST);
        assertEquals(List.of(take), script.dialled());
        script.opened(NEWCOMER, take);
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sent(Frame.Disconnect.class));
    }

    @Test
    void afterTheWalkANewcomerTakesANeighboursPlaceWhereAllIsFull() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(1), request(FloodLimits.SEEK_HOPS, Frame.Need.MORE));
        Errand take = new Errand.Take(NEWCOMER, Frame.Need.MORE);
        assertEquals(List.of(take), script.dialled());
        script.opened(NEWCOMER, take);
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sent(Frame.Disconnect.class));
    }

    @Test
    void aLazyNeighbourIsTheOneThatIsEvicted() {
        CoreScript script = CoreScript.full();
        script.received(new LinkId(6), new Frame.Prune());
        script.opened(NEWCOMER, new Errand.Take(NEWCOMER, Frame.Need.MORE));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.EVICTED)), script.sentTo(new LinkId(6)));
    }

    @Test
    void aRequestThatIsNotUrgentTakesTheSlotOfALazyDiallerOnly() {
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
    void whoWasToldToJoinANetworkTakesTwoMoreOfItsPeersThoughAllIsFull() {
        CoreScript script = CoreScript.full();
        Errand.Enter enter = new Errand.Enter(NEWCOMER.address(), Frame.Need.HERE, true);
        script.received(script.opened(NEWCOMER, enter), new Frame.JoinAck(List.of()));
        List<LinkId> links = IntStream.range(60, 63).mapToObj(i -> script.opened(contact(i), null)).toList();
        links.forEach(link -> script.received(link, new Frame.JoinAck(List.of())));
        assertEquals(List.of(), script.sentTo(links.get(0)));
        assertEquals(List.of(), script.sentTo(links.get(1)));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), script.sentTo(links.get(2)));
    }

    @Test
    void halfWayTheNewcomerIsRememberedAndReplacesWhoIsLost() {
        CoreScript script = CoreScript.with(1, 2, 3, 4, 5);
        script.received(new LinkId(1), request(FloodLimits.PASSIVE_INSERTION_HOPS_LEFT, Frame.Need.MORE));
        script.closed(new LinkId(2));
        assertEquals(List.of(new Errand.Promote(NEWCOMER)), script.dialled());
    }

    @Test
    void aWalkIsFollowedForNeighboursAlone() {
        CoreScript script = CoreScript.with(1, 2);
        LinkId stranger = script.opened(contact(60), null);
        script.received(stranger, request(3, Frame.Need.FIRST));
        assertEquals(List.of(), script.dialled());
        assertEquals(List.of(), script.sent(Frame.JoinRequest.class));
    }

    @Test
    void ourOwnRequestThatComesBackIsNotFollowedHere() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), new Frame.JoinRequest(SELF, 0, Frame.Need.FIRST));
        assertEquals(List.of(), script.effects);
    }

    @Test
    void aNeighboursOwnRequestIsForItsAddressAsWeSeeIt() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), first(Frame.Need.MORE));
        assertEquals(contact(1), script.sent(Frame.JoinRequest.class).getFirst().newcomer());
    }

    // ---- neighbours

    @Test
    void aRequestThatIsNotUrgentIsRefusedByAFullPeerAndAnUrgentOneIsNot() {
        CoreScript script = CoreScript.full();
        LinkId patient = script.opened(contact(60), null);
        script.received(patient, new Frame.NeighbourRequest(false));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.FULL)), script.sentTo(patient));
        LinkId urgent = script.opened(contact(61), null);
        script.received(urgent, new Frame.NeighbourRequest(true));
        assertInstanceOf(Frame.JoinAck.class, script.sentTo(urgent).getFirst());
    }

    @Test
    void aLinkToOurselvesEnds() {
        CoreScript script = new CoreScript();
        assertTrue(script.isEnding(script.opened(SELF, null)));
        assertTrue(script.isEnding(script.opened(SELF, new Errand.Promote(contact(1)))));
    }

    @Test
    void whoIsDialledTwiceIsAskedOnce() {
        CoreScript script = CoreScript.with(1);
        LinkId first = script.opened(contact(2), new Errand.Promote(contact(2)));
        LinkId second = script.opened(contact(2), new Errand.Take(contact(2), Frame.Need.FIRST));
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
        LinkId ours = script.opened(larger, new Errand.Promote(larger));
        script.received(ours, new Frame.JoinAck(List.of()));
        LinkId worse = script.opened(larger, null);
        script.received(worse, new Frame.JoinAck(List.of()));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sentTo(worse));
    }

    @Test
    void theBetterOfTwoLinksNeedsNoFurtherSlot() {
        CoreScript script = CoreScript.full();
        LinkId better = script.opened(contact(5), null);
        script.received(better, new Frame.JoinAck(List.of()));
        assertEquals(List.of(), script.sentTo(better));
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.DUPLICATE)), script.sent(Frame.Disconnect.class));
    }

    @Test
    void ofTwoLinksThatTheOtherSideDialledTheNewerCounts() {
        CoreScript script = new CoreScript();
        LinkId older = script.dialler(1);
        LinkId newer = script.dialler(1);
        assertTrue(script.isEnding(older));
        assertFalse(script.isEnding(newer));
        assertEquals(1, script.links());
    }

    @Test
    void theNeighbourThatLeavesIsForgottenAndTheOneThatEvictsIsNot() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), new Frame.Disconnect(Frame.Reason.LEAVING)).closed(new LinkId(1));
        assertEquals(List.of(), script.dialled());
        script.received(new LinkId(2), new Frame.Disconnect(Frame.Reason.EVICTED)).closed(new LinkId(2));
        assertEquals(List.of(new Errand.Promote(contact(2))), script.dialled());
    }

    @Test
    void aStrangerThatSaysNothingIsSentAway() {
        CoreScript script = new CoreScript();
        LinkId silent = script.opened(contact(1), null);
        assertEquals(FloodLimits.PURPOSE_WITHIN_MS, script.fire(FloodTimer.PurposeDue.class));
        assertTrue(script.isEnding(silent));
    }

    @Test
    void ofTooManyStrangersTheOldestGoes() {
        CoreScript script = new CoreScript();
        LinkId oldest = script.opened(contact(1), null);
        for (int i = 1; i < FloodLimits.MAX_STRANGERS; i++) {
            script.opened(new Contact(new PeerId(1, i), ENTRY), null);
        }
        assertFalse(script.isEnding(oldest));
        script.opened(contact(2), null);
        assertTrue(script.isEnding(oldest));
        assertEquals(1, script.all(FloodEffect.Close.class).size());
    }

    // ---- the entrance

    @Test
    void roundsGoOnForEverWithPausesFromOneSecondToSixty() {
        CoreScript script = new CoreScript(ENTRY);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            assertEquals(List.of(new Errand.Enter(ENTRY, Frame.Need.FIRST, false)), script.dialled());
            script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
            pauses.add(script.fire(FloodTimer.Retry.class));
        }
        assertEquals(List.of(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L), pauses);
    }

    @Test
    void aPeerWithoutLinksSaysWhereItTriesAndWhenItTriesAgain() {
        CoreScript script = new CoreScript(ENTRY);
        assertEquals(new FloodEvent.StatusChanged(SELF.address(), 0, new FloodEvent.Phase.Joining(ENTRY, false)),
                script.told().getLast());
        script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
        FloodEvent.Phase waiting = new FloodEvent.Phase.Waiting(ENTRY, script.nowMs + 1_000, false);
        assertEquals(new FloodEvent.StatusChanged(SELF.address(), 0, waiting), script.told().getLast());
    }

    @Test
    void whoeverAskedIsToldWhyAnAddressDidNotOpen() {
        CoreScript script = new CoreScript();
        script.happens(new FloodInput.Asked(new FloodCommand.Join(ENTRY)));
        Errand enter = new Errand.Enter(ENTRY, Frame.Need.HERE, true);
        assertEquals(List.of(enter), script.dialled());
        script.happens(new FloodInput.DialFailed(enter, "no such host", false));
        assertTrue(script.told().contains(new FloodEvent.JoinFailed(ENTRY, "no such host")));
    }

    @Test
    void whoAskedForAnAddressIsToldWhenThePeerThereGreetsAndGoes() {
        CoreScript script = CoreScript.with(1);
        script.closed(script.opened(contact(100), asked(script)));
        assertEquals(List.of(new FloodEvent.JoinFailed(ENTRY, "the peer ended the connection")), failures(script));
    }

    @Test
    void whoAskedForAnAddressIsToldWhenThePeerThereGreetsAndSaysNothing() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(contact(100), asked(script));
        script.fire(FloodTimer.PurposeDue.class);
        script.closed(link);
        assertEquals(List.of(new FloodEvent.JoinFailed(ENTRY, "the peer did not answer")), failures(script));
    }

    @Test
    void nobodyIsToldOfAFailureWhereThePeerTookUsAndWentLater() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(contact(100), asked(script));
        script.received(link, new Frame.JoinAck(List.of()));
        script.closed(link);
        assertEquals(List.of(), failures(script));
    }

    @Test
    void nobodyIsToldOfAFailureWhereWeLeftInTheMeantime() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(contact(100), asked(script));
        script.happens(new FloodInput.Asked(new FloodCommand.Stop()));
        script.closed(link);
        assertEquals(List.of(), failures(script));
    }

    @Test
    void nobodyIsToldOfAFailureOfAnEntryThatNobodyAskedFor() {
        CoreScript script = new CoreScript(ENTRY);
        script.closed(script.opened(contact(100), script.dialled().getFirst()));
        assertEquals(List.of(), failures(script));
    }

    /** A person asks for the entry address: the errand. */
    private static Errand asked(CoreScript script) {
        script.happens(new FloodInput.Asked(new FloodCommand.Join(ENTRY)));
        return script.dialled().getLast();
    }

    private static List<FloodEvent> failures(CoreScript script) {
        return script.told().stream().filter(FloodEvent.JoinFailed.class::isInstance).toList();
    }

    @Test
    void aPersonWithoutNeighboursIsToldOnceThatAnEntryRefuses() {
        CoreScript script = new CoreScript(ENTRY);
        FloodEvent told = new FloodEvent.JoinFailed(ENTRY, "the peer belongs to another network");
        refused(script);
        assertTrue(script.told().contains(told));
        script.fire(FloodTimer.Retry.class);
        refused(script);
        assertFalse(script.told().contains(told));
    }

    @Test
    void anEntryThatHasOpenedMeanwhileAndRefusesAgainIsToldAgain() {
        CoreScript script = new CoreScript(ENTRY);
        refused(script);
        script.fire(FloodTimer.Retry.class);
        LinkId link = script.opened(contact(100), script.dialled().getFirst());
        script.received(link, new Frame.JoinAck(List.of()));
        script.closed(link);
        script.fire(FloodTimer.Retry.class);
        refused(script);
        assertTrue(script.told().contains(new FloodEvent.JoinFailed(ENTRY, "the peer belongs to another network")));
    }

    @Test
    void whoHasANeighbourIsNotToldOfAnEntryThatRefuses() {
        CoreScript script = new CoreScript(ENTRY);
        script.dialler(1);
        refused(script);
        assertEquals(List.of(), script.told().stream().filter(FloodEvent.JoinFailed.class::isInstance).toList());
    }

    @Test
    void whoNamedAnAddressIsToldOnceWhyItDoesNotOpen() {
        Address other = contact(101).address();
        CoreScript script =
                new CoreScript(CoreScript.NETWORK, new Entries(List.of(ENTRY), List.of(other)));
        script.dialled().forEach(errand -> script.happens(new FloodInput.DialFailed(errand, "no such host", false)));
        assertEquals(List.of(new FloodEvent.JoinFailed(ENTRY, "no such host")), failures(script));
        script.fire(FloodTimer.Retry.class);
        script.dialled().forEach(errand -> script.happens(new FloodInput.DialFailed(errand, "no such host", false)));
        assertEquals(List.of(), failures(script));
    }

    @Test
    void onlyAddressesThatAPersonNamedAreSaidToBeTried() {
        Address other = contact(101).address();
        CoreScript script = new CoreScript(ENTRY, other);
        assertTrue(script.dialled().stream().anyMatch(errand -> errand.address().equals(other)));
        FloodEvent.Phase joining = new FloodEvent.Phase.Joining(ENTRY, false);
        assertEquals(new FloodEvent.StatusChanged(SELF.address(), 0, joining), script.told().getLast());
    }

    private static void refused(CoreScript script) {
        script.happens(
                new FloodInput.DialFailed(script.dialled().getFirst(), "the peer belongs to another network", true));
    }

    @Test
    void whoeverLeavesDialsNobodyAnyMore() {
        CoreScript script = new CoreScript(ENTRY);
        script.dialled(1);
        FloodTimer shuffle = script.timer(FloodTimer.Shuffle.class).timer();
        script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
        FloodTimer retry = script.timer(FloodTimer.Retry.class).timer();
        script.happens(new FloodInput.Asked(new FloodCommand.Stop()));
        script.effects.clear();
        script.happens(new FloodInput.TimerFired(retry));
        script.happens(new FloodInput.TimerFired(shuffle));
        script.happens(new FloodInput.Asked(new FloodCommand.Join(ENTRY)));
        assertEquals(List.of(), script.effects);
    }

    @Test
    void anEntryAddressThatIsOurOwnIsNotTriedAgain() {
        CoreScript script = new CoreScript(ENTRY);
        LinkId mirror = script.opened(SELF, script.dialled().getFirst());
        script.closed(mirror);
        script.fire(FloodTimer.Retry.class);
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void aNewcomerThatNobodyDialsBackAsksItsEntryToKeepTheLink() {
        CoreScript script = new CoreScript(ENTRY);
        LinkId entry = script.opened(contact(100), script.dialled().getFirst());
        assertEquals(List.of(new Frame.JoinRequest(SELF, FloodLimits.JOIN_HOPS, Frame.Need.FIRST)),
                script.sentTo(entry));
        assertEquals(FloodLimits.DIALLED_BACK_WITHIN_MS, script.fire(FloodTimer.PurposeDue.class));
        assertTrue(script.isEnding(entry));
        assertEquals(List.of(new Errand.Enter(ENTRY, Frame.Need.HERE, false)), script.dialled());
    }

    @Test
    void theLastLinkThatIsLostIsReplacedAtOnceByANewRound() {
        CoreScript script = new CoreScript(ENTRY);
        LinkId entry = script.opened(contact(100), script.dialled().getFirst());
        script.received(entry, new Frame.JoinAck(List.of()));
        script.nowMs += 5_000;
        script.effects.clear();
        script.closed(entry);
        assertEquals(0, script.fire(FloodTimer.Retry.class));
        assertEquals(List.of(new Errand.Enter(ENTRY, Frame.Need.FIRST, false)), script.dialled());
    }

    @Test
    void afterTheLastLinkIsLostThePausesBeginAnew() {
        CoreScript script = new CoreScript(ENTRY);
        LinkId entry = script.opened(contact(100), script.dialled().getFirst());
        script.received(entry, new Frame.JoinAck(List.of()));
        for (int i = 0; i < 6; i++) {
            script.fire(FloodTimer.Retry.class);
            script.dialled().forEach(errand -> script.happens(new FloodInput.DialFailed(errand, "refused", false)));
        }
        script.nowMs += 5_000;
        script.closed(entry);
        script.fire(FloodTimer.Retry.class);
        script.happens(new FloodInput.DialFailed(script.dialled().getFirst(), "nobody listens there", false));
        assertEquals(1_000, script.fire(FloodTimer.Retry.class));
    }

    // ---- flooding

    @Test
    void aNewPacketIsDeliveredOnceAndPassedOnToAllButWhoBroughtIt() {
        CoreScript script = CoreScript.with(1, 2, 3);
        script.received(new LinkId(1), new Frame.Flooded(7, Frame.Way.PUSHED, packet(1)));
        script.received(new LinkId(2), new Frame.Flooded(9, Frame.Way.PUSHED, packet(1)));
        assertEquals(List.of(), script.sentTo(new LinkId(1)));
        assertEquals(List.of(new Frame.Flooded(6, Frame.Way.PUSHED, packet(1))), script.sentTo(new LinkId(2)));
        assertEquals(List.of(new Frame.Flooded(6, Frame.Way.PUSHED, packet(1))), script.sentTo(new LinkId(3)));
        assertEquals(1, script.told().stream().filter(FloodEvent.Delivered.class::isInstance).count());
    }

    @Test
    void aPacketAtItsLastHopIsDeliveredAndGoesNoFurther() {
        CoreScript script = CoreScript.with(1, 2);
        script.received(new LinkId(1), new Frame.Flooded(0, Frame.Way.PUSHED, packet(1)));
        assertEquals(1, script.told().size());
        assertEquals(List.of(), script.sent(Frame.Flooded.class));
    }

    @Test
    void aPacketOfAStrangerIsIgnored() {
        CoreScript script = CoreScript.with(1);
        LinkId stranger = script.opened(contact(60), null);
        script.effects.clear();
        script.received(stranger, new Frame.Flooded(5, Frame.Way.PUSHED, packet(1)));
        assertEquals(List.of(), script.effects);
        assertTrue(script.core.isNew(packet(1).id()));
    }

    @Test
    void ownPacketsStartWithAtLeast24HopsAndAtMost32() {
        CoreScript script = CoreScript.with(1);
        for (int i = 1; i <= 200; i++) {
            script.happens(new FloodInput.Asked(new FloodCommand.Publish(i, new byte[] {1}, false)));
        }
        List<Integer> hops = script.all(FloodEffect.SendOwn.class)
                .stream()
                .map(send -> send.frame().hopsLeft())
                .sorted()
                .distinct()
                .toList();
        assertEquals(IntStream.rangeClosed(24, 32).boxed().toList(), hops);
    }

    @Test
    void whatIsPublishedAloneWaitsAndWhatIsEphemeralDoesNot() {
        CoreScript script = new CoreScript();
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(1, new byte[] {1}, false)));
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(2, new byte[] {2}, true)));
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(3, new byte[] {3}, false)));
        script.dialled(1);
        assertEquals(List.of(1L, 3L), tickets(script));
        assertEquals(List.of(), script.sent(Frame.Flooded.class));
        script.effects.clear();
        script.happens(new FloodInput.Written(List.of(1L, 1L)));
        assertEquals(List.of(new FloodEvent.HandedOver(1)), script.told());
    }

    @Test
    void whatALostLinkMayNotHaveWrittenIsGivenToTheNextOne() {
        CoreScript script = CoreScript.with(1);
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(1, new byte[] {1}, false)));
        script.happens(new FloodInput.Asked(new FloodCommand.Publish(2, new byte[] {2}, false)));
        script.happens(new FloodInput.Written(List.of(1L)));
        script.closed(new LinkId(1));
        script.effects.clear();
        script.dialler(2);
        assertEquals(List.of(2L), tickets(script));
    }

    private static List<Long> tickets(CoreScript script) {
        return script.all(FloodEffect.SendOwn.class).stream().map(FloodEffect.SendOwn::ticket).toList();
    }

    @Test
    void roomToPublishIsBoundedInPacketsAndInBytes() {
        CoreScript many = new CoreScript();
        for (int i = 1; i <= FloodLimits.MAX_UNSENT_PACKETS; i++) {
            assertTrue(many.core.hasRoomToPublish());
            many.happens(new FloodInput.Asked(new FloodCommand.Publish(i, new byte[] {1}, false)));
        }
        assertFalse(many.core.hasRoomToPublish());
        CoreScript large = new CoreScript();
        int count = FloodLimits.MAX_UNSENT_BYTES / FloodLimits.MAX_PAYLOAD_BYTES + 1;
        for (int i = 1; i <= count; i++) {
            large.happens(
                    new FloodInput.Asked(new FloodCommand.Publish(i, new byte[FloodLimits.MAX_PAYLOAD_BYTES], false)));
        }
        assertFalse(large.core.hasRoomToPublish());
    }

    // ---- shuffles and addresses

    @Test
    void evenALargestShuffleIsAnsweredWithNoMoreThanAFrameHolds() {
        CoreScript script = CoreScript.with(1);
        List<Contact> many = Stream.iterate(10, i -> i + 1).limit(40).map(ViewsTest::contact).toList();
        for (int i = 0; i < 40; i += 8) {
            script.learns(new LinkId(1), many.subList(i, i + 8));
        }
        script.effects.clear();
        script.received(new LinkId(1), new Frame.Shuffle(contact(1), 0, many.subList(0, 8)));
        assertEquals(FloodLimits.MAX_CONTACTS, script.sent(Frame.ShuffleReply.class).getFirst().contacts().size());
    }

    @Test
    void aShuffleFromAfarIsAnsweredOverALinkOfItsOwn() {
        CoreScript script = CoreScript.with(1);
        script.received(new LinkId(1), new Frame.Shuffle(contact(70), 0, List.of()));
        Errand answer = script.dialled().getFirst();
        assertEquals(contact(70).address(), answer.address());
        LinkId link = script.opened(contact(70), answer);
        assertInstanceOf(Frame.ShuffleReply.class, script.sentTo(link).getFirst());
        assertTrue(script.isEnding(link));
    }

    @Test
    void addressesWorthRememberingAreNeighboursFirst() {
        CoreScript script = new CoreScript();
        LinkId link = script.dialled(1);
        script.learns(link, List.of(contact(2)));
        script.fire(FloodTimer.Remember.class);
        assertEquals(
                List.of(new FloodEvent.AddressesLearned(List.of(contact(1).address(), contact(2).address()))),
                script.told());
    }

    // ---- the end

    @Test
    void whoStopsSaysGoodbyeAndHasStoppedOnceAllLinksAreClosed() {
        CoreScript script = CoreScript.with(1, 2);
        script.happens(new FloodInput.Asked(new FloodCommand.Stop()));
        assertEquals(Collections.nCopies(2, new Frame.Disconnect(Frame.Reason.LEAVING)),
                script.sent(Frame.Disconnect.class));
        script.closed(new LinkId(1));
        assertFalse(script.told().contains(new FloodEvent.Stopped()));
        script.closed(new LinkId(2));
        assertTrue(script.told().contains(new FloodEvent.Stopped()));
        assertEquals(List.of(), script.dialled());
    }

    @Test
    void aGoodbyeThatNobodyAnswersEndsInTime() {
        CoreScript script = CoreScript.with(1);
        script.happens(new FloodInput.Asked(new FloodCommand.Stop()));
        assertEquals(FloodLimits.GOODBYE_WITHIN_MS, script.fire(FloodTimer.GoodbyeDue.class));
        assertEquals(List.of(new FloodEvent.Stopped()), script.told());
    }

    @Test
    void aLinkThatOpensAfterTheGoodbyeIsSentAway() {
        CoreScript script = CoreScript.with(1);
        script.happens(new FloodInput.Asked(new FloodCommand.Stop()));
        LinkId late = script.opened(contact(2), null);
        assertEquals(List.of(new Frame.Disconnect(Frame.Reason.LEAVING)), script.sentTo(late));
        assertTrue(script.isEnding(late));
    }
}
