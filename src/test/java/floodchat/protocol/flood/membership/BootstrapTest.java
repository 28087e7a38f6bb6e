package floodchat.protocol.flood.membership;

import static floodchat.protocol.flood.core.CoreScript.ENTRY;
import static floodchat.protocol.flood.core.CoreScript.SELF;
import static floodchat.protocol.flood.core.CoreScript.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.BootstrapAddresses;
import floodchat.protocol.flood.DialReason;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.FloodLimits;
import floodchat.protocol.flood.FloodTimer;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.LinkId;
import floodchat.protocol.flood.core.CoreScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way into the network, by script: entry addresses, rounds, and what a person is told of them. */
class BootstrapTest {
    @Test
    void roundsGoOnForEverWithPausesFromOneSecondToSixty() {
        CoreScript script = new CoreScript(ENTRY);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            assertEquals(List.of(new DialReason.Enter(ENTRY, Frame.Need.FIRST, false)), script.dialled());
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
        script.happens(new FloodInput.JoinAsked(ENTRY));
        DialReason enter = new DialReason.Enter(ENTRY, Frame.Need.HERE, true);
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
        script.happens(new FloodInput.StopAsked());
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
    private static DialReason asked(CoreScript script) {
        script.happens(new FloodInput.JoinAsked(ENTRY));
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
                new CoreScript(CoreScript.NETWORK, new BootstrapAddresses(List.of(ENTRY), List.of(other)));
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
        script.happens(new FloodInput.StopAsked());
        script.effects.clear();
        script.happens(new FloodInput.TimerFired(retry));
        script.happens(new FloodInput.TimerFired(shuffle));
        script.happens(new FloodInput.JoinAsked(ENTRY));
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
        assertEquals(MembershipLimits.DIALLED_BACK_WITHIN_MS, script.fire(FloodTimer.PurposeDue.class));
        assertTrue(script.isEnding(entry));
        assertEquals(List.of(new DialReason.Enter(ENTRY, Frame.Need.HERE, false)), script.dialled());
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
        assertEquals(List.of(new DialReason.Enter(ENTRY, Frame.Need.FIRST, false)), script.dialled());
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

    /** What it told before is worth more than what is left when it can reach nobody, which it forgets one by one. */
    @Test
    void whoIsAloneTriesWhatItToldToBeRememberedToo() {
        CoreScript script = new CoreScript(ENTRY);
        LinkId entry = script.opened(contact(100), script.dialled().getFirst());
        script.received(entry, new Frame.JoinAck(List.of(contact(2), contact(3))));
        List<DialReason> asked = script.dialled().subList(1, 3);
        script.fire(FloodTimer.AddressReportDue.class);
        script.nowMs += 5_000;
        script.closed(entry);
        script.effects.clear();
        asked.forEach(errand -> script.happens(new FloodInput.DialFailed(errand, "nobody is there", false)));
        script.happens(new FloodInput.TimerFired(new FloodTimer.AddressReportDue()));
        assertEquals(List.of(), script.told().stream().filter(FloodEvent.AddressesLearned.class::isInstance).toList());
        script.happens(new FloodInput.TimerFired(new FloodTimer.Retry(2)));
        List<DialReason> tried = List.of(100, 2, 3)
                .stream()
                .<DialReason>map(i -> new DialReason.Enter(contact(i).address(), Frame.Need.FIRST, false))
                .toList();
        assertEquals(tried, script.dialled());
    }
}
