package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fixture.Authors;
import floodchat.protocol.sealed.Stored;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChatSimulation simulation = new ChatSimulation(4);

    @Test
    void leavingWithoutUnsentLinesIsQuick() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.command(new ChatCommand.Leave(PATIENCE));
        simulation.run(Duration.ofMillis(10));
        assertEquals(new ChatEvent.Left(0, 0), ada.latest(ChatEvent.Left.class));
    }

    @Test
    void leavingWithoutANamePublishesNothing() {
        ChatSimulation.Participant shy = simulation.arrive(null);
        shy.command(new ChatCommand.Leave(PATIENCE));
        simulation.run(Duration.ofMillis(10));
        assertEquals(new ChatEvent.Left(0, 0), shy.latest(ChatEvent.Left.class));
        assertEquals(List.of(), shy.published());
    }

    @Test
    void leavingWaitsUntilAllLinesAreHandedOver() {
        simulation.maxLatencyMs(1);
        ChatSimulation.Participant ada = simulation.wake("ada");
        ChatSimulation.Participant bob = simulation.arrive("bob");
        ada.say("wait for me");
        ada.command(new ChatCommand.Leave(PATIENCE));
        simulation.run(Duration.ofSeconds(5));
        assertEquals(List.of(), ada.all(ChatEvent.Left.class));
        ada.link();
        simulation.run(Duration.ofSeconds(1));
        assertEquals(new ChatEvent.Left(0, 0), ada.latest(ChatEvent.Left.class));
        assertEquals(List.of("ada -> wait for me"), bob.lines());
        assertFalse(bob.latest(ChatEvent.PeerLeft.class).lost());
    }

    @Test
    void afterThePatienceTheUnsentLinesAreCounted() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        ada.say("one");
        ada.say("two");
        ada.command(new ChatCommand.Leave(PATIENCE));
        simulation.run(Duration.ofMillis(9_990));
        assertEquals(List.of(), ada.all(ChatEvent.Left.class));
        simulation.run(Duration.ofMillis(20));
        assertEquals(new ChatEvent.Left(2, 0), ada.latest(ChatEvent.Left.class));
    }

    @Test
    void leavingWaitsAtMostAnHour() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        ada.say("one");
        ada.command(new ChatCommand.Leave(Duration.ofSeconds(Long.MAX_VALUE)));
        simulation.run(Duration.ofMinutes(59));
        assertEquals(List.of(), ada.all(ChatEvent.Left.class));
        simulation.run(Duration.ofMinutes(2));
        assertEquals(new ChatEvent.Left(1, 0), ada.latest(ChatEvent.Left.class));
    }

    @Test
    void eachLineThatIsHandedOverBeginsThePatienceAgain() {
        ChatCore core = new ChatCore(new java.util.Random(1), new SecureRandom(), _ -> true);
        List<ChatEffect> effects = new java.util.ArrayList<>();
        core.handle(
                new ChatInput.Started(Authors.identity(1), Authors.TAG, 0, "ada", new Stored()),
                ChatSimulation.START_MS,
                effects::add);
        core.handle(new ChatInput.RunSaved(ChatSimulation.START_MS), 0, effects::add);
        for (int i = 0; i < 3; i++) {
            core.handle(new ChatInput.Commanded(new ChatCommand.Say("line " + i)), 0, effects::add);
        }
        List<Long> tickets = effects.stream()
                .filter(ChatEffect.Publish.class::isInstance)
                .map(effect -> ((ChatEffect.Publish) effect).ticket())
                .toList();
        core.handle(new ChatInput.Commanded(new ChatCommand.Leave(PATIENCE)), 0, effects::add);
        core.handle(new ChatInput.HandedOver(tickets.getFirst()), 9_000, effects::add);
        effects.clear();
        core.handle(new ChatInput.TimerFired(new ChatTimer.Patience()), 10_000, effects::add);
        assertEquals(List.of(new ChatEffect.StartTimer(new ChatTimer.Patience(), 9_000)), effects);
        core.handle(new ChatInput.TimerFired(new ChatTimer.Patience()), 19_000, effects::add);
        assertTrue(effects.contains(new ChatEffect.Stop()));
    }

    @Test
    void afterTheGoodbyeNothingIsAnnouncedAndThePatienceNoLongerCounts() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.die();
        handle(ada, new ChatInput.Commanded(new ChatCommand.Leave(PATIENCE)), simulation.nowMs());
        ada.effects.clear();
        ChatTimer patience = new ChatTimer.Patience();
        handle(ada, new ChatInput.TimerFired(patience), simulation.nowMs() + 1);
        handle(ada, new ChatInput.TimerFired(patience), simulation.nowMs() + PATIENCE.toMillis());
        handle(ada, new ChatInput.TimerFired(new ChatTimer.Heartbeat()), simulation.nowMs() + PATIENCE.toMillis());
        assertEquals(List.of(), ada.effects);
    }

    private static void handle(ChatSimulation.Participant participant, ChatInput input, long nowMs) {
        participant.core.handle(input, nowMs, participant.effects::add);
    }

    @Test
    void theSecondRequestDoesNotWaitForUnsentLines() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        ada.say("one");
        ada.command(new ChatCommand.Leave(PATIENCE));
        ada.command(new ChatCommand.Leave(PATIENCE));
        simulation.run(Duration.ofMillis(10));
        assertEquals(new ChatEvent.Left(1, 0), ada.latest(ChatEvent.Left.class));
    }

    @Test
    void aNetworkThatDoesNotStopIsNotWaitedForLongerThanFourSeconds() {
        ChatCore core = new ChatCore(new java.util.Random(1), new SecureRandom(), _ -> true);
        List<ChatEffect> effects = new java.util.ArrayList<>();
        core.handle(new ChatInput.Commanded(new ChatCommand.Leave(PATIENCE)), 0, effects::add);
        assertTrue(effects.contains(new ChatEffect.Stop()));
        assertTrue(effects.contains(new ChatEffect.StartTimer(new ChatTimer.Goodbye(), 4_000)));
        core.handle(new ChatInput.TimerFired(new ChatTimer.Goodbye()), 4_000, effects::add);
        assertTrue(effects.contains(new ChatEffect.Show(new ChatEvent.Left(0, 0))));
    }

    @Test
    void theSecondRequestDoesNotCutTheGoodbyeShort() {
        ChatCore core = new ChatCore(new java.util.Random(1), new SecureRandom(), _ -> true);
        List<ChatEffect> effects = new java.util.ArrayList<>();
        core.handle(new ChatInput.Commanded(new ChatCommand.Leave(PATIENCE)), 0, effects::add);
        core.handle(new ChatInput.Commanded(new ChatCommand.Leave(PATIENCE)), 0, effects::add);
        assertFalse(effects.contains(new ChatEffect.Show(new ChatEvent.Left(0, 0))));
        core.handle(new ChatInput.Stopped(), 1, effects::add);
        assertTrue(effects.contains(new ChatEffect.Show(new ChatEvent.Left(0, 0))));
    }

    @Test
    void theThirdRequestCutsTheGoodbyeShort() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.command(new ChatCommand.Leave(PATIENCE));
        ada.command(new ChatCommand.Leave(PATIENCE));
        ada.command(new ChatCommand.Leave(PATIENCE));
        assertEquals(new ChatEvent.Left(0, 0), ada.latest(ChatEvent.Left.class));
    }

    @Test
    void whileLeavingCommandsAreRefusedAndAfterwardsNothingHappens() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        ada.say("one");
        ada.command(new ChatCommand.Leave(PATIENCE));
        ada.say("two");
        assertEquals("Floodchat is about to leave.", ada.refusal());
        simulation.run(Duration.ofSeconds(20));
        int effects = ada.effects.size();
        ada.say("three");
        ada.link();
        assertEquals(effects, ada.effects.size());
    }

    @Test
    void aNetworkThatStopsByItselfIsAFailure() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.input(new ChatInput.Stopped());
        assertEquals("The network has stopped because of a defect. The log says more.",
                ada.latest(ChatEvent.Failed.class).reason());
        assertEquals(List.of(), ada.all(ChatEvent.Left.class));
    }

    @Test
    void withoutALinkNoHandoverCanHaveBeenMissed() {
        ChatSimulation.Participant ada = simulation.wake("ada");
        ada.say("one");
        ada.input(new ChatInput.Lagged(1));
        assertEquals(1, ada.core.unsent());
    }

    @Test
    void aMissedHandoverDoesNotHoldUpLeaving() {
        ChatSimulation.Participant ada = simulation.arrive("ada");
        ada.die();
        assertEquals(0, ada.core.unsent());
        ada.core.handle(new ChatInput.Commanded(new ChatCommand.Say("one")), simulation.nowMs(), ada.effects::add);
        ada.core.handle(new ChatInput.Commanded(new ChatCommand.Leave(PATIENCE)), simulation.nowMs(), ada.effects::add);
        assertFalse(ada.effects.contains(new ChatEffect.Stop()));
        ada.core.handle(new ChatInput.Lagged(1), simulation.nowMs(), ada.effects::add);
        assertTrue(ada.effects.contains(new ChatEffect.Stop()));
    }
}
