package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.BOOTSTRAP;
import static floodchat.protocol.flood.core.CoreScript.SELF;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEffect;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a peer enters the network: bootstrap addresses, rounds, and what a person is told of them. */
class BootstrapTest {
    @Test
    void roundsGoOnWithPausesFromOneSecondToSixty() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            assertEquals(List.of(new DialReason.Enter(BOOTSTRAP, false, false)), script.dials());
            script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
            pauses.add(script.fire(FloodTimer.Retry.class));
        }
        assertEquals(List.of(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L), pauses);
    }

    @Test
    void aPeerWithoutLinksSaysWhereItTriesAndWhenItTriesAgain() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        assertEquals(new FloodEvent.StatusChanged(SELF.address(), 0, new FloodEvent.Phase.Joining(BOOTSTRAP, false)),
                script.events().getLast());
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        FloodEvent.Phase waiting = new FloodEvent.Phase.Waiting(BOOTSTRAP, script.nowMs + 1_000, false);
        assertEquals(new FloodEvent.StatusChanged(SELF.address(), 0, waiting), script.events().getLast());
    }

    @Test
    void aPersonIsToldWhyTheAddressTheyAskedForFails() {
        CoreScript script = new CoreScript();
        script.handle(new FloodInput.JoinAsked(BOOTSTRAP));
        DialReason enter = new DialReason.Enter(BOOTSTRAP, true, true);
        assertEquals(List.of(enter), script.dials());
        script.handle(new FloodInput.DialFailed(enter, "no such host", false));
        assertTrue(script.events().contains(new FloodEvent.JoinFailed(BOOTSTRAP, "no such host")));
    }

    @Test
    void aPersonIsToldIfThePeerTheyAskedForEndsTheConnection() {
        CoreScript script = CoreScript.with(1);
        script.closed(script.opened(contact(100), asked(script)));
        assertEquals(List.of(new FloodEvent.JoinFailed(BOOTSTRAP, "the peer ended the connection")), failures(script));
    }

    @Test
    void aPersonIsToldIfThePeerTheyAskedForDoesNotAnswer() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(contact(100), asked(script));
        script.fire(FloodTimer.PurposeDue.class);
        script.closed(link);
        assertEquals(List.of(new FloodEvent.JoinFailed(BOOTSTRAP, "the peer did not answer")), failures(script));
    }

    @Test
    void noFailureIsToldIfThePeerTookUsAndLeftLater() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(contact(100), asked(script));
        script.received(link, new Frame.JoinAck(List.of()));
        script.closed(link);
        assertEquals(List.of(), failures(script));
    }

    @Test
    void noFailureIsToldAfterWeLeft() {
        CoreScript script = CoreScript.with(1);
        LinkId link = script.opened(contact(100), asked(script));
        script.handle(new FloodInput.StopAsked());
        script.closed(link);
        assertEquals(List.of(), failures(script));
    }

    @Test
    void noFailureIsToldOfABootstrapAddressThatNobodyAskedFor() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.closed(script.opened(contact(100), script.dials().getFirst()));
        assertEquals(List.of(), failures(script));
    }

    /** A person asks for the bootstrap address. Returns the reason of the dial. */
    private static DialReason asked(CoreScript script) {
        script.handle(new FloodInput.JoinAsked(BOOTSTRAP));
        return script.dials().getLast();
    }

    private static List<FloodEvent> failures(CoreScript script) {
        return script.events().stream().filter(FloodEvent.JoinFailed.class::isInstance).toList();
    }

    @Test
    void withoutANeighbourAPersonIsToldOnceThatABootstrapAddressRefuses() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        FloodEvent told = new FloodEvent.JoinFailed(BOOTSTRAP, "the peer belongs to another network");
        refused(script);
        assertTrue(script.events().contains(told));
        script.fire(FloodTimer.Retry.class);
        refused(script);
        assertFalse(script.events().contains(told));
    }

    @Test
    void aRefusalIsToldAgainAfterTheAddressWasEntered() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        refused(script);
        script.fire(FloodTimer.Retry.class);
        LinkId link = script.opened(contact(100), script.dials().getFirst());
        script.received(link, new Frame.JoinAck(List.of()));
        script.closed(link);
        script.fire(FloodTimer.Retry.class);
        refused(script);
        assertTrue(
                script.events().contains(new FloodEvent.JoinFailed(BOOTSTRAP, "the peer belongs to another network")));
    }

    /** It is dialled again, since it was reported for the next start, and is ending meanwhile. */
    @Test
    void thatTheLastNeighbourHasLeftIsNotToldAsARefusal() {
        CoreScript script = new CoreScript();
        LinkId last = script.addDialler(1);
        script.tried(contact(1));
        script.handle(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        script.effects.clear();
        script.received(last, new Frame.Disconnect(Frame.Reason.LEAVING)).closed(last);
        script.fire(FloodTimer.Retry.class);
        DialReason again = new DialReason.Enter(contact(1).address(), false, false);
        assertEquals(List.of(again), script.dials());
        script.handle(new FloodInput.DialFailed(again, "the peer hung up", true));
        assertEquals(List.of(), failures(script));
    }

    @Test
    void withANeighbourARefusalIsNotTold() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.addDialler(1);
        refused(script);
        assertEquals(List.of(), script.events().stream().filter(FloodEvent.JoinFailed.class::isInstance).toList());
    }

    @Test
    void aPersonIsToldOnceWhyAnAddressTheyGaveFails() {
        Address other = contact(101).address();
        CoreScript script =
                new CoreScript(CoreScript.NETWORK,
                        new BootstrapAddresses(List.of(BOOTSTRAP), List.of(), List.of(other)));
        script.dials().forEach(reason -> script.handle(new FloodInput.DialFailed(reason, "no such host", false)));
        assertEquals(List.of(new FloodEvent.JoinFailed(BOOTSTRAP, "no such host")), failures(script));
        script.fire(FloodTimer.Retry.class);
        script.dials().forEach(reason -> script.handle(new FloodInput.DialFailed(reason, "no such host", false)));
        assertEquals(List.of(), failures(script));
    }

    @Test
    void theStatusNamesTheFirstAddressIfAPersonGaveNone() {
        Address other = contact(101).address();
        CoreScript script = new CoreScript(BOOTSTRAP, other);
        assertTrue(script.dials().stream().anyMatch(reason -> reason.address().equals(other)));
        FloodEvent.Phase joining = new FloodEvent.Phase.Joining(BOOTSTRAP, false);
        assertEquals(new FloodEvent.StatusChanged(SELF.address(), 0, joining), script.events().getLast());
    }

    private static void refused(CoreScript script) {
        script.handle(
                new FloodInput.DialFailed(script.dials().getFirst(), "the peer belongs to another network", true));
    }

    @Test
    void aPeerThatLeavesDialsNobody() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.addDialled(1);
        FloodTimer shuffle = script.timer(FloodTimer.Shuffle.class).timer();
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        FloodTimer retry = script.timer(FloodTimer.Retry.class).timer();
        script.handle(new FloodInput.StopAsked());
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(retry));
        script.handle(new FloodInput.TimerFired(shuffle));
        script.handle(new FloodInput.JoinAsked(BOOTSTRAP));
        assertEquals(List.of(), script.effects);
    }

    @Test
    void aBootstrapAddressThatIsOurOwnIsNotTriedAgain() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId mirror = script.opened(SELF, script.dials().getFirst());
        script.closed(mirror);
        script.fire(FloodTimer.Retry.class);
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aNewcomerAsksUrgentlyAndOneWithALinkDoesNot() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId entry = script.opened(contact(100), script.dials().getFirst());
        assertEquals(List.of(new Frame.JoinRequest(true)), script.sentTo(entry));
        script.received(entry, new Frame.JoinAck(List.of(contact(2))));
        LinkId second = script.opened(contact(2), script.dials().getLast());
        assertEquals(List.of(new Frame.JoinRequest(false)), script.sentTo(second));
    }

    /** The entry point is a contact that was tried, but the link to it is open already. */
    @Test
    void aNewcomerDialsItsEntryPointOnce() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.opened(contact(100), script.dials().getFirst());
        assertEquals(1, script.dials().size());
    }

    /** Nobody dials it: it walks through the network by itself. */
    @Test
    void aNewcomerThatIsRefusedAsksTheContactsThatItWasTold() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId entry = script.opened(contact(100), script.dials().getFirst());
        script.effects.clear();
        script.received(entry, new Frame.ShuffleReply(List.of(contact(2))));
        script.received(entry, new Frame.Disconnect(Frame.Reason.FULL)).closed(entry);
        DialReason second = new DialReason.Promote(contact(2), false);
        assertEquals(List.of(second), script.dials());
        LinkId link = script.opened(contact(2), second);
        assertEquals(List.of(new Frame.JoinRequest(true)), script.sentTo(link));
        script.effects.clear();
        script.received(link, new Frame.ShuffleReply(List.of(contact(3))));
        script.received(link, new Frame.Disconnect(Frame.Reason.FULL)).closed(link);
        assertEquals(List.of(new DialReason.Promote(contact(3), false)), script.dials());
    }

    @Test
    void anEntryPointThatDoesNotAnswerInTenSecondsIsLeft() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId entry = script.opened(contact(100), script.dials().getFirst());
        assertEquals(MembershipLimits.PURPOSE_WITHIN_MS, script.fire(FloodTimer.PurposeDue.class));
        assertTrue(script.isEnding(entry));
    }

    // ---- anchors

    @Test
    void theAnchorsAreDialledBeforeOtherSavedAddressesAlsoIfThereAreLinksEnough() {
        List<Address> named = IntStream.range(100, 104).mapToObj(i -> contact(i).address()).toList();
        List<Address> anchors = List.of(contact(110).address(), contact(111).address());
        List<Address> others = IntStream.range(120, 130).mapToObj(i -> contact(i).address()).toList();
        CoreScript alone = new CoreScript(CoreScript.NETWORK, new BootstrapAddresses(List.of(), anchors, others));
        assertEquals(anchors, alone.dials().subList(0, 2).stream().map(DialReason::address).toList());

        CoreScript script = new CoreScript(CoreScript.NETWORK, new BootstrapAddresses(named, anchors, others));
        assertEquals(named, script.dials().stream().map(DialReason::address).toList());
        List<DialReason> underWay = script.dials();
        script.addDialler(1);
        script.addDialler(2);
        script.addDialler(3);
        script.effects.clear();
        underWay.forEach(reason -> script.handle(new FloodInput.DialFailed(reason, "nobody is there", false)));
        assertEquals(anchors, script.dials().stream().map(DialReason::address).toList());
    }

    @Test
    void theLossOfTheLastLinkBeginsANewRoundAtOnce() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId entry = script.opened(contact(100), script.dials().getFirst());
        script.received(entry, new Frame.JoinAck(List.of()));
        script.nowMs += 5_000;
        script.effects.clear();
        script.closed(entry);
        assertEquals(0, script.fire(FloodTimer.Retry.class));
        assertEquals(List.of(new DialReason.Enter(BOOTSTRAP, false, false)), script.dials());
    }

    @Test
    void theLossOfTheLastLinkMakesThePausesShortAgain() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId entry = script.opened(contact(100), script.dials().getFirst());
        script.received(entry, new Frame.JoinAck(List.of()));
        for (int i = 0; i < 6; i++) {
            script.fire(FloodTimer.Retry.class);
            script.dials().forEach(reason -> script.handle(new FloodInput.DialFailed(reason, "refused", false)));
        }
        script.nowMs += 5_000;
        script.effects.clear();
        script.closed(entry);
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        script.fire(FloodTimer.Retry.class);
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        assertEquals(1_000, script.fire(FloodTimer.Retry.class));
    }

    /** Perhaps its contact book is no help: it has forgotten peers that it could not reach. */
    @Test
    void aPeerWithoutNeighboursTriesItsReportedAddressesToo() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId entry = script.opened(contact(100), script.dials().getFirst());
        script.effects.clear();
        script.received(entry, new Frame.JoinAck(List.of())).tried(contact(2), contact(3));
        script.handle(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        script.nowMs += 5_000;
        script.closed(entry);
        script.failDials();
        assertEquals(3, script.report().contacts(), "whom it tried, perhaps its own network is gone");
        script.effects.clear();
        script.handle(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        assertEquals(List.of(),
                script.events().stream().filter(FloodEvent.AddressesLearned.class::isInstance).toList());
        script.handle(new FloodInput.TimerFired(new FloodTimer.Retry(2)));
        List<DialReason> tried = List.of(100, 2, 3)
                .stream()
                .<DialReason>map(i -> new DialReason.Enter(contact(i).address(), false, false))
                .toList();
        assertTrue(script.dials().containsAll(tried));
    }

    @Test
    void aPersonIsToldIfTheAddressIsOurOwnOrThatOfANeighbour() {
        CoreScript script = CoreScript.with(1);
        script.opened(SELF, asked(script));
        script.opened(contact(1), asked(script));
        assertEquals(
                List.of(
                        new FloodEvent.JoinFailed(BOOTSTRAP, "that is this peer itself"),
                        new FloodEvent.JoinFailed(BOOTSTRAP, "there is a link already")),
                failures(script));
    }

    private static Address nextToTry(CoreScript script) {
        FloodEvent.StatusChanged last = (FloodEvent.StatusChanged) script.events().getLast();
        return switch (last.phase()) {
            case FloodEvent.Phase.Joining joining -> joining.address();
            case FloodEvent.Phase.Waiting waiting -> waiting.address();
            case FloodEvent.Phase.Linked _, FloodEvent.Phase.ClockDiffers _, FloodEvent.Phase.VersionDiffers _ ->
                throw new AssertionError(last);
        };
    }

    @Test
    void theStatusDoesNotNameOurOwnAddress() {
        Address ours = new Address("localhost", 1);
        Address guess = new Address("localhost", 2);
        CoreScript script = new CoreScript(ours, guess);
        assertEquals(ours, nextToTry(script), "nobody knows yet");
        script.closed(script.opened(SELF, script.dials().getFirst()));
        script.handle(new FloodInput.DialFailed(script.dials().getLast(), "nobody listens there", false));
        assertNull(nextToTry(script));
        script.fire(FloodTimer.Retry.class);
        assertNull(nextToTry(script));
    }

    @Test
    void theStatusNamesTheFirstAddressOfAnotherMachineIfOursComesFirst() {
        Address ours = new Address("localhost", 1);
        CoreScript script = new CoreScript(ours, new Address("127.0.0.1", 2), BOOTSTRAP);
        script.closed(script.opened(SELF, script.dials().getFirst()));
        assertEquals(BOOTSTRAP, nextToTry(script));
    }

    @Test
    void theStatusNamesTheAddressThatAPersonAskedFor() {
        CoreScript script = new CoreScript();
        asked(script);
        FloodEvent.Phase joining = new FloodEvent.Phase.Joining(BOOTSTRAP, false);
        assertEquals(new FloodEvent.StatusChanged(SELF.address(), 0, joining), script.events().getLast());
    }

    @Test
    void aNewNeighbourMakesThePausesShortAgain() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        for (int i = 0; i < 3; i++) {
            script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
            script.fire(FloodTimer.Retry.class);
        }
        DialReason underWay = script.dials().getFirst();
        script.addDialler(1);
        script.handle(new FloodInput.DialFailed(underWay, "nobody listens there", false));
        assertEquals(MembershipLimits.FIRST_RETRY_MS, script.timer(FloodTimer.Retry.class).afterMs());
    }

    @Test
    void aPeerWithThreeLinksTriesNoBootstrapAddressAndShufflesNoEarlier() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        script.addDialler(1);
        script.addDialler(2);
        script.fire(FloodTimer.Retry.class);
        DialReason.Enter more = new DialReason.Enter(BOOTSTRAP, false, false);
        assertEquals(List.of(more), script.dials());
        assertEquals(1, script.sent(Frame.Shuffle.class).size());

        script.handle(new FloodInput.DialFailed(more, "nobody listens there", false));
        script.addDialler(3);
        script.fire(FloodTimer.Retry.class);
        assertEquals(List.of(), script.dials());
        assertEquals(List.of(), script.sent(Frame.Shuffle.class));
    }

    @Test
    void fourBootstrapAddressesAreTriedAtATime() {
        CoreScript script = new CoreScript(
                IntStream.range(100, 106).mapToObj(i -> contact(i).address()).toArray(Address[]::new));
        assertEquals(MembershipLimits.DIALS_AT_A_TIME, script.dials().size());
        script.handle(new FloodInput.DialFailed(script.dials().getFirst(), "nobody listens there", false));
        assertEquals(MembershipLimits.DIALS_AT_A_TIME + 1, script.dials().size());
    }

    @Test
    void aPeerThatGetsItsThirdLinkTriesNoFurtherAddress() {
        CoreScript script = new CoreScript(
                IntStream.range(100, 106).mapToObj(i -> contact(i).address()).toArray(Address[]::new));
        DialReason underWay = script.dials().getFirst();
        script.addDialler(1);
        script.addDialler(2);
        script.addDialler(3);
        script.effects.clear();
        script.handle(new FloodInput.DialFailed(underWay, "nobody listens there", false));
        assertEquals(List.of(), script.dials());
    }

    @Test
    void aPeerWithAllWantedLinksBeginsNoFurtherRound() {
        CoreScript script = new CoreScript();
        for (int i = 1; i <= 5; i++) {
            script.addDialled(i);
        }
        script.fire(FloodTimer.Retry.class);
        assertTrue(
                script.all(FloodEffect.StartTimer.class)
                        .stream()
                        .noneMatch(start -> start.timer() instanceof FloodTimer.Retry));
    }

    @Test
    void twoRoundsBeginAtLeastOneSecondApart() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        LinkId link = script.opened(contact(100), script.dials().getFirst());
        script.received(link, new Frame.JoinAck(List.of()));
        script.nowMs += 300;
        script.closed(link);
        assertEquals(700, script.fire(FloodTimer.Retry.class));
    }
}
